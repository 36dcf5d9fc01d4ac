// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { AccountOpeningsList, Contact } from './shared.gen.ts';

/** GET /contacts */
export type GetContactsQuery = {
  query?: string;
  unit?: string;
  commune?: string;
  state?: 'all' | 'verified' | 'unverified' | 'none' | 'shared' | 'zalo';
  after?: string;
  format?: 'xlsx';
};

/** GET /contacts */
export type GetContactsAnswer = {
  rows: {
    code: string;
    name: string;
    unitName: string;
    communeName: string | null;
    /** The number that is most sure of being theirs */
    contact: Contact | null;
    /** Numbers that stand */
    numbers: number;
    /** Other customers with the number shown */
    sharedWith: number;
  }[];
  next: string | null;
};

/** GET /contacts/counts */
export type GetContactsCountsQuery = { query?: string; unit?: string; commune?: string };

/** GET /contacts/counts */
export type GetContactsCountsAnswer = {
  customers: number;
  verified: number;
  unverified: number;
  none: number;
  shared: number;
  zalo: number;
};

/** POST /contacts/list */
export type PostContactsListQuery = { fileName: string; dryRun?: 'true' };

/** POST /contacts/list */
export type PostContactsListAnswer = AccountOpeningsList;
