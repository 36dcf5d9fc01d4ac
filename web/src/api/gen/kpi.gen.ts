// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Channel, Commune, Counted, Figure } from './shared.gen.ts';

export type KpiKnown =
  | 'no_phone'
  | 'unverified_phone'
  | 'disadvantaged_commune'
  | 'no_pay_point'
  | 'long_habit'
  | 'small_use'
  | 'no_coverage';

export type KpiChannelMixQuery = { period?: string; unit?: string; format?: 'xlsx' };

export type KpiCohortCustomer = {
  code: string;
  name: string;
  address: string;
  unitCode: string;
  communeCode: string;
  cashless: boolean;
  /** Whole VND, decimal digits */
  billed: string;
  /** Whole VND, decimal digits */
  paid: string;
  channels: Channel[];
};

export type KpiSpan = 'month' | 'quarter' | 'half' | 'year' | 'cumulative';

export type KpiDisadvantagedCommune = {
  code: string;
  name: string | null;
  since: string;
  /** The decision that marks it */
  source: string;
};

/** GET /kpi/cash-households */
export type GetKpiCashHouseholdsQuery = { unit?: string; least?: string; format?: 'xlsx' };

/** GET /kpi/cash-households */
export type GetKpiCashHouseholdsAnswer = {
  unit: string | null;
  /** Null before the first search */
  search: { period: string; businessOn: string; asOf: string; known: KpiKnown[] } | null;
  least: number;
  habitMonths: number;
  smallUseKwh: number;
  definition: { name: string; version: number };
  total: {
    cashOnly: string | null;
    inNeed: string | null;
    signs: { sign: KpiKnown; households: string | null }[];
  };
  communes: {
    code: string;
    name: string;
    cashOnly: string | null;
    inNeed: string | null;
    signs: { sign: KpiKnown; households: string | null }[];
  }[];
  withPlan: string | null;
};

/** GET /kpi/cash-households/list */
export type GetKpiCashHouseholdsListQuery = {
  unit?: string;
  commune?: string;
  sign?: KpiKnown;
  least?: string;
  after?: string;
  limit?: string;
  format?: 'xlsx';
};

/** GET /kpi/cash-households/list */
export type GetKpiCashHouseholdsListAnswer = {
  total: number;
  rows: {
    code: string;
    name: string;
    address: string;
    unitCode: string;
    communeCode: string;
    village: string | null;
    signs: KpiKnown[];
  }[];
  next: string | null;
};

/** GET /kpi/channel-customers */
export type GetKpiChannelCustomersQuery = {
  period: string;
  channel: Channel;
  unit?: string;
  commune?: string;
  after?: string;
  limit?: string;
  format?: 'xlsx';
};

/** GET /kpi/channel-customers */
export type GetKpiChannelCustomersAnswer = {
  total: number;
  rows: {
    code: string;
    name: string;
    address: string;
    unitCode: string;
    communeCode: string;
    /** Whole VND, decimal digits */
    amount: string;
    bills: number;
  }[];
  next: string | null;
};

/** GET /kpi/channel-mix */
export type GetKpiChannelMixQuery = KpiChannelMixQuery;

/** GET /kpi/channel-mix */
export type GetKpiChannelMixAnswer = {
  period: string;
  periods: string[];
  unit: string | null;
  asOf: string;
  /** The figures of the last month are not frozen */
  provisional: boolean;
  definition: { name: string; version: number };
  rows: {
    period: string;
    channel: Channel;
    /** Whole VND, decimal digits */
    amount: string;
    /** A bill paid through two channels counts at both */
    bills: string;
    /** A customer who used two channels counts at both */
    customers: string;
    share: number | null;
  }[];
};

/** GET /kpi/cohort-customers */
export type GetKpiCohortCustomersQuery = {
  cohort: string;
  period: string;
  state?: 'all' | 'cashless' | 'cash' | 'unpaid';
  unit?: string;
  after?: string;
  limit?: string;
  format?: 'xlsx';
};

/** GET /kpi/cohort-customers */
export type GetKpiCohortCustomersAnswer = { total: number; rows: KpiCohortCustomer[]; next: string | null };

/** GET /kpi/counted-customers */
export type GetKpiCountedCustomersQuery = {
  definition: string;
  period: string;
  counted: Counted;
  part?: 'reached' | 'missing';
  unit?: string;
  commune?: string;
  after?: string;
  limit?: string;
  format?: 'xlsx';
};

/** GET /kpi/counted-customers */
export type GetKpiCountedCustomersAnswer = {
  definition: { name: string; version: number };
  from: string;
  to: string;
  asOf: string;
  numerator: string;
  denominator: string;
  /** How many are listed; null where bills, times or money are counted */
  total: number | null;
  rows: {
    code: string;
    name: string;
    address: string;
    unitCode: string;
    communeCode: string;
    /** What the customer adds to the part that is listed */
    n: string;
    /** What the customer adds to the denominator */
    whole: string;
  }[];
  next: string | null;
};

/** GET /kpi/customers */
export type GetKpiCustomersQuery = {
  period: string;
  through?: string;
  unit?: string;
  commune?: string;
  district?: string;
  kind?: string;
  village?: string;
  state?: 'all' | 'cashless' | 'not_cashless' | 'cash' | 'unpaid';
  definition?: 'official' | 'strict';
  after?: string;
  limit?: string;
  format?: 'xlsx';
};

/** GET /kpi/customers */
export type GetKpiCustomersAnswer = {
  total: number;
  rows: (KpiCohortCustomer & { period: string; bills: number })[];
  next: string | null;
};

/** GET /kpi/definitions */
export type GetKpiDefinitionsQuery = { period: string; unit?: string; format?: 'xlsx' };

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
    span: KpiSpan;
    billsOfMonth: 'all' | 'first';
    /** First month that this version counts */
    validFrom: string | null;
    source: string;
    /** All of its name, the newest first */
    versions: { version: number; validFrom: string | null }[];
    /** First month that is counted */
    from: string;
    /** Last month that is counted */
    to: string;
    /** Earlier than that of the whole where payments came in since it was counted */
    asOf: string;
    figures: { counted: Counted; numerator: string; denominator: string; ratio: number | null }[];
  }[];
};

/** POST /kpi/definitions */
export type PostKpiDefinitionsBody = {
  name: string;
  counts: Counted[];
  cashChannels?: Channel[];
  tenderDecides?: Channel[];
  denominator?: 'all_customers' | 'billed' | 'paying';
  leavesOut?: ('disadvantaged_communes' | 'zero_consumption')[];
  services?: boolean;
  span?: KpiSpan;
  billsOfMonth?: 'all' | 'first';
  /** First month that it counts */
  validFrom?: string | null;
  source?: string;
};

/** POST /kpi/definitions */
export type PostKpiDefinitionsAnswer = { name: string; version: number };

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
  asOf: string;
  rows: (Commune & {
    /** Present communes that it is made of */
    communes: number;
  })[];
  undecided: Commune[];
};

/** GET /kpi/relapses */
export type GetKpiRelapsesQuery = {
  period: string;
  unit?: string;
  commune?: string;
  channel?: Channel;
  after?: string;
  limit?: string;
  format?: 'xlsx';
};

/** GET /kpi/relapses */
export type GetKpiRelapsesAnswer = {
  total: number;
  rows: {
    code: string;
    name: string;
    address: string;
    unitCode: string;
    communeCode: string;
    /** First cashless month */
    firstPeriod: string;
    lastPeriod: string | null;
    channels: Channel[];
    channelsBefore: Channel[];
    /** Whole VND, decimal digits */
    paid: string;
  }[];
  next: string | null;
};

/** GET /kpi/retention */
export type GetKpiRetentionQuery = KpiChannelMixQuery;

/** GET /kpi/retention */
export type GetKpiRetentionAnswer = {
  period: string;
  periods: string[];
  unit: string | null;
  asOf: string;
  /** The figures of the last month are not frozen */
  provisional: boolean;
  definition: { name: string; version: number };
  cohorts: {
    /** First month whose bills these customers paid wholly without cash */
    cohort: string;
    cells: {
      period: string;
      /** Customers of the cohort with bills of this month */
      billed: string;
      cashless: string;
      /** Paid it all, and not without cash */
      cash: string;
      ratio: number | null;
    }[];
  }[];
  relapses: {
    period: string;
    /** Cashless in a month before, with cash in this one */
    customers: string;
    /** Customers with bills who had been cashless in a month before */
    known: string;
    ratio: number | null;
  }[];
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
    /** Withheld so that a place of fewer than five bills cannot be told from the total */
    covers: boolean;
    customers: Figure | null;
    bills: Figure | null;
    money: Figure | null;
  }[];
};
