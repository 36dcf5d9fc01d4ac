import assert from 'node:assert/strict';
import { addDays, type BusinessDate } from '../../core/dates.ts';
import { endOfSettlementDay } from '../../core/settlement-day.ts';
import { handInFile, inTurns, layCredits, settleWindows, signMinutes } from '../../simulator/accountant.ts';
import { noteTransfers, transfersOn, type BankCredit } from '../../simulator/bank.ts';
import { bookTransfers, sendStatements } from '../../simulator/banks/statement-days.ts';
import { writePartnerFile, type FileFault, type PartnerFile } from '../../simulator/partner-files.ts';
import type { Planted } from '../../simulator/planted.ts';
import type { MonthRails } from './month-rails.ts';
import { keyOf, type Street } from './month-street.ts';
import { ok, start, type Town } from './month-town.ts';

/** What the desk remembers from day to day. */
export interface DeskState {
  /** The last file of a partner's day that was taken. */
  sent: Map<string, PartnerFile>;
  credits: BankCredit[];
  /** Refusals of bad files, by what was wrong with them. */
  refusals: Map<string, string>;
}

export function openDesk(): DeskState {
  return { sent: new Map(), credits: [], refusals: new Map() };
}

interface Difference {
  id: string;
  partnerCode: string;
  day: BusinessDate;
  lane: string;
  reference: string;
  state: string;
  suggestion: string;
  cause: string;
}

const note = 'Đã đối chiếu với đối tác';

/** Every partner sends the file of each day that has ended, the bad ones among them first. */
export async function takeFiles(town: Town, street: Street, state: DeskState): Promise<void> {
  const { at } = await town.now();
  await inTurns(town.partners, async (partner) => {
    const { cutOff } = town.contracts.get(partner)!;
    for (const day of town.record.daysOf(partner, cutOff)) {
      const key = keyOf(partner, day);
      if (state.sent.has(key) || endOfSettlementDay(day, cutOff) > at) continue;
      await takeBadFile(town, street, state, { partner, day });
      await takeFile(town, street, state, { partner, day });
    }
  });
  await town.runJobs();
  await assertTaken(town, state);
}

async function takeFile(
  town: Town,
  street: Street,
  state: DeskState,
  { partner, day }: { partner: string; day: BusinessDate },
): Promise<void> {
  const { cutOff } = town.contracts.get(partner)!;
  const file = writePartnerFile(partner, day, town.record.entriesOf(partner, day, cutOff), {
    garbled: street.garbled,
  });
  const { id } = await handInFile(town.desk, { partner, day }, file);
  state.sent.set(keyOf(partner, day), file);
  if (street.fileFaults.get(keyOf(partner, day)) !== 'again') return;
  await town.runJobs();
  assert.deepEqual(await handInFile(town.desk, { partner, day }, file), { id, unchanged: true });
  state.refusals.set(keyOf(partner, day), 'unchanged');
}

async function takeBadFile(
  town: Town,
  street: Street,
  state: DeskState,
  of: { partner: string; day: BusinessDate },
): Promise<void> {
  const { partner, day } = of;
  const wrong = street.fileFaults.get(keyOf(partner, day));
  if (wrong === undefined || wrong === 'again') return;
  const entries = town.record.entriesOf(partner, day, town.contracts.get(partner)!.cutOff);
  const yesterday = state.sent.get(keyOf(partner, addDays(day, -1)));
  if (wrong === 'yesterday') assert.ok(yesterday, `${partner} has sent no file before ${day}`);
  const file =
    wrong === 'yesterday'
      ? yesterday!
      : writePartnerFile(partner, day, entries, { fault: wrong as FileFault });
  const { id } = await handInFile(town.desk, of, file);
  await town.runJobs();
  const kept = (await ok(town.accountant.get(`/reconciliation/files/${id}`))) as {
    state: string;
    refusal: { code: string };
  };
  assert.equal(kept.state, 'refused', `${keyOf(partner, day)}: ${wrong}`);
  state.refusals.set(keyOf(partner, day), kept.refusal.code);
}

/** The accountant sees no file that was not taken. */
async function assertTaken(town: Town, state: DeskState): Promise<void> {
  const { rows } = (await ok(town.accountant.get('/reconciliation/files'))) as {
    rows: { partnerCode: string; day: string; state: string; refusal: unknown }[];
  };
  for (const { partnerCode, day, state: now, refusal } of rows) {
    if (now !== 'refused') continue;
    const expected = state.refusals.has(keyOf(partnerCode, day));
    assert.ok(expected, `${partnerCode} ${day}: ${JSON.stringify(refusal)}`);
  }
}

/** Goes through what differs, does what is suggested for each, and has the second person approve. */
export async function clearDifferences(town: Town, street: Street, state: DeskState): Promise<void> {
  for (let round = 1; ; round++) {
    const open = await listDifferences(town, 'unresolved');
    const due = open.filter(({ state: now }) => now === 'open' || round === 1);
    if (due.length === 0) return;
    for (const difference of due) await clearOne(town, street, state, difference);
    await town.runJobs();
    assert.ok(round < 6, `the desk is never empty: ${JSON.stringify(open)}`);
  }
}

export async function listDifferences(town: Town, state: string): Promise<Difference[]> {
  const all: Difference[] = [];
  for (let after = ''; ;) {
    const page = (await ok(town.accountant.get(`/reconciliation/differences?state=${state}${after}`))) as {
      rows: Difference[];
      next: string | null;
    };
    all.push(...page.rows);
    if (page.next === null) return all;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
}

async function clearOne(town: Town, street: Street, state: DeskState, one: Difference): Promise<void> {
  if (one.state === 'waiting') {
    // It has come since, under the same reference.
    await resolve(town, one, 'close');
    return;
  }
  if (one.state === 'asked') return answerAsPartner(town, street, state, one);
  const outcome = await resolve(town, one, one.suggestion, street);
  if (outcome !== 'approval') return;
  await ok(town.second.send('POST', `/reconciliation/differences/${one.id}/approve`, { note: 'Đồng ý' }));
}

async function resolve(town: Town, one: Difference, fix: string, street?: Street): Promise<string> {
  const { date } = await town.now();
  const customerCode = fix === 'correct_code' ? street?.rightCode.get(one.reference) : undefined;
  const answer = (await ok(
    town.accountant.send('POST', '/reconciliation/differences/resolve', {
      ids: [one.id],
      fix,
      note,
      ...(fix === 'wait' && { untilDay: addDays(date, 2) }),
      ...(customerCode !== undefined && { customerCode }),
    }),
  )) as { rows: { outcome: string; error: unknown }[] };
  const [row] = answer.rows;
  assert.notEqual(row?.outcome, 'refused', `${one.reference} ${one.cause} ${fix}: ${JSON.stringify(row)}`);
  return row!.outcome;
}

/** What the partner says when it is asked: it found its record, reads its slip anew, or stands by its amount. */
async function answerAsPartner(town: Town, street: Street, state: DeskState, one: Difference): Promise<void> {
  const { partnerCode: partner, day, lane, reference } = one;
  if (lane === 'amount_differs') {
    const outcome = await resolve(town, one, 'accept_amount');
    assert.equal(outcome, 'approval');
    await ok(town.second.send('POST', `/reconciliation/differences/${one.id}/approve`, { note: 'Đồng ý' }));
    return;
  }
  const lost = street.lost.find((kept) => kept.entry.reference === reference);
  if (lost) town.record.note(partner, lost.entry);
  street.garbled.delete(reference);
  await takeFile(town, street, state, { partner, day });
}

/** Pays out what was approved; the partner gives it back from its own till and lessens its next transfer. */
export async function payRefunds(town: Town): Promise<void> {
  const { rows } = (await ok(town.accountant.get('/refunds?state=open'))) as {
    rows: { id: string; state: string; reference: string; partner: { code: string }; amount: string }[];
  };
  for (const { id, state, reference, partner, amount } of rows) {
    if (state === 'requested') await ok(town.second.send('POST', `/refunds/${id}/approve`));
    await ok(town.accountant.send('POST', `/refunds/${id}/pay`, {}));
    const { at } = await town.now();
    const given = { reference, customerCode: '', amountVnd: BigInt(amount), at };
    town.record.note(partner.code, { ...given, what: 'given_back' });
  }
}

/** Minutes of every closed day on which nothing is left open, signed by both sides. */
export async function signDays(town: Town): Promise<void> {
  const { rows } = (await ok(town.accountant.get('/settlement/windows?state=closed'))) as {
    rows: { partnerCode: string; day: BusinessDate }[];
  };
  const unresolved = (await listDifferences(town, 'unresolved')).filter((one) => one.state !== 'waiting');
  const open = new Set(unresolved.map(({ partnerCode, day }) => keyOf(partnerCode, day)));
  const ready = rows.filter(({ partnerCode, day }) => !open.has(keyOf(partnerCode, day)));
  await inTurns(ready, ({ partnerCode: partner, day }) =>
    signMinutes(town.desk, town.signAsPartner, { partner, day }),
  );
}

/** The banks' statements of the day, what they let be recognised, and what is left for a person. */
export async function takeMoney(
  town: Town,
  { banks }: MonthRails,
  state: DeskState,
  planted: readonly Planted[],
): Promise<void> {
  const { date } = await town.now();
  const { record, contracts, calendar, desk } = town;
  const is = (kind: string, partner: string, day: string): boolean =>
    planted.some((one) => one.kind === kind && one.partner === partner && one.day === day);
  const credits = transfersOn(
    date,
    { record, contracts, calendar, from: start },
    {
      lateUntil: (partner, day) => (is('late', partner, day) ? addDays(day, 5) : undefined),
      shortBy: (partner, day) => (is('short', partner, day) ? 11_000n : 0n),
      nameless: (partner, day) => is('nameless', partner, day),
    },
  );
  state.credits.push(...credits);
  bookTransfers(banks, credits);
  noteTransfers(record, credits);
  const sent = await sendStatements(banks, date);
  assert.deepEqual(
    sent.filter(({ outcome }) => outcome === 'refused'),
    [],
  );
  await town.runJobs();
  await layCredits(desk, date);
  await settleWindows(desk, date);
  await town.runJobs();
}
