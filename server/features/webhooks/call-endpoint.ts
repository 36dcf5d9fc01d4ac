import { createHmac } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { performance } from 'node:perf_hooks';
import { signedWebhook, webhookHeaders } from '../../../core/webhooks.ts';
import { AppError } from '../../platform/errors.ts';
import { guardedLookup, parseTarget, type WebhookTargets } from './guard-address.ts';

/** What came of one attempt: a status, or a fault where nobody answered. */
export interface Attempt {
  status: number | null;
  fault: string | null;
  tookMs: number;
  /** The beginning of the answer. */
  reply: string;
}

export interface Envelope {
  id: string;
  body: string;
  /** The live secrets; each signs. */
  secrets: readonly Buffer[];
}

const patienceMs = 10_000;
/** Of an answer so much is kept, and so much is read before the line is cut. */
const keptBytes = 1_000;
const longestReply = 65_536;

/** The header `webhook-signature`: one signature for each live secret. */
export function signWebhook({ id, body, secrets }: Envelope, seconds: number): string {
  const text = signedWebhook(id, seconds, body);
  return secrets
    .map((secret) => `v1,${createHmac('sha256', secret).update(text).digest('base64')}`)
    .join(' ');
}

/** Posts one signed message, outside any transaction, and follows no redirect. Never throws: a fault is an outcome. */
export async function callEndpoint(
  url: string,
  envelope: Envelope,
  { targets, now }: { targets: WebhookTargets; now: Date },
): Promise<Attempt> {
  const startedAt = performance.now();
  const took = (): number => Math.round(performance.now() - startedAt);
  try {
    const target = parseTarget(url, targets);
    const { status, reply } = await post(target, envelope, { targets, now });
    return { status, fault: null, tookMs: took(), reply };
  } catch (error) {
    return { status: null, fault: faultOf(error), tookMs: took(), reply: '' };
  }
}

async function post(
  target: URL,
  envelope: Envelope,
  { targets, now }: { targets: WebhookTargets; now: Date },
): Promise<{ status: number; reply: string }> {
  const seconds = Math.floor(now.getTime() / 1000);
  const body = Buffer.from(envelope.body, 'utf8');
  const signal = AbortSignal.timeout(patienceMs);
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
  const response = await new Promise<IncomingMessage>((answered, failed) => {
    const outgoing = send(target, {
      method: 'POST',
      agent: false,
      signal,
      ...(targets === 'public' && { lookup: guardedLookup as never }),
      headers: {
        'content-type': 'application/json',
        'content-length': body.length,
        'user-agent': 'tiendien-webhooks/1',
        accept: '*/*',
        [webhookHeaders.id]: envelope.id,
        [webhookHeaders.timestamp]: String(seconds),
        [webhookHeaders.signature]: signWebhook(envelope, seconds),
      },
    });
    outgoing.on('response', answered).on('error', failed);
    outgoing.end(body);
  });
  return { status: response.statusCode ?? 0, reply: await readBeginning(response) };
}

/** The status says it all: of the answer only the beginning is read, and an endless one is cut. */
async function readBeginning(response: IncomingMessage): Promise<string> {
  const kept: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of response as AsyncIterable<Buffer>) {
      if (bytes < keptBytes) kept.push(piece.subarray(0, keptBytes - bytes));
      bytes += piece.length;
      if (bytes > longestReply) break;
    }
  } catch {
    // The status has come, and it is the answer, however the rest of it ends.
  } finally {
    response.destroy();
  }
  return Buffer.concat(kept).toString('utf8').replaceAll('\u0000', '');
}

function faultOf(error: unknown): string {
  if (error instanceof AppError) return error.code;
  const { code, name, cause } = error as { code?: unknown; name?: string; cause?: { name?: string } };
  if (name === 'TimeoutError' || name === 'AbortError' || cause?.name === 'TimeoutError') return 'timeout';
  return typeof code === 'string' ? code : (name ?? 'unknown');
}
