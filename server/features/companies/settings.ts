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
  const row = await queries.readSettingsRow(on);
  return {
    partialPayments: row.partial_payments,
    oldestFirst: row.oldest_first,
    noGaps: row.no_gaps,
    holdMinutes: row.hold_minutes,
    refundLimitVnd: row.refund_limit_vnd,
    applyCredit: row.apply_credit,
  };
}

/** Changes the given settings, leaves the others. */
export async function updateSettings(tx: Tx, change: Partial<CompanySettings>): Promise<CompanySettings> {
  const next = { ...(await readSettings(tx)), ...change };
  await queries.updateSettingsRow(tx, {
    partial_payments: next.partialPayments,
    oldest_first: next.oldestFirst,
    no_gaps: next.noGaps,
    hold_minutes: next.holdMinutes,
    refund_limit_vnd: next.refundLimitVnd,
    apply_credit: next.applyCredit,
  });
  return next;
}
