import type { Findings, QrProblem } from './findings.ts';

/**
 * Whose code it is: `vietqr` a transfer to an account or card, `napas_merchant` and `napas_cash` the other services of
 * Napas, `vnpay` a merchant of VNPAY-QR, `evn_bill` an electricity bill, `viettelpay` a bill of ViettelPay (JSON),
 * `emvco` any other merchant-presented code, `unknown` none of these.
 */
export type QrKind =
  'vietqr' | 'napas_merchant' | 'napas_cash' | 'vnpay' | 'evn_bill' | 'viettelpay' | 'emvco' | 'unknown';

export interface DecodedQr {
  /** No problem of level `error`: whoever pays by this code pays what it says to whom it says. */
  valid: boolean;
  kind: QrKind;
  /** `dynamic` for one payment, `static` for many. */
  use: 'static' | 'dynamic' | null;
  /** QRIBFTTA account, QRIBFTTC card, QRPUSH merchant, QRCASH cash machine. */
  service: string | null;
  bankBin: string | null;
  /** Account or card; the merchant's number in a merchant code. */
  account: string | null;
  amountVnd: bigint | null;
  /** 62.08, what the transfer will say. */
  purpose: string | null;
  /** 62.05; in a code of an electricity bill its number or the customer's code, where 62.05 is not there. */
  reference: string | null;
  /** 62.01. */
  billNumber: string | null;
  /** 62.06. */
  customerLabel: string | null;
  merchantName: string | null;
  city: string | null;
  problems: QrProblem[];
}

/** A reading of what is known; the rest is null. */
export function decoded(read: Partial<DecodedQr>, findings: Findings): DecodedQr {
  return {
    kind: 'unknown',
    use: null,
    service: null,
    bankBin: null,
    account: null,
    amountVnd: null,
    purpose: null,
    reference: null,
    billNumber: null,
    customerLabel: null,
    merchantName: null,
    city: null,
    ...read,
    valid: findings.valid,
    problems: findings.inOrder(),
  };
}
