import type { Vnd } from './money.ts';
import type { FoundInText } from './qr/transfer-text.ts';

/** A customer as a transfer may mean them. */
export interface MeantCustomer {
  code: string;
  /** Open bills, the oldest first. */
  open: readonly { billId: bigint; openVnd: Vnd }[];
}

/** What of a text is in the company's books: behind our references and customer codes. */
export interface KnownInBooks {
  /** By the number of a bill of any version: its customer, and the version that stands now, if one does. */
  bills: ReadonlyMap<bigint, { customer: MeantCustomer; billId: bigint | null }>;
  customersByNumber: ReadonlyMap<bigint, MeantCustomer>;
  customersByCode: ReadonlyMap<string, MeantCustomer>;
}

/**
 * Whose transfer it is. `pay`: certain. `leave`: a person decides, among `customers` where the text names any.
 */
export type TransferVerdict =
  | { verdict: 'pay'; customerCode: string; billIds: readonly bigint[] | null; rule: string }
  | { verdict: 'leave'; customers: readonly string[] };

/**
 * Decides by the text of a transfer. Our reference has check signs and is enough by itself, if all of them mean one
 * customer. A customer code has none: it counts only as written, alone, and with an amount that is that customer's: all
 * that is open, or one open bill to the dong.
 */
export function decideTransfer(
  found: readonly FoundInText[],
  amountVnd: Vnd,
  known: KnownInBooks,
): TransferVerdict {
  const references = found.filter((one) => one.kind !== 'customer_code');
  if (references.length > 0) return decideByReference(references, known);
  const codes = found.filter((one) => one.kind === 'customer_code');
  const customers = codes.flatMap(({ code }) => known.customersByCode.get(code) ?? []);
  const [only] = customers;
  const leave = { verdict: 'leave' as const, customers: customers.map(({ code }) => code) };
  if (!only || codes.length > 1 || codes[0]!.rule === 'customer_code_repaired') return leave;
  const whole = only.open.reduce((sum, { openVnd }) => sum + openVnd, 0n);
  const bill = only.open.find(({ openVnd }) => openVnd === amountVnd);
  if (!bill && (whole !== amountVnd || whole === 0n)) return leave;
  const billIds = whole === amountVnd || !bill ? null : [bill.billId];
  return { verdict: 'pay', customerCode: only.code, billIds, rule: codes[0]!.rule };
}

function decideByReference(
  references: readonly Exclude<FoundInText, { kind: 'customer_code' }>[],
  known: KnownInBooks,
): TransferVerdict {
  const customers = new Set<string>();
  const billIds: bigint[] = [];
  let strange = false;
  for (const { kind, number } of references) {
    const bill = kind === 'bill' ? known.bills.get(number) : undefined;
    // An order or a slip stands for many customers: whoever keeps it takes the credit.
    const customer = kind === 'customer' ? known.customersByNumber.get(number) : bill?.customer;
    if (customer) customers.add(customer.code);
    else strange = true;
    if (bill?.billId) billIds.push(bill.billId);
  }
  const [customerCode] = customers;
  if (customerCode === undefined || customers.size > 1 || strange)
    return { verdict: 'leave', customers: [...customers] };
  const rule = references.map((one) => one.rule).reduce((a, b) => (b.length > a.length ? b : a));
  return { verdict: 'pay', customerCode, billIds: billIds.length > 0 ? billIds : null, rule };
}
