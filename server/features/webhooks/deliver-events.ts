import { performance } from 'node:perf_hooks';
import { roundsBeforePause, secondsOfPause, secondsUntilAttempt } from '../../../core/webhooks.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { callEndpoint, type Attempt } from './call-endpoint.ts';
import * as queries from './deliver-queries.ts';
import { readSecrets } from './endpoint-queries.ts';
import type { WebhookTargets } from './guard-address.ts';

export interface DeliveryRun {
  companyCode: string;
  targets: WebhookTargets;
  now: Date;
}

/** Calls under way to one endpoint, each of another bill. */
const atOnce = 20;
const runForMs = 5_000;
/** Longer than a run with its last round, so that two never deliver to one endpoint at once; short enough after a crash. */
const turnMs = 60_000;

/**
 * Sends what is due, endpoint by endpoint side by side: of one bill one message at a time, in order. Nothing is sent
 * inside a transaction; what is sent twice after a crash has the same id. Returns the number of attempts.
 */
export async function deliverEvents(db: Db, run: DeliveryRun): Promise<number> {
  await queries.giveUp(db, run.now);
  const until = new Date(run.now.getTime() + turnMs);
  const turns = await queries.takeTurns(db, run.now, until);
  const attempts = await Promise.all(
    turns.map(async (turn) => {
      try {
        return await deliverTo(db, turn, run);
      } finally {
        await queries.endTurn(db, turn.id, until);
      }
    }),
  );
  return attempts.reduce((sum, each) => sum + each, 0);
}

async function deliverTo(db: Db, turn: queries.Turn, run: DeliveryRun): Promise<number> {
  const startedAt = performance.now();
  const secrets = await readSecrets(db, turn.id);
  let { failures } = turn;
  for (let attempts = 0; ;) {
    if (performance.now() - startedAt > runForMs) return attempts;
    // One that has taken nothing for a while is asked with a single message whether it is back.
    const due = await queries.listDue(db, turn.id, run.now, failures < roundsBeforePause ? atOnce : 1);
    if (due.length === 0) return attempts;
    const answers = await Promise.all(
      due.map(({ event_id, body }) =>
        callEndpoint(turn.url, { id: messageId(run.companyCode, event_id), body, secrets }, run),
      ),
    );
    attempts += due.length;
    const arrived = await writeRound(db, { turn, failures, due, answers, now: run.now });
    if (!arrived) return attempts;
    failures = 0;
  }
}

/** The id of a message, the same at every attempt and for every endpoint of the partner. */
export function messageId(companyCode: string, eventId: bigint): string {
  return `evt_${companyCode.toLowerCase()}_${eventId}`;
}

/** Whether anything arrived. */
async function writeRound(
  db: Db,
  round: {
    turn: queries.Turn;
    failures: number;
    due: readonly queries.DueDelivery[];
    answers: readonly Attempt[];
    now: Date;
  },
): Promise<boolean> {
  const { turn, due, answers, now } = round;
  const outcomes = due.map((delivery, at) => outcomeOf(delivery, answers[at]!, now));
  const arrived = outcomes.some(({ state }) => state === 'delivered');
  const isGone = answers.some(({ status }) => status === 410);
  const failures = round.failures + 1;
  const pause = secondsOfPause(failures);
  const last = outcomes.findLast(({ state }) => state !== 'delivered');
  await transaction(db, async (tx) => {
    await queries.writeOutcomes(tx, outcomes, now);
    if (arrived) await queries.noteSuccess(tx, turn.id, now);
    if (arrived && !isGone) return;
    await queries.noteFailure(tx, {
      endpointId: turn.id,
      now,
      nextTryAt: pause === 0 ? null : new Date(now.getTime() + pause * 1000),
      fault: last?.fault ?? `HTTP ${last?.status}`,
      isGone,
    });
  });
  return arrived && !isGone;
}

function outcomeOf(delivery: queries.DueDelivery, attempt: Attempt, now: Date): queries.Outcome {
  const arrived = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
  const wait = secondsUntilAttempt(delivery.tries + 1, Math.random());
  return {
    ...attempt,
    deliveryId: delivery.id,
    state: arrived ? 'delivered' : wait === undefined ? 'failed' : 'waiting',
    nextTryAt: arrived || wait === undefined ? null : new Date(now.getTime() + wait * 1000),
  };
}
