import type { BusinessDate } from '../../core/dates.ts';
import type { WorkCalendar } from '../../core/working-days.ts';
import type { Desk } from '../accountant.ts';
import type { PartnerRecord } from '../partner-files-record.ts';
import type { CompanyAccount } from './accounts.ts';
import type { BankBooks } from './books.ts';
import { calmBank, type BankSwitches } from './switches.ts';

/** The banks of one company, and the desk at which its accountant takes what they send. */
export interface BankWorld {
  companyCode: string;
  desk: Desk;
  books: BankBooks;
  accounts: readonly CompanyAccount[];
  /** What the banks have taken as collecting partners: it goes into their files and transfers. */
  record: PartnerRecord;
  calendar: WorkCalendar;
  switches: ReadonlyMap<string, BankSwitches>;
  /** By the business clock. */
  now: () => Date;
  /** Has a file of results posted where no worker runs. */
  afterResult?: (id: string) => Promise<void>;
}

export function switchesOf({ switches }: Pick<BankWorld, 'switches'>, bank: string): BankSwitches {
  return switches.get(bank) ?? calmBank;
}

/** One file that went out, and what became of it. */
export interface SentFile {
  bank: string;
  fileName: string;
  day: BusinessDate;
  outcome: 'taken' | 'refused';
  /** Why it was refused, as the company answered. */
  reason?: string;
}
