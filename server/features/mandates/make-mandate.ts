import type { BusinessDate } from '../../../core/dates.ts';
import { parseAccount } from '../../../core/mandates/life.ts';
import { normalizeCode, normalizeText } from '../../../core/text.ts';
import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { mandateError } from './errors.ts';
import * as queries from './queries.ts';

export interface MandateDraft {
  customerCode: string;
  partnerCode: string;
  account: string;
  holder: string;
  mode: queries.MandateMode;
  fixedDay: number | null;
  limitVnd: bigint | null;
  expiresOn: BusinessDate | null;
  /** The mandate whose place it takes: moved to another bank, or to another account. */
  replacesId: bigint | null;
}

/**
 * Takes down a mandate as a draft. Throws `mandates.unknown_customer`, `unknown_partner`, `bad_account`,
 * `name_missing`, `fixed_day_needed`, `unknown_mandate` where the one to be replaced is not this customer's.
 */
export async function makeMandate(staff: StaffContext, draft: MandateDraft): Promise<bigint> {
  const customerCode = normalizeCode(draft.customerCode);
  const customer = await queries.findCustomer(staff.db, customerCode);
  ensure(customer, mandateError('mandates.unknown_customer', { customerCode }));
  ensureInScope(staff, customer.org_unit_id);
  const partner = await queries.findDebitPartner(staff.db, draft.partnerCode);
  ensure(partner, mandateError('mandates.unknown_partner', { partner: draft.partnerCode }));
  const account = parseAccount(draft.account);
  ensure(account, mandateError('mandates.bad_account'));
  const holder = normalizeText(draft.holder);
  ensure(holder !== '', mandateError('mandates.name_missing'));
  ensure(
    (draft.mode === 'fixed_day') === (draft.fixedDay !== null),
    mandateError('mandates.fixed_day_needed'),
  );
  return transaction(staff.db, async (tx) => {
    const { replacesId } = draft;
    const old = replacesId === null ? undefined : await queries.findMandate(tx, replacesId);
    ensure(
      replacesId === null || old?.customer_id === customer.id,
      mandateError('mandates.unknown_mandate', { id: String(replacesId) }),
    );
    const id = await queries.insertDraft(
      tx,
      { ...draft, customerId: customer.id, partnerId: partner.id, account, holder },
      staff.login,
      staff.now,
    );
    await recordAudit(tx, {
      actor: staff.login,
      action: 'mandates.made',
      subject: `mandate:${id}`,
      detail: {
        customer: customerCode,
        partner: partner.code,
        mode: draft.mode,
        ...(replacesId !== null && { replaces: String(replacesId) }),
      },
      requestId: staff.requestId,
    });
    return id;
  });
}
