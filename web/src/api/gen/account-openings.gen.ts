// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { AccountOpeningsList } from './shared.gen.ts';

/** GET /account-openings */
export type GetAccountOpeningsQuery = { kind?: 'account' | 'wallet'; after?: string; format?: 'xlsx' };

/** GET /account-openings */
export type GetAccountOpeningsAnswer = {
  rows: {
    id: string;
    customerCode: string;
    customerName: string;
    kind: 'account' | 'wallet';
    openedOn: string;
    provider: string;
    /** Null: whoever is responsible for the customer */
    staffName: string | null;
    source: string;
  }[];
  next: string | null;
};

/** POST /account-openings/list */
export type PostAccountOpeningsListQuery = { fileName: string; dryRun?: 'true' };

/** POST /account-openings/list */
export type PostAccountOpeningsListAnswer = AccountOpeningsList;
