import { sql } from 'kysely';
import { firstDayOf, isMonth, type BusinessDate, type Month } from '../../../core/dates.ts';
import { find, many, run, transaction, type Db, type Queryable, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { refreshKpi, refreshKpiIn } from '../kpi/index.ts';
import { monthError } from './errors.ts';
import { startFollowing } from './follow-months.ts';
import { findFreeze, type FreezeRow } from './freeze-queries.ts';
import { oneSnapshot, writeVersion, type Closer } from './freeze-month.ts';

/** A wish to state a month anew (công bố lại). */
export interface RestatementRow {
  id: bigint;
  version: number;
  reason: string;
  asked_by: string;
  asked_at: Date;
}

/** The wish that waits for a second person, if there is one. */
export async function findRestatement(
  on: Queryable,
  period: BusinessDate,
): Promise<RestatementRow | undefined> {
  return find(
    on,
    sql<RestatementRow>`
      select id, version, reason, asked_by, asked_at from month_restatements
      where period = ${period}::date and state = 'asked'`,
  );
}

/** The months of which a new version is asked for. */
export async function listAsked(on: Queryable): Promise<Month[]> {
  const rows = await many(
    on,
    sql<{ month: Month }>`
      select to_char(period, 'YYYY-MM') as month from month_restatements where state = 'asked' order by period`,
  );
  return rows.map(({ month }) => month);
}

/**
 * The first of two persons asks for a new version of a frozen month, and says why. Throws `months.not_frozen`,
 * `months.restatement_open`.
 */
export async function askToRestate(
  db: Db,
  wish: { period: Month; reason: string },
  closer: Closer,
): Promise<void> {
  const period = parsePeriod(wish.period);
  await transaction(db, async (tx) => {
    const newest = await findFreeze(tx, period);
    ensure(newest, monthError('months.not_frozen', { period: wish.period }));
    await insertWish(tx, { period, version: newest.version + 1, reason: wish.reason, closer });
    await note(tx, 'months.restatement_asked', wish.period, closer, { reason: wish.reason });
  });
}

/**
 * The second person makes the version with the figures of this moment; the one before stays as it is. Throws
 * `months.not_frozen`, `months.no_restatement`, `months.same_person`.
 */
export async function restateMonth(db: Db, month: Month, closer: Closer): Promise<FreezeRow> {
  const period = parsePeriod(month);
  await refreshKpi(db);
  return transaction(
    db,
    async (tx) => {
      await refreshKpiIn(tx);
      await startFollowing(tx);
      const before = await findFreeze(tx, period);
      ensure(before, monthError('months.not_frozen', { period: month }));
      const wish = await findRestatement(tx, period);
      ensure(wish, monthError('months.no_restatement', { period: month }));
      ensure(wish.asked_by !== closer.login, monthError('months.same_person'));
      await endWish(tx, wish.id, 'made', closer);
      return writeVersion(tx, {
        period: month,
        closer,
        before,
        wish: { reason: wish.reason, askedBy: wish.asked_by },
      });
    },
    oneSnapshot,
  );
}

/** Takes the wish back; anybody who may ask may. Throws `months.no_restatement`. */
export async function withdrawRestatement(db: Db, month: Month, closer: Closer): Promise<void> {
  const period = parsePeriod(month);
  await transaction(db, async (tx) => {
    const wish = await findRestatement(tx, period);
    ensure(wish, monthError('months.no_restatement', { period: month }));
    await endWish(tx, wish.id, 'withdrawn', closer);
    await note(tx, 'months.restatement_withdrawn', month, closer, { reason: wish.reason });
  });
}

async function insertWish(
  tx: Tx,
  wish: { period: BusinessDate; version: number; reason: string; closer: Closer },
): Promise<void> {
  const made = await run(
    tx,
    sql`insert into month_restatements (period, version, reason, state, asked_by, asked_at)
        values (${wish.period}::date, ${wish.version}, ${wish.reason}, 'asked', ${wish.closer.login}, ${wish.closer.at})
        on conflict (period) where state = 'asked' do nothing`,
  );
  ensure(made === 1, monthError('months.restatement_open'));
}

/** Two at once: the second finds it ended. */
async function endWish(tx: Tx, id: bigint, state: 'made' | 'withdrawn', closer: Closer): Promise<void> {
  const ended = await run(
    tx,
    sql`update month_restatements set state = ${state}, ended_by = ${closer.login}, ended_at = ${closer.at}
        where id = ${id} and state = 'asked'`,
  );
  ensure(ended === 1, monthError('months.no_restatement'));
}

async function note(
  tx: Tx,
  action: string,
  month: Month,
  closer: Closer,
  detail: Record<string, unknown>,
): Promise<void> {
  const { login: actor, requestId } = closer;
  await recordAudit(tx, { actor, action, subject: `month:${month}`, detail, requestId });
}

function parsePeriod(month: Month): BusinessDate {
  ensure(isMonth(month), monthError('months.unknown_period', { period: month }));
  return firstDayOf(month);
}
