import { createHmac, randomUUID } from 'node:crypto';
import {
  deliveryHeaders,
  parseDeliveryReply,
  parseGateReply,
  signedDelivery,
  type DeliveryReply,
  type GateWord,
} from '../../../core/clearing.ts';
import type { DueEntry } from './deliver-queries.ts';

export interface BillingSystem {
  url: string;
  secret: Buffer;
  companyCode: string;
}

const patienceMs = 20_000;
const longestReply = 1_048_576;

/** Sends entries in order. Whatever goes wrong on the way is silence: they may or may not have arrived. */
export async function sendEntries(
  billing: BillingSystem,
  entries: readonly DueEntry[],
  now: Date,
): Promise<DeliveryReply> {
  const body = JSON.stringify({
    company: billing.companyCode,
    entries: entries.map((entry) => ({
      seq: String(entry.seq),
      kind: entry.kind,
      billId: entry.bill_external_id,
      customerCode: entry.customer_code,
      amount: String(entry.amount_vnd),
      partner: entry.partner_code,
      channel: entry.channel,
      paidOn: entry.business_on,
    })),
  });
  try {
    const { status, text } = await call(billing, { method: 'POST', path: '/entries', body }, now);
    return parseDeliveryReply(status, text);
  } catch (error) {
    return { reply: 'silence', fault: faultOf(error) };
  }
}

/** Asks whether the gate is open; undefined where nobody answers. */
export async function askGate(billing: BillingSystem, now: Date): Promise<GateWord | undefined> {
  try {
    const { status, text } = await call(billing, { method: 'GET', path: '/gate', body: '' }, now);
    return parseGateReply(status, text);
  } catch {
    // Silence: the gate stays as it was last heard of, and is asked for again.
    return undefined;
  }
}

async function call(
  billing: BillingSystem,
  request: { method: 'GET' | 'POST'; path: string; body: string },
  now: Date,
): Promise<{ status: number; text: string }> {
  const { method, path, body } = request;
  // The number of this delivery; what it brings is told apart by the numbers of the entries.
  const id = randomUUID();
  const seconds = Math.floor(now.getTime() / 1000);
  const signature = createHmac('sha256', billing.secret)
    .update(signedDelivery(id, seconds, body))
    .digest('base64');
  const response = await fetch(`${billing.url}${path}`, {
    method,
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
    headers: {
      accept: 'application/json',
      [deliveryHeaders.id]: id,
      [deliveryHeaders.timestamp]: String(seconds),
      [deliveryHeaders.signature]: `v1,${signature}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body }),
  });
  return { status: response.status, text: await readBounded(response) };
}

async function readBounded(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > longestReply) throw new Error('the reply is too long');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** Where nobody listens, the cause says more than "fetch failed". */
function faultOf(error: unknown): string {
  const cause = (error as { cause?: { code?: unknown } }).cause?.code;
  if (typeof cause === 'string') return cause;
  return error instanceof Error ? error.name : 'unknown';
}
