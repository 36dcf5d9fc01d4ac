// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Unit } from './shared.gen.ts';

export type Pivot = {
  id: string;
  name: string;
  description: string;
  address: { [key: string]: string };
  maker: string;
  isOwn: boolean;
  sharing: 'nobody' | 'unit' | 'everybody';
  unit: { code: string; name: string } | null;
  favourite: boolean;
  changedAt: string;
};

export type PivotBody = {
  name: string;
  description: string;
  address: PivotAddress;
  sharing: 'nobody' | 'unit' | 'everybody';
  unit?: string;
};

export type PivotAddress = {
  rows?: string;
  columns?: string;
  measures?: string;
  months?: string;
  unit?: string;
  commune?: string;
  district?: string;
  kind?: string;
  definition?: string;
  sort?: string;
  order?: string;
  top?: string;
  empty?: string;
};

/** GET /pivots */
export type GetPivotsQuery = { format?: 'xlsx' };

/** GET /pivots */
export type GetPivotsAnswer = { rows: Pivot[] };

/** POST /pivots */
export type PostPivotsBody = PivotBody;

/** POST /pivots */
export type PostPivotsAnswer = Pivot;

/** GET /pivots/view */
export type GetPivotsViewQuery = PivotAddress & { format?: 'xlsx' | 'csv' | 'pdf'; title?: string };

/** GET /pivots/view */
export type GetPivotsViewAnswer = {
  /** The same table has the same address */
  address: { [key: string]: string };
  unit: Unit;
  months: string[];
  /** The figures of one of them at least are not frozen */
  provisional: boolean;
  asOf: string;
  names: {
    dimension:
      | 'child'
      | 'unit'
      | 'team'
      | 'commune'
      | 'district'
      | 'kind'
      | 'month'
      | 'quarter'
      | 'half'
      | 'year'
      | 'channel'
      | 'state';
    code: string;
    name: string;
  }[];
  columns: {
    /** One member per dimension, outermost first */
    path: string[];
    kind: 'leaf' | 'subtotal' | 'total';
  }[];
  rows: {
    /** One member per dimension, outermost first */
    path: string[];
    kind: 'leaf' | 'group' | 'rest' | 'total';
    /** Of `rest`: how many members it holds */
    members: number;
    /** Column by column, measure by measure; an empty one where nothing was billed */
    cells: {
      /** Customers, bills or whole dong */
      amount?: string;
      /** A share of 0 to 1, a difference of two shares, or a share of the plan */
      ratio?: number;
      numerator?: string;
      denominator?: string;
      /** The share compared with, or the planned one */
      before?: number;
      /** Too few bills for a number */
      few?: boolean;
    }[];
  }[];
};

/** PUT /pivots/{id} */
export type PutPivotsIdBody = PivotBody;

/** PUT /pivots/{id} */
export type PutPivotsIdAnswer = Pivot;

/** DELETE /pivots/{id} */
export type DeletePivotsIdAnswer = Pivot;

/** PUT /pivots/{id}/favourite */
export type PutPivotsIdFavouriteBody = { favourite: boolean };

/** PUT /pivots/{id}/favourite */
export type PutPivotsIdFavouriteAnswer = Pivot;

/** POST /pivots/{id}/restored */
export type PostPivotsIdRestoredBody = Record<string, never>;

/** POST /pivots/{id}/restored */
export type PostPivotsIdRestoredAnswer = Pivot;
