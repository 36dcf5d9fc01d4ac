import type { AccountKey, Transfer } from './postings.ts';
import type { Vnd } from './money.ts';

/** Which accounts move when partners' money arrives, is carried elsewhere, and when their fees fall due. */
const company = (code: AccountKey['code']): AccountKey => ({ code, orgUnitId: null, partnerId: null });
const ofPartner = (code: AccountKey['code'], partnerId: bigint): AccountKey => ({
  code,
  orgUnitId: null,
  partnerId,
});

/** A bank credit whose sender and purpose nobody knows yet. */
export function bankCreditRecorded(amountVnd: Vnd): Transfer[] {
  return moved('bank_credit', company('112'), company('3388'), amountVnd);
}

/** Part of a bank credit recognised as a partner's money, for a window or as prefund; below zero when taken back. */
export function bankCreditAssigned(partnerId: bigint, amountVnd: Vnd): Transfer[] {
  return moved('bank_credit_assigned', company('3388'), ofPartner('113', partnerId), amountVnd);
}

/**
 * A bank credit that is a customer's transfer, kept for the payment that its text makes under the company's own account
 * `partnerId`: the payment debits what this credits, so that nobody is left owing it. Below zero when the payment was
 * reversed.
 */
export function customerTransferKept(partnerId: bigint, amountVnd: Vnd): Transfer[] {
  return moved('customer_transfer', company('3388'), ofPartner('113', partnerId), amountVnd);
}

/** A window's fee and its VAT: kept back by the partner (netted), or owed to it until its invoice is paid. */
export function feeSettled(fee: {
  partnerId: bigint;
  mode: 'netted' | 'invoiced';
  feeVnd: Vnd;
  vatVnd: Vnd;
}): Transfer[] {
  const credit = ofPartner(fee.mode === 'netted' ? '113' : '331', fee.partnerId);
  return [
    ...moved('partner_fee', company('641'), credit, fee.feeVnd),
    ...moved('partner_fee_vat', company('1331'), credit, fee.vatVnd),
  ];
}

/** A difference that no window will settle: what the partner owes, or below zero what it paid too much. */
export function differenceWrittenOver(partnerId: bigint, amountVnd: Vnd): Transfer[] {
  return moved('settlement_difference', ofPartner('1388', partnerId), ofPartner('113', partnerId), amountVnd);
}

/** Nothing moves nothing; below zero moves the other way, under a name that says so. */
function moved(kind: string, debit: AccountKey, credit: AccountKey, amountVnd: Vnd): Transfer[] {
  if (amountVnd === 0n) return [];
  return amountVnd > 0n
    ? [{ kind, debit, credit, amountVnd }]
    : [{ kind: `${kind}_back`, debit: credit, credit: debit, amountVnd: -(amountVnd as bigint) }];
}
