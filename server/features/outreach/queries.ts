import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate, Month } from '../../../core/dates.ts';
import type { ClosingEffect } from '../../../core/outreach/closing.ts';
import type { Model } from '../../../core/outreach/logistic.ts';
import type { Lesson } from '../../../core/outreach/learn.ts';
import type { Measured } from '../../../core/outreach/measure.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import { opensOn, places } from '../pay-points/index.ts';
import { usualWish, type PlanGround, type PlanScenario, type PlanWish } from './plan-shapes.ts';

/** The months of which there are figures, up to one, latest first. */
export async function listMonths(on: Queryable, through: Month): Promise<Month[]> {
  const rows = await many(
    on,
    sql<{ month: Month }>`
      select to_char(period, 'YYYY-MM') as month from kpi_cells where period <= ${`${through}-01`}::date
      group by period having sum(customers) > 0 order by period desc`,
  );
  return rows.map(({ month }) => month);
}

/** Customers with a bill in a month, those who paid it whole, and those who did so without cash (official). */
export interface Standing {
  customers: number;
  cashless: number;
  paid: number;
}

export async function readStanding(
  on: Queryable,
  month: Month,
  unitIds: readonly bigint[] | 'all',
): Promise<Standing> {
  return one(
    on,
    sql<Standing>`
      select coalesce(sum(customers), 0)::int as customers, coalesce(sum(customers_official), 0)::int as cashless,
        coalesce(sum(customers_paid), 0)::int as paid
      from kpi_cells where period = ${`${month}-01`}::date and ${inUnits(unitIds)}`,
  );
}

/** A commune where customers paid at a counter, or where one of the register is open. */
export interface CounterCommune {
  code: string;
  name: string;
  /** Customers of the units who paid at a counter in the month. */
  households: number;
  /** Counters of the register that take cash on the day; none where customers pay at one that nobody wrote down. */
  points: { code: string; name: string }[];
}

export async function listCounters(
  on: Queryable,
  asked: { month: Month; unitIds: readonly bigint[] | 'all'; onDate: BusinessDate },
): Promise<CounterCommune[]> {
  const { month, unitIds, onDate } = asked;
  return many(
    on,
    sql<CounterCommune>`
      with home as (
        select distinct commune_code as code from kpi_cells
        where period = ${`${month}-01`}::date and customers > 0 and ${inUnits(unitIds)}
      ), paid as (
        select commune_code as code, sum(customers)::int as households from kpi_channel_cells
        where period = ${`${month}-01`}::date and channel = 'counter_cash' and ${inUnits(unitIds)} group by commune_code
      ), open as (
        select p.commune_code as code, jsonb_agg(jsonb_build_object('code', p.code, 'name', p.name) order by p.code) as points
        from (${places()}) p
        where p.kind = 'counter' and p.takes_cash and ${opensOn(onDate)} group by p.commune_code
      )
      select h.code, coalesce(a.full_name, h.code) as name, coalesce(d.households, 0) as households,
        coalesce(o.points, '[]'::jsonb) as points
      from home h left join paid d using (code) left join open o using (code)
      left join platform.areas a on a.era = 'present' and a.level = 'commune' and a.code = h.code
      where d.households > 0 or o.code is not null order by coalesce(d.households, 0) desc, h.code`,
  );
}

function inUnits(unitIds: readonly bigint[] | 'all'): RawBuilder<boolean> {
  return unitIds === 'all' ? sql<boolean>`true` : sql<boolean>`org_unit_id = any(${unitIds}::bigint[])`;
}

export interface ModelRow {
  id: bigint;
  definition: string;
  through: BusinessDate;
  verdict: Lesson['verdict'];
  look_back: number;
  months: number;
  examples: number;
  conversions: number;
  model: Model | null;
  held_out: Measured | null;
  drift: number;
  relapse: number;
  closing: ClosingEffect | null;
  learned_at: Date;
}

export async function findModel(
  on: Queryable,
  which: { definition: string; through: BusinessDate } | 'latest',
): Promise<ModelRow | undefined> {
  const where =
    which === 'latest'
      ? sql`true`
      : sql`definition = ${which.definition} and through = ${which.through}::date`;
  return find(on, sql<ModelRow>`select * from outreach_models where ${where} order by id desc limit 1`);
}

export async function getModel(on: Queryable, id: bigint): Promise<ModelRow> {
  return one(on, sql<ModelRow>`select * from outreach_models where id = ${id}`);
}

/** Keeps what was learned. What a month has taught stays, so that plans keep their model; only too little is replaced. */
export async function insertModel(on: Queryable, model: Omit<ModelRow, 'id' | 'learned_at'>): Promise<void> {
  await run(
    on,
    sql`insert into outreach_models (definition, through, verdict, look_back, months, examples, conversions, model,
          held_out, drift, relapse, closing)
        values (${model.definition}, ${model.through}::date, ${model.verdict}, ${model.look_back}, ${model.months},
          ${model.examples}, ${model.conversions}, ${json(model.model)}::jsonb, ${json(model.held_out)}::jsonb,
          ${model.drift}, ${model.relapse}, ${json(model.closing)}::jsonb)
        on conflict on constraint outreach_models_once do update set
          verdict = excluded.verdict, look_back = excluded.look_back, months = excluded.months,
          examples = excluded.examples, conversions = excluded.conversions, model = excluded.model,
          held_out = excluded.held_out, drift = excluded.drift, relapse = excluded.relapse, closing = excluded.closing,
          learned_at = clock_timestamp()
        where outreach_models.verdict = 'too_little'`,
  );
}

export interface PlanRow {
  id: bigint;
  org_unit_id: bigint;
  unit_code: string;
  unit_name: string;
  state: 'asked' | 'working' | 'done' | 'failed';
  progress: number;
  business_on: BusinessDate;
  until: BusinessDate;
  target_bp: number;
  assumed: PlanWish;
  model_id: bigint | null;
  ground: PlanGround | null;
  scenarios: PlanScenario[] | null;
  failure: string | null;
  asked_by: string;
  asked_at: Date;
}

const plans = sql`
  select p.id, p.org_unit_id, u.code as unit_code, coalesce(v.name, u.code) as unit_name, p.state, p.progress, p.business_on,
    p.until, p.target_bp, p.assumed, p.model_id, p.ground, p.scenarios, p.failure, p.asked_by, p.asked_at
  from outreach_plans p
  join org_units u on u.id = p.org_unit_id
  left join org_unit_versions v on v.org_unit_id = u.id and v.valid @> p.business_on`;

export async function findPlan(on: Queryable, id: bigint): Promise<PlanRow | undefined> {
  const plan = await find(on, sql<PlanRow>`${plans} where p.id = ${id}`);
  // Plans made before a wish could be uttered did not have it.
  return plan && { ...plan, assumed: { ...usualWish, ...plan.assumed } };
}

/** The latest plans of a unit, newest first. */
export async function listPlans(on: Queryable, unitId: bigint): Promise<PlanRow[]> {
  return many(on, sql<PlanRow>`${plans} where p.org_unit_id = ${unitId} order by p.id desc limit 20`);
}

export async function insertPlan(
  tx: Tx,
  plan: {
    unitId: bigint;
    businessOn: BusinessDate;
    until: BusinessDate;
    targetBp: number;
    assumed: PlanWish;
    askedBy: string;
  },
): Promise<bigint> {
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`
      insert into outreach_plans (org_unit_id, state, business_on, until, target_bp, assumed, asked_by)
      values (${plan.unitId}, 'asked', ${plan.businessOn}::date, ${plan.until}::date, ${plan.targetBp},
        ${json(plan.assumed)}::jsonb, ${plan.askedBy})
      returning id`,
  );
  return id;
}

export async function markProgress(on: Queryable, id: bigint, progress: number): Promise<void> {
  await run(
    on,
    sql`update outreach_plans set state = 'working', progress = ${Math.round(progress)} where id = ${id} and state <> 'done'`,
  );
}

export async function markFailed(on: Queryable, id: bigint, failure: string): Promise<void> {
  await run(
    on,
    sql`update outreach_plans set state = 'failed', failure = ${failure} where id = ${id} and state <> 'done'`,
  );
}

/** False where the plan is done already: a job may run twice. */
export async function lockUndone(tx: Tx, id: bigint): Promise<boolean> {
  return (
    (await run(tx, sql`select from outreach_plans where id = ${id} and state <> 'done' for update`)) === 1
  );
}

export async function finishPlan(
  tx: Tx,
  id: bigint,
  found: { modelId: bigint | null; ground: PlanGround; scenarios: readonly PlanScenario[] },
): Promise<void> {
  await run(
    tx,
    sql`update outreach_plans set state = 'done', progress = 100, failure = null, model_id = ${found.modelId},
          ground = ${json(found.ground)}::jsonb, scenarios = ${json(found.scenarios)}::jsonb,
          finished_at = clock_timestamp()
        where id = ${id}`,
  );
}

export interface NewVisit {
  customerId: bigint;
  unitId: bigint;
  communeCode: string;
  villageId: bigint | null;
  bookId: bigint | null;
  village: number;
  worker: number;
  visitOn: BusinessDate;
  billedVnd: bigint;
  chanceAlone: number;
  chanceVisited: number;
  /** JSON. */
  reasons: string;
}

/** Writes visits from a place on. */
export async function insertVisits(
  tx: Tx,
  planId: bigint,
  from: number,
  visits: readonly NewVisit[],
): Promise<void> {
  const column = <Key extends keyof NewVisit>(key: Key): NewVisit[Key][] => visits.map((one) => one[key]);
  await run(
    tx,
    sql`insert into outreach_visits (plan_id, place, customer_id, org_unit_id, commune_code, village_id, book_id, village,
          worker, visit_on, billed_vnd, chance_alone, chance_visited, reasons)
        select ${planId}, ${from}::int + at, customer, unit, commune, village_id, book_id, village, worker, day, billed, alone,
          visited, reasons
        from unnest(${column('customerId')}::bigint[], ${column('unitId')}::bigint[], ${column('communeCode')}::text[],
          ${column('villageId')}::bigint[], ${column('bookId')}::bigint[], ${column('village')}::int[],
          ${column('worker')}::int[], ${column('visitOn')}::date[], ${column('billedVnd')}::bigint[],
          ${column('chanceAlone')}::float8[], ${column('chanceVisited')}::float8[], ${column('reasons')}::jsonb[])
          with ordinality x (customer, unit, commune, village_id, book_id, village, worker, day, billed, alone, visited,
            reasons, at)`,
  );
}

export async function deleteVisits(tx: Tx, planId: bigint): Promise<void> {
  await run(tx, sql`delete from outreach_visits where plan_id = ${planId}`);
}

export function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
