import { addDays, type BusinessDate } from '../core/dates.ts';
import { addWorkingDays, isWorkingDay } from '../core/working-days.ts';
import type { BankWorld } from '../simulator/banks/world.ts';
import { customerAt } from '../simulator/customers.ts';
import type { Payer } from '../simulator/payers.ts';
import { countDrawer, openDrawer, payIn, takeInCash, type TillHand } from '../simulator/rails/tills.ts';
import type { DemoDesk } from './desk.ts';
import type { Doors } from './desk-door.ts';
import { collectorTill, counterTill } from './tills.ts';

/** Cash of the demo's last days at the company's own tills, from the drawer to the bank's statement. */
export interface TillDays {
  /** Keeps those who pay in cash at a till today, as many as it serves; answers the others. */
  take(payers: readonly Payer[], date: BusinessDate): Payer[];
  /** They pay; drawers are counted and the cash paid in, but for that of today. Answers how many paid. */
  liveDay(date: BusinessDate): Promise<number>;
}

/** Days before today of which the sessions are kept, and how many a till serves on each. */
const tillDays = 7;
const mostPerDay = { counter_cash: 8, staff_cash: 8 } as const;
const floatVnd = 500_000n;
/** Missing from the counter the day before today: a second person has still to say what becomes of it. */
const shortVnd = 20_000n;

interface Hand extends TillHand {
  channel: keyof typeof mostPerDay;
  /** Today's payers. */
  waiting: Payer[];
  /** Working days until the bank has credited what was paid in. */
  creditedAfter: number;
  /** Closed sessions whose cash still lies in the till, and how much that is. */
  kept: string[];
  keptVnd: bigint;
}

export async function openTillDays(
  doors: Doors,
  { work, banks }: { work: DemoDesk; banks: BankWorld },
): Promise<TillDays> {
  const { companyCode } = work;
  const cashier = await doors.openDesk(companyCode, 'cashier');
  const collector = await doors.openDesk(companyCode, 'unit_staff');
  const empty = () => ({ waiting: [], kept: [], keptVnd: 0n });
  const hands: readonly Hand[] = [
    { till: counterTill, desk: cashier, channel: 'counter_cash', creditedAfter: 0, ...empty() },
    { till: collectorTill, desk: collector, channel: 'staff_cash', creditedAfter: 1, ...empty() },
  ];
  const isKept = (date: BusinessDate): boolean => date >= addDays(work.today, -tillDays);
  return {
    take: (payers, date) => {
      if (!isKept(date)) return [...payers];
      for (const hand of hands) {
        const own = payers.filter(({ habit }) => habit.channel === hand.channel);
        hand.waiting = own.slice(0, mostPerDay[hand.channel]);
      }
      return payers.filter((payer) => !hands.some(({ waiting }) => waiting.includes(payer)));
    },
    liveDay: async (date) => {
      if (!isKept(date)) return 0;
      let paid = 0;
      for (const hand of hands) {
        const payers = hand.waiting.splice(0);
        await workADay({ work, banks }, hand, payers, date);
        paid += payers.length;
      }
      return paid;
    },
  };
}

async function workADay(
  { work, banks }: { work: DemoDesk; banks: BankWorld },
  hand: Hand,
  payers: readonly Payer[],
  date: BusinessDate,
): Promise<void> {
  const isCounter = hand.till === counterTill;
  const isYesterday = date === addDays(work.today, -1);
  // The counter is open yesterday and today whoever comes.
  if (payers.length === 0 && !(isCounter && date >= addDays(work.today, -1))) return;
  const drawer = await openDrawer(hand, floatVnd);
  for (const { index } of payers) {
    await takeInCash(hand, drawer, customerAt(work.story.population, index).code);
  }
  if (isCounter && date === work.today) return;
  const missing = isCounter && isYesterday ? shortVnd : 0n;
  await countDrawer(hand, drawer, missing);
  hand.kept.push(drawer.session);
  hand.keptVnd += drawer.cashVnd - floatVnd - missing;
  // Of today's cash nothing has been taken to the bank yet.
  if (hand.keptVnd <= 0n || date === work.today || !isWorkingDay(date, work.calendar)) return;
  const bookedOn = addWorkingDays(date, hand.creditedAfter, work.calendar);
  await payIn(banks, hand, { sessions: hand.kept.splice(0), bookedOn });
  hand.keptVnd = 0n;
}
