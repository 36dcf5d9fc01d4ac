import { ensure } from '../../platform/errors.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { reportError } from './errors.ts';
import { findReport, type WholeReportRow } from './queries.ts';

/** A report that the person may see. Throws `official_reports.unknown`, `staff.outside_scope`. */
export async function reportSeen(staff: StaffContext, id: string): Promise<WholeReportRow> {
  const report = await findReport(staff.db, BigInt(id));
  ensure(report, reportError('official_reports.unknown', { id }));
  ensureInScope(staff, report.org_unit_id);
  return report;
}
