import { sql } from 'kysely';
import { many, run, type Tx } from '../../platform/db.ts';
import type { Excess } from './publish-bills.ts';

export interface UnitSum {
  org_unit_id: bigint;
  kind: string;
  net_vnd: bigint;
  vat_vnd: bigint;
}

/** What the rows to publish amount to, per unit and kind. The check has seen that the units own the customers. */
export async function sumStaged(
  tx: Tx,
  importId: bigint,
): Promise<(UnitSum & { rows: number; changed: number })[]> {
  return many(
    tx,
    sql<UnitSum & { rows: number; changed: number }>`
      select u.id as org_unit_id, s.kind, s.net_vnd, s.vat_vnd, s.rows, s.changed from (
        select unit_code, kind, sum(net_vnd)::bigint as net_vnd, sum(vat_vnd)::bigint as vat_vnd,
               count(*)::int as rows, count(verdict)::int as changed
        from bill_import_rows
        where import_id = ${importId} and (verdict is null or verdict = 'changed')
        group by unit_code, kind
      ) s join org_units u on u.code = s.unit_code order by u.id, s.kind`,
  );
}

/** Inserts the new bills. A bill of zero dong is paid as it is published. */
export async function insertAccepted(tx: Tx, importId: bigint): Promise<number> {
  return run(
    tx,
    sql`
      insert into bills (id, root_id, external_id, customer_id, org_unit_id, period, term, kind, issued_on, due_on,
                         energy_kwh, net_vnd, vat_rate, vat_vnd, total_vnd, state, import_id)
      overriding system value
      select n.id, n.id, n.external_id, n.customer_id, n.org_unit_id, n.period, n.term, n.kind, n.issued_on, n.due_on,
             n.energy_kwh, n.net_vnd, n.vat_rate, n.vat_vnd, n.total_vnd,
             case when n.total_vnd = 0 then 'paid' else 'open' end, n.import_id
      from (
        select nextval((select pg_get_serial_sequence('bills', 'id')::regclass)) as id, c.id as customer_id, c.org_unit_id, s.*
        from bill_import_rows s join customers c on c.code = s.customer_code
        where s.import_id = ${importId} and s.verdict is null
      ) n`,
  );
}

/** Locks the versions that will be replaced, in id order. Returns their number. */
export async function lockCorrected(tx: Tx, importId: bigint): Promise<number> {
  return run(
    tx,
    sql`
      select b.id from bills b join bill_import_rows s on s.external_id = b.external_id
      where s.import_id = ${importId} and s.verdict = 'changed' and b.is_current
      order by b.id for update of b`,
  );
}

export async function sumCorrected(tx: Tx, importId: bigint): Promise<UnitSum[]> {
  return many(
    tx,
    sql<UnitSum>`
      select b.org_unit_id, b.kind, sum(b.net_vnd)::bigint as net_vnd, sum(b.vat_vnd)::bigint as vat_vnd
      from bills b join bill_import_rows s on s.external_id = b.external_id
      where s.import_id = ${importId} and s.verdict = 'changed' and b.is_current
      group by b.org_unit_id, b.kind order by b.org_unit_id, b.kind`,
  );
}

/** What was paid for bills that a correction hands to another unit, as far as the new version takes it over. */
export async function sumMoved(
  tx: Tx,
  importId: bigint,
): Promise<{ fromUnitId: bigint; toUnitId: bigint; amountVnd: bigint }[]> {
  return many(
    tx,
    sql<{ fromUnitId: bigint; toUnitId: bigint; amountVnd: bigint }>`
      select b.org_unit_id as "fromUnitId", u.id as "toUnitId",
             sum(least(b.paid_vnd, s.total_vnd))::bigint as "amountVnd"
      from bills b
      join bill_import_rows s on s.external_id = b.external_id
      join org_units u on u.code = s.unit_code
      where s.import_id = ${importId} and s.verdict = 'changed' and b.is_current and b.org_unit_id <> u.id
      group by b.org_unit_id, u.id`,
  );
}

/**
 * Cancels the old versions and inserts the new ones, which take over what was paid up to their totals. Answers those
 * for which too much was paid. The rows are locked, so that what is read of them is what is replaced.
 */
export async function replaceCorrected(tx: Tx, importId: bigint): Promise<Excess[]> {
  return many(
    tx,
    sql<Excess>`
      with corrected as materialized (
        select b.id as old_id, b.root_id, b.version, b.customer_id, b.org_unit_id as old_unit_id, b.paid_vnd as old_paid,
               b.handed_to,
               nextval((select pg_get_serial_sequence('bills', 'id')::regclass)) as new_id, u.id as new_unit_id,
               least(b.paid_vnd, s.total_vnd) as taken, s.*
        from bills b
        join bill_import_rows s on s.external_id = b.external_id
        join org_units u on u.code = s.unit_code
        where s.import_id = ${importId} and s.verdict = 'changed' and b.is_current
      ), cancelled as (
        update bills b set state = 'cancelled', paid_vnd = 0 from corrected n where b.id = n.old_id
        returning b.id
      ), inserted as (
        insert into bills (id, root_id, version, corrects_id, external_id, customer_id, org_unit_id, period, term, kind,
                           issued_on, due_on, energy_kwh, net_vnd, vat_rate, vat_vnd, total_vnd, paid_vnd, state,
                           handed_to, import_id)
        overriding system value
        select n.new_id, n.root_id, n.version + 1, n.old_id, n.external_id, n.customer_id, n.new_unit_id, n.period,
               n.term, n.kind, n.issued_on, n.due_on, n.energy_kwh, n.net_vnd, n.vat_rate, n.vat_vnd, n.total_vnd,
               n.taken,
               case when n.taken = n.total_vnd then 'paid' when n.taken > 0 then 'part_paid' else 'open' end,
               n.handed_to, n.import_id
        from corrected n join cancelled on cancelled.id = n.old_id
        returning id
      )
      select n.root_id as "rootId", n.old_id as "oldBillId", n.new_id as "newBillId", n.customer_id as "customerId",
             n.old_unit_id as "orgUnitId", n.old_paid - n.taken as "excessVnd"
      from corrected n join inserted on inserted.id = n.new_id
      where n.old_paid > n.taken
      order by n.old_id`,
  );
}
