// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { AccountOpeningsList } from './shared.gen.ts';

export type AssignmentsByKind = 'list' | 'book' | 'village' | 'commune';

/** GET /assignments */
export type GetAssignmentsQuery = { format?: 'xlsx' };

/** GET /assignments */
export type GetAssignmentsAnswer = {
  customers: number;
  /** Customers nobody is responsible for */
  unassigned: number;
  rows: {
    id: string;
    login: string;
    name: string;
    unit: { code: string; name: string } | null;
    customers: number;
    byList: number;
    byBook: number;
    byPlace: number;
  }[];
};

/** POST /assignments */
export type PostAssignmentsBody = {
  staff: string;
  books: string[];
  place: { unit: string; commune: string; village: string | null } | null;
  from: string;
  /** The first day that does not count any more */
  to: string | null;
  /** Whoever holds it now hands it over */
  takeOver: boolean;
};

/** POST /assignments */
export type PostAssignmentsAnswer = {
  /** Customers who have somebody else now, or nobody */
  customers: number;
};

/** GET /assignments/books */
export type GetAssignmentsBooksQuery = { unit?: string; after?: string };

/** GET /assignments/books */
export type GetAssignmentsBooksAnswer = {
  rows: {
    code: string;
    name: string;
    unitName: string;
    customers: number;
    staffName: string | null;
    from: string | null;
  }[];
  next: string | null;
};

/** GET /assignments/customers */
export type GetAssignmentsCustomersQuery = {
  staff?: string;
  query?: string;
  unit?: string;
  commune?: string;
  after?: string;
  format?: 'xlsx';
};

/** GET /assignments/customers */
export type GetAssignmentsCustomersAnswer = {
  rows: {
    code: string;
    name: string;
    address: string;
    unitName: string;
    bookCode: string | null;
    communeName: string | null;
    staff: { id: string; name: string } | null;
    by: { kind: AssignmentsByKind; label: string; from: string } | null;
  }[];
  next: string | null;
};

/** POST /assignments/list */
export type PostAssignmentsListQuery = {
  fileName: string;
  dryRun?: 'true';
  staff?: string;
  label: string;
  from: string;
  to?: string;
  takeOver?: 'true';
};

/** POST /assignments/list */
export type PostAssignmentsListAnswer = AccountOpeningsList;

/** GET /assignments/rules */
export type GetAssignmentsRulesQuery = { kind?: AssignmentsByKind; after?: string };

/** GET /assignments/rules */
export type GetAssignmentsRulesAnswer = {
  rows: {
    id: string;
    kind: AssignmentsByKind;
    what: string;
    staffName: string;
    from: string;
    to: string | null;
    madeBy: string;
    /** For whom it decides today */
    customers: number;
  }[];
  next: string | null;
};

/** POST /assignments/{id}/end */
export type PostAssignmentsIdEndBody = { on: string };

/** POST /assignments/{id}/end */
export type PostAssignmentsIdEndAnswer = {
  /** Customers who have somebody else now, or nobody */
  customers: number;
};
