import { addDays, businessDateOf, type BusinessDate } from '../../core/dates.ts';
import { addWorkingDays } from '../../core/working-days.ts';
import { accountOf } from './accounts.ts';
import { judgeDebits, writeAnswers, writeRefusal } from './answer-debits.ts';
import type { BankHabit } from './habit.ts';
import { readDebitFile, type AskedDebits } from './read-debit-file.ts';
import type { StatementFile } from './statement.ts';
import { switchesOf, type BankWorld, type SentFile } from './world.ts';

/** A run of the company as its console lists it. */
interface DebitRun {
  id: string;
  partnerCode: string;
  day: BusinessDate;
  messageId: string;
  fileName: string;
  state: 'picking' | 'ready' | 'sent';
  pending: { items: number };
}

/** How this bank is asked, as both sides have agreed. */
export async function agreeOnDebits(
  world: BankWorld,
  bank: BankHabit,
  runDays: readonly number[] = [],
): Promise<void> {
  await world.desk.ask('PUT', `/debits/terms/${bank.code}`, {
    format: bank.debits.takes,
    columns: bank.debits.columns ?? [],
    creditorAccount: accountOf(world.accounts, bank.code).number,
    bankBin: bank.bin,
    bankBic: null,
    schemeId: `EVN-${world.companyCode}`,
    runDays,
    retryDays: [2, 5],
    resultDays: 3,
  });
}

/** The company asks the bank to debit today; nothing happens where there is nothing to debit. */
export async function askForDebits({ desk }: BankWorld, bank: BankHabit): Promise<void> {
  await desk.ask('POST', '/debits/runs', { partner: bank.code });
}

/** Answers every file of debits whose answer is due; those of banks that are no simulated bank are left alone. */
export async function answerDebits(
  world: BankWorld,
  banks: readonly BankHabit[],
  date: BusinessDate,
): Promise<SentFile[]> {
  const { rows } = await world.desk.ask<{ rows: DebitRun[] }>('GET', '/debits/runs');
  const sent: SentFile[] = [];
  for (const run of rows.toReversed()) {
    const bank = banks.find(({ code }) => code === run.partnerCode);
    if (!bank || run.state === 'picking' || run.pending.items === 0) continue;
    if (world.books.hasAnswered(bank.code, run.messageId) || dueOf(world, bank, run) > date) continue;
    if (!switchesOf(world, bank.code).outage) sent.push(...(await answerRun(world, bank, run, date)));
  }
  return sent;
}

function dueOf(world: BankWorld, bank: BankHabit, { day }: DebitRun): BusinessDate {
  const { after } = bank.debits;
  const due = after === 0 ? day : addWorkingDays(day, after, world.calendar);
  return switchesOf(world, bank.code).late ? addDays(due, 1) : due;
}

async function answerRun(
  world: BankWorld,
  bank: BankHabit,
  run: DebitRun,
  date: BusinessDate,
): Promise<SentFile[]> {
  const content = await world.desk.download(`/debits/runs/${run.id}/file`);
  if (run.state === 'ready') await world.desk.ask('POST', `/debits/runs/${run.id}/sent`, {});
  const asked = readDebitFile(bank.debits, run.fileName, content);
  const { refuse, duplicate } = switchesOf(world, bank.code);
  const reason = 'refused' in asked ? asked.refused : refuse ? 'FF01' : undefined;
  const files =
    reason === undefined
      ? takeFrom(world, bank, asked as AskedDebits, date)
      : [writeRefusal(bank, { messageId: run.messageId, on: date, reason })];
  const copies = (bank.debits.twice && reason === undefined) || duplicate ? [...files, ...files] : files;
  const sent: SentFile[] = [];
  for (const file of copies) sent.push(await handIn(world, bank, file, date));
  if (sent.every(({ outcome }) => outcome === 'taken')) world.books.noteAnswer(bank.code, run.messageId);
  return sent;
}

/** The money is taken before anybody is told of it: the bank's file of the day and its transfer hold it either way. */
function takeFrom(
  world: BankWorld,
  bank: BankHabit,
  asked: AskedDebits,
  date: BusinessDate,
): StatementFile[] {
  const judged = judgeDebits(bank, asked);
  const at = world.now();
  for (const { reference, amountVnd, customerCode, reason } of judged) {
    if (reason !== undefined || world.books.hasTaken(bank.code, reference)) continue;
    world.books.noteTaken({ bank: bank.code, reference, amountVnd, on: businessDateOf(at) });
    world.record.note(bank.code, { reference, customerCode, amountVnd, at, what: 'paid' });
  }
  return writeAnswers(bank, asked, judged, date);
}

async function handIn(
  world: BankWorld,
  bank: BankHabit,
  { fileName, content }: StatementFile,
  day: BusinessDate,
): Promise<SentFile> {
  const query = new URLSearchParams({ partner: bank.code, fileName });
  try {
    const { id } = await world.desk.upload<{ id: string }>(`/debits/results?${query.toString()}`, content);
    await world.afterResult?.(id);
    return { bank: bank.code, fileName, day, outcome: 'taken' };
  } catch (error) {
    return { bank: bank.code, fileName, day, outcome: 'refused', reason: String(error) };
  }
}
