import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { run, type Tx } from '../../platform/db.ts';

/**
 * The gate between posting and the closing of days. Every posting transaction goes through it shared, before it reads
 * which days are closed; who closes a day waits until those inside are committed and keeps new ones out until then.
 */
const gate = sql`hashtextextended('settlement_gate/' || current_schema(), 0)`;

/** Taken by every transaction that puts money on a partner's settlement day, before it reads `closed_through`. */
export async function shareSettlementGate(tx: Tx): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock_shared(${gate})`, { name: 'settlement_gate_share' });
}

/**
 * Closes a partner's settlement days up to and including this one. When it returns, nothing can be added to them any
 * more: what is read afterwards in the same transaction is final. A day that is closed stays closed.
 */
export async function closePartnerDay(
  tx: Tx,
  day: { partnerId: bigint; settlesOn: BusinessDate },
): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(${gate})`);
  await run(
    tx,
    sql`update partners set closed_through = greatest(coalesce(closed_through, ${day.settlesOn}::date), ${day.settlesOn}::date)
        where id = ${day.partnerId}`,
  );
}
