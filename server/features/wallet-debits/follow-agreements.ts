import type { Db } from '../../platform/db.ts';
import { callProvider, findAccount, readHealth, type AccountRow, type Occasion } from '../gateways/index.ts';
import * as queries from './agreement-queries.ts';
import { settleAgreement } from './settle-agreement.ts';
import type { AgreementAsked, BindingWord, Wallet } from './wallet.ts';
import { addressesOf, walletOf } from './wallets.ts';

const atOnce = 8;
const patienceMs = 20_000;

/**
 * Asks wallets about agreements of which they did not tell, and ends there what was ended here. Says how many it asked
 * about. Nothing is locked while a wallet thinks.
 */
export async function followAgreements(occasion: Occasion): Promise<number> {
  const { company, now } = occasion;
  await queries.beginUnbinding(company.db, now);
  for (let followed = 0; ;) {
    const due = await queries.takeDue(company.db, now, atOnce);
    if (due.length === 0) return followed;
    const ends = await Promise.allSettled(due.map((agreement) => followOne(occasion, agreement)));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
    followed += due.length;
  }
}

async function followOne(occasion: Occasion, agreement: queries.AgreementRow): Promise<void> {
  const { company, now } = occasion;
  const account = await findAccount(company.db, agreement.account_code);
  const wallet = account && walletOf(account.provider);
  if (!account || !wallet) throw new Error(`agreement ${agreement.id} has no wallet`);
  if ((await readHealth(company.db, account.code)).state === 'down') return;
  const { agreement: callback, back } = addressesOf(account, company.code);
  const asked = { account, agreement, ours: { callback, back }, now };
  if (agreement.state === 'unbinding') return unbind(company.db, wallet, asked);
  const word = await askAbout(company.db, wallet, asked);
  if (word) await settleAgreement(occasion, agreement.id, word);
  const isOver = agreement.expires_at <= now && (!word || word.word === 'waiting');
  if (isOver && agreement.state !== 'bound') await queries.expireOffer(company.db, agreement.id, now);
}

async function askAbout(db: Db, wallet: Wallet, asked: AgreementAsked): Promise<BindingWord | undefined> {
  const outgoing = wallet.query?.(asked);
  return outgoing && callProvider(db, outgoing, about(asked));
}

/** Refused once more after being refused, a person looks: the customer may still see it at the wallet. */
async function unbind(db: Db, wallet: Wallet, asked: AgreementAsked): Promise<void> {
  const { agreement, now } = asked;
  const word = await callProvider(db, wallet.unbind(asked), about(asked));
  if (word.word === 'unclear') return;
  if (word.word === 'unbound')
    return queries.noteEnded(db, agreement.id, { state: 'unbound', failure: null, now });
  const said = await askAbout(db, wallet, asked);
  const isGone = said?.word === 'cancelled' || said?.word === 'no_such_agreement';
  if (isGone) return queries.noteEnded(db, agreement.id, { state: 'unbound', failure: said.word, now });
  await queries.markRefused(db, agreement.id, word.code);
}

function about({ account, now }: { account: AccountRow; now: Date }) {
  return { accountCode: account.code, orderId: null, kind: 'query_answer' as const, now, patienceMs };
}
