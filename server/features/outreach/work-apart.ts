import { Worker } from 'node:worker_threads';
import type { Example, Lesson } from '../../../core/outreach/learn.ts';
import type { Assumptions, Ground, Outcome } from '../../../core/outreach/scenarios.ts';

export type Task =
  | { kind: 'learn'; examples: readonly Example[] }
  | { kind: 'workOut'; ground: Ground; scenarios: readonly Assumptions[] };

/** Seconds of arithmetic go on in a thread of their own, so that no payment waits for them. */
export function learnApart(examples: readonly Example[]): Promise<Lesson> {
  return runApart({ kind: 'learn', examples }) as Promise<Lesson>;
}

export function workOutApart(ground: Ground, scenarios: readonly Assumptions[]): Promise<Outcome[]> {
  return runApart({ kind: 'workOut', ground, scenarios }) as Promise<Outcome[]>;
}

function runApart(task: Task): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./apart.ts', import.meta.url), { workerData: task });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread that plans ended with ${code}`)));
  });
}
