import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import type { Reason } from '../../../core/outreach/logistic.ts';
import { many, one, type Queryable } from '../../platform/db.ts';

export interface VisitRow {
  place: number;
  code: string;
  name: string;
  address: string;
  phone: string | null;
  unit_code: string;
  commune: string;
  village: number;
  village_name: string | null;
  book_code: string | null;
  worker: number;
  visit_on: BusinessDate;
  billed_vnd: bigint;
  chance_alone: number;
  chance_visited: number;
  reasons: Reason[];
}

/** Whose visits: all of a plan, those of a village, or those of one person. */
export interface VisitFilter {
  planId: bigint;
  village: number | null;
  worker: number | null;
}

function meant({ planId, village, worker }: VisitFilter): RawBuilder<boolean> {
  const ofVillage = village === null ? sql`true` : sql`v.village = ${village}`;
  const ofWorker = worker === null ? sql`true` : sql`v.worker = ${worker}`;
  return sql<boolean>`v.plan_id = ${planId} and ${ofVillage} and ${ofWorker}`;
}

export async function countVisits(on: Queryable, filter: VisitFilter): Promise<number> {
  const { count } = await one(
    on,
    sql<{ count: number }>`select count(*)::int as count from outreach_visits v where ${meant(filter)}`,
  );
  return count;
}

/** Visits in order, keyset-paged by place. */
export async function listVisits(
  on: Queryable,
  asked: VisitFilter & { after: number; limit: number },
): Promise<VisitRow[]> {
  return many(
    on,
    sql<VisitRow>`
      select v.place, c.code, c.name, c.address, c.phone, u.code as unit_code, coalesce(a.full_name, v.commune_code) as commune,
        v.village, w.name as village_name, b.code as book_code, v.worker, v.visit_on, v.billed_vnd, v.chance_alone,
        v.chance_visited, v.reasons
      from outreach_visits v
      join customers c on c.id = v.customer_id
      join org_units u on u.id = v.org_unit_id
      left join platform.areas a on a.era = 'present' and a.level = 'commune' and a.code = v.commune_code
      left join villages w on w.id = v.village_id
      left join org_units b on b.id = v.book_id
      where ${meant(asked)} and v.place > ${asked.after}
      order by v.place limit ${asked.limit}`,
  );
}

export interface VillageOfPlan {
  village: number;
  place: number;
  commune: string;
  commune_code: string;
  unit_code: string;
  name: string | null;
  book_code: string | null;
  visits: number;
  /** Conversions that the visits are expected to add. */
  gain: number;
  first_on: BusinessDate;
  last_on: BusinessDate;
  workers: number[];
}

/** The villages of a plan in the order in which they are visited, keyset-paged by the place of their first visit. */
export async function listVillagesOfPlan(
  on: Queryable,
  asked: { planId: bigint; after: number; limit: number },
): Promise<VillageOfPlan[]> {
  return many(
    on,
    sql<VillageOfPlan>`
      select g.*, coalesce(a.full_name, g.commune_code) as commune, u.code as unit_code, w.name, b.code as book_code
      from (
        select village, min(place) as place, min(commune_code) as commune_code, min(org_unit_id) as unit_id,
          min(village_id) as village_id, min(book_id) as book_id, count(*)::int as visits,
          sum(chance_visited - chance_alone) as gain, min(visit_on) as first_on, max(visit_on) as last_on,
          array_agg(distinct worker order by worker) as workers
        from outreach_visits where plan_id = ${asked.planId} group by village
      ) g
      join org_units u on u.id = g.unit_id
      left join platform.areas a on a.era = 'present' and a.level = 'commune' and a.code = g.commune_code
      left join villages w on w.id = g.village_id
      left join org_units b on b.id = g.book_id and g.village_id is null
      where g.place > ${asked.after} order by g.place limit ${asked.limit}`,
  );
}

/** One person's part of a plan. */
export interface WorkerOfPlan {
  worker: number;
  visits: number;
  villages: number;
  days: number;
  first_on: BusinessDate;
  last_on: BusinessDate;
  /** Conversions that the visits are expected to add. */
  gain: number;
}

/** Everybody who goes, by number. */
export async function listWorkersOfPlan(on: Queryable, planId: bigint): Promise<WorkerOfPlan[]> {
  return many(
    on,
    sql<WorkerOfPlan>`
      select worker, count(*)::int as visits, count(distinct village)::int as villages,
        count(distinct visit_on)::int as days, min(visit_on) as first_on, max(visit_on) as last_on,
        sum(chance_visited - chance_alone) as gain
      from outreach_visits where plan_id = ${planId} group by worker order by worker limit 500`,
  );
}

/** A village by its name; households of no known one go by their meter-reading book. */
export function villageName(of: { village_name: string | null; book_code: string | null }): string {
  return of.village_name ?? (of.book_code === null ? 'Chưa rõ xóm' : `Sổ GCS ${of.book_code}`);
}
