import { startOfBusinessDate, type BusinessDate } from '../core/dates.ts';
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
  if (credits.length === 0) return;
  await handInStatement(world.desk, writeStatement(date, credits));
  noteTransfers(world.record, credits);
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
