import type { PaymentOrder, PaymentReceipt, ReversalReceipt } from '../clients/typescript/types.ts';
import type { Call, JournalLine } from './journal.ts';

/** One request of a partner with what it got, as the journal tells it. */
export interface Told {
  partner: string;
  call: Call;
  /** Line numbers in the journal: one order of all that was sent and all that came back. */
  sentAt: number;
  answeredAt: number;
  /** Undefined: no answer came. */
  status: number | undefined;
  code: string;
  body: unknown;
}

export function tellTale(lines: readonly JournalLine[]): Told[] {
  const told = new Map<number, Told>();
  for (const line of lines) {
    if (line.what === 'sent') {
      const { partner, call } = line;
      const open = { partner, call, sentAt: line.line, answeredAt: Number.POSITIVE_INFINITY };
      told.set(line.request, { ...open, status: undefined, code: '', body: undefined });
      continue;
    }
    const request = told.get(line.request);
    if (!request)
      throw new Error(`the journal has an answer to request ${line.request}, which it never saw sent`);
    if (line.what === 'silent') continue;
    const { code } = line.body as { code?: unknown };
    Object.assign(request, {
      answeredAt: line.line,
      status: line.status,
      code: typeof code === 'string' ? code : '',
      body: line.body,
    });
  }
  return [...told.values()];
}

/** The product's last word on this sending. */
export function isLastWord({ status }: Told): boolean {
  return status !== undefined && status < 500 && status !== 429;
}

/** The reference a request is about: of the payment, or of the payment it asks for or takes back. */
export function paymentReferenceOf(call: Call): string | undefined {
  switch (call.op) {
    case 'pay':
      return call.order.reference;
    case 'status':
      return call.reference;
    case 'reverse':
      return call.paymentReference;
    default:
      return undefined;
  }
}

/** The receipt in an answer that says: this payment is in the books. */
export function receiptOf({ call, status, body }: Told): PaymentReceipt | undefined {
  const affirmed = status === 200 || status === 201;
  return affirmed && (call.op === 'pay' || call.op === 'status') ? (body as PaymentReceipt) : undefined;
}

export function reversalOf({ call, status, body }: Told): ReversalReceipt | undefined {
  return call.op === 'reverse' && (status === 200 || status === 201) ? (body as ReversalReceipt) : undefined;
}

/** What makes two sendings the same payment: everything but the time. */
export function contentOf({ customerCode, amount, bills, channel, tender, intent }: PaymentOrder): string {
  return JSON.stringify([
    customerCode,
    amount,
    bills?.toSorted() ?? null,
    channel,
    tender,
    intent ?? 'request',
  ]);
}
