import { normalizeCode, normalizeText } from '../../../core/text.ts';
import { transaction, type Queryable } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import type { StaffContext } from '../staff/index.ts';
import * as queries from './account-queries.ts';
import { orderError } from './errors.ts';

export interface AccountWords {
  account: string;
  holder: string;
  bankName: string;
  branch: string;
  bankBin: string;
}

/** Says how payers are told an account of the company. Throws `payment_orders.bad_account` with the field. */
export async function setOrderAccount(
  staff: StaffContext,
  words: AccountWords,
): Promise<queries.OrderAccount> {
  const row = {
    account: normalizeCode(words.account),
    holder: normalizeText(words.holder),
    bank_name: normalizeText(words.bankName),
    branch: normalizeText(words.branch),
    bank_bin: words.bankBin,
  };
  const bad = (field: string) => orderError('payment_orders.bad_account', { field });
  ensure(row.holder !== '', bad('holder'));
  ensure(row.bank_name !== '', bad('bankName'));
  ensure(/^[0-9]{6}$/.test(row.bank_bin), bad('bankBin'));
  return transaction(staff.db, async (tx) => {
    ensure(await queries.isDeclared(tx, row.account), bad('account'));
    await queries.saveOrderAccount(tx, row, staff.login, staff.now);
    await recordAudit(tx, {
      actor: staff.login,
      action: 'order_account.set',
      subject: `bank_account:${row.account}`,
      detail: { bankBin: row.bank_bin, bankName: row.bank_name },
      requestId: staff.requestId,
    });
    return (await queries.findOrderAccount(tx, row.account))!;
  });
}

/** The account with its partner of kind `own`. Throws `payment_orders.unknown_account`. */
export async function getUsableAccount(
  on: Queryable,
  account: string,
): Promise<queries.OrderAccount & { partner_id: bigint }> {
  const found = await queries.findOrderAccount(on, normalizeCode(account));
  const partnerId = found?.partner_id;
  ensure(partnerId, orderError('payment_orders.unknown_account', { account }));
  return { ...found, partner_id: partnerId };
}
