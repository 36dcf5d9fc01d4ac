import { addMonths, monthOf } from '../../core/dates.ts';
import { today } from './make.ts';

/** What a plan of visits is asked with: two people, ten visits a day, stated odds, no counter that closes. */
export const visitsWish = {
  until: `${addMonths(monthOf(today), 1)}-28`,
  workers: 2,
  visitsPerDay: 10,
  travelDays: 0.2,
  visitOdds: 10,
  promotionOdds: 1.5,
  closingOdds: 4,
};
