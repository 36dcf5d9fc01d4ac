import { readMessage } from '../../../core/gateways/message.ts';
import { isJsonObject, parseJson } from '../../../core/gateways/json-text.ts';
import type { Db } from '../../platform/db.ts';
import { countCall } from './health-queries.ts';
import type { Outgoing } from './provider.ts';
import { insertMessage, type NewMessage } from './message-queries.ts';

const longestAnswer = 65_536;

interface Answered {
  text: string;
  /** Null where the provider answered something that is an answer. */
  fault: string | null;
}

/**
 * Sends one request to a provider, outside any transaction, keeps the answer as it came and counts whether there was
 * one. Whatever goes wrong on the way is `unclear`: the request may or may not have arrived.
 */
export async function callProvider<Word extends { word: string }>(
  db: Db,
  outgoing: Outgoing<Word>,
  about: {
    accountCode: string;
    orderId: bigint | null;
    kind: NewMessage['kind'];
    now: Date;
    patienceMs: number;
  },
): Promise<Word | { word: 'unclear'; fault: string }> {
  const { accountCode, orderId, kind, now } = about;
  const { text, fault } = await send(outgoing, about.patienceMs);
  const word = fault === null ? outgoing.read(readMessage({ body: text })) : unclear(fault);
  await countCall(db, { accountCode, fault, now });
  if (orderId === null) return word;
  await insertMessage(db, {
    accountCode,
    orderId,
    kind,
    raw: Buffer.from(text, 'utf8'),
    verdict: word.word,
    detail: detailOf(word),
    receivedAt: now,
  });
  return word;
}

function unclear(fault: string): { word: 'unclear'; fault: string } {
  return { word: 'unclear', fault };
}

function detailOf(word: { word: string; code?: string; fault?: string }): string | null {
  return word.code ?? word.fault ?? null;
}

async function send(outgoing: Outgoing<unknown>, patienceMs: number): Promise<Answered> {
  try {
    const response = await fetch(outgoing.url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
      headers: { 'content-type': outgoing.contentType, accept: 'application/json' },
      body: outgoing.body,
    });
    const text = await readBounded(response);
    // A gateway in front of the provider speaks for itself: only an object is the provider's own answer.
    const isAnswer = response.status < 500 && isJsonObject(parseJson(text));
    return { text, fault: isAnswer ? null : `http_${response.status}` };
  } catch (error) {
    return { text: '', fault: faultOf(error) };
  }
}

async function readBounded(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > longestAnswer) throw new Error('the answer is too long');
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
