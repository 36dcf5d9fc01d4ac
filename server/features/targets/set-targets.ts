import { sql } from 'kysely';
import { firstDayOf, type Month } from '../../../core/dates.ts';
import { many, run, transaction, type Db, type Queryable, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { targetError } from './errors.ts';

export interface TargetChange {
  unitId: bigint;
  metric: 'customers' | 'money';
  /** Hundredths of a per cent: 9600 is 96 %. */
  shareBp: number;
}

/** Assigns shares to units for one month, each change on record. Throws `targets.out_of_range`. */
export async function setTargets(
  db: Db,
  request: { period: Month; changes: readonly TargetChange[]; actor: string; requestId?: string },
): Promise<void> {
  const { period, changes, actor, requestId } = request;
  const fits = ({ shareBp }: TargetChange): boolean =>
    Number.isInteger(shareBp) && shareBp >= 0 && shareBp <= 10_000;
  ensure(changes.every(fits), targetError('targets.out_of_range'));
  await transaction(db, async (tx) => {
    await storeShares(tx, period, changes, actor);
    await recordAudit(tx, {
      actor,
      action: 'targets.set',
      subject: `period:${period}`,
      detail: { changes: changes.map((change) => ({ ...change, unitId: String(change.unitId) })) },
      requestId,
    });
  });
}

/** Writes the shares that boards hold a month against. Of what is named twice, the last counts. */
export async function storeShares(
  tx: Tx,
  period: Month,
  changes: readonly TargetChange[],
  actor: string,
): Promise<void> {
  const last = [...new Map(changes.map((one) => [`${one.unitId} ${one.metric}`, one])).values()];
  await run(
    tx,
    sql`insert into targets (org_unit_id, period, metric, share_bp, set_by)
        select u, ${firstDayOf(period)}::date, m, s, ${actor}
        from unnest(${last.map((change) => change.unitId)}::bigint[], ${last.map((change) => change.metric)}::text[],
                    ${last.map((change) => change.shareBp)}::int[]) x (u, m, s)
        on conflict (org_unit_id, period, metric) do update
        set share_bp = excluded.share_bp, set_by = excluded.set_by, set_at = clock_timestamp()`,
  );
}

/** The shares assigned for a month, by unit. */
export async function listTargets(
  on: Queryable,
  period: Month,
): Promise<Map<bigint, { customersBp: number | null; moneyBp: number | null }>> {
  const rows = await many(
    on,
    sql<{ org_unit_id: bigint; customers_bp: number | null; money_bp: number | null }>`
      select org_unit_id, max(share_bp) filter (where metric = 'customers') as customers_bp,
             max(share_bp) filter (where metric = 'money') as money_bp
      from targets where period = ${firstDayOf(period)}::date group by org_unit_id`,
  );
  return new Map(
    rows.map((row) => [row.org_unit_id, { customersBp: row.customers_bp, moneyBp: row.money_bp }]),
  );
}
