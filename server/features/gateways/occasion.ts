import type { BusinessDate } from '../../../core/dates.ts';
import type { Company } from '../../platform/runtime.ts';

/** Where and when something is done: real time for providers, business time for holds and the books. */
export interface Occasion {
  company: Company;
  now: Date;
  businessNow: Date;
  businessDate: BusinessDate;
}
