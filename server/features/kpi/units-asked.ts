import { getUnit, listUnitsBelow } from '../companies/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';

/**
 * The units a question is about: those that are named, or all that the person may see. A part of the company under the
 * company's name would be another number for the same thing. Throws `staff.outside_scope`.
 */
export async function unitsAsked(
  staff: StaffContext,
  code: string | undefined,
): Promise<readonly bigint[] | 'all'> {
  if (code === undefined) return staff.scope;
  const unit = await getUnit(staff.db, code, staff.businessDate);
  ensureInScope(staff, unit.id);
  if (unit.kind === 'company') return staff.scope;
  return listUnitsBelow(staff.db, unit.id, staff.businessDate);
}
