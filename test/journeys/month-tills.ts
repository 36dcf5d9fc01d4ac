import type { BusinessDate } from '../../core/dates.ts';
import { isWorkingDay } from '../../core/working-days.ts';
import { countDrawer, openDrawer, payIn, takeInCash, type TillHand } from '../../simulator/rails/tills.ts';
import { signInAs } from '../support/staff.ts';
import { makeTill } from '../support/tills.ts';
import type { MonthRails } from './month-rails.ts';
import { deskOf, ok, type Town } from './month-town.ts';

/** The company's own hands: a counter, and a collector at the door. */
export const monthTills = ['QUAY01', 'NVTHU01'] as const;
/** So much was missing when the counter was counted for the first time; the cashier owes it. */
export const shortAtCounter = 20_000n;

/** On some days there is cash, which goes to the bank on the next working day on which somebody takes it there. */
export async function openMonthTills(
  town: Town,
  { banks }: MonthRails,
): Promise<(day: BusinessDate) => Promise<void>> {
  const { app, runtime } = town;
  const [counter, collector] = monthTills;
  await makeTill(town.second, counter);
  await makeTill(town.second, collector, { kind: 'collector', name: 'Nhân viên thu' });
  const hands = await Promise.all(
    monthTills.map(async (till) => ({
      till,
      desk: deskOf(await signInAs(app, runtime, 'cashier')),
      kept: [] as string[],
    })),
  );
  let isFirst = true;
  return async (day) => {
    if (Number(day.slice(8)) % 4 !== 1) return;
    for (const hand of hands) {
      const missing = isFirst ? shortAtCounter : 0n;
      isFirst = false;
      hand.kept.push(await workADay(town, hand, missing));
      if (!isWorkingDay(day, banks.calendar)) continue;
      await payIn(banks, hand, { sessions: hand.kept.splice(0), bookedOn: day });
    }
  };
}

/** Two customers pay, the drawer is counted, and a second person says what becomes of what is missing. */
async function workADay(town: Town, hand: TillHand, missing: bigint): Promise<string> {
  const drawer = await openDrawer(hand, 200_000n);
  await takeInCash(hand, drawer, town.nextCustomer().code);
  await takeInCash(hand, drawer, town.nextCustomer().code);
  await countDrawer(hand, drawer, missing);
  if (missing > 0n) {
    const clearing = { resolution: 'cashier_owes', note: 'Đã lập biên bản với thu ngân' };
    await ok(town.second.send('POST', `/tills/differences/${drawer.session}/clearing`, clearing));
  }
  return drawer.session;
}
