/**
 * Posting as it should be, small enough to be seen through: bills of customers, and what became of each reference. It
 * shares no code with the product.
 */
export type Operation =
  | {
      does: 'pay';
      partner: number;
      reference: string;
      customer: number;
      amount: number;
      intent: 'request' | 'notice';
    }
  | { does: 'reverse'; partner: number; reference: string; paymentReference: string }
  | { does: 'status'; partner: number; reference: string };

/** An answer without what only the product can know: ids and times. */
export interface Answer {
  status: number;
  code?: string;
  outcome?: string;
  currentState?: string;
  amount?: number;
  credited?: number;
  /** By index of the customer's bills, the oldest first. */
  lines?: [bill: number, amount: number][];
}

interface Payment {
  is: 'payment';
  content: string;
  customer: number;
  amount: number;
  credited: number;
  lines: [number, number][];
  reversed: boolean;
}

type Use = Payment | { is: 'tombstone' } | { is: 'reversal'; of: string; answer: Answer };

export interface Model {
  /** Per customer and bill: what it asks and what is paid of it. */
  bills: { total: number; paid: number }[][];
  /** By partner and reference. */
  uses: Record<string, Use>;
}

export function apply(model: Model, operation: Operation): Answer {
  switch (operation.does) {
    case 'pay':
      return pay(model, operation);
    case 'reverse':
      return reverse(model, operation);
    case 'status':
      return askStatus(model.uses[`${operation.partner}/${operation.reference}`]);
  }
}

type Pay = Extract<Operation, { does: 'pay' }>;

function pay(model: Model, { partner, reference, customer, amount, intent }: Pay): Answer {
  const key = `${partner}/${reference}`;
  const content = `${customer} ${amount} ${intent}`;
  const use = model.uses[key];
  if (use?.is === 'tombstone') return { status: 409, code: 'payments.reversed_before' };
  if (use?.is === 'payment' && use.content === content) return receipt(use, 200, 'replayed');
  if (use) return { status: 409, code: 'payments.conflict' };
  const bills = model.bills[customer]!;
  const open = bills.flatMap(({ total, paid }, index) =>
    paid < total ? [{ index, left: total - paid }] : [],
  );
  if (intent === 'request' && open.length === 0) return { status: 409, code: 'payments.already_paid' };
  const lines: [number, number][] = [];
  let rest = amount;
  for (const { index, left } of open) {
    if (rest === 0) break;
    const part = Math.min(rest, left);
    if (part < left && intent === 'request') return { status: 422, code: 'payments.wrong_amount' };
    lines.push([index, part]);
    rest -= part;
  }
  for (const [index, part] of lines) bills[index]!.paid += part;
  const made: Payment = { is: 'payment', content, customer, amount, credited: rest, lines, reversed: false };
  model.uses[key] = made;
  return receipt(made, 201, 'accepted');
}

function reverse(
  model: Model,
  { partner, reference, paymentReference }: Extract<Operation, { does: 'reverse' }>,
): Answer {
  const [own, original] = [reference, paymentReference].map((name) => model.uses[`${partner}/${name}`]);
  if (own?.is === 'reversal' && own.of === paymentReference) return { ...own.answer, status: 200 };
  if (own) return { status: 409, code: 'payments.conflict' };
  if (original?.is === 'reversal') return { status: 404, code: 'payments.unknown_reference' };
  if (original?.is === 'tombstone' || original?.reversed) return { status: 409, code: 'payments.conflict' };
  const answer: Answer = {
    status: 201,
    outcome: original ? 'reversed' : 'tombstone',
    amount: original?.amount ?? 0,
  };
  if (original) {
    original.reversed = true;
    for (const [index, part] of original.lines) model.bills[original.customer]![index]!.paid -= part;
  } else {
    model.uses[`${partner}/${paymentReference}`] = { is: 'tombstone' };
  }
  model.uses[`${partner}/${reference}`] = { is: 'reversal', of: paymentReference, answer };
  return answer;
}

function askStatus(use: Use | undefined): Answer {
  if (use?.is === 'tombstone') return { status: 409, code: 'payments.reversed_before' };
  if (use?.is !== 'payment') return { status: 404, code: 'payments.unknown_reference' };
  return receipt(use, 200, 'accepted');
}

function receipt({ amount, credited, lines, reversed }: Payment, status: number, outcome: string): Answer {
  return { status, outcome, currentState: reversed ? 'reversed' : 'accepted', amount, credited, lines };
}

/** Every order in which things that happen at once may have happened. */
export function ordersOf<Item>(items: readonly Item[]): Item[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((first, index) =>
    ordersOf(items.filter((_, other) => other !== index)).map((rest) => [first, ...rest]),
  );
}
