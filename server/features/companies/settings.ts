import type { Queryable, Tx } from '../../platform/db.ts';
import * as queries from './queries.ts';

/** How a company collects. */
export interface CompanySettings {
  /** A bill may be paid in parts. */
  partialPayments: boolean;
  /** The oldest open period must be paid first, without gaps. */
  oldestFirst: boolean;
}

export async function readSettings(on: Queryable): Promise<CompanySettings> {
  const row = await queries.readSettingsRow(on);
  return { partialPayments: row.partial_payments, oldestFirst: row.oldest_first };
}

/** Changes the given settings, leaves the others. */
export async function updateSettings(tx: Tx, change: Partial<CompanySettings>): Promise<CompanySettings> {
  const next = { ...(await readSettings(tx)), ...change };
  await queries.updateSettingsRow(tx, {
    partial_payments: next.partialPayments,
    oldest_first: next.oldestFirst,
  });
  return next;
}
