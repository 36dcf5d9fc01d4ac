import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { kpiDefinitions } from '../../../core/kpi-definitions.ts';
import { many, run, transaction, type Db, type Tx } from '../../platform/db.ts';
import { advance, lockPosition, readOutbox, type OutboxRow } from '../../platform/outbox.ts';
import { standsOn } from '../assignments/index.ts';
import { markChannels, refreshFacts, type Changes } from './refresh-queries.ts';
import { dayOfMonth, factsOfStaff, findUnsummed, sumMonth, summedMonths } from './refresh-staff-queries.ts';

/** Whose position in the outbox it is; who holds its row keeps every refresh waiting. */
const reader = 'kpi';
const rowsAtOnce = 200;

/**
 * Brings the roll-ups up to the last committed event. It continues from its own position in the outbox, under a row
 * lock, so that server and command line may call it at once. Returns the number of events applied.
 */
export async function refreshKpi(db: Db): Promise<number> {
  for (let applied = 0; ;) {
    const count = await transaction(db, applyNext);
    if (count === 0) return applied;
    applied += count;
  }
}

/**
 * The same inside a transaction, which keeps every other refresh waiting until it ends: what it reads behind this is of
 * one moment. Wants a transaction that sees one snapshot.
 */
export async function refreshKpiIn(tx: Tx): Promise<void> {
  while ((await applyNext(tx)) > 0);
}

async function applyNext(tx: Tx): Promise<number> {
  const rows = await readOutbox(tx, reader, await lockPosition(tx, reader), rowsAtOnce);
  if (rows.length === 0) return 0;
  const changes = collectChanges(rows);
  if (Object.values(changes).some((ids) => ids.length > 0)) {
    await refreshFacts(tx, changes, kpiDefinitions);
  }
  await advance(tx, reader, rows);
  return rows.length;
}

function collectChanges(rows: readonly OutboxRow[]): Changes {
  const ids = (topics: string[], field: string): bigint[] =>
    rows
      .filter(({ topic }) => topics.includes(topic))
      .flatMap(({ payload }) => payload[field] as string | string[])
      .map(BigInt);
  return {
    paymentIds: ids(
      ['payments.accepted', 'payments.reversed', 'payments.corrected', 'credits.applied'],
      'paymentIds',
    ),
    billIds: ids(['bills.issued', 'bills.cancelled'], 'billIds'),
    billImportIds: ids(['bills.published'], 'importId'),
    customerImportIds: ids(['customers.published'], 'importId'),
  };
}

/**
 * Brings the sums by employee in line with who is responsible: after responsibilities changed, on a new business day, in a
 * new month. Month by month, the newest first, each in a transaction of its own that keeps a refresh waiting for a moment;
 * until its turn a month is counted customer by customer. Answers how many months were summed.
 */
export async function sumByStaff(db: Db, today: BusinessDate): Promise<number> {
  await refreshKpi(db);
  for (let summed = 0; ; summed++) {
    const more = await transaction(db, async (tx) => {
      await lockPosition(tx, reader);
      const period = await findUnsummed(tx, today);
      if (period !== undefined) await sumMonth(tx, period, today);
      return period !== undefined;
    });
    if (!more) return summed;
  }
}

/**
 * Facts of employees' customers, as rows `period`, `staff_id` and the columns of `kpi_cells` that a share is made of, for the
 * months from `firstPeriod` to `lastPeriod` (first days): a customer's month is that of whoever is responsible at its end, or
 * on `until` where that comes first. From the stored sums; customer by customer in months of which these do not stand.
 */
export function sumsByStaff(
  staffIds: readonly bigint[],
  {
    firstPeriod,
    lastPeriod,
    until,
  }: { firstPeriod: BusinessDate; lastPeriod: BusinessDate; until: BusinessDate },
): RawBuilder<unknown> {
  const within = sql`period between ${firstPeriod}::date and ${lastPeriod}::date`;
  const theirs = sql`staff_id = any(${staffIds}::bigint[])`;
  return sql`
    select * from kpi_staff_cells where ${within} and ${theirs} and period in (${summedMonths(until)})
    union all
    select live.*
    from (
      select distinct period from kpi_cells where ${within} and period not in (${summedMonths(until)})
    ) m
    cross join lateral (
      ${factsOfStaff(sql`k.period = m.period and ${theirs} and ${standsOn(dayOfMonth(until))}`)}
    ) live`;
}

/** Everything that follows from bills, payments and customers, and nothing else. */
const rollUps = [
  'kpi_customer_periods',
  'kpi_customer_channels',
  'kpi_cells',
  'kpi_channel_cells',
  'kpi_kind_cells',
  'kpi_open_bills',
  'kpi_debt_cells',
  'kpi_first_cashless',
  'kpi_cohort_cells',
  'kpi_relapses',
  // Until they are summed again, employees are counted customer by customer.
  'kpi_staff_cells',
  'kpi_staff_months',
  // With their cells; they are counted again when they are asked for, or by the job.
  'kpi_definition_spans',
];

/**
 * Throws the roll-ups away and makes them anew from bills and payments, month by month in one transaction: boards go on
 * answering from the old ones until it is over, and refreshes wait for it. Returns the number of months.
 */
export async function repairKpi(db: Db): Promise<number> {
  return transaction(
    db,
    async (tx) => {
      await refreshKpiIn(tx);
      await markChannels(tx);
      for (const table of rollUps) await run(tx, sql`delete from ${sql.table(table)}`);
      const months = await many(
        tx,
        sql<{ period: string }>`select distinct period::text as period from bills order by period`,
      );
      const nothing = { paymentIds: [], billIds: [], billImportIds: [], customerImportIds: [] };
      for (const { period } of months)
        await refreshFacts(tx, { ...nothing, months: [period] }, kpiDefinitions);
      return months.length;
    },
    { begin: 'begin isolation level repeatable read' },
  );
}
