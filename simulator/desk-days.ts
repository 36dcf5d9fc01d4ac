import { addDays, startOfBusinessDate, type BusinessDate } from '../core/dates.ts';
import { endOfSettlementDay } from '../core/settlement-day.ts';
import type { WorkCalendar } from '../core/working-days.ts';
import { handInFile, handInStatement, inTurns, type Desk } from './accountant.ts';
import {
  noteTransfers,
  transfersOn,
  writeStatement,
  type BankCredit,
  type Contract,
  type TransferFaults,
} from './bank.ts';
import { bookTransfers, sendStatements } from './banks/statement-days.ts';
import type { BankWorld } from './banks/world.ts';
import { writePartnerFile } from './partner-files.ts';
import type { PartnerRecord } from './partner-files-record.ts';
import { random } from './random.ts';

/** What comes onto an accountant's desk from outside, day by day: the partners' files and the bank's statement. */
export interface DeskWorld {
  companyCode: string;
  desk: Desk;
  record: PartnerRecord;
  contracts: ReadonlyMap<string, Contract>;
  calendar: WorkCalendar;
  /** The first day of which the partners keep a record. */
  from: BusinessDate;
  /** Lines that cannot be read, by reference. */
  garbled?: ReadonlySet<string>;
  /** A partner that forgets the file of a day. */
  forgets?: (partner: string, day: BusinessDate) => boolean;
  /** The banks whose statements are brought; without them one statement of one account is typed off. */
  banks?: BankWorld;
  /** What is done about a file as soon as it is handed in. */
  afterFile?: (id: string) => Promise<void>;
}

/** The company's own calendar, where it departs from the week. */
export async function readCalendar(desk: Desk): Promise<WorkCalendar> {
  const { rows } = await desk.ask<{ rows: { day: string; kind: 'holiday' | 'working' }[] }>(
    'GET',
    '/settlement/days',
  );
  return new Map(rows.map(({ day, kind }) => [day, kind]));
}

/** Hands in the file of every day that ended before `date` began and has not been sent yet. */
export async function bringFiles(world: DeskWorld, date: BusinessDate): Promise<void> {
  const { record, contracts, desk, garbled, from } = world;
  await inTurns([...contracts], async ([partner, { cutOff }]) => {
    for (const day of record.daysOf(partner, cutOff)) {
      const ended = endOfSettlementDay(day, cutOff) <= startOfBusinessDate(date);
      if (day < from || !ended || record.hasSentFile(partner, day) || world.forgets?.(partner, day)) continue;
      const entries = record.entriesOf(partner, day, cutOff);
      if (entries.every(({ what }) => what === 'given_back')) continue;
      const file = writePartnerFile(partner, day, entries, { garbled });
      const { id } = await handInFile(desk, { partner, day }, file);
      record.noteFile(partner, day);
      await world.afterFile?.(id);
    }
  });
}

/** Hands in the bank's statement of a day, with what came beside the partners' transfers. */
export async function bringStatement(
  world: DeskWorld,
  date: BusinessDate,
  more: readonly BankCredit[] = [],
): Promise<void> {
  const credits = [...transfersOn(date, world, usualFaults(world.companyCode)), ...more];
  await bringCredits(world, date, credits);
  noteTransfers(world.record, credits);
}

/**
 * Where the company's accounts are declared, the banks book what comes in on a day, and in the morning send the
 * statements of the days before.
 */
export async function bringCredits(
  { desk, banks }: Pick<DeskWorld, 'desk' | 'banks'>,
  date: BusinessDate,
  credits: readonly BankCredit[],
): Promise<void> {
  if (banks) {
    bookTransfers(banks, credits);
    await sendStatements(banks, addDays(date, -1));
  } else if (credits.length > 0) await handInStatement(desk, writeStatement(date, credits));
}

/** Mostly money comes as it should; now and then a bank keeps a charge, or writes a text that names nobody. */
function usualFaults(companyCode: string): TransferFaults {
  const point = (partner: string, day: BusinessDate): number =>
    random(companyCode, partner, day, 'transfer').next();
  return {
    shortBy: (partner, day) => (point(partner, day) < 0.012 ? 11_000n : 0n),
    nameless: (partner, day) => point(partner, day) > 0.985,
  };
}
