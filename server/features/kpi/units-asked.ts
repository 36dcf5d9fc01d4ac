import { getUnit, listUnitsBelow } from '../companies/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';

/** The units a question is about, never more than the person may see. */
export async function unitsAsked(
  staff: StaffContext,
  code: string | undefined,
): Promise<readonly bigint[] | 'all'> {
  if (code === undefined) return staff.scope;
  const unit = await getUnit(staff.db, code, staff.businessDate);
  if (unit.kind === 'company') return staff.scope;
  ensureInScope(staff, unit.id);
  return listUnitsBelow(staff.db, unit.id, staff.businessDate);
}
