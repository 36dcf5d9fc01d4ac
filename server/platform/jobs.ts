import { PgBoss } from 'pg-boss';
import { realNow } from './clock.ts';
import { transaction } from './db.ts';
import { AppError } from './errors.ts';
import { advance, lockPosition, readOutbox, type OutboxEvent } from './outbox.ts';
import type { Log } from './log.ts';
import type { Company, Runtime } from './runtime.ts';

/** What a job is given. Its payload is ids; unknown fields are ignored. */
export interface JobContext {
  runtime: Runtime;
  company: Company;
  log: Log;
  now: Date;
}

export interface JobDefinition {
  handler: (context: JobContext, payload: Record<string, unknown>) => Promise<void>;
  /** A second request for the same company waits as one: for work that catches up from a position. */
  collapses?: boolean;
  /** Also run for every company by this cron line, Asia/Ho_Chi_Minh. */
  cron?: string;
}

/** Named jobs, and which of them an event's topic starts. */
export interface JobPlan {
  jobs: Record<string, JobDefinition>;
  subscriptions: Record<string, readonly string[]>;
}

interface JobRequest {
  company?: string;
  payload: Record<string, unknown>;
}

const relayEveryMs = 250;
/** A worker is woken by the relay beside it; it looks by itself for what must be tried again or came by the clock. */
const lookEverySeconds = 2;
/** A job that catches up waits for company: under load one run takes what many events asked for. */
const collapseSeconds = 1;
const relayBatch = 500;
const zone = 'Asia/Ho_Chi_Minh';

/**
 * Runs the jobs of all companies. A relay takes outbox rows by position and turns each into jobs, at least once,
 * before it moves its position; pg-boss keeps them, tries again with growing delay, and sets dead ones apart.
 */
export async function startJobs(runtime: Runtime, plan: JobPlan): Promise<{ stop(): Promise<void> }> {
  const boss = new PgBoss({
    connectionString: runtime.ownerUrl,
    schema: 'pgboss',
    max: 4,
    application_name: 'tiendien:jobs',
  });
  boss.on('error', (error) => runtime.log.error({ err: error }, 'jobs'));
  await boss.start();
  const workers = new Map<string, string>();
  for (const [name, job] of Object.entries(plan.jobs))
    workers.set(name, await registerJob(runtime, boss, name, job));
  const wake = (name: string, afterMs: number): void => {
    const worker = workers.get(name);
    if (worker !== undefined) setTimeout(() => boss.notifyWorker(worker), afterMs).unref();
  };
  const relay = startRelay(runtime, { boss, plan, wake });
  return {
    stop: async () => {
      await relay.stop();
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
}

/** Returns the id of the job's worker. */
async function registerJob(
  runtime: Runtime,
  boss: PgBoss,
  name: string,
  job: JobDefinition,
): Promise<string> {
  await boss.createQueue(name, {
    policy: job.collapses ? 'short' : 'standard',
    retryLimit: 10,
    retryDelay: 1,
    retryBackoff: true,
    deleteAfterSeconds: 3_600,
  });
  const worker = await boss.work<JobRequest>(
    name,
    { pollingIntervalSeconds: lookEverySeconds, batchSize: 20 },
    async (jobs) => {
      for (const { data } of jobs) await runJob(runtime, name, job, data);
    },
  );
  if (job.cron) await boss.schedule(name, job.cron, { payload: {} } satisfies JobRequest, { tz: zone });
  return worker;
}

async function runJob(runtime: Runtime, name: string, job: JobDefinition, data: JobRequest): Promise<void> {
  const companies = data.company ? [await runtime.findCompany(data.company)] : await runtime.listCompanies();
  for (const company of companies) {
    if (!company) continue;
    try {
      await job.handler({ runtime, company, log: runtime.log, now: realNow() }, data.payload);
    } catch (error) {
      runtime.log.error({ err: error, job: name, company: company.code }, 'job failed');
      // What can be retried is; what the data itself forbids stays failed at once, for staff to see.
      if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
    }
  }
}

interface Relay {
  boss: PgBoss;
  plan: JobPlan;
  /** Makes the worker of a job look for work so much later. */
  wake: (name: string, afterMs: number) => void;
}

function startRelay(runtime: Runtime, relay: Relay): { stop(): Promise<void> } {
  let stopped = false;
  const loop = (async () => {
    while (!stopped) {
      try {
        for (const company of await runtime.listCompanies()) await relayCompany(relay, company);
      } catch (error) {
        runtime.log.warn({ err: error }, 'relay waits');
      }
      await new Promise((resolve) => setTimeout(resolve, relayEveryMs));
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await loop;
    },
  };
}

async function relayCompany({ boss, plan, wake }: Relay, company: Company): Promise<void> {
  for (let full = true; full;) {
    full = await transaction(company.db, async (tx) => {
      const rows = await readOutbox(tx, 'relay', await lockPosition(tx, 'relay'), relayBatch);
      if (rows.length === 0) return false;
      for (const [name, jobs] of Map.groupBy(
        rows.flatMap((row) => toJobs(plan, company, row)),
        (job) => job.name,
      )) {
        const collapses = plan.jobs[name]?.collapses;
        const wanted = collapses ? jobs.slice(0, 1) : jobs;
        await boss.insert(
          name,
          wanted.map(({ data }) => ({
            data,
            ...(collapses && { singletonKey: company.code, startAfter: collapseSeconds }),
          })),
        );
        // A little later than it may start.
        wake(name, collapses ? collapseSeconds * 1_000 + relayEveryMs : 0);
      }
      await advance(tx, 'relay', rows);
      return rows.length === relayBatch;
    });
  }
}

function toJobs(plan: JobPlan, company: Company, event: OutboxEvent): { name: string; data: JobRequest }[] {
  return (plan.subscriptions[event.topic] ?? []).map((name) => ({
    name,
    data: { company: company.code, payload: event.payload },
  }));
}
