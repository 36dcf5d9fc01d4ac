// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { LineState } from './shared.gen.ts';

export type ServicesBill = {
  id: string;
  number: string;
  service: string;
  description: string;
  quantity: number;
  customerCode: string;
  customerName: string;
  /** The billing system does not know this customer yet */
  isApplicant: boolean;
  unit: { code: string; name: string };
  period: string;
  issuedOn: string;
  dueOn: string;
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
  legalBasis: string;
  note: string | null;
  issuedBy: string;
  cancelledBy: string | null;
  cancelReason: string | null;
};

export type ServicesBillBody = {
  customerCode?: string | null;
  applicant?: {
    name: string;
    address: string;
    unit: string;
    commune?: string | null;
    kind: 'SH' | 'NSH';
    phone?: string | null;
    taxCode?: string | null;
  } | null;
  service: string;
  quantity?: number;
  /** Of one, before VAT; only for a service priced by estimate */
  unitNet?: string | null;
  dueOn?: string | null;
  note?: string | null;
};

export type ServicesPrice = {
  id: string;
  service: string;
  name: string;
  /** What is counted: a time, a meter */
  countedIn: string;
  /** Of one, before VAT; null: by estimate */
  net: string | null;
  vatRate: number;
  legalBasis: string;
  offered: boolean;
  validFrom: string;
  /** First day on which it no longer holds; null: none is known */
  validTo: string | null;
  /** In force today */
  holds: boolean;
  setBy: string;
  setAt: string;
};

/** GET /services/bills */
export type GetServicesBillsQuery = {
  state?: LineState;
  service?: string;
  customer?: string;
  period?: string;
  after?: string;
  format?: 'xlsx';
};

/** GET /services/bills */
export type GetServicesBillsAnswer = { rows: ServicesBill[]; next: string | null };

/** POST /services/bills */
export type PostServicesBillsBody = ServicesBillBody & { requestKey: string };

/** POST /services/bills */
export type PostServicesBillsAnswer = ServicesBill;

/** POST /services/bills/preview */
export type PostServicesBillsPreviewBody = ServicesBillBody;

/** POST /services/bills/preview */
export type PostServicesBillsPreviewAnswer = {
  service: string;
  description: string;
  legalBasis: string;
  issuedOn: string;
  dueOn: string;
  /** Whole VND, decimal digits */
  unitNet: string;
  /** Whole VND, decimal digits */
  net: string;
  vatRate: number;
  /** Whole VND, decimal digits */
  vat: string;
  /** Whole VND, decimal digits */
  total: string;
  /** Null: an applicant, who gets a code with the bill */
  customer: { code: string; name: string } | null;
  /** Numbers of bills for the same service that this customer has not paid yet */
  alreadyOpen: string[];
};

/** POST /services/bills/{id}/cancel */
export type PostServicesBillsIdCancelBody = { reason: string };

/** POST /services/bills/{id}/cancel */
export type PostServicesBillsIdCancelAnswer = ServicesBill;

/** GET /services/prices */
export type GetServicesPricesAnswer = { rows: ServicesPrice[] };

/** POST /services/prices */
export type PostServicesPricesBody = {
  service: string;
  name: string;
  countedIn: string;
  /** Null: by estimate */
  net: string | null;
  vatRate: number;
  legalBasis: string;
  offered?: boolean;
  validFrom: string;
};

/** POST /services/prices */
export type PostServicesPricesAnswer = ServicesPrice;
