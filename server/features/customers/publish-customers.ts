import { sql } from 'kysely';
import { many, one, type Tx } from '../../platform/db.ts';
import { ensureVillages } from '../areas/index.ts';
import { ensureUnits, firstDay, type WantedUnit } from '../companies/index.ts';
import { addToCells } from './cells.ts';

/**
 * Publishes the staged customers of an import in the caller's transaction: units and books first met are made, the
 * villages named in addresses are suggested, new customers are added and changed ones updated.
 */
export async function publishStagedCustomers(
  tx: Tx,
  importId: bigint,
): Promise<{ published: number; newUnits: string[] }> {
  const wanted = await listWantedUnits(tx, importId);
  const { made } = await ensureUnits(tx, wanted, firstDay);
  const villages = await listMetVillages(tx, importId);
  await ensureVillages(tx, villages, firstDay);
  const changed = await updateChanged(tx, importId);
  const inserted = await insertAccepted(tx, importId);
  const units = new Set(wanted.filter(({ kind }) => kind === 'unit').map(({ code }) => code));
  return { published: inserted + changed, newUnits: made.filter((code) => units.has(code)) };
}

/** Units stand directly under the company; a book hangs under the unit of the first customer who names it. */
async function listWantedUnits(tx: Tx, importId: bigint): Promise<WantedUnit[]> {
  return many(
    tx,
    sql<WantedUnit>`
      with rows as (
        select unit_code, book_code, line from customer_import_rows
        where import_id = ${importId} and (verdict is null or verdict = 'changed')
      ), given as (
        select distinct unit_code as code, null::text as parent, 'unit' as kind from rows
        union all
        select * from (
          select distinct on (book_code) book_code, unit_code, 'book' from rows
          where book_code is not null order by book_code, line) books
      )
      select g.code, g.parent as "parentCode", coalesce(u.kind, g.kind) as kind
      from given g left join org_units u on u.code = g.code
      order by g.code`,
  );
}

async function listMetVillages(
  tx: Tx,
  importId: bigint,
): Promise<{ communeCode: string; searchKey: string; name: string }[]> {
  return many(
    tx,
    sql<{ communeCode: string; searchKey: string; name: string }>`
      select commune_code as "communeCode", village_key as "searchKey", min(village_name) as name
      from customer_import_rows
      where import_id = ${importId} and (verdict is null or verdict = 'changed') and village_key is not null
      group by commune_code, village_key`,
  );
}

/** The staged rows with the ids of what they name. */
const resolved = (importId: bigint, verdict: 'changed' | null) => sql`
  select s.*, u.id as unit_id, b.id as book_id, v.id as village_id
  from customer_import_rows s
  join org_units u on u.code = s.unit_code
  left join org_units b on b.code = s.book_code
  left join villages v on v.commune_code = s.commune_code and v.search_key = s.village_key and v.status <> 'rejected'
  where s.import_id = ${importId} and s.verdict is not distinct from ${verdict}::text`;

async function updateChanged(tx: Tx, importId: bigint): Promise<number> {
  const { customers } = await one(
    tx,
    sql<{ customers: number }>`
      with n as materialized (${resolved(importId, 'changed')}),
      old as materialized (select c.org_unit_id, c.commune_code from customers c join n on n.code = c.code),
      written as (
        update customers c
        set name = n.name, address = n.address, search_key = n.search_key, org_unit_id = n.unit_id, kind = n.kind,
            book_id = coalesce(n.book_id, c.book_id), commune_code = coalesce(n.commune_code, c.commune_code),
            village_id = case when n.commune_code is null then c.village_id else n.village_id end,
            phone = coalesce(n.phone, c.phone), email = coalesce(n.email, c.email),
            tax_code = coalesce(n.tax_code, c.tax_code), effective_on = coalesce(n.effective_on, c.effective_on),
            import_id = n.import_id, updated_at = clock_timestamp()
        from n where c.code = n.code
        returning c.org_unit_id, c.commune_code
      ), cells as (${addToCells(sql`select 1 as sign, * from written union all select -1, * from old`)}),
      moves as (
        insert into customer_moves (import_id)
        select ${importId} where exists (select from customers c join n on n.code = c.code where n.unit_id <> c.org_unit_id)
        on conflict (import_id) do update set xid = excluded.xid
      )
      select count(*)::int as customers from written`,
  );
  return customers;
}

async function insertAccepted(tx: Tx, importId: bigint): Promise<number> {
  const { customers } = await one(
    tx,
    sql<{ customers: number }>`
      with written as (
        insert into customers (code, name, address, search_key, org_unit_id, book_id, commune_code, village_id, kind,
                               phone, email, tax_code, effective_on, import_id)
        select n.code, n.name, n.address, n.search_key, n.unit_id, n.book_id, n.commune_code, n.village_id, n.kind,
               n.phone, n.email, n.tax_code, n.effective_on, n.import_id
        from (${resolved(importId, null)}) n
        order by n.line
        returning org_unit_id, commune_code
      ), cells as (${addToCells(sql`select 1 as sign, * from written`)})
      select count(*)::int as customers from written`,
  );
  return customers;
}
