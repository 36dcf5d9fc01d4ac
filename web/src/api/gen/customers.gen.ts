// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Account, Bill, BillQrBill, Contact, CustomerPayment, Relation } from './shared.gen.ts';

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
export type GetCustomersCodeBillsAnswer = { rows: Bill[] };

/** GET /customers/{code}/contacts */
export type GetCustomersCodeContactsAnswer = {
  rows: (Contact & { endedOn: string | null; sharedWith: number })[];
  /** What was recorded, the latest first */
  entries: (Contact & { id: string; endedOn: string | null; recordedBy: string; recordedOn: string })[];
};

/** POST /customers/{code}/contacts */
export type PostCustomersCodeContactsBody = {
  number: string;
  relation: Relation | null;
  verifiedOn: string | null;
  zaloOn: string | null;
  /** The first day on which it is not theirs any more */
  endedOn: string | null;
};

/** POST /customers/{code}/contacts */
export type PostCustomersCodeContactsAnswer = { recorded: true };

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
  bills: BillQrBill[];
};

/** GET /customers/{code}/qr/file */
export type GetCustomersCodeQrFileQuery = { format?: 'svg' | 'png' };

/** GET /customers/{code}/qr/file */
export type GetCustomersCodeQrFileAnswer = undefined;
