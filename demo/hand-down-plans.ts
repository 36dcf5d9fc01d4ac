import { monthOf, type BusinessDate } from '../core/dates.ts';
import { handOverPlan, makePlan } from '../server/features/targets/index.ts';
import type { Company } from '../server/platform/runtime.ts';
import type { Population } from '../simulator/population.ts';
import { wholeDesk } from './desk.ts';
import { loginOf } from './people.ts';

const newDebits = 120n;

/**
 * Two plans of the company that uses everything: the year's, a draft that can be changed and handed over, and the
 * quarter's new debits, which are with their units already.
 */
export async function handDownPlans(
  company: Company,
  { profile }: Population,
  today: BusinessDate,
): Promise<void> {
  if (company.code !== wholeDesk) return;
  const actor = { login: loginOf(company.code, 'business_head'), scope: 'all' as const, businessDate: today };
  const month = monthOf(today);
  await makePlan(
    company.db,
    {
      measure: 'share_customers',
      definition: 'official',
      span: 'year',
      month,
      mode: 'at_end',
      goal: BigInt(Math.round(profile.target.customers * 10_000)),
    },
    actor,
  );
  const planId = await makePlan(
    company.db,
    {
      measure: 'auto_debits',
      definition: 'official',
      span: 'quarter',
      month,
      mode: 'cumulative',
      goal: newDebits,
    },
    actor,
  );
  const letter = {
    number: `215/TB-${company.code}`,
    place: profile.province.replace(/^(Tỉnh|Thành phố) /, ''),
    basis: 'kế hoạch thanh toán không dùng tiền mặt của công ty',
    signerTitle: 'Giám đốc',
    signerName: 'Phan Đình Thử',
  };
  await handOverPlan(company.db, { planId, version: 1 }, letter, actor);
}
