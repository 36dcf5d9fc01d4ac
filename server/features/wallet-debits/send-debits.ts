import { businessDateOf, formatMonth, monthOf } from '../../../core/dates.ts';
import {
  askOutcome,
  callProvider,
  findAccount,
  providerOf,
  readHealth,
  type AccountRow,
  type Occasion,
} from '../gateways/index.ts';
import { noteRunSent } from '../mandates/index.ts';
import * as queries from './debit-queries.ts';
import { settleDebit, tellMandates } from './settle-debit.ts';
import type { DebitAsked, PayWord, Wallet } from './wallet.ts';
import { addressesOf, walletOf } from './wallets.ts';

/** Debits on their way to one wallet at once. */
const lanes = 8;
/** Sent before their outcomes are handed on; what was interrupted goes on from there. */
const sentAtOnce = 400;
const patienceMs = 30_000;
/** An outcome that is not known is asked about first after this long. */
const firstQueryMs = 30_000;

/**
 * Sends what the runs of wallets picked, each debit by itself, asks about those whose outcome is not known, and hands all
 * outcomes to the mandates. Says how many it sent and asked about. Goes on where it was interrupted: what was sent is asked
 * about and never sent again.
 */
export async function followDebits(occasion: Occasion): Promise<{ sent: number; asked: number }> {
  const { company, now } = occasion;
  await queries.planDebits(company.db);
  let sent = 0;
  for (const code of await queries.listAccountsWaiting(company.db)) sent += await sendFrom(occasion, code);
  await queries.failUnsendable(company.db, now);
  const asked = await askUnknown(occasion);
  await tellMandates(occasion);
  for (const batchId of await queries.listSentRuns(company.db))
    await noteRunSent(company.db, batchId, 'system', now);
  return { sent, asked };
}

async function contractOf(
  occasion: Occasion,
  code: string,
): Promise<{ account: AccountRow; wallet: Wallet }> {
  const account = await findAccount(occasion.company.db, code);
  const wallet = account && walletOf(account.provider);
  if (!account || !wallet) throw new Error(`${code} debits no wallets`);
  return { account, wallet };
}

async function sendFrom(occasion: Occasion, code: string): Promise<number> {
  const contract = await contractOf(occasion, code);
  for (let sent = 0; ;) {
    const round = await sendRound(occasion, contract);
    sent += round;
    await tellMandates(occasion);
    if (round < sentAtOnce) return sent;
  }
}

/** Lanes share what there is to send; each stops when the wallet is down, and what is left waits with its bills held. */
async function sendRound(
  occasion: Occasion,
  { account, wallet }: { account: AccountRow; wallet: Wallet },
): Promise<number> {
  const { company, now } = occasion;
  const day = businessDateOf(now).slice(2).replaceAll('-', '');
  const prefix = providerOf(account.provider)?.referenceOf?.('', day) ?? '';
  const firstQueryAt = new Date(now.getTime() + firstQueryMs);
  let sent = 0;
  const lane = async (): Promise<void> => {
    while (sent < sentAtOnce && (await readHealth(company.db, account.code)).state !== 'down') {
      sent++;
      const debit = await queries.takeNext(company.db, account.code, { prefix, now, firstQueryAt });
      if (!debit) {
        sent--;
        return;
      }
      const word = await payByToken(occasion, { account, wallet }, debit);
      await settleDebit(occasion, wallet, debit, word);
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return sent;
}

async function payByToken(
  { company, now }: Occasion,
  { account, wallet }: { account: AccountRow; wallet: Wallet },
  row: queries.DebitRow,
): Promise<PayWord> {
  const debit = {
    reference: row.reference ?? '',
    amountVnd: row.amount_vnd,
    text: `Tien dien ${row.customer_code} ky ${formatMonth(monthOf(row.period))}`,
  };
  const { debit: callback } = addressesOf(account, company.code);
  const asked: DebitAsked = { account, agreement: row, debit, callback, now };
  const about = {
    accountCode: account.code,
    orderId: null,
    kind: 'create_answer' as const,
    now,
    patienceMs,
  };
  if (!wallet.prepare) return callProvider(company.db, wallet.pay(asked, ''), about);
  const prepared = await callProvider(company.db, wallet.prepare(asked), about);
  if (prepared.word !== 'prepared') return prepared;
  return callProvider(company.db, wallet.pay(asked, prepared.orderToken), about);
}

async function askUnknown(occasion: Occasion): Promise<number> {
  const { company, now } = occasion;
  for (let asked = 0; ;) {
    const due = await queries.takeDue(company.db, now, lanes);
    if (due.length === 0) return asked;
    const ends = await Promise.allSettled(due.map((debit) => askOne(occasion, debit)));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
    asked += due.length;
  }
}

async function askOne(occasion: Occasion, debit: queries.DebitRow): Promise<void> {
  const { account, wallet } = await contractOf(occasion, debit.account_code);
  const word = await askOutcome(occasion, account, {
    reference: debit.reference ?? '',
    customerCode: debit.customer_code,
    createdAt: debit.sent_at ?? occasion.now,
    attempts: debit.attempts,
  });
  if (word) await settleDebit(occasion, wallet, debit, word);
}
