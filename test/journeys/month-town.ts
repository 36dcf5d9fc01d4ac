import assert from 'node:assert/strict';
import { addDays, daysBetween, type BusinessDate } from '../../core/dates.ts';
import type { WorkCalendar } from '../../core/working-days.ts';
import { createApp } from '../../server/app.ts';
import { issueKey, upsertPartner } from '../../server/features/partners/index.ts';
import { jobPlan } from '../../server/job-plan.ts';
import { readClock, realNow, startDemoClock } from '../../server/platform/clock.ts';
import { transaction } from '../../server/platform/db.ts';
import { advance, lockPosition, readOutbox } from '../../server/platform/outbox.ts';
import type { Company, Runtime } from '../../server/platform/runtime.ts';
import { inTurns, type Desk, type SignAsPartner } from '../../simulator/accountant.ts';
import { simulatedClearingSecret, startBillingGate, type BillingGate } from '../../simulator/billing-gate.ts';
import { contractsOf, termsOf } from '../../simulator/bank-contracts.ts';
import type { Contract } from '../../simulator/bank.ts';
import { simulatedKey } from '../../simulator/keys.ts';
import { openRecord, type PartnerRecord } from '../../simulator/partner-files-record.ts';
import { haTinh } from '../../simulator/profiles/ha-tinh.ts';
import { billLine, importText } from '../support/make.ts';
import { callPartner } from '../support/partner-calls.ts';
import { signInAs, type StaffClient } from '../support/staff.ts';

/** A company with 18 partners, its staff, and the world around it, all of it reached through the real routes. */
export interface Town {
  runtime: Runtime & { company: Company };
  app: Awaited<ReturnType<typeof createApp>>;
  partners: readonly string[];
  contracts: ReadonlyMap<string, Contract>;
  calendar: WorkCalendar;
  record: PartnerRecord;
  gate: BillingGate;
  accountant: StaffClient;
  second: StaffClient;
  desk: Desk;
  signAsPartner: SignAsPartner;
  /** A signed call of a partner. */
  call(partner: string, method: 'GET' | 'POST', path: string, body?: unknown): ReturnType<typeof callPartner>;
  /** The next customer who has not paid yet, with what he owes. */
  nextCustomer(): { code: string; owes: bigint };
  /** Runs what events ask for, as the worker does, until nothing is left to do; what may wait waits for the evening. */
  runJobs(when?: 'now' | 'evening'): Promise<void>;
  now(): Promise<{ date: BusinessDate; at: Date }>;
  startNextDay(): Promise<BusinessDate>;
}

export const start: BusinessDate = '2026-10-12';
export const holiday: BusinessDate = '2026-10-20';

export async function openTown(
  runtime: Runtime & { company: Company },
  options: { customers: number; amountOf: (index: number) => bigint },
): Promise<Town> {
  const real = await readClock(runtime.platform);
  await startDemoClock(runtime.platform, daysBetween(real.businessDate, start));
  const partners = haTinh.partners.filter(({ kind }) => kind !== 'own').map(({ code }) => code);
  for (const partner of haTinh.partners) await addPartner(runtime, partner);
  const app = await createApp(runtime);
  const accountant = await signInAs(app, runtime, 'accountant');
  const second = await signInAs(app, runtime, 'business_head');
  const call: Town['call'] = (partner, method, path, body) =>
    callPartner(app, simulatedKey(haTinh.code, partner).key, { method, path, body });
  const nextCustomer = await addCustomers(runtime, options);
  let today = start;
  const runJobs = openJobs(runtime);
  const gate = await startBillingGate({ today: () => today });
  const town: Town = {
    runtime,
    app,
    partners,
    contracts: contractsWithin(partners),
    calendar: new Map([[holiday, 'holiday']]),
    record: openRecord(),
    gate,
    accountant,
    second,
    desk: deskOf(accountant),
    signAsPartner: async (partner, number, hash) => {
      const body = { hash, signer: 'Trưởng phòng đối soát' };
      const answer = await call(partner, 'POST', `/minutes/${number}/sign`, body);
      assert.equal(answer.statusCode, 200, answer.body);
    },
    call,
    nextCustomer,
    runJobs,
    now: async () => {
      const clock = await readClock(runtime.platform);
      return { date: clock.businessDate, at: clock.businessNow };
    },
    startNextDay: async () => {
      const { businessDate } = (await ok(second.send('POST', '/clock/advance', { to: 'day' }))) as {
        businessDate: string;
      };
      today = businessDate;
      await runJobs();
      return businessDate;
    },
  };
  await agreeOnTerms(town);
  return town;
}

/** What the business does by day stays away from the cut-offs, at whatever hour the test runs. */
function contractsWithin(partners: readonly string[]): Map<string, Contract> {
  const hour = (Math.floor(realNow().getTime() / 3_600_000) + 7) % 24;
  const cutOffs = [(hour + 18) % 24, (hour + 6) % 24].map((at) => `${String(at || 12).padStart(2, '0')}:00`);
  const odd = ['HONGLINH', 'BENTHUY'];
  const contracts = contractsOf(partners);
  for (const [partner, contract] of contracts) {
    const at = odd.indexOf(partner);
    contracts.set(partner, { ...contract, cutOff: at === -1 ? '24:00' : cutOffs[at]! });
  }
  return contracts;
}

async function addPartner(
  runtime: Runtime & { company: Company },
  { code, name, kind, channels }: (typeof haTinh.partners)[number],
): Promise<void> {
  const { company } = runtime;
  const partner = await upsertPartner(company.db, { code, name, kind, channels });
  const { key, publicKey } = simulatedKey(haTinh.code, code);
  await issueKey(runtime, company, {
    partnerId: partner.id,
    keyId: key.keyId,
    algorithm: key.algorithm,
    actor: 'test',
    ...(key.algorithm === 'hmac-sha256' ? { secret: key.secret } : { publicKey }),
  });
}

async function addCustomers(
  runtime: Runtime & { company: Company },
  { customers, amountOf }: { customers: number; amountOf: (index: number) => bigint },
): Promise<Town['nextCustomer']> {
  const unit = 'PA99AA';
  const made = Array.from({ length: customers }, (_, index) => ({
    code: `${unit}${String(5_000_000 + index)}`,
    owes: amountOf(index),
  }));
  await importText(runtime, 'customers', [
    'MA_KHANG,TEN_KHANG,DCHI_KHANG,MA_DVIQLY,MA_SOGCS,MA_XA,LOAI_KHANG,DTHOAI,EMAIL,MST,NGAY_HLUC',
    ...made.map(({ code }) => `${code},Nguyễn Văn An,"Thôn 1, Xã Thử",${unit},AA001,,SH,,,,01/01/2020`),
  ]);
  await importText(runtime, 'bills', [
    'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN',
    ...made.map(({ code, owes }) => billLine(code, unit, { period: '2026-09', totalVnd: owes })),
  ]);
  let next = 0;
  return () => {
    const customer = made[next++];
    assert.ok(customer, 'every customer has paid');
    return customer;
  };
}

export async function ok(answer: Promise<{ status: number; body: unknown }>): Promise<unknown> {
  const { status, body } = await answer;
  assert.ok(status < 300, `${status} ${JSON.stringify(body)}`);
  return body;
}

export function deskOf(staff: StaffClient): Desk {
  return {
    ask: async <Answer>(method: 'GET' | 'POST' | 'PUT', path: string, content?: object) =>
      (await ok(method === 'GET' ? staff.get(path) : staff.send(method, path, content))) as Answer,
    upload: async <Answer>(path: string, content: Buffer) =>
      (await ok(staff.upload(path, content))) as Answer,
    download: async (path) => (await staff.download(path)).rawPayload,
  };
}

async function agreeOnTerms({ desk, contracts, gate, runtime }: Town): Promise<void> {
  for (const [partner, contract] of contracts) {
    await desk.ask('PUT', `/settlement/terms/${partner}`, {
      ...termsOf(contract),
      validFrom: addDays(start, -30),
    });
  }
  await desk.ask('POST', '/settlement/days', { day: holiday, kind: 'holiday', name: 'Ngày nghỉ của tỉnh' });
  const { code } = runtime.company;
  const secret = simulatedClearingSecret(code).toString('base64');
  await desk.ask('PUT', '/clearing/target', { url: gate.urlOf(code), secret });
}

/** Jobs that follow everything and collapse into one: nobody at the desk waits for them. */
const unhurried = [
  'kpi.refresh',
  'ledger.settle_down',
  'clearing.collect',
  'clearing.deliver',
  'credits.apply',
  'books.check',
];

/** What the relay and the worker do, without waiting: events to jobs, jobs that collapse once, until it is quiet. */
function openJobs(runtime: Runtime & { company: Company }): Town['runJobs'] {
  const { company } = runtime;
  const waiting = new Set<string>();
  const run = async (name: string, payloads: readonly Record<string, unknown>[]): Promise<void> => {
    const job = jobPlan.jobs[name];
    assert.ok(job, `no job ${name}`);
    await inTurns(job.collapses ? payloads.slice(0, 1) : payloads, (payload) =>
      job.handler({ runtime, company, log: runtime.log, now: realNow() }, payload),
    );
  };
  const runAll: Town['runJobs'] = async (when = 'now') => {
    for (;;) {
      const rows = await transaction(company.db, async (tx) => {
        const found = await readOutbox(tx, 'relay', await lockPosition(tx, 'relay'), 5_000);
        await advance(tx, 'relay', found);
        return found;
      });
      const wanted = rows.flatMap(({ topic, payload }) =>
        (jobPlan.subscriptions[topic] ?? []).map((name) => ({ name, payload })),
      );
      const hurried = wanted.filter(({ name }) => !unhurried.includes(name));
      wanted.filter((job) => !hurried.includes(job)).forEach(({ name }) => waiting.add(name));
      for (const [name, jobs] of Map.groupBy(hurried, (job) => job.name)) {
        await run(
          name,
          jobs.map(({ payload }) => payload),
        );
      }
      if (rows.length === 0 && (when === 'now' || waiting.size === 0)) return;
      if (rows.length > 0) continue;
      const names = unhurried.filter((name) => waiting.has(name));
      waiting.clear();
      for (const name of names) await run(name, [{}]);
    }
  };
  // One at a time: whoever asks finds done what another has taken up before.
  let last: Promise<void> = Promise.resolve();
  return (when) => {
    last = last.catch(() => undefined).then(() => runAll(when));
    return last;
  };
}
