import type { PaymentReceipt } from '../clients/typescript/types.ts';
import type { BookedPayment, Books } from './books.ts';
import type { JournalLine } from './journal.ts';
import {
  contentOf,
  isLastWord,
  paymentReferenceOf,
  receiptOf,
  reversalOf,
  tellTale,
  type Told,
} from './tale.ts';
import { checkHolds } from './verify-holds.ts';

export interface Violation {
  rule: string;
  detail: string;
}

/** Everything that was ever said about one reference of one partner, and what the books say. */
interface Story {
  partner: string;
  reference: string;
  told: Told[];
  booked: BookedPayment[];
  claims: Books['claims'];
}

type Rule = (story: Story) => string[];

/** Holds every answer that any partner ever got against the books, when nothing is under way any more. */
export function verify(lines: readonly JournalLine[], books: Books): Violation[] {
  const told = tellTale(lines);
  const stories = gatherStories(told, books);
  const violations: Violation[] = [];
  for (const [rule, find] of Object.entries(rules)) {
    for (const story of stories) {
      for (const detail of find(story))
        violations.push({ rule, detail: `${story.partner} ${story.reference}: ${detail}` });
    }
  }
  return [
    ...violations,
    ...checkReversals(told, books),
    ...checkFaults(told),
    ...checkInquiries(told, books),
    ...checkHolds(told, books),
    ...checkWhole(books),
  ];
}

function gatherStories(told: readonly Told[], books: Books): Story[] {
  const stories = new Map<string, Story>();
  const storyOf = (partner: string, reference: string): Story => {
    const key = `${partner}/${reference}`;
    const known = stories.get(key) ?? { partner, reference, told: [], booked: [], claims: [] };
    stories.set(key, known);
    return known;
  };
  for (const one of told) {
    const reference = paymentReferenceOf(one.call);
    if (reference !== undefined) storyOf(one.partner, reference).told.push(one);
  }
  for (const payment of books.payments) storyOf(payment.partner, payment.reference).booked.push(payment);
  for (const claim of books.claims) {
    if (claim.kind !== 'reversal') storyOf(claim.partner, claim.reference).claims.push(claim);
  }
  return [...stories.values()];
}

const payments = ({ told }: Story): Told[] => told.filter(({ call }) => call.op === 'pay');
/** Every answer that says the payment is there, in the order they came. */
const receipts = ({ told }: Story): { one: Told; receipt: PaymentReceipt }[] =>
  told
    .flatMap((one) => {
      const receipt = receiptOf(one);
      return receipt ? [{ one, receipt }] : [];
    })
    .sort((a, b) => a.one.answeredAt - b.one.answeredAt);

const rules: Record<string, Rule> = {
  'an acknowledged payment is in the books once, with this amount on these bills': (story) =>
    receipts(story).flatMap(({ receipt }) => {
      const booked = story.booked.filter(({ id }) => id === receipt.paymentId);
      if (booked.length !== 1)
        return [`acknowledged as payment ${receipt.paymentId}, which is not in the books`];
      return differences(receipt, booked[0]!);
    }),
  'no reference has two payments': ({ booked }) =>
    booked.length > 1 ? [`payments ${booked.map(({ id }) => id).join(', ')}`] : [],
  'what was never acknowledged is not in the books': (story) =>
    story.booked.length > 0 && receipts(story).length === 0
      ? [`payment ${story.booked[0]!.id}, which nobody was told of`]
      : [],
  'a payment acknowledged is acknowledged the same ever after': (story) => {
    const [first, ...others] = receipts(story);
    if (!first) return [];
    const same = others.filter(({ receipt }) => core(receipt) !== core(first.receipt));
    return [
      ...same.map(({ receipt }) => `first ${core(first.receipt)}, then ${core(receipt)}`),
      ...deniedLater(story, first.one),
    ];
  },
  'a payment is for what was asked': (story) =>
    payments(story).flatMap((one) => {
      const receipt = receiptOf(one);
      const asked = one.call.op === 'pay' ? one.call.order.amount : '';
      return receipt && receipt.amount !== asked
        ? [`asked for ${asked}, acknowledged ${receipt.amount}`]
        : [];
    }),
  'a conflict has another use of the reference as its cause': (story) => {
    const contents = new Set(
      payments(story).map(({ call }) => (call.op === 'pay' ? contentOf(call.order) : '')),
    );
    const wrong = payments(story).filter(({ code }) => code === 'payments.conflict');
    return wrong.length > 0 && contents.size < 2
      ? ['refused as a conflict though it was always the same']
      : [];
  },
  'what was taken back beforehand is refused, and only that': (story) => {
    const tombstone = story.claims.some(({ kind }) => kind === 'tombstone');
    const refused = story.told.some(({ code }) => code === 'payments.reversed_before');
    if (tombstone && story.booked.length > 0) return ['paid though it was taken back beforehand'];
    return refused && !tombstone ? ['refused as taken back beforehand, which it was not'] : [];
  },
  'what was taken back is said to be, from then on': (story) => {
    const from = Math.min(
      ...story.told.filter((one) => reversalOf(one)?.outcome === 'reversed').map((one) => one.answeredAt),
    );
    const reversed = story.booked.some(({ state }) => state === 'reversed');
    return receipts(story)
      .filter(({ one, receipt }) => (receipt.currentState === 'reversed' ? !reversed : one.sentAt > from))
      .map(({ receipt }) => `called ${receipt.currentState}`);
  },
  'every question found its last word': (story) => {
    const settled =
      story.told.some((one) => one.call.op === 'pay' && isLastWord(one)) || receipts(story).length > 0;
    return payments(story).length > 0 && !settled ? ['still unknown when all was over'] : [];
  },
  'a payment is what its bills, credit and what was taken back add up to': ({ booked }) =>
    booked.flatMap((payment) => {
      const onBills = payment.parts.reduce((sum, { laidVnd, takenVnd }) => sum + laidVnd - takenVnd, 0n);
      const expected = payment.state === 'accepted' ? payment.amountVnd : 0n;
      return onBills + payment.creditVnd === expected
        ? []
        : [`${onBills} on bills and ${payment.creditVnd} credit of ${expected}`];
    }),
};

const core = ({ paymentId, amount, credited, allocations, acceptedAt }: PaymentReceipt): string =>
  JSON.stringify([paymentId, amount, credited, allocations, acceptedAt]);

function differences(receipt: PaymentReceipt, booked: BookedPayment): string[] {
  const problems: string[] = [];
  if (String(booked.amountVnd) !== receipt.amount)
    problems.push(`acknowledged ${receipt.amount}, booked ${booked.amountVnd}`);
  if (String(booked.creditedVnd) !== receipt.credited)
    problems.push(`acknowledged ${receipt.credited} as credit, booked ${booked.creditedVnd}`);
  // Credit may have gone to a bill later; that lies above what was acknowledged.
  let above = 0n;
  for (const { billId, laidVnd } of booked.parts) {
    above += laidVnd - BigInt(receipt.allocations.find((line) => line.billId === billId)?.amount ?? 0);
  }
  const missing = receipt.allocations.filter(
    ({ billId, amount }) =>
      (booked.parts.find((part) => part.billId === billId)?.laidVnd ?? 0n) < BigInt(amount),
  );
  if (missing.length > 0)
    problems.push(`not on bill ${missing.map(({ billId }) => billId).join(', ')} as acknowledged`);
  if (above !== booked.appliedVnd)
    problems.push(`${above} more on bills than acknowledged and applied later`);
  return problems;
}

/** After the first receipt had come, the same payment sent again may not be refused, nor its status unknown. */
function deniedLater({ told }: Story, first: Told): string[] {
  const firstCall = told.find(
    ({ call, status }) => call.op === 'pay' && (status === 200 || status === 201),
  )?.call;
  const content = firstCall?.op === 'pay' ? contentOf(firstCall.order) : undefined;
  return told
    .filter(
      (one) => one.sentAt > first.answeredAt && isLastWord(one) && one.status !== 401 && !receiptOf(one),
    )
    .filter(({ call }) => call.op === 'status' || (call.op === 'pay' && contentOf(call.order) === content))
    .map(
      ({ call, status, code }) => `${call.op} was answered ${status} ${code} though it had been acknowledged`,
    );
}

/** A payment is reversed exactly when somebody was told so. */
function checkReversals(told: readonly Told[], books: Books): Violation[] {
  const acknowledged = new Map<string, 'reversed' | 'tombstone'>();
  for (const one of told) {
    const receipt = reversalOf(one);
    if (receipt)
      acknowledged.set(`${one.partner}/${receipt.paymentReference}/${receipt.reference}`, receipt.outcome);
  }
  const booked = new Set(
    books.reversals.map((row) => `${row.partner}/${row.paymentReference}/${row.reference}`),
  );
  const reversedPayments = new Set(
    books.payments
      .filter(({ state }) => state === 'reversed')
      .map((row) => `${row.partner}/${row.reference}`),
  );
  const rule = 'a payment is taken back exactly when it was acknowledged';
  const problems: string[] = [];
  for (const [key, outcome] of acknowledged) {
    const payment = key.split('/').slice(0, 2).join('/');
    if (outcome === 'reversed' && !booked.has(key)) problems.push(`${key}: acknowledged, not in the books`);
    if (outcome === 'reversed' && !reversedPayments.has(payment))
      problems.push(`${key}: acknowledged, the payment stands`);
    if (
      outcome === 'tombstone' &&
      books.payments.some((row) => `${row.partner}/${row.reference}` === payment)
    )
      problems.push(`${key}: acknowledged before the payment, which was made all the same`);
  }
  for (const key of booked)
    if (acknowledged.get(key) !== 'reversed') problems.push(`${key}: in the books, nobody was told`);
  return problems.map((detail) => ({ rule, detail }));
}

/** Not knowing is an answer; breaking down is not. Partners' limits are far above what a run sends. */
function checkFaults(told: readonly Told[]): Violation[] {
  const list = (rule: string, faults: readonly Told[]): Violation[] =>
    faults.map(({ partner, call, status, code }) => ({
      rule,
      detail: `${partner} ${call.op} ${paymentReferenceOf(call) ?? ''}: ${status} ${code}`,
    }));
  return [
    ...list(
      'no request breaks the product',
      told.filter(({ status }) => status === 500),
    ),
    ...list(
      'nobody is turned away below their limit',
      told.filter(({ code }) => code === 'request.rate_limited'),
    ),
  ];
}

/** A bill paid in full, acknowledged, and never touched by a reversal is not shown as open to whoever asks afterwards. */
function checkInquiries(told: readonly Told[], books: Books): Violation[] {
  const takenBack = new Set(
    told.flatMap(({ partner, call }) => (call.op === 'reverse' ? `${partner}/${call.paymentReference}` : [])),
  );
  const paidAt = new Map<string, number>();
  for (const one of told) {
    const receipt = receiptOf(one);
    if (!receipt || takenBack.has(`${one.partner}/${receipt.reference}`)) continue;
    for (const { billId, amount } of receipt.allocations) {
      if (BigInt(amount) !== books.billTotals.get(billId)) continue;
      paidAt.set(billId, Math.min(paidAt.get(billId) ?? Number.POSITIVE_INFINITY, one.answeredAt));
    }
  }
  const rule = 'what is paid is not asked for again';
  return told.flatMap(({ call, status, body, sentAt }) => {
    if (call.op !== 'inquire' || status !== 200) return [];
    return (body as { bills: { billId: string }[] }).bills
      .filter(({ billId }) => (paidAt.get(billId) ?? Number.POSITIVE_INFINITY) < sentAt)
      .map(({ billId }) => ({ rule, detail: `bill ${billId} of ${call.customerCode}` }));
  });
}

function checkWhole(books: Books): Violation[] {
  return [
    ...books.overpaidBills.map(({ billId, totalVnd, laidVnd }) => ({
      rule: 'no bill is paid above its total',
      detail: `bill ${billId}: ${laidVnd} of ${totalVnd}`,
    })),
    ...books.brokenInvariants.map((detail) => ({ rule: 'the invariants of the books hold', detail })),
    ...(books.ledgerBreak ? [{ rule: 'the ledger chain is whole', detail: books.ledgerBreak }] : []),
  ];
}
