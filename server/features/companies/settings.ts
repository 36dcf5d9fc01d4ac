import type { AllocationPolicy } from '../../../core/allocation.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import * as queries from './queries.ts';

/** How a company collects: what a payment may be laid on, and the limits of the money desk. */
export interface CompanySettings extends AllocationPolicy {
  /** How long a partner may hold bills before it pays. */
  holdMinutes: number;
  /** A refund above this needs a second person. */
  refundLimitVnd: bigint;
  /** Customer credit pays the next bill by itself. */
  applyCredit: boolean;
}

export async function readSettings(on: Queryable): Promise<CompanySettings> {
  return fromRow(await queries.readSettingsRow(on));
}

/** Changes the given settings, leaves the others. Two who change at once do so one after the other. */
export async function updateSettings(
  tx: Tx,
  change: Partial<CompanySettings>,
): Promise<{ before: CompanySettings; after: CompanySettings }> {
  const before = fromRow(await queries.lockSettingsRow(tx));
  const after = { ...before, ...change };
  await queries.updateSettingsRow(tx, {
    partial_payments: after.partialPayments,
    oldest_first: after.oldestFirst,
    no_gaps: after.noGaps,
    hold_minutes: after.holdMinutes,
    refund_limit_vnd: after.refundLimitVnd,
    apply_credit: after.applyCredit,
  });
  return { before, after };
}

function fromRow(row: queries.SettingsRow): CompanySettings {
  return {
    partialPayments: row.partial_payments,
    oldestFirst: row.oldest_first,
    noGaps: row.no_gaps,
    holdMinutes: row.hold_minutes,
    refundLimitVnd: row.refund_limit_vnd,
    applyCredit: row.apply_credit,
  };
}
