import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { find, many, type Queryable } from '../../platform/db.ts';
import type { DifferenceRow } from './difference-queries.ts';

export interface TheirSide {
  file_id: bigint;
  file_name: string;
  line: number;
  reference: string;
  our_id: bigint | null;
  customer_code: string;
  bill: string | null;
  amount_vnd: bigint | null;
  occurred_at: Date | null;
  status: 'paid' | 'reversed' | 'pending' | 'bad';
  raw: string | null;
}

/** The line of the partner's file, good or bad. */
export async function findTheirSide(on: Queryable, row: DifferenceRow): Promise<TheirSide | undefined> {
  if (row.file_id === null || row.line === null) return undefined;
  return find(
    on,
    sql<TheirSide>`
      select f.id as file_id, f.file_name, ${row.line}::int as line, coalesce(l.reference, ${row.reference}) as reference,
             l.our_id, coalesce(l.customer_code, '') as customer_code, l.bill, l.amount_vnd, l.occurred_at,
             coalesce(l.status, 'bad') as status, b.raw
      from partner_files f
      left join partner_lines l on l.file_id = f.id and l.line = ${row.line}
      left join partner_bad_lines b on b.file_id = f.id and b.line = ${row.line}
      where f.id = ${row.file_id}`,
  );
}

export interface OurSide {
  id: bigint;
  reference: string;
  customer_code: string | null;
  customer_name: string | null;
  amount_vnd: bigint;
  credited_vnd: bigint;
  state: 'accepted' | 'reversed';
  channel: string;
  occurred_at: Date;
  recorded_at: Date;
  settles_on: BusinessDate;
  reversed_on: BusinessDate | null;
  bills: { billId: string; externalId: string; period: string; amount: string }[];
}

/** Our payment with the bills it pays now. */
export async function findOurSide(on: Queryable, paymentId: bigint): Promise<OurSide | undefined> {
  return find(
    on,
    sql<OurSide>`
      select p.id, p.reference, c.code as customer_code, c.name as customer_name, p.amount_vnd, p.credited_vnd, p.state,
             p.channel, p.occurred_at, p.recorded_at, p.settles_on, v.settles_on as reversed_on,
             coalesce((select json_agg(json_build_object('billId', b.id::text, 'externalId', b.external_id,
                                'period', to_char(b.period, 'YYYY-MM'), 'amount', a.paid::text) order by b.id)
                       from (select bill_root_id, sum(amount_vnd) as paid from allocations
                             where payment_id = p.id group by bill_root_id having sum(amount_vnd) <> 0) a
                       join bills b on b.root_id = a.bill_root_id and b.is_current), '[]') as bills
      from payments p
      left join customers c on c.id = p.customer_id
      left join payment_reversals v on v.payment_id = p.id
      where p.id = ${paymentId}`,
  );
}

/** Other payments that may explain it: of the same customer within ten days, or of a bill it pays. */
export async function listRelatedPayments(on: Queryable, row: DifferenceRow): Promise<bigint[]> {
  const found = await many(
    on,
    sql<{ id: bigint }>`
      select p.id from payments p
      where p.customer_id = (select id from customers where code = ${row.customer_code})
        and p.id is distinct from ${row.payment_id}::bigint
        and p.settles_on between ${row.settles_on}::date - 10 and ${row.settles_on}::date + 10
      union
      select other.payment_id from allocations own
      join allocations other on other.bill_root_id = own.bill_root_id and other.payment_id <> own.payment_id
      where own.payment_id = ${row.payment_id}::bigint
      order by 1 desc limit 20`,
  );
  return found.map(({ id }) => id);
}

/** By which rule a line that stands with a payment was matched; undefined for the reference. */
export async function findRule(on: Queryable, fileId: bigint, line: number): Promise<string | undefined> {
  const row = await find(
    on,
    sql<{ rule: string }>`select rule from partner_line_matches where file_id = ${fileId} and line = ${line}`,
  );
  return row?.rule;
}
