import { monthOf, type BusinessDate } from '../core/dates.ts';
import { listUnits } from '../server/features/companies/index.ts';
import { askPlan, usualUntil, usualWish } from '../server/features/outreach/index.ts';
import { listTargets } from '../server/features/targets/index.ts';
import type { Company } from '../server/platform/runtime.ts';
import { loginOf } from './people.ts';

/** Companies whose demo goes far enough back to learn from, and the unit in the hills that is asked about beside the whole. */
const asked: Record<string, string> = { PCHATINH: 'PA16HK' };

/** Asks what the plan of the year takes. The server works it out once it runs, so that the fill does not wait for it. */
export async function askPlans({ db, code }: Company, today: BusinessDate): Promise<void> {
  if (asked[code] === undefined) return;
  const until = usualUntil(today);
  const targets = await listTargets(db, monthOf(until));
  for (const { id, kind, code: unit } of await listUnits(db, today)) {
    const targetBp = targets.get(id)?.customersBp ?? null;
    if (targetBp === null || (kind !== 'company' && unit !== asked[code])) continue;
    const actor = loginOf(code, 'business_head');
    await askPlan(db, { unitId: id, businessOn: today, until, targetBp, assumed: usualWish, actor });
  }
}
