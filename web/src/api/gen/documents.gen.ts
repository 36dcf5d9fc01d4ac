// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

export type Document = {
  id: string;
  kind: string;
  number: string;
  format: 'pdf' | 'docx' | 'xlsx';
  title: string;
  fileName: string;
  period: string | null;
  /** Null: the whole company */
  unitCode: string | null;
  /** Of the frozen month its figures were taken from; null where they were still moving */
  frozenVersion: number | null;
  bytes: number;
  sha256: string;
  issuedBy: string;
  issuedAt: string;
};

/** GET /documents */
export type GetDocumentsQuery = { kind?: string; period?: string; after?: string; limit?: string };

/** GET /documents */
export type GetDocumentsAnswer = { rows: Document[]; next: string | null };

/** GET /documents/{id} */
export type GetDocumentsIdQuery = { format?: 'file' };

/** GET /documents/{id} */
export type GetDocumentsIdAnswer = Document & { traces: { [key: string]: unknown }[] };
