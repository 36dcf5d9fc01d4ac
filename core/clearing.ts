import { isBusinessDate, type BusinessDate } from './dates.ts';

/**
 * What we and the billing system say to each other when payments are cleared back (chấm nợ). Described for its builders
 * in docs/clearing.md.
 */
export const clearingStates = ['waiting', 'cleared', 'refused', 'failed'] as const;
export type ClearingState = (typeof clearingStates)[number];

export type ClearingKind = 'clear' | 'unclear';

/** The codes of the field for the state of marking a debt: 01 not marked, 02 marked, 03 waiting, 04 error, 05 failed. */
export function markingCode(state: ClearingState, attempts: number): '01' | '02' | '03' | '04' | '05' {
  if (state === 'waiting') return attempts === 0 ? '01' : '03';
  return state === 'cleared' ? '02' : state === 'refused' ? '04' : '05';
}

/** As in Standard Webhooks: HMAC-SHA256 over this text, base64, behind `v1,`. */
export const deliveryHeaders = {
  id: 'webhook-id',
  timestamp: 'webhook-timestamp',
  signature: 'webhook-signature',
} as const;

export function signedDelivery(id: string, timestampSeconds: number, body: string): string {
  return `${id}.${timestampSeconds}.${body}`;
}

/** What the billing system says of one entry. `late`: it has it and will know later. */
export interface EntryAnswer {
  seq: bigint;
  result: 'cleared' | 'refused' | 'late';
  code: string;
  detail: string;
}

export interface GateWord {
  open: boolean;
  reason: string;
  opensOn: BusinessDate | null;
}

export type DeliveryReply =
  | { reply: 'answers'; answers: EntryAnswer[] }
  | { reply: 'closed'; gate: GateWord }
  /** Nothing that can be understood came back: the entries may or may not have arrived. */
  | { reply: 'silence'; fault: string };

/** Understands the answer to a delivery, whatever it is; never throws. */
export function parseDeliveryReply(status: number, text: string): DeliveryReply {
  const body = parseJson(text);
  if (status === 423 || status === 409) {
    return { reply: 'closed', gate: { ...(parseGate(body) ?? { reason: '', opensOn: null }), open: false } };
  }
  const rows = status === 200 && isRecord(body) ? body['answers'] : undefined;
  if (!Array.isArray(rows)) return { reply: 'silence', fault: `HTTP ${status}` };
  return { reply: 'answers', answers: rows.flatMap((row) => parseAnswer(row) ?? []) };
}

/** What the billing system says of its gate; undefined where it says nothing that can be understood. */
export function parseGateReply(status: number, text: string): GateWord | undefined {
  const gate = parseGate(parseJson(text));
  return status === 200 ? gate : undefined;
}

function parseGate(body: unknown): GateWord | undefined {
  if (!isRecord(body) || typeof body['open'] !== 'boolean') return undefined;
  const { reason, opensOn } = body;
  return {
    open: body['open'],
    reason: textOf(reason, 300),
    opensOn: typeof opensOn === 'string' && isBusinessDate(opensOn) ? opensOn : null,
  };
}

function parseAnswer(row: unknown): EntryAnswer | undefined {
  if (!isRecord(row)) return undefined;
  const seq = parseSeq(row['seq']);
  const { result } = row;
  if (seq === undefined || (result !== 'cleared' && result !== 'refused' && result !== 'late'))
    return undefined;
  return { seq, result, code: textOf(row['code'], 40), detail: textOf(row['detail'], 300) };
}

export function parseSeq(value: unknown): bigint | undefined {
  return typeof value === 'string' && /^[1-9][0-9]{0,17}$/.test(value) ? BigInt(value) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Foreign text is cut, and cannot carry what a database refuses to keep. */
function textOf(value: unknown, length: number): string {
  return typeof value === 'string' ? value.replaceAll('\u0000', '').slice(0, length) : '';
}

/** Tries before an entry is set apart as failed, for people to look at. */
export const mostAttempts = 12;

/** Seconds until the next try: half a minute, doubled each time, at most ten minutes. */
export function secondsUntilRetry(attempts: number): number {
  return Math.min(30 * 2 ** Math.max(attempts - 1, 0), 600);
}

/** Entries sent at once at most. */
export const mostAtOnce = 500;

/**
 * Cuts what is due to one delivery. What has been tried before goes in smaller company, in the end alone: so an entry
 * that the other side cannot digest is set apart without taking its neighbours along.
 */
export function cutDelivery<Entry extends { attempts: number }>(due: readonly Entry[]): Entry[] {
  let room = mostAtOnce;
  const end = due.findIndex(({ attempts }, index) => {
    room = Math.min(room, Math.max(1, Math.floor(mostAtOnce / 4 ** attempts)));
    return index >= room;
  });
  return due.slice(0, end === -1 ? due.length : end);
}

export interface EntryOutcome {
  seq: bigint;
  state: ClearingState;
  attempts: number;
  /** Null where nothing more is to be done, or where a person decides. */
  retryInSeconds: number | null;
  /** Null where nothing was said. */
  code: string | null;
  detail: string | null;
}

/**
 * What becomes of each entry that was sent. Answers to entries that were not sent are left aside, and of two answers to
 * one entry the first counts; an entry without an answer is tried again.
 */
export function concludeDelivery(
  sent: readonly { seq: bigint; attempts: number }[],
  answers: readonly EntryAnswer[],
): EntryOutcome[] {
  const first = new Map<bigint, EntryAnswer>();
  for (const answer of answers) if (!first.has(answer.seq)) first.set(answer.seq, answer);
  return sent.map(({ seq, attempts: before }) => {
    const attempts = before + 1;
    const answer = first.get(seq);
    const said = { code: answer?.code ?? null, detail: answer?.detail ?? null };
    if (answer && answer.result !== 'late') {
      return { seq, attempts, state: answer.result, retryInSeconds: null, ...said };
    }
    return attempts >= mostAttempts
      ? { seq, attempts, state: 'failed', retryInSeconds: null, ...said }
      : { seq, attempts, state: 'waiting', retryInSeconds: secondsUntilRetry(attempts), ...said };
  });
}
