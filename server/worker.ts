import { jobPlan } from './job-plan.ts';
import { startJobs } from './platform/jobs.ts';
import type { Runtime } from './platform/runtime.ts';

/** Starts jobs and schedules beside the HTTP server, or alone with `node server/worker.ts`. */
export async function startWorker(runtime: Runtime): Promise<{ stop(): Promise<void> }> {
  return startJobs(runtime, jobPlan);
}
