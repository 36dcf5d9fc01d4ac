import { sql, type RawBuilder } from 'kysely';
import { many, one, type Queryable } from '../../platform/db.ts';

/** Accounts of one code, all of them or those of one unit or partner. */
export interface AccountChoice {
  code: string;
  unitCode: string | null;
  partnerCode: string | null;
}

export async function findAccountIds(on: Queryable, choice: AccountChoice): Promise<bigint[]> {
  const rows = await many(
    on,
    sql<{ id: bigint }>`
      select a.id from accounts a left join org_units u on u.id = a.org_unit_id left join partners p on p.id = a.partner_id
      where a.code = ${choice.code}
        and (${choice.unitCode}::text is null or u.code = ${choice.unitCode})
        and (${choice.partnerCode}::text is null or p.code = ${choice.partnerCode})`,
  );
  return rows.map(({ id }) => id);
}

/** Half-open on neither side: both business days belong to it. */
export interface DayRange {
  from: string;
  to: string;
}

export interface StatementSums {
  opening_vnd: bigint;
  debit_vnd: bigint;
  credit_vnd: bigint;
}

/**
 * The balance before the first day and the turnover of the range, in one snapshot. What stood before is what stands
 * now less what moved since: exact at any past day, and quick for recent ones.
 */
export async function sumStatement(
  on: Queryable,
  accountIds: readonly bigint[],
  { from, to }: DayRange,
): Promise<StatementSums> {
  const own = sql`${accountIds}::bigint[]`;
  const signed = sql`case when t.debit_account_id = any(${own}) then t.amount_vnd else 0 end
                   - case when t.credit_account_id = any(${own}) then t.amount_vnd else 0 end`;
  const concerned = sql`(t.debit_account_id = any(${own}) or t.credit_account_id = any(${own}))`;
  return one(
    on,
    sql<StatementSums>`
      with at as (
        select coalesce(max(xid), '0'::xid8) as xid, coalesce(max(id), 0) as id
        from reader_positions where reader = 'ledger.roll_up'
      ), stored as (
        select coalesce(sum(debit_vnd - credit_vnd), 0) as s from account_balances where account_id = any(${own})
      ), tail as (
        select coalesce(sum(${signed}), 0) as s from transfers t, at where (t.xid, t.id) > (at.xid, at.id) and ${concerned}
      ), since as (
        select coalesce(sum(${signed}), 0) as s,
               coalesce(sum(t.amount_vnd) filter (where t.debit_account_id = any(${own})
                        and t.business_on <= ${to}::date), 0) as debit,
               coalesce(sum(t.amount_vnd) filter (where t.credit_account_id = any(${own})
                        and t.business_on <= ${to}::date), 0) as credit
        from transfers t where t.business_on >= ${from}::date and ${concerned}
      )
      select (stored.s + tail.s - since.s)::bigint as opening_vnd, since.debit::bigint as debit_vnd,
             since.credit::bigint as credit_vnd
      from stored, tail, since`,
  );
}

export interface LinePosition {
  businessOn: string;
  id: bigint;
  /** 1 the debit side of a transfer, 2 its credit side. */
  side: number;
}

export interface StatementLine {
  business_on: string;
  id: bigint;
  side: number;
  kind: string;
  amount_vnd: bigint;
  counter_code: string;
  counter_unit: string | null;
  counter_partner: string | null;
  payment_id: bigint | null;
  reference: string | null;
}

/** Lines behind a position, in order of business day and transfer. */
export async function listStatementLines(
  on: Queryable,
  accountIds: readonly bigint[],
  asked: { to: string; after: LinePosition; limit: number },
): Promise<StatementLine[]> {
  const { after, to, limit } = asked;
  const side = (number: 1 | 2): RawBuilder<unknown> => {
    const [own, counter] =
      number === 1
        ? [sql`t.debit_account_id`, sql`t.credit_account_id`]
        : [sql`t.credit_account_id`, sql`t.debit_account_id`];
    return sql`select t.business_on, t.id, ${sql.lit(number)} as side, t.kind, t.amount_vnd, ${counter} as counter_id, t.payment_id
               from transfers t
               where t.business_on between ${after.businessOn}::date and ${to}::date and ${own} = any(${accountIds}::bigint[])`;
  };
  return many(
    on,
    sql<StatementLine>`
      select l.business_on, l.id, l.side, l.kind, l.amount_vnd, a.code as counter_code, u.code as counter_unit,
             p.code as counter_partner, l.payment_id, y.reference
      from (
        select * from (${side(1)} union all ${side(2)}) both_sides
        where (business_on, id, side) > (${after.businessOn}::date, ${after.id}, ${after.side})
        order by business_on, id, side limit ${limit}
      ) l
      join accounts a on a.id = l.counter_id
      left join org_units u on u.id = a.org_unit_id
      left join partners p on p.id = a.partner_id
      left join payments y on y.id = l.payment_id
      order by l.business_on, l.id, l.side`,
  );
}
