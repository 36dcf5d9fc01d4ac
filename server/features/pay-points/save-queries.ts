import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { PointKind } from './kinds.ts';

/** A place as it stands in the register. */
export interface PointState {
  code: string;
  kind: PointKind;
  name: string;
  address: string;
  communeCode: string;
  villageId: bigint | null;
  partnerId: bigint | null;
  openedOn: BusinessDate;
  closedOn: BusinessDate | null;
  openingHours: string;
  takesCash: boolean;
}

/** What the register says of these codes, of whichever partner. */
export async function listPoints(on: Queryable, codes: readonly string[]): Promise<PointState[]> {
  return many(
    on,
    sql<PointState>`
      select code, kind, name, address, commune_code as "communeCode", village_id as "villageId",
             partner_id as "partnerId", opened_on as "openedOn", closed_on as "closedOn",
             opening_hours as "openingHours", takes_cash as "takesCash"
      from pay_points where code = any(${codes}::text[])`,
  );
}

/** The places among these that stand in communes where no customer of the units lives: not theirs to change. */
export async function listForeign(
  on: Queryable,
  codes: readonly string[],
  scope: 'all' | readonly bigint[],
): Promise<{ code: string; partnerId: bigint | null }[]> {
  if (scope === 'all') return [];
  return many(
    on,
    sql<{ code: string; partnerId: bigint | null }>`
      select p.code, p.partner_id as "partnerId" from pay_points p
      where p.code = any(${codes}::text[]) and not exists (
        select from customers c where c.commune_code = p.commune_code and c.org_unit_id = any(${scope}::bigint[]))`,
  );
}

/** Enters places or puts them right, in code order. */
export async function upsertPoints(tx: Tx, points: readonly PointState[], by: string): Promise<void> {
  if (points.length === 0) return;
  const column = <Value>(pick: (point: PointState) => Value): Value[] => points.map(pick);
  await run(
    tx,
    sql`insert into pay_points as p (code, kind, name, address, commune_code, village_id, partner_id, opened_on, closed_on,
                                     opening_hours, takes_cash, changed_by)
        select n.*, ${by} from unnest(
          ${column(({ code }) => code)}::text[], ${column(({ kind }) => kind)}::text[],
          ${column(({ name }) => name)}::text[], ${column(({ address }) => address)}::text[],
          ${column(({ communeCode }) => communeCode)}::text[], ${column(({ villageId }) => villageId)}::bigint[],
          ${column(({ partnerId }) => partnerId)}::bigint[], ${column(({ openedOn }) => openedOn)}::date[],
          ${column(({ closedOn }) => closedOn)}::date[], ${column(({ openingHours }) => openingHours)}::text[],
          ${column(({ takesCash }) => takesCash)}::boolean[])
          n (code, kind, name, address, commune_code, village_id, partner_id, opened_on, closed_on, hours, cash)
        order by n.code
        on conflict (code, coalesce(partner_id, 0)) do update set kind = excluded.kind, name = excluded.name,
          address = excluded.address, commune_code = excluded.commune_code, village_id = excluded.village_id,
          opened_on = excluded.opened_on, closed_on = excluded.closed_on, opening_hours = excluded.opening_hours,
          takes_cash = excluded.takes_cash, changed_by = excluded.changed_by, changed_at = clock_timestamp()`,
  );
}

/** The ids of partners and of villages that a list names, and the communes it may speak of. */
export async function lookUp(
  on: Queryable,
  asked: {
    partners: readonly string[];
    communes: readonly string[];
    scope: 'all' | readonly bigint[];
  },
): Promise<{ partners: Map<string, bigint>; communes: Map<string, boolean>; villages: Map<string, bigint> }> {
  const inScope =
    asked.scope === 'all'
      ? sql`true`
      : sql`exists (select from customers c where c.commune_code = a.code and c.org_unit_id = any(${asked.scope}::bigint[]))`;
  const partners = await many(
    on,
    sql<{
      code: string;
      id: bigint;
    }>`select code, id from partners where code = any(${asked.partners}::text[])`,
  );
  const communes = await many(
    on,
    sql<{ code: string; mine: boolean }>`
      select a.code, ${inScope} as mine from areas a
      where a.era = 'present' and a.level = 'commune' and a.code = any(${asked.communes}::text[])`,
  );
  const villages = await many(
    on,
    sql<{ commune_code: string; search_key: string; id: bigint }>`
      select commune_code, search_key, id from villages
      where commune_code = any(${asked.communes}::text[]) and status <> 'rejected'`,
  );
  return {
    partners: new Map(partners.map(({ code, id }) => [code, id])),
    communes: new Map(communes.map(({ code, mine }) => [code, mine])),
    villages: new Map(villages.map((row) => [`${row.commune_code}/${row.search_key}`, row.id])),
  };
}
