import { performance } from 'node:perf_hooks';
import {
  concludeDelivery,
  cutDelivery,
  mostAtOnce,
  secondsUntilRetry,
  type DeliveryReply,
} from '../../../core/clearing.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { publish } from '../../platform/outbox.ts';
import { askGate, sendEntries, type BillingSystem } from './call-billing.ts';
import * as queries from './deliver-queries.ts';
import { setGate } from './set-gate.ts';

export interface DeliveryRun {
  companyCode: string;
  now: Date;
  businessDate: BusinessDate;
}

/** `nowhere`: by file only. `busy`: another run is at it. `paused`: the other side has been silent just now. */
export type DeliveryEnd = 'nowhere' | 'busy' | 'paused' | 'closed' | 'silent' | 'done' | 'unfinished';

const runForMs = 45_000;
/** Longer than a run with its last call, so that two never deliver at once; short enough after a crash. */
const turnMs = 120_000;

/**
 * Sends what waits to the billing system, in order, until nothing is due or the gate closes. Nothing external happens
 * inside a transaction; what is sent twice after a crash is the same by its numbers.
 */
export async function deliverEntries(db: Db, run: DeliveryRun): Promise<DeliveryEnd> {
  const until = new Date(run.now.getTime() + turnMs);
  const target = await queries.takeTurn(db, run.now, until);
  if (!target) return 'busy';
  try {
    if (target.url === null || target.secret === null) return 'nowhere';
    if (target.next_try_at && target.next_try_at > run.now) return 'paused';
    const billing = { url: target.url, secret: target.secret, companyCode: run.companyCode };
    if (!(await findGateOpen(db, billing, run))) return 'closed';
    const end = await deliverUntilDone(db, billing, run, target.silences);
    if (end === 'unfinished') {
      await transaction(db, (tx) => publish(tx, { topic: 'clearing.collected', payload: {} }));
    }
    return end;
  } finally {
    await queries.endTurn(db, until);
  }
}

/**
 * A gate the billing system closed is open when it says so; one that staff closed, on the day they named. Whoever opens
 * it too early is told by the next delivery.
 */
async function findGateOpen(db: Db, billing: BillingSystem, run: DeliveryRun): Promise<boolean> {
  const gate = await queries.readGate(db);
  if (gate.open) return true;
  const { now } = run;
  const opening = { open: true, reason: '', opensOn: null, now };
  if (gate.changed_by === 'billing') {
    const word = await askGate(billing, now);
    return word?.open === true && setGate(db, { ...opening, by: 'billing' });
  }
  const isTime = gate.opens_on !== null && gate.opens_on <= run.businessDate;
  return isTime && setGate(db, { ...opening, by: 'system' });
}

async function deliverUntilDone(
  db: Db,
  billing: BillingSystem,
  run: DeliveryRun,
  silencesBefore: number,
): Promise<DeliveryEnd> {
  const startedAt = performance.now();
  for (let silences = silencesBefore; performance.now() - startedAt < runForMs;) {
    // Staff may close the gate while a long queue goes out.
    if (!(await queries.readGate(db)).open) return 'closed';
    const entries = cutDelivery(await queries.listDue(db, run.now, mostAtOnce));
    if (entries.length === 0) return 'done';
    const reply = await sendEntries(billing, entries, run.now);
    if (reply.reply === 'closed') {
      await setGate(db, { ...reply.gate, open: false, by: 'billing', now: run.now });
      return 'closed';
    }
    await writeReply(db, { entries, reply, silences, now: run.now });
    if (reply.reply === 'silence') return 'silent';
    silences = 0;
  }
  return 'unfinished';
}

/** What was said of each entry; silence counts as a try of each and makes the whole delivery pause. */
async function writeReply(
  db: Db,
  sent: {
    entries: readonly queries.DueEntry[];
    reply: Exclude<DeliveryReply, { reply: 'closed' }>;
    silences: number;
    now: Date;
  },
): Promise<void> {
  const { entries, reply, now } = sent;
  const outcomes = concludeDelivery(entries, reply.reply === 'answers' ? reply.answers : []);
  await transaction(db, async (tx) => {
    await queries.applyOutcomes(tx, outcomes, now);
    if (reply.reply === 'answers') return queries.noteVoice(tx);
    const silences = sent.silences + 1;
    const nextTryAt = new Date(now.getTime() + secondsUntilRetry(silences) * 1000);
    return queries.noteSilence(tx, { now, silences, nextTryAt, fault: reply.fault });
  });
}
