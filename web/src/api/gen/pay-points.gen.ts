// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { AccountOpeningsList } from './shared.gen.ts';

export type PayPointsPayPointKind = 'counter' | 'agent' | 'bank_branch' | 'post_office' | 'mobile_money';

/** GET /pay-points */
export type GetPayPointsQuery = {
  kind?: PayPointsPayPointKind;
  commune?: string;
  partner?: string;
  query?: string;
  standing?: 'open' | 'closed' | 'all';
  on?: string;
  after?: string;
  format?: 'xlsx';
};

/** GET /pay-points */
export type GetPayPointsAnswer = {
  rows: {
    code: string;
    kind: PayPointsPayPointKind;
    name: string;
    address: string;
    commune: { code: string; name: string } | null;
    village: string | null;
    /** Null: of the company itself */
    partner: { code: string; name: string } | null;
    /** Null: not known, counts as always open */
    openedOn: string | null;
    /** The first day on which it takes no payments */
    closedOn: string | null;
    openingHours: string;
    takesCash: boolean;
    /** Whether tills or points of agents know the place too */
    origin: 'register' | 'till' | 'agent_point';
  }[];
  next: string | null;
};

/** GET /pay-points/communes */
export type GetPayPointsCommunesQuery = { on?: string; without?: 'counter'; format?: 'xlsx' };

/** GET /pay-points/communes */
export type GetPayPointsCommunesAnswer = {
  rows: {
    code: string;
    name: string | null;
    customers: number;
    /** Counters of the company */
    counters: number;
    agents: number;
    /** Bank branches and post offices */
    offices: number;
    mobileMoney: number;
  }[];
};

/** POST /pay-points/list */
export type PostPayPointsListQuery = { fileName: string; dryRun?: 'true' };

/** POST /pay-points/list */
export type PostPayPointsListAnswer = AccountOpeningsList;

/** PUT /pay-points/{code} */
export type PutPayPointsCodeBody = {
  kind: PayPointsPayPointKind;
  name: string;
  address: string;
  commune: string;
  village: string | null;
  partner: string | null;
  openedOn: string;
  closedOn: string | null;
  openingHours: string;
  takesCash: boolean;
};

/** PUT /pay-points/{code} */
export type PutPayPointsCodeAnswer = { saved: true };
