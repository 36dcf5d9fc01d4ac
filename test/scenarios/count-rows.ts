import { sql } from 'kysely';
import { firstDayOf, monthOf, type Month } from '../../core/dates.ts';
import { spanOf } from '../../core/kpi/definition.ts';
import type { CountedRows } from '../../core/kpi/published-reports/figure.ts';
import type { Measure } from '../../core/targets/measures.ts';
import { getDefinition } from '../../server/features/kpi/index.ts';
import { readMeasure } from '../../server/features/measures/index.ts';
import { one, type Db } from '../../server/platform/db.ts';
import { today } from '../support/make.ts';

/**
 * What stands in books and registers for a report: the product's own measures where it has one, and otherwise a count of
 * rows. Times and money are of the half-year that `period` lies in.
 */
export async function countRows(
  db: Db,
  rows: CountedRows['rows'],
  period: Month,
): Promise<[counted: number, of: number]> {
  const half = (measure: Measure): Promise<Measured> => readOf(db, measure, spanOf('half', period));
  const ofBankAndWallet = async (kind: 'customers' | 'money', channel: 'bank_app' | 'wallet') => {
    const [bank, wallet] = [await half(`channel_${kind}:bank_app`), await half(`channel_${kind}:wallet`)];
    const counted = channel === 'wallet' ? wallet : bank;
    return [counted.value, bank.value + wallet.value] as [number, number];
  };
  switch (rows) {
    case 'times_by_bank':
      return ofBankAndWallet('customers', 'bank_app');
    case 'times_by_wallet':
      return ofBankAndWallet('customers', 'wallet');
    case 'money_by_bank':
      return ofBankAndWallet('money', 'bank_app');
    case 'money_by_wallet':
      return ofBankAndWallet('money', 'wallet');
    case 'times_by_viettel':
      return [await countViettel(db, period), (await half('channel_customers:wallet')).value];
    case 'partners_paying':
      return countPartners(db, period);
    case 'villages_with_fibre':
      return countVillages(db, 'fibre');
    case 'villages_with_mobile':
      return countVillages(db, 'mobile_coverage');
    case 'communes_without_counter': {
      const month = monthOf(today);
      const { value, whole } = await readOf(db, rows, { from: month, to: month });
      return [value, whole];
    }
  }
}

interface Measured {
  value: number;
  whole: number;
}

async function readOf(db: Db, measure: Measure, span: { from: Month; to: Month }): Promise<Measured> {
  const answer = await readMeasure(db, {
    measure,
    ...span,
    mode: measure === 'communes_without_counter' ? 'at_end' : 'cumulative',
    definition: await getDefinition(db, 'official'),
    holders: [{ key: 'company', unitIds: 'all' }],
    businessDate: today,
  });
  const { value, base } = answer.get('company')!;
  return { value: Number(value), whole: Number(base) };
}

/** Customers and months that one partner's wallet settled: the partner with the most of them. */
async function countViettel(db: Db, period: Month): Promise<number> {
  const { from, to } = spanOf('half', period);
  const { times } = await one(
    db,
    sql<{ times: number }>`
      select count(distinct (b.customer_id, b.period))::int as times
      from payments p join allocations a on a.payment_id = p.id join bills b on b.root_id = a.bill_root_id
      where p.channel = 'wallet' and b.period between ${firstDayOf(from)}::date and ${firstDayOf(to)}::date
      group by p.partner_id order by 1 desc limit 1`,
  );
  return times;
}

/** Partners through whom a bill of the month was paid, of those that have ever had a payment. */
async function countPartners(db: Db, period: Month): Promise<[number, number]> {
  const { used, known } = await one(
    db,
    sql<{ used: number; known: number }>`
      select count(distinct p.partner_id) filter (where b.period = ${firstDayOf(period)}::date)::int as used,
             count(distinct p.partner_id)::int as known
      from payments p join allocations a on a.payment_id = p.id join bills b on b.root_id = a.bill_root_id`,
  );
  return [used, known];
}

async function countVillages(db: Db, sign: 'fibre' | 'mobile_coverage'): Promise<[number, number]> {
  const { has, all } = await one(
    db,
    sql<{ has: number; all: number }>`
      select count(*) filter (where ${sql.ref(sign)})::int as has, count(*)::int as all from villages
      where status = 'confirmed'`,
  );
  return [has, all];
}
