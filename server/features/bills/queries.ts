import { sql } from 'kysely';
import { many, type Queryable } from '../../platform/db.ts';

export interface BillListRow {
  id: bigint;
  external_id: string;
  version: number;
  corrects_version: number | null;
  period: string;
  term: number;
  kind: string;
  description: string | null;
  issued_on: string;
  due_on: string;
  energy_kwh: bigint;
  net_vnd: bigint;
  vat_rate: number;
  vat_vnd: bigint;
  total_vnd: bigint;
  paid_vnd: bigint;
  state: string;
  handed_code: string | null;
  handed_name: string | null;
}

/** All versions of a customer's bills: the latest period first, within it the current version first. */
export async function listBillsOfCustomer(on: Queryable, customerId: bigint): Promise<BillListRow[]> {
  return many(
    on,
    sql<BillListRow>`
      select b.id, b.external_id, b.version, o.version as corrects_version, b.period, b.term, b.kind, b.description, b.issued_on,
             b.due_on, b.energy_kwh, b.net_vnd, b.vat_rate, b.vat_vnd, b.total_vnd, b.paid_vnd, b.state,
             r.code as handed_code, r.name as handed_name
      from bills b
      left join bills o on o.id = b.corrects_id
      left join partners r on r.id = b.handed_to
      where b.customer_id = ${customerId}
      order by b.period desc, b.term, b.root_id, b.version desc
      limit 1000`,
  );
}
