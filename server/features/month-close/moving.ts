import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, type Queryable } from '../../platform/db.ts';

/** What can still move a month: each is a list that somebody works on. */
export const movingKinds = [
  'unpaid_bills',
  'unpublished_imports',
  'suspense',
  'gateway_orders',
  'pending_debits',
] as const;
export type MovingKind = (typeof movingKinds)[number];

/** How much of it there is; the amount in whole dong as decimal digits, null where none is known. */
export interface MovingThing {
  what: MovingKind;
  count: number;
  amount: string | null;
}

/**
 * What was still moving when a month's figures were looked at: bills of the month that are not paid, files that are not
 * published, money of nobody, orders at payment gateways and debits at banks whose outcome is open.
 */
export async function readMoving(on: Queryable, period: BusinessDate): Promise<MovingThing[]> {
  const rows = await many(
    on,
    sql<{ what: MovingKind; count: number; amount: bigint | null }>`
      select 'unpaid_bills' as what, coalesce(sum(bills - bills_paid), 0)::int as count,
             coalesce(sum(billed_vnd - paid_vnd), 0)::bigint as amount
      from kpi_cells where period = ${period}::date
      union all
      select 'unpublished_imports', count(*)::int, null from imports
      where kind = 'bills' and state in ('receiving', 'checking', 'checked', 'publishing')
      union all
      select 'suspense', count(*)::int, coalesce(sum(vnd), 0)::bigint from (
        select left_vnd as vnd from credit_lots where left_vnd > 0 and customer_id is null
        union all
        select amount_vnd - assigned_vnd from bank_credits where assigned_vnd < amount_vnd
      ) unknown
      union all
      select 'gateway_orders', count(*)::int, coalesce(sum(amount_vnd), 0)::bigint from gateway_orders o
      where state in ('created', 'pending')
        and exists (select from bills b where b.id = any(o.bill_ids) and b.period = ${period}::date)
      union all
      select 'pending_debits', count(*)::int, coalesce(sum(i.amount_vnd), 0)::bigint
      from debit_items i join bills b on b.id = i.bill_id
      where i.state in ('pending', 'taken') and b.period = ${period}::date`,
  );
  return rows.map(({ what, count, amount }) => ({
    what,
    count,
    amount: amount === null ? null : String(amount),
  }));
}
