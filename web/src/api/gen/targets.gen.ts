// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Channel, UnitKind } from './shared.gen.ts';

export type Target = {
  unitCode: string;
  unitName: string;
  kind: UnitKind;
  customersBp: number | null;
  moneyBp: number | null;
};

export type TargetsWeights = {
  ratio: number;
  rural: number;
  disadvantaged: number;
  coverage: number;
  trend: number;
};

export type TargetsAction =
  | 'made'
  | 'proposed'
  | 'overridden'
  | 'spread'
  | 'undone'
  | 'handed_over'
  | 'adjustment_begun'
  | 'adjustment_dropped';

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

/** GET /targets/owners */
export type GetTargetsOwnersAnswer = {
  rows: { id: string; name: string; login: string; unitCode: string | null }[];
};

/** GET /targets/plans */
export type GetTargetsPlansQuery = { format?: 'xlsx' };

/** GET /targets/plans */
export type GetTargetsPlansAnswer = {
  rows: {
    id: string;
    /** core/targets/measures.ts */
    measure: string;
    definition: { name: string; version: number };
    span: 'month' | 'quarter' | 'year';
    firstMonth: string;
    lastMonth: string;
    mode: 'cumulative' | 'at_end';
    /** The month whose denominators the plan was laid out by */
    baseMonth: string;
    state: 'draft' | 'handed_over' | 'adjusting';
    version: number;
    letterNumber: string | null;
    handedOverOn: string | null;
    madeBy: string;
    madeAt: string;
    /** Whole customers, bills, dong or things, decimal digits */
    target: string;
    shareBp: number | null;
    holders: number;
  }[];
};

/** POST /targets/plans */
export type PostTargetsPlansBody = {
  measure: string;
  /** official where none is named */
  definition?: string;
  span: 'month' | 'quarter' | 'year';
  month: string;
  mode: 'cumulative' | 'at_end';
  goal: string;
  weights?: TargetsWeights;
};

/** POST /targets/plans */
export type PostTargetsPlansAnswer = { id: string };

/** GET /targets/plans/{id} */
export type GetTargetsPlansIdQuery = { format?: 'xlsx' };

/** GET /targets/plans/{id} */
export type GetTargetsPlansIdAnswer = {
  id: string;
  /** core/targets/measures.ts */
  measure: string;
  definition: { name: string; version: number };
  span: 'month' | 'quarter' | 'year';
  firstMonth: string;
  lastMonth: string;
  mode: 'cumulative' | 'at_end';
  /** The month whose denominators the plan was laid out by */
  baseMonth: string;
  state: 'draft' | 'handed_over' | 'adjusting';
  version: number;
  letterNumber: string | null;
  handedOverOn: string | null;
  madeBy: string;
  madeAt: string;
  /** Of the same definition: by these the first or the last month is counted outside the plan */
  otherVersions: { version: number; from: string | null }[];
  weights: TargetsWeights;
  /** Place, basis and signer of the last letter of any plan */
  signing: { place: string; basis: string; signerTitle: string; signerName: string } | null;
  letters: {
    /** 1 handed the plan over, those after it adjusted it */
    no: number;
    number: string;
    place: string;
    basis: string;
    signerTitle: string;
    signerName: string;
    reason: string;
    on: string;
    by: string;
  }[];
  /** The months that what was attained covers; null before the first of them */
  counted: { from: string; to: string } | null;
  asOf: string | null;
  rows: {
    key: string;
    parent: string | null;
    kind: 'company' | 'unit' | 'team' | 'employee' | 'rest';
    /** 1 for the first row this account sees */
    level: number;
    /** The unit the row belongs to */
    unitCode: string;
    code: string;
    name: string;
    /** Denominator of the base month; null for counts */
    base: string | null;
    /** Numerator of the base month; null without figures */
    reached: string | null;
    /** Whole customers, bills, dong or things, decimal digits */
    target: string;
    shareBp: number | null;
    /** Whole customers, bills, dong or things, decimal digits */
    proposal: string;
    proposalBp: number | null;
    /** What the last letter asks, while the plan is being adjusted */
    inForce: {
      /** Whole customers, bills, dong or things, decimal digits */
      target: string;
      shareBp: number | null;
    } | null;
    /** Who is responsible for the row */
    owner: { id: string; name: string } | null;
    /** Target less the sum of the rows below, may be negative; null where there are none */
    difference: string | null;
    locked: boolean;
    grounds: {
      /** Whole customers, bills, dong or things, decimal digits */
      headroom: string;
      factors: {
        name: 'ratio' | 'rural' | 'disadvantaged' | 'coverage' | 'trend';
        value: number;
        /** The same of the row above; null where this account does not see that row */
        beside: number | null;
        /** Per cent of the row’s part, added or taken off */
        effect: number | null;
        /** Where the effect is not told: which way it goes */
        draws?: 'more' | 'less' | 'as_much';
      }[];
      /** Null with the effects */
      percent: number | null;
      assumed: boolean;
    };
    /** Null for teams and employees, whose figures are asked for unit by unit */
    attained: {
      /** Null: nobody recorded any, which is not zero */
      value: string | null;
      base: string | null;
    } | null;
  }[];
};

/** POST /targets/plans/{id}/adjustment */
export type PostTargetsPlansIdAdjustmentBody = { version: number; reason: string };

/** POST /targets/plans/{id}/adjustment */
export type PostTargetsPlansIdAdjustmentAnswer = { version: number };

/** POST /targets/plans/{id}/adjustment/drop */
export type PostTargetsPlansIdAdjustmentDropBody = { version: number; reason: string };

/** POST /targets/plans/{id}/adjustment/drop */
export type PostTargetsPlansIdAdjustmentDropAnswer = { version: number };

/** GET /targets/plans/{id}/file */
export type GetTargetsPlansIdFileQuery = { format: 'pdf' | 'docx' | 'xlsx'; unit?: string; no?: string };

/** GET /targets/plans/{id}/file */
export type GetTargetsPlansIdFileAnswer = undefined;

/** POST /targets/plans/{id}/hand-over */
export type PostTargetsPlansIdHandOverBody = {
  version: number;
  number: string;
  place: string;
  basis: string;
  signerTitle: string;
  signerName: string;
};

/** POST /targets/plans/{id}/hand-over */
export type PostTargetsPlansIdHandOverAnswer = { version: number };

/** PUT /targets/plans/{id}/owners */
export type PutTargetsPlansIdOwnersBody = {
  rows: {
    key: string;
    /** Null: nobody is responsible */
    staff: string | null;
  }[];
};

/** PUT /targets/plans/{id}/owners */
export type PutTargetsPlansIdOwnersAnswer = { saved: true };

/** GET /targets/plans/{id}/people */
export type GetTargetsPlansIdPeopleQuery = { of: string };

/** GET /targets/plans/{id}/people */
export type GetTargetsPlansIdPeopleAnswer = {
  asOf: string | null;
  rows: {
    key: string;
    /** Null: nobody recorded any, which is not zero */
    value: string | null;
    base: string | null;
  }[];
};

/** POST /targets/plans/{id}/proposal */
export type PostTargetsPlansIdProposalBody = { version: number; reason?: string; weights?: TargetsWeights };

/** POST /targets/plans/{id}/proposal */
export type PostTargetsPlansIdProposalAnswer = { version: number };

/** GET /targets/plans/{id}/reasons */
export type GetTargetsPlansIdReasonsAnswer = {
  /** The last month that is counted; null where none is summed up */
  period: string | null;
  definition: 'official' | 'strict' | null;
  rows: {
    key: string;
    /** Those that lack most, at most three; none of few bills */
    communes: {
      /** Empty where the commune is not known */
      code: string;
      name: string | null;
      /** Whole customers, bills, dong or things, decimal digits */
      missing: string;
    }[];
    cash: {
      channel: Channel;
      /** Whole customers, bills, dong or things, decimal digits */
      customers: string;
    }[];
    /** Whole customers, bills, dong or things, decimal digits */
    unpaid: string;
  }[];
};

/** PUT /targets/plans/{id}/rows */
export type PutTargetsPlansIdRowsBody = {
  version: number;
  reason: string;
  rows: { key: string; shareBp?: number; target?: string; locked?: boolean }[];
};

/** PUT /targets/plans/{id}/rows */
export type PutTargetsPlansIdRowsAnswer = { version: number };

/** GET /targets/plans/{id}/rows/{key}/changes */
export type GetTargetsPlansIdRowsKeyChangesAnswer = {
  rows: {
    version: number;
    action: TargetsAction;
    reason: string;
    by: string;
    at: string;
    /** Whole customers, bills, dong or things, decimal digits */
    from: string;
    /** Whole customers, bills, dong or things, decimal digits */
    to: string;
    fromLocked: boolean;
    toLocked: boolean;
  }[];
};

/** GET /targets/plans/{id}/rows/{key}/things */
export type GetTargetsPlansIdRowsKeyThingsQuery = {
  part?: 'reached' | 'missing';
  after?: string;
  format?: 'xlsx';
};

/** GET /targets/plans/{id}/rows/{key}/things */
export type GetTargetsPlansIdRowsKeyThingsAnswer = {
  rowName: string;
  measure: string;
  definition: { name: string; version: number };
  counted: { from: string; to: string } | null;
  asOf: string | null;
  /** Numerator, or the count: the sum of `n` of all rows */
  value: string | null;
  base: string | null;
  /** Not where the definition is counted from bills alone */
  isListed: boolean;
  rows: {
    code: string;
    name: string;
    address: string;
    /** Null for places and communes */
    unitCode: string | null;
    period: string | null;
    since: string | null;
    /** What it adds to the figure */
    n: string;
  }[];
  next: string | null;
};

/** POST /targets/plans/{id}/spread */
export type PostTargetsPlansIdSpreadBody = {
  version: number;
  reason?: string;
  /** Key of the row whose difference is spread */
  from?: string;
  /** The same for each row, not by their weights */
  evenly?: boolean;
};

/** POST /targets/plans/{id}/spread */
export type PostTargetsPlansIdSpreadAnswer = { version: number };

/** GET /targets/plans/{id}/steps */
export type GetTargetsPlansIdStepsAnswer = {
  rows: {
    version: number;
    action: TargetsAction;
    reason: string;
    by: string;
    at: string;
    /** Rows whose target or lock it changed */
    changed: number;
  }[];
};

/** POST /targets/plans/{id}/undo */
export type PostTargetsPlansIdUndoBody = { version: number; to: number; reason: string };

/** POST /targets/plans/{id}/undo */
export type PostTargetsPlansIdUndoAnswer = { version: number };
