import { maskAccount } from '../../../core/mandates/notice.ts';
import type { MandateRow } from './queries.ts';
import type { UnderDebit } from './under-debit.ts';

export function presentMandate(row: MandateRow) {
  return {
    id: String(row.id),
    number: row.number,
    customerCode: row.customer_code,
    customerName: row.customer_name,
    partnerCode: row.partner_code,
    partnerName: row.partner_name,
    isWallet: row.partner_kind === 'wallet',
    account: row.account,
    holder: row.holder,
    state: row.state,
    mode: row.mode,
    fixedDay: row.fixed_day,
    limit: row.limit_vnd === null ? null : String(row.limit_vnd),
    source: row.source,
    signedOn: row.signed_on,
    consentBy: row.consent_by,
    consentPaper: row.consent_paper,
    consentSha256: row.consent_sha256 ?? row.photo_sha256,
    hasPhoto: row.photo_kept,
    expiresOn: row.expires_on,
    replaces: row.replaces_number,
    stateReason: row.state_reason,
    attention: row.attention,
    attentionOn: row.attention_on,
    madeBy: row.made_by,
    changedAt: row.changed_at.toISOString(),
  };
}

export function presentUnderDebit(customerCode: string, found: UnderDebit) {
  const { mayRemind, mandate, movedFrom, movingTo, pending, announced } = found;
  return {
    customerCode,
    mayRemind,
    mandate: mandate && { ...mandate, account: maskAccount(mandate.account) },
    movedFrom,
    movingTo,
    pending: pending && {
      bills: pending.bills,
      amount: String(pending.amountVnd),
      answerDueOn: pending.answerDueOn,
    },
    announced: announced && {
      bills: announced.bills,
      amount: String(announced.amountVnd),
      debitOn: announced.debitOn,
    },
  };
}
