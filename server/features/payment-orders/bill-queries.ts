import { sql } from 'kysely';
import type { WantedBill } from '../../../core/payment-orders/spread.ts';
import { many, type Queryable } from '../../platform/db.ts';

export interface PayerRow {
  id: bigint;
  code: string;
  name: string;
  address: string;
  org_unit_id: bigint;
}

export async function findPayers(on: Queryable, codes: readonly string[]): Promise<PayerRow[]> {
  return many(
    on,
    sql<PayerRow>`
      select id, code, name, address, org_unit_id from customers where code = any(${codes}::text[])
      order by array_position(${codes}::text[], code)`,
  );
}

export interface OpenBill {
  id: bigint;
  root_id: bigint;
  external_id: string;
  customer_id: bigint;
  period: string;
  open_vnd: bigint;
  /** The order that waits for it. */
  order_id: bigint | null;
}

/** Open bills of customers, the oldest first, each with the order that waits for it. */
export async function listOpenBills(on: Queryable, customerIds: readonly bigint[]): Promise<OpenBill[]> {
  return many(
    on,
    sql<OpenBill>`
      select b.id, b.root_id, b.external_id, b.customer_id, b.period, b.total_vnd - b.paid_vnd as open_vnd, o.order_id
      from bills b left join payment_order_bills o on o.bill_root_id = b.root_id and o.live
      where b.customer_id = any(${customerIds}::bigint[]) and b.is_current and b.state in ('open', 'part_paid')
      order by array_position(${customerIds}::bigint[], b.customer_id), b.period, b.id`,
  );
}

/** A bill on an order or a cheque with what has become of it: its present version, or none when it was cancelled. */
export interface ListedBill {
  place: number;
  customer_code: string;
  customer_name: string;
  external_id: string;
  bill_id: bigint | null;
  period: string;
  asked_vnd: bigint;
  open_vnd: bigint;
  state: 'open' | 'part_paid' | 'paid' | 'cancelled' | 'written_off';
}

export async function listBillsOf(
  on: Queryable,
  whose: { orderId: bigint } | { chequeId: bigint },
): Promise<ListedBill[]> {
  const lines =
    'orderId' in whose
      ? sql`select place, bill_root_id, customer_id, amount_vnd from payment_order_bills where order_id = ${whose.orderId}`
      : sql`select place, bill_root_id, customer_id, amount_vnd from cheque_bills where cheque_id = ${whose.chequeId}`;
  return many(
    on,
    sql<ListedBill>`
      select l.place, c.code as customer_code, c.name as customer_name, r.external_id, b.id as bill_id, r.period,
             l.amount_vnd as asked_vnd,
             case when b.state in ('open', 'part_paid') then b.total_vnd - b.paid_vnd else 0 end::bigint as open_vnd,
             coalesce(nullif(b.state, 'unreleased'), 'cancelled') as state
      from (${lines}) l join bills r on r.id = l.bill_root_id join customers c on c.id = l.customer_id
      left join bills b on b.root_id = l.bill_root_id and b.is_current
      order by l.place`,
  );
}

/** The bills that still ask for money, as a sum is spread over them. */
export function wantedOf(bills: readonly ListedBill[]): WantedBill[] {
  return bills.flatMap(({ bill_id, customer_code, period, open_vnd }) =>
    bill_id === null || open_vnd === 0n
      ? []
      : [{ billId: bill_id, customerCode: customer_code, period, openVnd: open_vnd }],
  );
}
