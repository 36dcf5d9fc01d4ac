import { addDays, type BusinessDate } from '../../core/dates.ts';
import type { BankCredit } from '../bank.ts';
import { accountOf, type CompanyAccount } from './accounts.ts';
import { bankOf } from './roster.ts';
import { statementOf, writeStatement } from './statement.ts';
import { switchesOf, type BankWorld, type SentFile } from './world.ts';

const chargeVnd = 11_000n;

/** Books what partners have transferred, each on the account it belongs to. */
export function bookTransfers({ books, accounts }: BankWorld, credits: readonly BankCredit[]): void {
  for (const { partner, parts, bookedOn, amountVnd, reference, payer, remittance: text } of credits) {
    const { bank, number: account } = accountOf(accounts, partner);
    const told = parts.map((part) => ({ amountVnd: part.amountVnd, text }));
    const batch = bankOf(bank).batches && told.length > 1 && told.every((part) => part.amountVnd > 0n);
    books.credit({ account, bookedOn, amountVnd, reference, payer, text, ...(batch && { parts: told }) });
  }
}

/** The bank's own charge, with the first statement of a month. */
function bookCharge({ books }: BankWorld, account: string, day: BusinessDate): void {
  const month = day.slice(0, 7);
  const reference = `PHI${month.replace('-', '')}${account.slice(-6)}`;
  const days = books.daysOf(account).filter((other) => other.startsWith(month));
  const entries = days.flatMap((other) => books.entriesOf(account, other));
  if (entries.some((entry) => entry.reference === reference)) return;
  books.credit({
    account,
    bookedOn: day,
    amountVnd: -chargeVnd,
    reference,
    payer: '',
    text: 'PHI DUY TRI TAI KHOAN',
  });
}

/** Sends the statement of every day that has not been sent, as far as the banks' switches let it. */
export async function sendStatements(world: BankWorld, date: BusinessDate): Promise<SentFile[]> {
  const sent: SentFile[] = [];
  for (const account of world.accounts) {
    for (const day of daysToSend(world, account, date)) {
      sent.push(...(await sendOne(world, account, day)));
    }
  }
  return sent;
}

function daysToSend(world: BankWorld, { bank, number }: CompanyAccount, date: BusinessDate): BusinessDate[] {
  const { outage, late, gap, outOfOrder } = switchesOf(world, bank);
  const until = late ? addDays(date, -1) : date;
  const due = world.books.daysOf(number).filter((day) => day <= until && !world.books.hasSent(number, day));
  if (outage) return [];
  const kept = gap ? due.slice(1) : due;
  // One alone has no order: it waits for the next.
  if (outOfOrder) return kept.length < 2 ? [] : kept.reverse();
  return kept;
}

async function sendOne(
  world: BankWorld,
  { bank, number }: CompanyAccount,
  day: BusinessDate,
): Promise<SentFile[]> {
  const { duplicate, wrongBalance } = switchesOf(world, bank);
  bookCharge(world, number, day);
  const file = writeStatement(bankOf(bank), statementOf(world.books, number, day), { wrongBalance });
  const sent: SentFile[] = [];
  for (let copy = 0; copy < (duplicate ? 2 : 1); copy++) {
    const query = new URLSearchParams({ fileName: file.fileName, account: number });
    const refused = await world.desk.upload(`/statements/file?${query.toString()}`, file.content).then(
      () => undefined,
      (error: unknown) => String(error),
    );
    const about = { bank, fileName: file.fileName, day };
    sent.push(
      refused === undefined
        ? { ...about, outcome: 'taken' }
        : { ...about, outcome: 'refused', reason: refused },
    );
    if (refused !== undefined) return sent;
  }
  world.books.noteStatement(number, day);
  return sent;
}
