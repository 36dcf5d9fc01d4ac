import type { BusinessDate, Month } from '../../../core/dates.ts';
import { composeReport, type Composition } from '../../../core/official-reports/compose.ts';
import type { ReportForm } from '../../../core/official-reports/form.ts';
import type { ReportKind } from '../../../core/official-reports/kinds.ts';
import type { Db } from '../../platform/db.ts';
import type { UnitRow } from '../companies/index.ts';
import { businessInstant } from '../payments/index.ts';
import { unitAsked } from '../reports/index.ts';
import { ensureInScope, type Scope, type StaffContext } from '../staff/index.ts';
import { gatherSource } from './gather-source.ts';
import { readReportSettings } from './settings.ts';

/** Who makes it, with whose eyes, and when. */
export interface Maker {
  company: { code: string; name: string; demo: boolean };
  scope: Scope;
  businessDate: BusinessDate;
  /** The moment on the business clock. */
  at: Date;
  login: string;
  requestId?: string;
}

export interface ReportWish {
  kind: ReportKind;
  unit: UnitRow;
  period: Month | undefined;
  form?: ReportForm | undefined;
}

export interface ComposedReport extends Composition {
  period: Month;
  frozenVersion: number | null;
}

/** A report as it is at this moment, without a number; nothing is written. */
export async function composeNow(db: Db, wish: ReportWish, maker: Maker): Promise<ComposedReport> {
  const { kind, unit, period, form } = wish;
  const { company, scope, businessDate, at } = maker;
  const settings = await readReportSettings(db, company);
  const { source, frozenVersion } = await gatherSource(db, {
    company,
    unit,
    scope,
    period,
    businessDate,
    at,
  });
  return { ...composeReport(kind, source, settings, { form }), period: source.period, frozenVersion };
}

/** A unit by its code that the person may see as a whole; without a code their own unit, or the company. */
export async function unitOfReport(staff: StaffContext, code: string | undefined): Promise<UnitRow> {
  const unit = await unitAsked(staff, code);
  ensureInScope(staff, unit.id);
  return unit;
}

export function makerOf(staff: StaffContext): Maker {
  const { company, scope, businessDate, login, requestId, now } = staff;
  return { company, scope, businessDate, at: businessInstant(businessDate, now), login, requestId };
}
