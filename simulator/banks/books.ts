import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { addDays, type BusinessDate } from '../../core/dates.ts';

/** One line of an account as the bank has booked it. */
export interface BookedEntry {
  account: string;
  bookedOn: BusinessDate;
  /** Below zero goes out. */
  amountVnd: bigint;
  reference: string;
  payer: string;
  text: string;
  /** Of a batch: what it is made of. */
  parts?: readonly { amountVnd: bigint; text: string }[];
}

/** A debit that the bank took from its customer. */
export interface TakenDebit {
  bank: string;
  reference: string;
  amountVnd: bigint;
  on: BusinessDate;
}

/**
 * The banks' own books: what stands on the company's accounts, which statements have gone out, and what was taken from
 * customers. They know nothing of the company's books; whoever wants to compare holds one against the other.
 */
export interface BankBooks {
  /** What comes after a day's statement has gone out is booked on the next. */
  credit(entry: BookedEntry): void;
  /** Days of an account on which something was booked, the oldest first. */
  daysOf(account: string): BusinessDate[];
  entriesOf(account: string, day: BusinessDate): BookedEntry[];
  /** What the account held when a day began. */
  balanceBefore(account: string, day: BusinessDate): bigint;
  noteStatement(account: string, day: BusinessDate): void;
  hasSent(account: string, day: BusinessDate): boolean;
  noteTaken(debit: TakenDebit): void;
  hasTaken(bank: string, reference: string): boolean;
  taken(): readonly TakenDebit[];
  noteAnswer(bank: string, messageId: string): void;
  hasAnswered(bank: string, messageId: string): boolean;
}

type Line =
  | {
      is: 'entry';
      entry: Omit<BookedEntry, 'amountVnd' | 'parts'>;
      amount: string;
      parts?: [string, string][];
    }
  | { is: 'statement'; account: string; day: BusinessDate }
  | { is: 'taken'; bank: string; reference: string; amount: string; on: BusinessDate }
  | { is: 'answer'; bank: string; messageId: string };

/** Opens books in memory, or such that are kept in a file of JSON lines and go on where they stopped. */
export function openBooks(path?: string): BankBooks {
  const entries = new Map<string, BookedEntry[]>();
  const sent = new Set<string>();
  const debits = new Map<string, TakenDebit>();
  const answers = new Set<string>();
  const take = (line: Line): void => {
    if (line.is === 'statement') sent.add(`${line.account} ${line.day}`);
    else if (line.is === 'answer') answers.add(`${line.bank} ${line.messageId}`);
    else if (line.is === 'taken') {
      const { bank, reference, amount, on } = line;
      debits.set(`${bank} ${reference}`, { bank, reference, amountVnd: BigInt(amount), on });
    } else {
      const { entry, amount, parts } = line;
      const own = entries.get(entry.account) ?? [];
      entries.set(entry.account, own);
      const told = parts?.map(([part, text]) => ({ amountVnd: BigInt(part), text }));
      own.push({ ...entry, amountVnd: BigInt(amount), ...(told && { parts: told }) });
    }
  };
  if (path !== undefined) readLines(path).forEach(take);
  const write = (line: Line): void => {
    take(line);
    if (path !== undefined) appendFileSync(path, `${JSON.stringify(line)}\n`);
  };
  const of = (account: string): BookedEntry[] => entries.get(account) ?? [];
  return {
    credit: ({ amountVnd, parts, bookedOn: asked, ...entry }) => {
      let bookedOn = asked;
      while (sent.has(`${entry.account} ${bookedOn}`)) bookedOn = addDays(bookedOn, 1);
      write({
        is: 'entry',
        entry: { ...entry, bookedOn },
        amount: String(amountVnd),
        ...(parts && { parts: parts.map((part) => [String(part.amountVnd), part.text]) }),
      });
    },
    daysOf: (account) => [...new Set(of(account).map(({ bookedOn }) => bookedOn))].sort(),
    entriesOf: (account, day) => of(account).filter(({ bookedOn }) => bookedOn === day),
    balanceBefore: (account, day) =>
      of(account).reduce((sum, { bookedOn, amountVnd }) => (bookedOn < day ? sum + amountVnd : sum), 0n),
    noteStatement: (account, day) => write({ is: 'statement', account, day }),
    hasSent: (account, day) => sent.has(`${account} ${day}`),
    noteTaken: ({ bank, reference, amountVnd, on }) =>
      write({ is: 'taken', bank, reference, amount: String(amountVnd), on }),
    hasTaken: (bank, reference) => debits.has(`${bank} ${reference}`),
    taken: () => [...debits.values()],
    noteAnswer: (bank, messageId) => write({ is: 'answer', bank, messageId }),
    hasAnswered: (bank, messageId) => answers.has(`${bank} ${messageId}`),
  };
}

function readLines(path: string): Line[] {
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  // What was being written when the power went is no line yet.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}
