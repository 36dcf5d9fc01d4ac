// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Account, Bill, CustomerPayment } from './shared.gen.ts';

/** GET /customers */
export type GetCustomersQuery = {
  query?: string;
  unit?: string;
  commune?: string;
  after?: string;
  limit?: string;
  format?: 'xlsx';
};

/** GET /customers */
export type GetCustomersAnswer = {
  rows: {
    code: string;
    name: string;
    address: string;
    unitName: string;
    communeName: string | null;
    kind: string;
  }[];
  next: string | null;
};

/** GET /customers/{code} */
export type GetCustomersCodeAnswer = {
  code: string;
  name: string;
  address: string;
  unit: { code: string; name: string };
  book: { code: string; name: string } | null;
  commune: { code: string; name: string } | null;
  village: { id: string; name: string; status: string } | null;
  kind: string;
  phone: string | null;
  effectiveOn: string | null;
  /** Whole VND, decimal digits */
  openAmount: string;
  /** Whole VND, decimal digits */
  creditAmount: string;
};

/** GET /customers/{code}/bills */
export type GetCustomersCodeBillsQuery = { format?: 'xlsx' };

/** GET /customers/{code}/bills */
export type GetCustomersCodeBillsAnswer = {
  rows: {
    id: string;
    externalId: string;
    version: number;
    /** The version that this one corrects; null for a bill as first issued */
    correctsExternalVersion: number | null;
    period: string;
    term: number;
    kind: string;
    description: string | null;
    issuedOn: string;
    dueOn: string;
    energyKwh: string;
    /** Whole VND, decimal digits */
    net: string;
    vatRate: number;
    /** Whole VND, decimal digits */
    vat: string;
    /** Whole VND, decimal digits */
    total: string;
    /** Whole VND, decimal digits */
    paid: string;
    state: string;
    /** The one partner that may collect it (giao thu); null: every one */
    handedTo: { code: string; name: string } | null;
  }[];
};

/** GET /customers/{code}/payments */
export type GetCustomersCodePaymentsQuery = { format?: 'xlsx' };

/** GET /customers/{code}/payments */
export type GetCustomersCodePaymentsAnswer = { rows: CustomerPayment[] };

/** GET /customers/{code}/qr */
export type GetCustomersCodeQrAnswer = {
  account: Account | null;
  customer: { code: string; name: string };
  payload: string | null;
  purpose: string | null;
  bills: Bill[];
};

/** GET /customers/{code}/qr/file */
export type GetCustomersCodeQrFileQuery = { format?: 'svg' | 'png' };

/** GET /customers/{code}/qr/file */
export type GetCustomersCodeQrFileAnswer = undefined;
