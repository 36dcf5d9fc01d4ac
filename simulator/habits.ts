import type { Channel, Tender } from '../core/channels.ts';
import { addMonths, type Month } from '../core/dates.ts';
import { cashChannel, cashlessChannel, steadyPoints } from './channel-mix.ts';
import { isCashless } from './conversions.ts';
import { isVacant, monthsAfter, placeOf, type Place, type Population } from './population.ts';
import type { PartnerProfile } from './profiles/index.ts';
import { pickWeighted, random } from './random.ts';
import { isAway, traitsOf } from './traits.ts';

/** Shares of the bills in cash that wait for the next month. */
const slowSkips = 0.45;
const othersSkip = 0.09;

/** How a customer pays in one month. */
export interface Habit {
  cashless: boolean;
  channel: Channel;
  partner: PartnerProfile;
  tender: Tender | null;
  /** Day of the month on which he pays. */
  day: number;
  /** Seconds after the start of that day. */
  second: number;
}

/** Undefined for an empty house, and in a month in which he pays nothing: it waits for the next. */
export function habitIn(population: Population, index: number, month: Month): Habit | undefined {
  const place = placeOf(population, index);
  if (isVacant(place) || skips(population, place, month)) return undefined;
  const cashless = isCashless(population, index, month);
  const { code } = population.profile;
  const steady = steadyPoints(population, place);
  const monthly = random(code, index, month, 'pay');
  const channel = cashless
    ? cashlessChannel(population, place, month, steady.next())
    : cashChannel(population, place, month, steady.next());
  return {
    cashless,
    channel,
    partner: partnerFor(population, place, channel, steady.next()),
    tender: tenderOf(channel, monthly.next()),
    day: payDay(channel, { cashless, slow: traitsOf(population, place).slow }, monthly.next()),
    second: 6 * 3600 + Math.floor(monthly.next() * 15 * 3600),
  };
}

/** The months whose bills a customer pays in `month`: this one, and those he skipped just before. */
export function monthsPaidIn(
  population: Population,
  index: number,
  month: Month,
  firstMonth: Month,
): Month[] {
  const place = placeOf(population, index);
  const paid: Month[] = [month];
  for (let earlier = addMonths(month, -1); earlier >= firstMonth; earlier = addMonths(earlier, -1)) {
    if (!skips(population, place, earlier)) break;
    paid.unshift(earlier);
  }
  return paid;
}

/** Late payers pay this month and the next in cash, so that no late bill changes a told ratio. */
function skips(population: Population, place: Place, month: Month): boolean {
  const { index } = place;
  if (isCashless(population, index, month) || isCashless(population, index, addMonths(month, 1)))
    return false;
  const traits = traitsOf(population, place);
  if (isAway(traits, monthsAfter(population.anchor, month))) return true;
  return (
    random(population.profile.code, index, month, 'skip').next() < (traits.slow ? slowSkips : othersSkip)
  );
}

function partnerFor(population: Population, place: Place, channel: Channel, point: number): PartnerProfile {
  const country = place.cell.commune.settlement !== 'urban';
  const offering = population.profile.partners.filter(({ channels }) => channels.includes(channel));
  return pickWeighted(
    offering.map((partner) => [partner, country ? partner.country : partner.town] as const),
    point,
  );
}

/** Bank counters say for most payments whether cash was handed over; elsewhere nobody asks. */
function tenderOf(channel: Channel, point: number): Tender | null {
  if (channel === 'agent_cash' || channel === 'staff_cash' || channel === 'counter_cash') return 'cash';
  if (channel !== 'bank_counter') return null;
  return point < 0.45 ? 'account' : point < 0.85 ? 'cash' : null;
}

/** Standing orders are drawn on the fifth; phones pay in the first days, cash around the due date, slow people at the end. */
function payDay(
  channel: Channel,
  { cashless, slow }: { cashless: boolean; slow: boolean },
  point: number,
): number {
  if (channel === 'auto_debit_bank' || channel === 'auto_debit_wallet') return 5;
  if (slow) return 14 + Math.floor(7 * point);
  const [earliest, spread] = cashless ? [1, 14] : [4, 17];
  return earliest + Math.floor(spread * point ** 1.4);
}
