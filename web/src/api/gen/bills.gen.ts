// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Account, Bill, BillQrBill } from './shared.gen.ts';

export type BillsHandOverBody = {
  /** Null gives the bills back to every partner */
  partner: string | null;
  unit?: string;
  book?: string;
  period?: string;
  /** Only bills that lie with this partner; null: only those that lie with nobody alone */
  from?: string | null;
};

export type BillGroupFrom = 'asked' | 'customer' | 'fits' | 'assumed';

/** POST /bills/hand-over */
export type PostBillsHandOverBody = BillsHandOverBody;

/** POST /bills/hand-over */
export type PostBillsHandOverAnswer = {
  bills: number;
  /** Whole VND, decimal digits */
  open: string;
};

/** POST /bills/hand-over/preview */
export type PostBillsHandOverPreviewBody = BillsHandOverBody;

/** POST /bills/hand-over/preview */
export type PostBillsHandOverPreviewAnswer = {
  /** That would move */
  bills: number;
  customers: number;
  /** Whole VND, decimal digits */
  open: string;
  /** Of them, held now by a partner that could then no longer collect them */
  heldElsewhere: number;
  /** Where the bills lie now that are asked about */
  places: {
    /** Null: with nobody alone (vãng lai) */
    partner: { code: string; name: string } | null;
    /** False for bills that lie already where they are wanted */
    moves: boolean;
    bills: number;
    /** Whole VND, decimal digits */
    open: string;
  }[];
};

/** GET /bills/handed-over */
export type GetBillsHandedOverQuery = { format?: 'xlsx' };

/** GET /bills/handed-over */
export type GetBillsHandedOverAnswer = {
  rows: {
    partnerCode: string;
    partnerName: string;
    unitCode: string;
    period: string;
    bills: number;
    /** Whole VND, decimal digits */
    open: string;
  }[];
};

/** GET /bills/handed-over/bills */
export type GetBillsHandedOverBillsQuery = {
  partner?: string;
  unit?: string;
  book?: string;
  period?: string;
  after?: string;
  format?: 'xlsx';
};

/** GET /bills/handed-over/bills */
export type GetBillsHandedOverBillsAnswer = {
  rows: {
    id: string;
    externalId: string;
    customerCode: string;
    customerName: string;
    unitCode: string;
    bookCode: string | null;
    period: string;
    dueOn: string;
    /** Whole VND, decimal digits */
    total: string;
    /** Whole VND, decimal digits */
    open: string;
    state: string;
  }[];
  next: string | null;
  /** Bills on all pages */
  total: number;
  /** Whole VND, decimal digits */
  open: string;
};

/** GET /bills/{id}/explanation */
export type GetBillsIdExplanationQuery = { group?: string; households?: string; from?: string; to?: string };

/** GET /bills/{id}/explanation */
export type GetBillsIdExplanationAnswer = {
  bill: Bill;
  customer: { code: string; name: string; kind: string };
  /** Null: no energy of a month */
  amount: {
    verdict: 'adds_up' | 'vat_differs' | 'differs' | 'not_priced';
    facts: {
      group: string | null;
      groupFrom: BillGroupFrom;
      households: string;
      householdsFrom: BillGroupFrom;
      from: string;
      to: string;
      datesFrom: BillGroupFrom;
    };
    priced: {
      parts: {
        decision: string;
        from: string;
        to: string;
        kwh: number;
        lines: {
          tier: number;
          kwh: number;
          /** Whole VND, decimal digits */
          price: string;
          /** Whole VND, decimal digits */
          amount: string;
        }[];
      }[];
      /** Whole VND, decimal digits */
      net: string;
      /** Whole VND, decimal digits */
      vat: string;
      vatRate: number;
      vatBasis: string;
      /** Whole VND, decimal digits */
      total: string;
    } | null;
    /** Billed less priced */
    difference: {
      /** Whole VND, decimal digits */
      net: string;
      /** Whole VND, decimal digits */
      vat: string;
      /** Whole VND, decimal digits */
      total: string;
    } | null;
    /** Facts under which the tariff gives the billed amount before tax exactly */
    fits: { group: string; households: string; from: string; to: string } | null;
  } | null;
  months: {
    period: string;
    energyKwh: string;
    /** Whole VND, decimal digits */
    total: string;
    bills: number;
  }[];
  groups: { code: string; vi: string; en: string; tiered: boolean }[];
};

/** GET /bills/{id}/qr */
export type GetBillsIdQrAnswer = {
  /** Null: no account is declared for QR codes */
  account: Account | null;
  bill: BillQrBill;
};

/** GET /bills/{id}/qr/file */
export type GetBillsIdQrFileQuery = { format?: 'svg' | 'png' };

/** GET /bills/{id}/qr/file */
export type GetBillsIdQrFileAnswer = undefined;
