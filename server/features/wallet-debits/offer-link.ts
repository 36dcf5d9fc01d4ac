import { businessDateOf } from '../../../core/dates.ts';
import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import {
  callProvider,
  findAccount,
  providerOf,
  readHealth,
  type AccountRow,
  type Occasion,
} from '../gateways/index.ts';
import { findMandate, type MandateRow } from '../mandates/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import * as queries from './agreement-queries.ts';
import { walletError } from './errors.ts';
import { addressesOf, walletOf } from './wallets.ts';

const patienceMs = 20_000;
/** How long a customer has for following the link. */
const linkHours = 72;
/** The provider is asked what the customer did, unless it tells by itself. */
const firstQueryMs = 60_000;

/**
 * Makes the link under which a customer allows debits at the wallet. The wish is committed before the provider is asked;
 * asked again it answers the link that is still good. Throws `wallet_debits.unknown_mandate`, `no_contract`,
 * `not_bindable`, `down`.
 */
export async function offerLink(
  staff: StaffContext,
  occasion: Occasion,
  mandateId: bigint,
): Promise<queries.AgreementRow> {
  const { company, now } = occasion;
  const mandate = await findMandate(company.db, mandateId);
  ensure(mandate, walletError('wallet_debits.unknown_mandate', { id: String(mandateId) }));
  ensureInScope(staff, mandate.org_unit_id);
  const code = await queries.findContractOf(company.db, mandate.partner_id);
  const account = code === undefined ? undefined : await findAccount(company.db, code);
  const wallet = account && walletOf(account.provider);
  ensure(account && wallet, walletError('wallet_debits.no_contract', { partner: mandate.partner_code }));
  const [latest] = await queries.listLatest(company.db, [mandateId]);
  const isGood = latest?.state === 'offered' && latest.link !== null && latest.expires_at > now;
  if (isGood) return latest;
  ensure((await readHealth(company.db, account.code)).state !== 'down', walletError('wallet_debits.down'));
  const id = await writeDown(staff, occasion, { account, mandate });
  const agreement = await queries.findAgreement(company.db, id);
  if (!agreement) throw new Error('the wish was not written down');
  const { agreement: callback, back } = addressesOf(account, company.code);
  const word = await callProvider(
    company.db,
    wallet.offer({ account, agreement, ours: { callback, back }, now }),
    {
      accountCode: account.code,
      orderId: null,
      kind: 'create_answer',
      now,
      patienceMs,
    },
  );
  if (word.word === 'offered') await queries.noteOffered(company.db, id, word);
  if (word.word === 'refused')
    await queries.noteEnded(company.db, id, { state: 'failed', failure: word.code, now });
  return (await queries.findAgreement(company.db, id)) ?? agreement;
}

async function writeDown(
  staff: StaffContext,
  { company, now }: Occasion,
  { account, mandate }: { account: AccountRow; mandate: MandateRow },
): Promise<bigint> {
  const day = businessDateOf(now).slice(2).replaceAll('-', '');
  return transaction(company.db, async (tx) => {
    const { state } = await queries.lockMandateState(tx, mandate.id);
    const isOpen = state === 'draft' || state === 'signed' || state === 'sent';
    ensure(isOpen, walletError('wallet_debits.not_bindable', { state }));
    // What nobody answered, or nobody followed in its time, makes room; a yes that comes late counts all the same.
    const live = await queries.replaceLive(tx, mandate.id, now);
    ensure(live === 0, walletError('wallet_debits.not_bindable', { state: 'bound' }));
    const referenceOf = (id: bigint): string => {
      const text = `${mandate.number}A${id}`;
      return providerOf(account.provider)?.referenceOf?.(text, day) ?? text;
    };
    const id = await queries.insertAgreement(tx, {
      mandateId: mandate.id,
      accountCode: account.code,
      referenceOf,
      identifier: mandate.number,
      maxVnd: mandate.limit_vnd ?? 0n,
      expiresAt: new Date(now.getTime() + linkHours * 3_600_000),
      nextQueryAt: new Date(now.getTime() + firstQueryMs),
      by: staff.login,
      now,
    });
    await recordAudit(tx, {
      actor: staff.login,
      action: 'wallet_debits.link_offered',
      subject: `mandate:${mandate.id}`,
      detail: { account: account.code, agreement: String(id) },
      requestId: staff.requestId,
    });
    return id;
  });
}
