import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BusinessDate } from '../core/dates.ts';
import { settlementDayOf } from '../core/settlement-day.ts';

/** What a partner believes of one payment at one moment; `given_back` is what it returned to a payer when asked to. */
export interface PartnerEntry {
  reference: string;
  customerCode: string;
  amountVnd: bigint;
  /** By the partner's own clock. */
  at: Date;
  what: 'paid' | 'reversed' | 'pending' | 'given_back';
}

/** Money a partner has sent to the collection account for one of its days. */
export interface Transferred {
  day: BusinessDate;
  amountVnd: bigint;
}

/**
 * What the partners of one company wrote down themselves, apart from the books they are held against: their files and
 * their transfers come from here and from nowhere else.
 */
export interface PartnerRecord {
  note(partner: string, entry: PartnerEntry): void;
  /** The partner loses what it knew of a payment; noting it again finds it. */
  lose(partner: string, reference: string): void;
  noteTransfer(partner: string, transfer: Transferred): void;
  /** Entries of one of the partner's settlement days, in the order in which they were written down. */
  entriesOf(partner: string, day: BusinessDate, cutOff: string): PartnerEntry[];
  /** Days of the partner on which anything happened, oldest first. */
  daysOf(partner: string, cutOff: string): BusinessDate[];
  transferredFor(partner: string, day: BusinessDate): bigint;
  noteFile(partner: string, day: BusinessDate): void;
  hasSentFile(partner: string, day: BusinessDate): boolean;
  /** The business day up to which everything has happened; undefined at the very beginning. */
  noteDay(day: BusinessDate): void;
  lastDay(): BusinessDate | undefined;
}

interface Line {
  partner: string;
  what: PartnerEntry['what'] | 'lost' | 'transferred' | 'file' | 'day';
  reference?: string;
  customerCode?: string;
  amount?: string;
  at?: string;
  day?: BusinessDate;
}

/** Opens a record in memory, or one that is kept in a file of JSON lines and goes on where it stopped. */
export function openRecord(path?: string): PartnerRecord {
  const entries = new Map<string, PartnerEntry[]>();
  const transfers = new Map<string, Transferred[]>();
  const files = new Set<string>();
  let lastDay: BusinessDate | undefined;
  const take = (line: Line): void => {
    const { day = '' } = line;
    if (line.what === 'day') lastDay = day;
    else if (line.what === 'file') files.add(`${line.partner} ${day}`);
    else if (line.what === 'transferred') {
      listIn(transfers, line.partner).push({ day, amountVnd: BigInt(line.amount ?? 0) });
    } else if (line.what === 'lost') {
      const left = listIn(entries, line.partner).filter(({ reference }) => reference !== line.reference);
      entries.set(line.partner, left);
    } else {
      listIn(entries, line.partner).push({
        reference: line.reference ?? '',
        customerCode: line.customerCode ?? '',
        amountVnd: BigInt(line.amount ?? 0),
        at: new Date(line.at ?? 0),
        what: line.what,
      });
    }
  };
  if (path !== undefined) readLines(path).forEach(take);
  const write = (line: Line): void => {
    take(line);
    if (path !== undefined) appendFileSync(path, `${JSON.stringify(line)}\n`);
  };
  return {
    note: (partner, { reference, customerCode, amountVnd, at, what }) =>
      write({ partner, what, reference, customerCode, amount: String(amountVnd), at: at.toISOString() }),
    lose: (partner, reference) => write({ partner, what: 'lost', reference }),
    noteTransfer: (partner, { day, amountVnd }) =>
      write({ partner, what: 'transferred', day, amount: String(amountVnd) }),
    entriesOf: (partner, day, cutOff) =>
      (entries.get(partner) ?? []).filter(({ at }) => settlementDayOf(at, cutOff) === day),
    daysOf: (partner, cutOff) =>
      [...new Set((entries.get(partner) ?? []).map(({ at }) => settlementDayOf(at, cutOff)))].sort(),
    transferredFor: (partner, day) =>
      (transfers.get(partner) ?? [])
        .filter((transfer) => transfer.day === day)
        .reduce((sum, { amountVnd }) => sum + amountVnd, 0n),
    noteFile: (partner, day) => write({ partner, what: 'file', day }),
    hasSentFile: (partner, day) => files.has(`${partner} ${day}`),
    noteDay: (day) => write({ partner: '', what: 'day', day }),
    lastDay: () => lastDay,
  };
}

function readLines(path: string): Line[] {
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  // What was being written when the power went is no line yet.
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}

function listIn<Item>(map: Map<string, Item[]>, key: string): Item[] {
  const known = map.get(key);
  if (known) return known;
  const list: Item[] = [];
  map.set(key, list);
  return list;
}

/** What a day is worth to the partner: taken, less taken back, less given back. */
export function totalOf(entries: readonly PartnerEntry[]): bigint {
  const worth = { paid: 1n, reversed: -1n, given_back: -1n, pending: 0n };
  return entries.reduce((sum, { amountVnd, what }) => sum + worth[what] * amountVnd, 0n);
}
