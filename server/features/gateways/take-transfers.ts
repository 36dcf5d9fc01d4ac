import { findInText, type FoundInText } from '../../../core/qr/transfer-text.ts';
import { acceptPayments, type PaymentInstruction } from '../payments/index.ts';
import { countCallback } from './health-queries.ts';
import type { Occasion } from './occasion.ts';
import type { Reply, Taken } from './provider.ts';
import { insertMessage } from './message-queries.ts';
import type { AccountRow } from './queries.ts';
import { messageOf, signedHeaders, type Called } from './take-callback.ts';
import { findBooked, findNamed, type NamedInText } from './transfer-queries.ts';
import type { Transfer, TransferWatch } from './transfer-watch.ts';
import { verifyMessage } from './verify-message.ts';

/** A bank's text may be long; what a person needs to recognise it is at its beginning. */
const longestSaid = 120;

/**
 * Takes a notice of transfers to a bank account of ours. Each transfer is posted once under the service's own id: to the
 * one customer its text names, and to the bills it names of them; where it names nobody, or several, as unidentified
 * money. Transfers that left, or of another account, are kept and nothing more, and so are those that name a payment
 * order or a slip of cheques: the bank's statement makes them payments of all their customers.
 */
export async function takeTransfers(
  occasion: Occasion,
  { account, watch }: { account: AccountRow; watch: TransferWatch },
  called: Called,
): Promise<Reply> {
  const { company, now } = occasion;
  const message = messageOf(called);
  const verdict = verifyMessage({
    provider: account.provider,
    kind: 'webhook',
    message,
    keys: account.secrets,
    now: Math.floor(now.getTime() / 1000),
    ...(account.variant !== null && { variant: account.variant }),
  });
  const transfers = verdict.valid ? watch.readTransfers(message) : undefined;
  const ours = (transfers ?? []).filter(({ accounts }) => accounts.includes(account.merchant));
  const incoming = ours.filter(({ amountVnd, text }) => amountVnd > 0n && !standsForMany(text));
  const refusal = refusalOf({ isAuthentic: verdict.valid, transfers, ours });
  if (verdict.valid) await countCallback(company.db, account.code, now);
  await insertMessage(company.db, {
    accountCode: account.code,
    orderId: null,
    kind: 'callback',
    raw: called.raw,
    headers: signedHeaders(called.headers),
    verdict: refusal ?? (incoming.length > 0 ? 'taken' : 'ignored'),
    detail: verdict.reason ?? null,
    receivedAt: now,
  });
  return watch.reply(refusal ?? (await postTransfers(occasion, account, incoming)));
}

function refusalOf(seen: {
  isAuthentic: boolean;
  transfers: Transfer[] | undefined;
  ours: Transfer[];
}): Taken | undefined {
  if (!seen.isAuthentic) return 'wrong_signature';
  if (!seen.transfers) return 'unreadable';
  return seen.transfers.length > 0 && seen.ours.length === 0 ? 'wrong_merchant' : undefined;
}

async function postTransfers(
  { company: { db }, now, businessNow, businessDate }: Occasion,
  account: AccountRow,
  transfers: readonly Transfer[],
): Promise<Taken> {
  const referenceOf = ({ id }: Transfer): string => `${account.code}-${id}`;
  const booked = await findBooked(db, account.partner_id, transfers.map(referenceOf));
  const fresh = transfers.filter(
    (transfer) => !booked.some(({ reference }) => reference === referenceOf(transfer)),
  );
  if (fresh.length === 0) return 'repeated';
  const texts = fresh.map((transfer) => findInText(transfer.text));
  const named = await findNamed(db, wantedOf(texts.flat()));
  const instructions = fresh.map((transfer, index): PaymentInstruction => {
    const payer = payerOf(texts[index] ?? [], named);
    return {
      partnerId: account.partner_id,
      reference: referenceOf(transfer),
      intent: 'notice',
      customerCode: payer?.customerCode ?? saidIn(transfer.text),
      amountVnd: transfer.amountVnd,
      billIds: payer?.billIds ?? null,
      channel: account.channel,
      tender: null,
      occurredAt: now,
      businessOn: businessDate,
      businessAt: businessNow,
    };
  });
  const outcomes = await acceptPayments(db, instructions, now);
  // `conflict`: a rival booked the same transfer a moment ago.
  const settled = ['accepted', 'replayed', 'conflict'];
  return outcomes.every(({ outcome }) => settled.includes(outcome)) ? 'taken' : 'fault';
}

/** Whether a text names an order or a slip, which one payment cannot stand for. */
function standsForMany(text: string): boolean {
  return findInText(text).some(({ kind }) => kind === 'order' || kind === 'slip');
}

function wantedOf(found: readonly FoundInText[]): Parameters<typeof findNamed>[1] {
  const numbers = (kind: 'bill' | 'customer'): bigint[] =>
    found.flatMap((one) => (one.kind === kind ? [one.number] : []));
  const codes = found.flatMap((one) => (one.kind === 'customer_code' ? [one.code] : []));
  return { bills: numbers('bill'), customers: numbers('customer'), codes };
}

/** The one customer a text names, and which of their bills; undefined where it names none that is ours, or several. */
function payerOf(
  found: readonly FoundInText[],
  named: readonly NamedInText[],
): { customerCode: string; billIds: bigint[] | null } | undefined {
  const mine = found.flatMap((one) => {
    const said = one.kind === 'customer_code' ? one.code : String(one.number);
    return named.filter((name) => name.kind === one.kind && name.said === said);
  });
  const customers = new Set(mine.map(({ customer_code }) => customer_code));
  const [customerCode] = customers;
  if (customerCode === undefined || customers.size > 1) return undefined;
  const billIds = mine.flatMap(({ bill_id }) => bill_id ?? []);
  return { customerCode, billIds: billIds.length > 0 ? billIds : null };
}

/** What the person who looks for the payer sees of the text. */
function saidIn(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, longestSaid);
}
