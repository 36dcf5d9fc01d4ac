import type { PaymentOrder } from '../clients/typescript/types.ts';
import type { Call } from './journal.ts';
import { isDefinite, type ChaosPartner, type Line, type Manner, type Reply } from './line.ts';
import type { ErrandKind, Plan } from './plan.ts';
import { openRandom } from './random.ts';

export interface ChaosCustomer {
  code: string;
  /** Oldest first. */
  bills: { id: string; totalVnd: bigint }[];
}

/** One partner's errand, drawn whole before the run begins. */
export interface Errand {
  index: number;
  kind: ErrandKind;
  partner: ChaosPartner;
  other: ChaosPartner;
  customer: ChaosCustomer;
  connections: number;
  manner: Manner;
  /** What the partner does when it got no definite answer. */
  inDoubt: 'resend' | 'ask' | 'later' | 'cancel';
  /** Turns a right amount into a wrong one. */
  amountOffVnd: bigint;
}

/** The first partner carries 70 % of the load, as one wallet does in the field. */
export function drawErrands(
  plan: Plan,
  count: number,
  partners: readonly ChaosPartner[],
  customers: readonly ChaosCustomer[],
): Errand[] {
  const random = openRandom(plan.seed, 'errands');
  const others = partners.slice(1);
  const anyPartner = (): ChaosPartner => (random.chance(0.7) ? partners[0]! : random.pick(others));
  return Array.from({ length: count }, (_, index) => {
    const hot = random.chance(plan.hotShare);
    const kind = random.weighted(plan.errandWeights);
    const minutes = random.between(1, 7) * (random.chance(0.5) ? 1 : -1);
    const partner = anyPartner();
    return {
      index,
      kind,
      partner,
      other: random.pick(partners.filter((one) => one !== partner)),
      customer: customers[random.between(0, (hot ? plan.hotCustomers : customers.length) - 1)]!,
      connections: random.between(2, 4),
      manner: {
        ...(random.chance(0.08) && { patienceMs: random.between(3, 40) }),
        ...(kind === 'clock-off' && { skewSeconds: minutes * 60 }),
      },
      inDoubt: random.weighted({ resend: 5, ask: 4, later: 2, cancel: 1 }),
      amountOffVnd: BigInt(random.pick([-1_000, 1, 1_000, 50_000])),
    };
  });
}

export interface Street {
  line: Line;
  /** So that references of one run are never those of another. */
  prefix: string;
  /** What is sent again after everything else: kept back on purpose, or never answered. */
  later: { partner: ChaosPartner; call: Call }[];
}

type Doer = (street: Street, errand: Errand) => Promise<unknown>;

const doers: Record<ErrandKind, Doer> = {
  'pay-one': async (street, errand) => pay(street, errand, await oldestOpen(street, errand, 1)),
  'pay-all': async (street, errand) => pay(street, errand, await oldestOpen(street, errand, 3)),
  'pay-named': (street, errand) => pay(street, errand, named(street, errand)),
  'wrong-amount': async (street, errand) => {
    const order = await oldestOpen(street, errand, 2);
    return pay(street, errand, { ...order, amount: positive(BigInt(order.amount) + errand.amountOffVnd) });
  },
  'late-notice': async (street, errand) =>
    pay(street, errand, {
      ...(await oldestOpen(street, errand, 1)),
      intent: 'notice',
      occurredAt: minutesAgo(errand),
    }),
  'unknown-customer': (street, errand) =>
    pay(street, errand, {
      ...order(street, errand, [errand.customer.bills[0]!]),
      customerCode: 'PA99ZZ9999999',
      intent: 'notice',
    }),
  'same-at-once': async (street, errand) => {
    const same = await oldestOpen(street, errand, errand.connections - 1);
    return Promise.all(Array.from({ length: errand.connections }, () => pay(street, errand, same)));
  },
  'same-reference-otherwise': async (street, errand) => {
    const first = await oldestOpen(street, errand, 1);
    await pay(street, errand, first);
    return pay(street, errand, { ...first, amount: positive(BigInt(first.amount) + 1_000n) });
  },
  'pay-and-reverse': async (street, errand) => {
    await pay(street, errand, await oldestOpen(street, errand, errand.connections - 1));
    return reverse(street, errand);
  },
  'reverse-first': async (street, errand) => {
    await reverse(street, errand);
    return pay(street, errand, await oldestOpen(street, errand, 1));
  },
  'reverse-while-paying': async (street, errand) => {
    const chosen = await oldestOpen(street, errand, 1);
    return Promise.all([pay(street, errand, chosen), reverse(street, errand)]);
  },
  'two-partners': async (street, errand) => {
    const chosen = await oldestOpen(street, errand, errand.connections - 1);
    const rival = { ...errand, partner: errand.other };
    return Promise.all([
      pay(street, errand, chosen),
      pay(street, rival, { ...chosen, reference: `${chosen.reference}-B` }),
    ]);
  },
  'resend-much-later': async (street, errand) => {
    const chosen = await oldestOpen(street, errand, 1);
    await pay(street, errand, chosen);
    street.later.push({ partner: errand.partner, call: { op: 'pay', order: chosen } });
  },
  'hold-and-pay': async (street, errand) => {
    await hold(street, errand, 'hold');
    if (errand.connections === 3) await hold(street, errand, 'extend');
    return pay(street, errand, await oldestOpen(street, errand, 3));
  },
  'hold-and-release': async (street, errand) => {
    await hold(street, errand, 'hold');
    await hold(street, errand, 'release');
    return pay(street, { ...errand, partner: errand.other }, await oldestOpen(street, errand, 1));
  },
  'held-elsewhere': async (street, errand) => {
    await hold(street, errand, 'hold');
    const chosen = await oldestOpen(street, errand, 1);
    await pay(
      street,
      { ...errand, partner: errand.other },
      { ...chosen, reference: `${chosen.reference}-B` },
    );
    return errand.connections === 2 ? pay(street, errand, chosen) : hold(street, errand, 'release');
  },
  inquire: (street, errand) =>
    street.line.send(errand.partner, { op: 'inquire', customerCode: errand.customer.code }),
  'clock-off': async (street, errand) =>
    pay(street, errand, order(street, errand, [errand.customer.bills[0]!])),
};

export async function doErrand(street: Street, errand: Errand): Promise<void> {
  await doers[errand.kind](street, errand);
}

const referenceOf = ({ prefix }: Street, { index }: Errand): string => `${prefix}-${index}`;
const positive = (amountVnd: bigint): string => String(amountVnd > 0n ? amountVnd : 1n);
const minutesAgo = ({ index }: Errand): string => new Date(Date.now() - (index % 50) * 60_000).toISOString();

function order(street: Street, errand: Errand, bills: readonly { totalVnd: bigint }[]): PaymentOrder {
  const amountVnd = bills.reduce((sum, { totalVnd }) => sum + totalVnd, 0n);
  return {
    reference: referenceOf(street, errand),
    customerCode: errand.customer.code,
    amount: String(amountVnd),
  };
}

/** Asks first, as a partner's app does, and pays the oldest bills of what is answered; unasked it pays what it remembers. */
async function oldestOpen(street: Street, errand: Errand, count: number): Promise<PaymentOrder> {
  const known = order(street, errand, errand.customer.bills.slice(0, count));
  if (errand.index % 3 === 0) return known;
  const reply = await street.line.send(
    errand.partner,
    { op: 'inquire', customerCode: errand.customer.code },
    errand.manner,
  );
  if (reply.kind === 'silence' || reply.status !== 200) return known;
  const open = (reply.body['bills'] as { amount: string }[]).slice(0, count);
  if (open.length === 0) return known;
  return order(
    street,
    errand,
    open.map(({ amount }) => ({ totalVnd: BigInt(amount) })),
  );
}

/** The payer's choice of bills, the newest first. */
function named(street: Street, errand: Errand): PaymentOrder {
  const chosen = errand.customer.bills.toReversed().slice(0, (errand.connections % 2) + 1);
  return { ...order(street, errand, chosen), bills: chosen.map(({ id }) => id) };
}

function pay(street: Street, errand: Errand, chosen: PaymentOrder): Promise<void> {
  return settle(street, errand, { op: 'pay', order: chosen });
}

function reverse(street: Street, errand: Errand): Promise<void> {
  const paymentReference = referenceOf(street, errand);
  const call: Call = {
    op: 'reverse',
    paymentReference,
    reference: `${paymentReference}-R`,
    reason: 'khách đổi ý',
  };
  return settle(street, { ...errand, inDoubt: 'resend' }, call);
}

function hold(street: Street, errand: Errand, op: 'hold' | 'extend' | 'release'): Promise<void> {
  const reference = `${referenceOf(street, errand)}-H`;
  const call: Call =
    op === 'hold' ? { op, reference, customerCode: errand.customer.code } : { op, reference };
  return settle(street, { ...errand, inDoubt: 'resend' }, call);
}

const attempts = 4;

/** Sends until the answer is definite, or does in doubt as this partner does. */
async function settle(street: Street, errand: Errand, call: Call): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const reply = await street.line.send(
      errand.partner,
      call,
      attempt === 1 ? errand.manner : clockOf(errand),
    );
    if (isDefinite(reply)) return;
    if (errand.inDoubt === 'later') break;
    if (errand.inDoubt === 'cancel' && call.op === 'pay') return cancel(street, errand, call.order.reference);
    await pause(150 * attempt + (errand.index % 7) * 10);
    if (errand.inDoubt === 'ask' && call.op === 'pay' && (await isPaid(street, errand, call.order.reference)))
      return;
  }
  street.later.push({ partner: errand.partner, call });
}

const clockOf = ({ manner: { skewSeconds } }: Errand): Manner => ({
  ...(skewSeconds !== undefined && { skewSeconds }),
});

async function isPaid(street: Street, errand: Errand, reference: string): Promise<boolean> {
  const reply: Reply = await street.line.send(errand.partner, { op: 'status', reference });
  return reply.kind === 'answer' && reply.status === 200;
}

/** The customer has left the counter: whatever became of the payment, it shall not be. */
function cancel(street: Street, errand: Errand, paymentReference: string): Promise<void> {
  const call: Call = {
    op: 'reverse',
    paymentReference,
    reference: `${paymentReference}-C`,
    reason: 'không rõ kết quả',
  };
  return settle(street, { ...errand, inDoubt: 'resend' }, call);
}

export function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
