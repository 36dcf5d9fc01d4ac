// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Channel, Counted, Figure } from './shared.gen.ts';

export type KpiDisadvantagedCommune = {
  code: string;
  name: string | null;
  since: string;
  /** The decision that marks it */
  source: string;
};

/** GET /kpi/customers */
export type GetKpiCustomersQuery = {
  period: string;
  unit?: string;
  commune?: string;
  village?: string;
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

/** GET /kpi/definitions */
export type GetKpiDefinitionsQuery = { period: string; unit?: string };

/** GET /kpi/definitions */
export type GetKpiDefinitionsAnswer = {
  period: string;
  unit: string | null;
  asOf: string;
  rows: {
    name: string;
    version: number;
    denominator: 'all_customers' | 'billed' | 'paying';
    cashChannels: Channel[];
    tenderDecides: Channel[];
    leavesOut: ('disadvantaged_communes' | 'zero_consumption')[];
    services: boolean;
    span: 'month' | 'quarter' | 'half' | 'year' | 'cumulative';
    billsOfMonth: 'all' | 'first';
    source: string;
    /** First month that is counted */
    from: string;
    /** Last month that is counted */
    to: string;
    figures: { counted: Counted; numerator: string; denominator: string; ratio: number | null }[];
  }[];
};

/** GET /kpi/disadvantaged-communes */
export type GetKpiDisadvantagedCommunesAnswer = { rows: KpiDisadvantagedCommune[] };

/** PUT /kpi/disadvantaged-communes */
export type PutKpiDisadvantagedCommunesBody = { since: string; codes: string[]; source: string };

/** PUT /kpi/disadvantaged-communes */
export type PutKpiDisadvantagedCommunesAnswer = { rows: KpiDisadvantagedCommune[] };

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
  undecided: { code: string; name: string; customers: Figure; bills: Figure; money: Figure }[];
};

/** GET /kpi/villages */
export type GetKpiVillagesQuery = { period: string; commune: string; unit?: string; format?: 'xlsx' };

/** GET /kpi/villages */
export type GetKpiVillagesAnswer = {
  period: string;
  commune: { code: string; name: string };
  asOf: string;
  rows: {
    id: string | null;
    name: string;
    /** Fewer than five bills: the figures are withheld */
    small: boolean;
    customers: Figure | null;
    bills: Figure | null;
    money: Figure | null;
  }[];
};
