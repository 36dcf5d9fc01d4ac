import type { Channel } from '../core/channels.ts';
import type { Month } from '../core/dates.ts';
import { lastCounterMonth } from './counters.ts';
import { monthsAfter, type Place, type Population } from './population.ts';
import { pickWeighted, random, type Random } from './random.ts';
import { traitsOf } from './traits.ts';

type Weights = readonly (readonly [Channel, number])[];

/** The points that stay with a customer: he changes channel or partner only when the mix itself moves. */
export function steadyPoints({ profile }: Population, { index }: Place): Random {
  return random(profile.code, index, 'channel');
}

export function cashlessChannel(population: Population, place: Place, month: Month, point: number): Channel {
  const after = monthsAfter(population.anchor, month);
  const offered = new Set(population.profile.partners.flatMap(({ channels }) => channels));
  const { kind } = traitsOf(population, place);
  const weights = mix(kind, place.cell.commune.settlement !== 'urban', after);
  return pickWeighted(
    weights.filter(([channel]) => offered.has(channel)),
    point,
  );
}

/** Counters are closed one by one; where there is none, cash is fetched by the collector. */
export function cashChannel(population: Population, { cell }: Place, month: Month, point: number): Channel {
  const last = lastCounterMonth(population, cell);
  if (last !== undefined && month > last) return 'staff_cash';
  return point < (cell.commune.settlement === 'remote' ? 0.35 : 0.62) ? 'counter_cash' : 'staff_cash';
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
