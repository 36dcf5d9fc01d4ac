// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { UnitKind } from './shared.gen.ts';

export type Target = {
  unitCode: string;
  unitName: string;
  kind: UnitKind;
  customersBp: number | null;
  moneyBp: number | null;
};

/** GET /targets */
export type GetTargetsQuery = { period: string; format?: 'xlsx' };

/** GET /targets */
export type GetTargetsAnswer = { period: string; rows: Target[] };

/** PUT /targets */
export type PutTargetsBody = {
  period: string;
  rows: { unitCode: string; metric: 'customers' | 'money'; shareBp: number }[];
};

/** PUT /targets */
export type PutTargetsAnswer = { period: string; rows: Target[] };
