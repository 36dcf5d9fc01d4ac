// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Line, Receipt } from './shared.gen.ts';

export type PaymentOrdersPaymentOrderState =
  'draft' | 'issued' | 'part_paid' | 'paid' | 'expired' | 'cancelled';

export type PaymentOrder = {
  id: string;
  number: string;
  state: PaymentOrdersPaymentOrderState;
  /** What the transfer must carry */
  reference: string;
  payerCode: string;
  payerName: string;
  payerAddress: string;
  payerAccount: string | null;
  payerBank: string;
  payerBranch: string;
  payerBankBin: string | null;
  account: string;
  bills: number;
  customers: number;
  /** Whole VND, decimal digits */
  asked: string;
  /** Whole VND, decimal digits */
  open: string;
  /** Whole VND, decimal digits */
  received: string;
  expiresOn: string;
  note: string;
  madeBy: string;
  madeAt: string;
  issuedBy: string | null;
  issuedOn: string | null;
  endedBy: string | null;
  endedAt: string | null;
  endReason: string | null;
};

export type PaymentOrdersAccount = {
  account: string;
  holder: string;
  bankName: string;
  branch: string;
  bankBin: string;
  /** Its transfers become payments: it has a partner for transfers */
  usable: boolean;
};

/** GET /payment-orders */
export type GetPaymentOrdersQuery = {
  state?: PaymentOrdersPaymentOrderState;
  query?: string;
  after?: string;
  format?: 'xlsx';
};

/** GET /payment-orders */
export type GetPaymentOrdersAnswer = { rows: PaymentOrder[]; next: string | null };

/** POST /payment-orders */
export type PostPaymentOrdersBody = {
  codes: string[];
  /** All open bills where absent */
  bills?: string[];
  /** The code that keeps what is too much; the first */
  payer?: string;
  payerName?: string;
  payerAccount?: string;
  payerBank?: string;
  payerBranch?: string;
  /** Of the bank, as Napas gives it */
  payerBankBin?: string;
  account: string;
  expiresOn: string;
  note?: string;
};

/** POST /payment-orders */
export type PostPaymentOrdersAnswer = PaymentOrder;

/** GET /payment-orders/accounts */
export type GetPaymentOrdersAccountsAnswer = { rows: PaymentOrdersAccount[] };

/** PUT /payment-orders/accounts/{account} */
export type PutPaymentOrdersAccountsAccountBody = {
  holder: string;
  bankName: string;
  branch: string;
  /** Of the bank, as Napas gives it */
  bankBin: string;
};

/** PUT /payment-orders/accounts/{account} */
export type PutPaymentOrdersAccountsAccountAnswer = PaymentOrdersAccount;

/** POST /payment-orders/bills */
export type PostPaymentOrdersBillsBody = { codes: string[] };

/** POST /payment-orders/bills */
export type PostPaymentOrdersBillsAnswer = {
  unknown: string[];
  customers: {
    code: string;
    name: string;
    bills: {
      id: string;
      number: string;
      period: string;
      /** Whole VND, decimal digits */
      open: string;
      order: string | null;
    }[];
  }[];
  /** Whole VND, decimal digits */
  open: string;
};

/** POST /payment-orders/codes/file */
export type PostPaymentOrdersCodesFileQuery = { fileName: string };

/** POST /payment-orders/codes/file */
export type PostPaymentOrdersCodesFileAnswer = { codes: string[] };

/** GET /payment-orders/{id} */
export type GetPaymentOrdersIdAnswer = {
  order: PaymentOrder;
  account: PaymentOrdersAccount;
  /** What the transfer is to say */
  text: string;
  qr: string | null;
  lines: Line[];
  receipts: Receipt[];
};

/** POST /payment-orders/{id}/cancel */
export type PostPaymentOrdersIdCancelBody = { reason: string };

/** POST /payment-orders/{id}/cancel */
export type PostPaymentOrdersIdCancelAnswer = PaymentOrder;

/** POST /payment-orders/{id}/credits */
export type PostPaymentOrdersIdCreditsBody = { creditId: string };

/** POST /payment-orders/{id}/credits */
export type PostPaymentOrdersIdCreditsAnswer = PaymentOrder;

/** GET /payment-orders/{id}/file */
export type GetPaymentOrdersIdFileQuery = { format: 'pain.001.001.03' | 'pain.001.001.09' };

/** GET /payment-orders/{id}/file */
export type GetPaymentOrdersIdFileAnswer = undefined;

/** GET /payment-orders/{id}/form/file */
export type GetPaymentOrdersIdFormFileAnswer = undefined;

/** POST /payment-orders/{id}/issue */
export type PostPaymentOrdersIdIssueAnswer = PaymentOrder;
