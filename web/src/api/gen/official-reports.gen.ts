// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

export type OfficialReportsOfficialReportKind =
  'daily_flash' | 'weekly_league' | 'monthly_book' | 'province_report' | 'corporation_report';

export type OfficialReport = {
  id: string;
  kind: OfficialReportsOfficialReportKind;
  period: string;
  on: string;
  unitCode: string;
  unitName: string;
  state: 'draft' | 'issued' | 'scheduled';
  number: string | null;
  subject: string;
  signer: string;
  revision: number;
  frozenVersion: number | null;
  documentId: string | null;
  changedBy: string;
  changedAt: string;
  issuedBy: string | null;
  issuedAt: string | null;
};

export type OfficialReportForm = {
  subject: string;
  addressee: string;
  place: string;
  capacity: string;
  signer: string;
  copies: string;
  assessment: string;
  difficulties: string;
  proposals: string;
};

export type OfficialReportsPaper = {
  layout: 'state' | 'plain';
  frame: {
    parent: string;
    issuer: string;
    number: string;
    place: string;
    datedOn: string;
    type: string;
    subject: string;
    addressee: string;
    capacity: string[];
    signer: string;
    copies: string[];
  };
  standing: string;
  definitions: string[];
  blocks: (
    | { kind: 'heading' | 'paragraph' | 'note'; runs: OfficialReportsRun[] }
    | {
        kind: 'table';
        caption: string;
        columns: { header: string; kind: 'ordinal' | 'name' | 'number'; share: number }[];
        rows: { bold: boolean; cells: OfficialReportsRun[] }[];
      }
  )[];
  numbers: OfficialReportsNumber[];
  madeAt: string;
  mark: string;
};

export type OfficialReportsRun = { text: string; number: string | null; bold: boolean };

export type OfficialReportsNumber = {
  id: string;
  label: string;
  /** As it is printed */
  text: string;
  value: string | null;
  unit: 'customers' | 'bills' | 'units' | 'money' | 'ratio' | 'points' | 'attainment';
  definition: string | null;
  numerator: string | null;
  denominator: string | null;
  asOf: string;
  /** Address in the console that opens what was counted */
  link: string;
};

export type OfficialReportDetail = OfficialReport & {
  unit: string;
  form: OfficialReportForm;
  paper: OfficialReportsPaper;
  /** Numbers that a text may name: {customers.ratio} */
  available: OfficialReportsNumber[];
  /** What must be filled in before it is issued */
  missing: string[];
  /** Names in braces of which there is no number */
  unread: string[];
  /** Figures typed by hand, which nothing stands behind */
  untraced: string[];
};

/** GET /official-reports */
export type GetOfficialReportsQuery = {
  state?: 'draft' | 'issued' | 'scheduled';
  kind?: OfficialReportsOfficialReportKind;
  after?: string;
  format?: 'xlsx';
};

/** GET /official-reports */
export type GetOfficialReportsAnswer = { rows: OfficialReport[]; next: string | null };

/** POST /official-reports */
export type PostOfficialReportsBody = {
  kind: OfficialReportsOfficialReportKind;
  period?: string;
  unit?: string;
  form?: OfficialReportForm | null;
};

/** POST /official-reports */
export type PostOfficialReportsAnswer = { id: string };

/** GET /official-reports/composition */
export type GetOfficialReportsCompositionQuery = {
  kind: OfficialReportsOfficialReportKind;
  period?: string;
  unit?: string;
  format?: 'pdf' | 'docx' | 'xlsx';
};

/** GET /official-reports/composition */
export type GetOfficialReportsCompositionAnswer = {
  kind: OfficialReportsOfficialReportKind;
  period: string;
  unit: string;
  frozenVersion: number | null;
  form: OfficialReportForm;
  paper: OfficialReportsPaper;
  /** Numbers that a text may name: {customers.ratio} */
  available: OfficialReportsNumber[];
  /** What must be filled in before it is issued */
  missing: string[];
  /** Names in braces of which there is no number */
  unread: string[];
  /** Figures typed by hand, which nothing stands behind */
  untraced: string[];
};

/** GET /official-reports/{id} */
export type GetOfficialReportsIdQuery = { format?: 'pdf' | 'docx' | 'xlsx' };

/** GET /official-reports/{id} */
export type GetOfficialReportsIdAnswer = OfficialReportDetail;

/** PUT /official-reports/{id} */
export type PutOfficialReportsIdBody = { revision: number; form: OfficialReportForm };

/** PUT /official-reports/{id} */
export type PutOfficialReportsIdAnswer = OfficialReportDetail;

/** DELETE /official-reports/{id} */
export type DeleteOfficialReportsIdAnswer = { done: true };

/** POST /official-reports/{id}/issue */
export type PostOfficialReportsIdIssueBody = { revision: number };

/** POST /official-reports/{id}/issue */
export type PostOfficialReportsIdIssueAnswer = OfficialReportDetail;

/** POST /official-reports/{id}/mail */
export type PostOfficialReportsIdMailBody = { recipients: string[]; formats: ('pdf' | 'docx' | 'xlsx')[] };

/** POST /official-reports/{id}/mail */
export type PostOfficialReportsIdMailAnswer = { done: true };
