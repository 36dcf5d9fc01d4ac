import type { Channel, Tender } from '../core/channels.ts';
import { addMonths, type Month } from '../core/dates.ts';
import { kindOf } from './customers.ts';
import { cashlessQuotas, isVacant, monthsAfter, placeOf, type Place, type Population } from './population.ts';
import type { PartnerProfile } from './profiles/index.ts';
import { pickWeighted, random } from './random.ts';

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
  const cashless = isCashless(population, place, month);
  const { code } = population.profile;
  // The channel point stays with the customer, so that he changes channel only when the mix itself moves.
  const steady = random(code, index, 'channel');
  const monthly = random(code, index, month, 'pay');
  const channel = cashless
    ? cashlessChannel(population, place, month, steady.next())
    : cashChannel(population, place, month, steady.next());
  return {
    cashless,
    channel,
    partner: partnerFor(population, place, channel, steady.next()),
    tender: tenderOf(channel, monthly.next()),
    day: payDay(channel, cashless, monthly.next()),
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

function isCashless(population: Population, place: Place, month: Month): boolean {
  return place.rank < (cashlessQuotas(population, month).get(place.cell) ?? 0);
}

/** Late payers are people who pay cash now and for two months more, so that no late bill changes a told ratio. */
function skips(population: Population, place: Place, month: Month): boolean {
  if (isCashless(population, place, month) || isCashless(population, place, addMonths(month, 2)))
    return false;
  return random(population.profile.code, place.index, month, 'skip').next() < 0.13;
}

type Weights = readonly (readonly [Channel, number])[];

function cashlessChannel(population: Population, place: Place, month: Month, point: number): Channel {
  const after = monthsAfter(population.anchor, month);
  const offered = new Set(population.profile.partners.flatMap(({ channels }) => channels));
  const weights = mix(kindOf(population, place), place.cell.commune.settlement !== 'urban', after);
  return pickWeighted(
    weights.filter(([channel]) => offered.has(channel)),
    point,
  );
}

/** Auto-debit and wallets grow month by month, bank counters shrink. */
function mix(kind: 'household' | 'business', country: boolean, after: number): Weights {
  const grown = Math.max(-14, Math.min(after, 12));
  if (kind === 'business') {
    return [
      ['payment_order', 44 - grown * 0.3],
      ['auto_debit_bank', 30 + grown * 0.4],
      ['bank_app', 16],
      ['cheque', 2],
      ['bank_counter', 8 - grown * 0.1],
    ];
  }
  if (country) {
    return [
      ['auto_debit_bank', 9 + grown * 0.2],
      ['bank_app', 22 + grown * 0.3],
      ['wallet', 21 + grown * 0.3],
      ['auto_debit_wallet', 4 + grown * 0.1],
      ['vietqr', 5 + grown * 0.2],
      ['mobile_money', 8 + grown * 0.3],
      ['bank_card', 1],
      ['bank_counter', 11 - grown * 0.4],
      ['agent_cash', 19 - grown * 0.7],
    ];
  }
  return [
    ['auto_debit_bank', 25 + grown * 0.5],
    ['bank_app', 32 + grown * 0.2],
    ['wallet', 19 + grown * 0.2],
    ['auto_debit_wallet', 6 + grown * 0.2],
    ['vietqr', 7 + grown * 0.3],
    ['mobile_money', 1.5],
    ['bank_card', 1.5],
    ['bank_counter', 4 - grown * 0.1],
    ['agent_cash', 4 - grown * 0.1],
  ];
}

/** Counters are closed one by one; where there is none, cash is fetched by the collector. */
function cashChannel(population: Population, place: Place, month: Month, point: number): Channel {
  const { commune } = place.cell;
  if (commune.noCounter) return 'staff_cash';
  const after = monthsAfter(population.anchor, month);
  const counter = commune.settlement === 'remote' ? 35 : 62;
  return pickWeighted(
    [
      ['counter_cash', Math.max(5, counter - 2 * after)],
      ['staff_cash', 100 - counter],
    ],
    point,
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

/** Standing orders are drawn on the fifth; phones pay in the first days, cash around the due date. */
function payDay(channel: Channel, cashless: boolean, point: number): number {
  if (channel === 'auto_debit_bank' || channel === 'auto_debit_wallet') return 5;
  const [earliest, spread] = cashless ? [1, 14] : [4, 17];
  return earliest + Math.floor(spread * point ** 1.4);
}
