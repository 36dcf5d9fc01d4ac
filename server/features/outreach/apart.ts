import { parentPort, workerData } from 'node:worker_threads';
import { learn } from '../../../core/outreach/learn.ts';
import { workOut } from '../../../core/outreach/scenarios.ts';
import type { Task } from './work-apart.ts';

/** The thread of `work-apart.ts`: one task, one answer. */
const task = workerData as Task;
parentPort?.postMessage(
  task.kind === 'learn'
    ? learn(task.examples)
    : task.scenarios.map((assumed) => workOut(task.ground, assumed)),
);
