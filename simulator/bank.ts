import { formatBusinessDate, type BusinessDate } from '../core/dates.ts';
import { feeOf, vatOf, type FeeRule } from '../core/fees.ts';
import { formatVnd, sumVnd } from '../core/money.ts';
import { dueDayOf, isWorkingDay, type WorkCalendar } from '../core/working-days.ts';
import { totalOf, type PartnerEntry, type PartnerRecord, type Transferred } from './partner-files-record.ts';

/** What a partner has signed with the power company, as far as its money goes. */
export interface Contract {
  cutOff: string;
  settleDays: number;
  feeRule: FeeRule;
  feeMode: 'netted' | 'invoiced';
  feeVatRate: number;
  fileDue: string;
  contact: string;
  /** Words by which its transfers are known, beside its code. */
  marks: readonly string[];
  /** Name on its transfers. */
  payer: string;
  /** Days that fall due together come in one transfer. */
  combines: boolean;
  text: (days: readonly BusinessDate[]) => string;
}

/** One credit of the collection account. */
export interface BankCredit {
  partner: string | null;
  /** What it is for, as the partner sees it; nothing for a payer of whom nobody knows. */
  parts: readonly Transferred[];
  bookedOn: BusinessDate;
  amountVnd: bigint;
  reference: string;
  payer: string;
  remittance: string;
}

/** What goes wrong on the way from a partner to the collection account. */
export interface TransferFaults {
  /** Days of a partner that it forgets to pay until then. */
  lateUntil?: (partner: string, day: BusinessDate) => BusinessDate | undefined;
  /** What a bank in between keeps of a day. */
  shortBy?: (partner: string, day: BusinessDate) => bigint;
  /** The text names nobody. */
  nameless?: (partner: string, day: BusinessDate) => boolean;
}

export const collectionAccount = '3701999888';

const short = (day: BusinessDate): string => formatBusinessDate(day).replaceAll('/', '');

/** What the partner owes for one of its days, by its own record and its own reckoning of the fee. */
export function owedFor(contract: Contract, entries: readonly PartnerEntry[]): bigint {
  const total = totalOf(entries);
  if (contract.feeMode !== 'netted') return total;
  const counted = entries.filter(({ what }) => what === 'paid' || what === 'reversed');
  const amounts = counted.map(({ amountVnd, what }) => ({ amountVnd, count: what === 'paid' ? 1 : -1 }));
  const { feeVnd } = feeOf(contract.feeRule, amounts, 0);
  return total - feeVnd - vatOf(feeVnd, contract.feeVatRate);
}

/**
 * What the partners transfer on a day, and what the bank makes of it. A day that is worth less than nothing is netted
 * with the next; what came to light after a day was paid follows as a payment of its own. Once the bank has booked
 * them they are noted in the record.
 */
export function transfersOn(
  today: BusinessDate,
  world: {
    record: PartnerRecord;
    contracts: ReadonlyMap<string, Contract>;
    calendar: WorkCalendar;
    /** Days before it were settled otherwise. */
    from: BusinessDate;
  },
  faults: TransferFaults = {},
): BankCredit[] {
  const { record, contracts, calendar, from } = world;
  if (!isWorkingDay(today, calendar)) return [];
  const credits: BankCredit[] = [];
  for (const [partner, contract] of contracts) {
    const due = record.daysOf(partner, contract.cutOff).flatMap((day) => {
      const lateUntil = faults.lateUntil?.(partner, day);
      const dueOn = dueDayOf(day, contract.settleDays, calendar);
      if (day < from || dueOn > today || (lateUntil !== undefined && today < lateUntil)) return [];
      const owed =
        owedFor(contract, record.entriesOf(partner, day, contract.cutOff)) -
        record.transferredFor(partner, day);
      return owed === 0n ? [] : [{ day, amountVnd: owed }];
    });
    const separate = !contract.combines && due.every(({ amountVnd }) => amountVnd > 0n);
    for (const parts of separate ? due.map((one) => [one]) : [due]) {
      if (sumVnd(parts.map(({ amountVnd }) => amountVnd)) <= 0n) continue;
      credits.push(toCredit(today, { partner, contract, parts }, faults));
    }
  }
  return credits;
}

/** The bank has booked them: no day is paid twice. */
export function noteTransfers(record: PartnerRecord, credits: readonly BankCredit[]): void {
  for (const { partner, parts } of credits) {
    if (partner !== null) parts.forEach((part) => record.noteTransfer(partner, part));
  }
}

function toCredit(
  today: BusinessDate,
  transfer: { partner: string; contract: Contract; parts: readonly Transferred[] },
  faults: TransferFaults,
): BankCredit {
  const { partner, contract, parts } = transfer;
  const days = parts.map(({ day }) => day);
  const [first = today] = days;
  const kept = sumVnd(days.map((day) => faults.shortBy?.(partner, day) ?? 0n));
  const nameless = faults.nameless?.(partner, first) ?? false;
  return {
    partner,
    parts,
    bookedOn: today,
    amountVnd: sumVnd(parts.map(({ amountVnd }) => amountVnd)) - kept,
    reference: `FT${short(today).slice(4)}${short(today).slice(2, 4)}${short(today).slice(0, 2)}${partner.slice(0, 6)}${short(first).slice(0, 4)}`,
    payer: nameless ? 'TK TRUNG GIAN THANH TOAN' : contract.payer,
    remittance: nameless ? `TT TIEN DIEN ${short(first)}` : contract.text(days),
  };
}

/** A day's statement of the collection account as the bank's web site exports it, with a charge of its own in it. */
export function writeStatement(
  today: BusinessDate,
  credits: readonly BankCredit[],
): { fileName: string; content: Buffer } {
  const date = formatBusinessDate(today);
  const rows = credits.map(({ amountVnd, reference, payer, remittance }) =>
    [date, date, reference, '', formatVnd(amountVnd), remittance, payer, collectionAccount].join(';'),
  );
  const header =
    'Ngày giao dịch;Ngày giá trị;Số tham chiếu;Phát sinh nợ;Phát sinh có;Nội dung;Đơn vị chuyển;Số tài khoản';
  const charge = [
    date,
    date,
    `PHI${short(today)}`,
    '11.000',
    '',
    'PHI DUY TRI TAI KHOAN',
    '',
    collectionAccount,
  ];
  return {
    fileName: `sao-ke-${collectionAccount}-${today}.csv`,
    content: Buffer.from(`\ufeff${[header, ...rows, charge.join(';')].join('\r\n')}\r\n`),
  };
}
