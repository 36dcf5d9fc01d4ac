// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { UnitKind } from './shared.gen.ts';

export type UnitDetail = {
  code: string;
  name: string;
  kind: UnitKind;
  parentCode: string | null;
  /** First met in a file and not named by staff yet; its name is its code */
  toBeNamed: boolean;
  validFrom: string;
  validTo: string | null;
};

/** GET /units */
export type GetUnitsQuery = { on?: string; format?: 'xlsx' };

/** GET /units */
export type GetUnitsAnswer = { rows: UnitDetail[] };

/** PUT /units/{code} */
export type PutUnitsCodeBody = { name?: string; parentCode?: string; from: string };

/** PUT /units/{code} */
export type PutUnitsCodeAnswer = UnitDetail;
