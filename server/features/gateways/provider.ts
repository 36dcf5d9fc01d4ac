import {
  isJsonObject,
  parseJson,
  type JsonObject,
  type JsonValue,
} from '../../../core/gateways/json-text.ts';
import { readMessage } from '../../../core/gateways/message.ts';
import { plainText, type Kind, type Message } from '../../../core/gateways/scheme.ts';
import type { AccountRow, OrderRow } from './queries.ts';
import { signMessage } from './sign-message.ts';

/** A request to a provider, and how its answer is read. Whatever cannot be read is `unclear`, never a result. */
export interface Outgoing<Word> {
  url: string;
  contentType: 'application/json' | 'application/x-www-form-urlencoded';
  body: string;
  read(answer: Message): Word;
}

/** What became of the wish to make an order. */
export type CreateWord =
  | { word: 'made'; payUrl: string | null; deeplink: string | null; qrContent: string | null }
  | { word: 'refused'; code: string }
  | Unclear;

/** What a provider says of an order: by itself, or when asked. */
export type OrderWord =
  | { word: 'paid'; amountVnd: bigint | undefined; transactionId: string }
  /** Final: nothing was taken. */
  | { word: 'failed'; code: string }
  | { word: 'pending'; code: string }
  /** The provider has no such order; while the payer may still open the payment page, that is not final. */
  | { word: 'no_such_order' }
  | Unclear;

export type RefundWord =
  | { word: 'refunded' }
  | { word: 'pending' }
  | { word: 'refused'; code: string }
  | { word: 'no_such_refund' }
  | Unclear;

interface Unclear {
  word: 'unclear';
  fault: string;
}

/** A message that a provider sent on its own account, not yet compared with our record. */
export interface Notice {
  merchant: string;
  reference: string;
  /** Whole dong; undefined where the message names none. */
  amountVnd: bigint | undefined;
  outcome: OrderWord;
}

/** How a call was taken, in one word; each provider has its own way of hearing it. */
export type Taken =
  | 'taken'
  | 'repeated'
  | 'wrong_signature'
  | 'unreadable'
  | 'wrong_merchant'
  | 'unknown_order'
  | 'wrong_amount'
  | 'fault';

export interface Reply {
  status: number;
  body: Record<string, unknown> | undefined;
}

/** Addresses of ours that a provider is told. */
export interface OurAddresses {
  callback: string;
  back: string;
}

export interface OrderAsked {
  account: AccountRow;
  order: OrderRow;
  ours: OurAddresses;
  now: Date;
}

/** `amountVnd`: all that is left, or a part. */
export type RefundAsked = OrderAsked & { reference: string; amountVnd: bigint };

/** One provider's protocol. Pure: it says what to send and reads what comes, and knows nothing of the books. */
export interface Provider {
  /** The payer is asked on their phone, whose number the order needs. */
  needsPhone?: true;
  /** Where the provider's rule for our reference is stricter than letters and digits. */
  referenceOf?: (text: string, day: string) => string;
  /** The same of a refund; `text` tells refunds of one order apart. */
  refundReferenceOf?: (text: string, merchant: string, day: string) => string;
  /** An address for the payer that needs no call, or the call that makes one. */
  create(asked: OrderAsked): { payUrl: string } | Outgoing<CreateWord>;
  query(asked: OrderAsked): Outgoing<OrderWord>;
  /** Undefined where the provider gives nothing back by itself. */
  refund?: (asked: RefundAsked) => Outgoing<RefundWord>;
  queryRefund?: (asked: RefundAsked) => Outgoing<RefundWord>;
  /** Undefined where an authentic message is not what it should be. */
  readCallback(message: Message): Notice | undefined;
  /** Only of a provider that asks before it debits. */
  confirm?: {
    /** The message as it is signed: with the amount of our own record. */
    asSigned: (message: Message, order: OrderRow) => Message;
    reply: (
      taken: Taken,
      about: { account: AccountRow; message: Message; order: OrderRow | undefined },
    ) => Reply;
  };
  /** The words with which this provider wants its call answered. */
  reply: (taken: Taken, about: { account: AccountRow; message: Message }) => Reply;
}

/** A plain field of a message as text; empty ones count as missing. */
export function textOf(fields: Message['fields'], name: string): string | undefined {
  return plainText(fields.get(name) ?? null) || undefined;
}

/** Whole dong; undefined for anything else. */
export function vndOf(fields: Message['fields'], name: string): bigint | undefined {
  const text = textOf(fields, name);
  return text !== undefined && /^\d{1,15}$/.test(text) ? BigInt(text) : undefined;
}

/** The object written as JSON text in a field. */
export function objectIn(fields: Message['fields'], name: string): Map<string, JsonValue> | undefined {
  const text = fields.get(name);
  const value = typeof text === 'string' ? parseJson(text) : undefined;
  return isJsonObject(value) ? new Map(Object.entries(value)) : undefined;
}

/** Fields with their signature, as the account's contract has it. */
export function signFields(
  account: AccountRow,
  kind: Kind,
  fields: Readonly<Record<string, string>>,
): Record<string, string> {
  const { place, value } = signMessage({
    provider: account.provider,
    kind,
    message: readMessage({ fields }),
    keys: account.secrets,
    ...(account.variant !== null && { variant: account.variant }),
  });
  if (!('field' in place)) throw new Error(`${account.provider} signs ${kind} in a header`);
  return { ...fields, [place.field]: value };
}

/** JSON whose named fields are numbers; the others are text. */
export function jsonBody(fields: Readonly<Record<string, string>>, numbers: readonly string[]): string {
  const typed: JsonObject = fields;
  return JSON.stringify(typed, (name, value: unknown) =>
    numbers.includes(name) && typeof value === 'string' ? Number(value) : value,
  );
}

export function unclear(fault: string): Unclear {
  return { word: 'unclear', fault };
}

/** What stands on the payer's screen and on their statement, without marks: not every provider takes them. */
export function orderText(order: OrderRow): string {
  return `Tien dien ${order.customer_code}`;
}
