import type { Kind, Message } from '../../../core/gateways/scheme.ts';
import {
  callProvider,
  messageOf,
  verifyMessage,
  type AccountRow,
  type Called,
  type Occasion,
  type Provider,
  type Taken,
} from '../gateways/index.ts';
import { findByReference, insertMessage, type AgreementRow } from './agreement-queries.ts';
import * as debits from './debit-queries.ts';
import { settleAgreement } from './settle-agreement.ts';
import { settleDebit, tellMandates } from './settle-debit.ts';
import type { BindingWord, Wallet } from './wallet.ts';
import { addressesOf } from './wallets.ts';

export interface Contract {
  account: AccountRow;
  wallet: Wallet;
  provider: Provider;
}

const patienceMs = 10_000;

/** A wallet tells of an agreement: signature over the raw bytes first, then merchant and agreement, then what it means. */
export async function takeBindingCall(
  occasion: Occasion,
  contract: Contract,
  called: Called,
): Promise<Taken> {
  const { account, wallet } = contract;
  const message = messageOf(called);
  const wrong = signatureFault(occasion, account, message, 'callback');
  const notice = wrong === undefined ? wallet.readBinding(message) : undefined;
  const agreement = notice && (await findByReference(occasion.company.db, account.code, notice.reference));
  const keep = (taken: Taken, detail: string | null) =>
    keepCall(occasion, account, called, { kind: 'agreement', agreement, taken, detail });
  if (wrong !== undefined) return keep('wrong_signature', wrong);
  if (!notice) return keep('unreadable', null);
  if (notice.merchant !== account.merchant) return keep('wrong_merchant', notice.merchant);
  if (!agreement) return keep('unknown_order', notice.reference);
  await keep('taken', notice.word.word);
  const word = await tokenFor(occasion, contract, agreement, notice.word);
  return settleAgreement(occasion, agreement.id, word);
}

/** A yes that is worth a token is exchanged at once; where that fails, the wallet's repeated call does it. */
async function tokenFor(
  { company, now }: Occasion,
  { account, wallet }: Contract,
  agreement: AgreementRow,
  word: BindingWord,
): Promise<BindingWord> {
  if (word.word !== 'agreed' || !wallet.exchange || agreement.token !== null) return word;
  const { agreement: callback, back } = addressesOf(account, company.code);
  const asked = { account, agreement, ours: { callback, back }, now };
  const said = await callProvider(company.db, wallet.exchange(asked, word.callbackToken), {
    accountCode: account.code,
    orderId: null,
    kind: 'query_answer',
    now,
    patienceMs,
  });
  if (said.word !== 'bound') throw new Error(`the token was not given: ${said.word}`);
  return said;
}

/** A wallet tells of a debit. */
export async function takeDebitCall(
  occasion: Occasion,
  { account, wallet, provider }: Contract,
  called: Called,
): Promise<Taken> {
  const message = messageOf(called);
  const wrong = signatureFault(occasion, account, message, 'callback');
  const notice = wrong === undefined ? provider.readCallback(message) : undefined;
  const debit = notice && (await debits.findByReference(occasion.company.db, account.code, notice.reference));
  const keep = (taken: Taken, detail: string | null) =>
    keepCall(occasion, account, called, { kind: 'debit', debit, taken, detail });
  if (wrong !== undefined) return keep('wrong_signature', wrong);
  if (!notice) return keep('unreadable', null);
  if (notice.merchant !== account.merchant) return keep('wrong_merchant', notice.merchant);
  if (!debit) return keep('unknown_order', notice.reference);
  if (notice.amountVnd !== debit.amount_vnd) {
    await debits.markAmount(occasion.company.db, debit.item_id);
    return keep('wrong_amount', `${notice.amountVnd} instead of ${debit.amount_vnd}`);
  }
  await keep('taken', notice.outcome.word);
  const taken = await settleDebit(occasion, wallet, debit, notice.outcome);
  await tellMandates(occasion);
  return taken;
}

function signatureFault(
  { now }: Occasion,
  account: AccountRow,
  message: Message,
  kind: Kind,
): string | undefined {
  const { provider, secrets: keys, variant } = account;
  const verdict = verifyMessage({
    provider,
    kind,
    message,
    keys,
    now: Math.floor(now.getTime() / 1000),
    strictWindow: true,
    ...(variant !== null && { variant }),
  });
  return verdict.valid ? undefined : (verdict.reason ?? 'wrong');
}

async function keepCall(
  { company, now }: Occasion,
  account: AccountRow,
  called: Called,
  judged: {
    kind: 'agreement' | 'debit';
    agreement?: AgreementRow | undefined;
    debit?: debits.DebitRow | undefined;
    taken: Taken;
    detail: string | null;
  },
): Promise<Taken> {
  await insertMessage(company.db, {
    accountCode: account.code,
    kind: judged.kind,
    agreementId: judged.agreement?.id ?? null,
    itemId: judged.debit?.item_id ?? null,
    raw: called.raw,
    verdict: judged.taken,
    detail: judged.detail,
    now,
  });
  return judged.taken;
}
