import type { Street } from './errands.ts';
import { pause } from './errands.ts';
import { readJournal, type Call } from './journal.ts';
import { isDefinite, type ChaosPartner } from './line.ts';
import { isLastWord, tellTale } from './tale.ts';

interface Doubt {
  partner: ChaosPartner;
  call: Call;
}

const atOnce = 12;
const attempts = 100;

/**
 * What partners do the evening after: everything kept back is sent, and every sending that got no definite answer is
 * asked about by its status and, where that knows nothing, sent again under the same reference.
 */
export async function settleDoubts(
  street: Street,
  partners: readonly ChaosPartner[],
  journal: string,
): Promise<number> {
  await eachAtOnce(street.later.splice(0), ({ partner, call }) =>
    sendUntilDefinite(street, { partner, call }),
  );
  const doubts = listDoubts(partners, journal);
  await eachAtOnce(doubts, async (doubt) => {
    if (doubt.call.op === 'pay' && (await askUntilDefinite(street, doubt)) === 200) return;
    await sendUntilDefinite(street, doubt);
  });
  return doubts.length;
}

/** Asks once more about every payment ever sent: what was found out has to stay. */
export async function askAboutAll(
  street: Street,
  partners: readonly ChaosPartner[],
  journal: string,
): Promise<void> {
  const asked = new Map<string, Doubt>();
  for (const { partner, call } of tellTale(readJournal(journal))) {
    if (call.op !== 'pay') continue;
    const { reference } = call.order;
    asked.set(`${partner}/${reference}`, {
      partner: find(partners, partner),
      call: { op: 'status', reference },
    });
  }
  await eachAtOnce([...asked.values()], (doubt) => sendUntilDefinite(street, doubt));
}

function listDoubts(partners: readonly ChaosPartner[], journal: string): Doubt[] {
  const doubts = new Map<string, Doubt>();
  for (const told of tellTale(readJournal(journal))) {
    const { partner, call } = told;
    if (call.op === 'status' || call.op === 'inquire' || isLastWord(told)) continue;
    const { occurredAt: _, ...content } = call.op === 'pay' ? call.order : { ...call, occurredAt: '' };
    doubts.set(`${partner}/${JSON.stringify(content)}`, { partner: find(partners, partner), call });
  }
  return [...doubts.values()];
}

const find = (partners: readonly ChaosPartner[], code: string): ChaosPartner => {
  const partner = partners.find((one) => one.code === code);
  if (!partner) throw new Error(`the journal names ${code}, who is no partner`);
  return partner;
};

async function askUntilDefinite(street: Street, { partner, call }: Doubt): Promise<number | undefined> {
  const reference = call.op === 'pay' ? call.order.reference : '';
  return sendUntilDefinite(street, { partner, call: { op: 'status', reference } });
}

async function sendUntilDefinite(street: Street, { partner, call }: Doubt): Promise<number | undefined> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const reply = await street.line.send(partner, call);
    if (isDefinite(reply)) return reply.status;
    await pause(100);
  }
  return undefined;
}

async function eachAtOnce<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
