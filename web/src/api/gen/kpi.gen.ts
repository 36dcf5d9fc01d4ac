// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Channel, Commune, Figure } from './shared.gen.ts';

/** GET /kpi/customers */
export type GetKpiCustomersQuery = {
  period: string;
  unit?: string;
  commune?: string;
  state?: 'all' | 'cashless' | 'cash' | 'unpaid';
  definition?: 'official' | 'strict';
  after?: string;
  limit?: string;
  format?: 'xlsx';
};

/** GET /kpi/customers */
export type GetKpiCustomersAnswer = {
  total: number;
  rows: {
    code: string;
    name: string;
    address: string;
    unitCode: string;
    communeCode: string;
    bills: number;
    /** Whole VND, decimal digits */
    billed: string;
    /** Whole VND, decimal digits */
    paid: string;
    cashless: boolean;
    channels: Channel[];
  }[];
  next: string | null;
};

/** GET /kpi/former-areas */
export type GetKpiFormerAreasQuery = { period: string; format?: 'xlsx' };

/** GET /kpi/former-areas */
export type GetKpiFormerAreasAnswer = {
  period: string;
  rows: {
    code: string;
    name: string;
    /** Present communes that it is made of */
    communes: number;
    customers: Figure;
    bills: Figure;
    money: Figure;
  }[];
  undecided: Commune[];
};
