import { sql } from 'kysely';
import { find, one, run, type Tx } from '../../platform/db.ts';
import type { BillToIssue } from './issue-bill.ts';

export async function insertIssued(tx: Tx, bill: BillToIssue): Promise<bigint> {
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`
      insert into bills (id, root_id, external_id, customer_id, org_unit_id, period, term, kind, description, issued_on,
                         due_on, energy_kwh, net_vnd, vat_rate, vat_vnd, total_vnd, state, import_id)
      overriding system value
      select n.id, n.id, ${bill.externalId}, ${bill.customerId}, ${bill.orgUnitId}, ${bill.period}, 1, ${bill.kind},
             ${bill.description}, ${bill.issuedOn}, ${bill.dueOn}, 0, ${bill.netVnd}, ${bill.vatRate}, ${bill.vatVnd},
             ${bill.netVnd + bill.vatVnd}, 'open', null
      from (select nextval((select pg_get_serial_sequence('bills', 'id')::regclass)) as id) n
      returning id`,
  );
  return id;
}

export interface IssuedRow {
  org_unit_id: bigint;
  kind: string;
  net_vnd: bigint;
  vat_vnd: bigint;
  paid_vnd: bigint;
  state: string;
  held_until: Date | null;
}

export async function lockIssued(tx: Tx, billId: bigint): Promise<IssuedRow | undefined> {
  return find(
    tx,
    sql<IssuedRow>`
      select org_unit_id, kind, net_vnd, vat_vnd, paid_vnd, state, held_until from bills
      where id = ${billId} and import_id is null for update`,
  );
}

export async function markCancelled(tx: Tx, billId: bigint): Promise<void> {
  await run(
    tx,
    sql`update bills set state = 'cancelled', hold_id = null, held_by = null, held_until = null
        where id = ${billId} and state in ('unreleased', 'open') and paid_vnd = 0`,
  );
}
