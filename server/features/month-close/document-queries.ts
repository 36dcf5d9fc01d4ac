import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { find, many, one, type Queryable, type Tx } from '../../platform/db.ts';
import type { PaperFormat } from '../../platform/paper-file.ts';
import { monthError } from './errors.ts';

/** Where one number of a document came from, as its maker knows it; kept as it is given. */
export type Trace = Record<string, unknown>;

/** A document as it was issued, without its bytes. */
export interface DocumentRow {
  id: bigint;
  kind: string;
  number: string;
  format: PaperFormat;
  title: string;
  file_name: string;
  period: BusinessDate | null;
  org_unit_id: bigint | null;
  unit_code: string | null;
  frozen_version: number | null;
  bytes: number;
  sha256: string;
  traces: Trace[];
  issued_by: string;
  issued_at: Date;
}

export interface NewDocument {
  kind: string;
  number: string;
  format: PaperFormat;
  title: string;
  fileName: string;
  period: BusinessDate | null;
  unitId: bigint | null;
  frozenVersion: number | null;
  content: Buffer;
  sha256: string;
  traces: readonly Trace[];
  issuedBy: string;
  businessOn: BusinessDate;
  issuedAt: Date;
}

/** Throws `documents.number_taken`. */
export async function insertDocument(tx: Tx, document: NewDocument): Promise<bigint> {
  try {
    const { id } = await one(
      tx,
      sql<{ id: bigint }>`
        insert into issued_documents (kind, number, format, title, file_name, period, org_unit_id, frozen_version,
          content, sha256, traces, issued_by, business_on, issued_at)
        values (${document.kind}, ${document.number}, ${document.format}, ${document.title}, ${document.fileName},
                ${document.period}::date, ${document.unitId}, ${document.frozenVersion}, ${document.content},
                ${document.sha256}, ${JSON.stringify(document.traces)}::jsonb, ${document.issuedBy},
                ${document.businessOn}::date, ${document.issuedAt})
        returning id`,
    );
    return id;
  } catch (error) {
    if ((error as { constraint?: string } | null)?.constraint !== 'issued_documents_one_number') throw error;
    throw monthError('documents.number_taken', { kind: document.kind, number: document.number });
  }
}

const columns = sql`
  d.id, d.kind, d.number, d.format, d.title, d.file_name, d.period, d.org_unit_id, u.code as unit_code,
  d.frozen_version, octet_length(d.content) as bytes, d.sha256, d.issued_by, d.issued_at`;

/** With its traces, which a list leaves out. */
export async function findDocument(on: Queryable, id: bigint): Promise<DocumentRow | undefined> {
  return find(
    on,
    sql<DocumentRow>`
      select ${columns}, d.traces from issued_documents d left join org_units u on u.id = d.org_unit_id
      where d.id = ${id}`,
  );
}

/** Id of the document that bears a number, as one kind of file. */
export async function findIssued(
  on: Queryable,
  { kind, number, format }: Pick<NewDocument, 'kind' | 'number' | 'format'>,
): Promise<bigint | undefined> {
  const row = await find(
    on,
    sql<{ id: bigint }>`
      select id from issued_documents where kind = ${kind} and number = ${number} and format = ${format}`,
  );
  return row?.id;
}

/** The bytes as they were issued. */
export async function readDocumentContent(on: Queryable, id: bigint): Promise<Buffer> {
  const { content } = await one(
    on,
    sql<{ content: Buffer }>`select content from issued_documents where id = ${id}`,
  );
  return content;
}

export interface DocumentFilter {
  /** Documents of these units; those of the whole company are seen by who may see all of it. */
  unitIds: readonly bigint[] | 'all';
  kind: string | undefined;
  period: BusinessDate | undefined;
  /** Only those issued before this one. */
  before: bigint | undefined;
  limit: number;
}

/** The newest first. */
export async function listDocuments(on: Queryable, filter: DocumentFilter): Promise<DocumentRow[]> {
  const { unitIds, kind, period, before } = filter;
  return many(
    on,
    sql<DocumentRow>`
      select ${columns}, '[]'::jsonb as traces
      from issued_documents d left join org_units u on u.id = d.org_unit_id
      where ${unitIds === 'all' ? sql`true` : sql`d.org_unit_id = any(${unitIds}::bigint[])`}
        and ${kind === undefined ? sql`true` : sql`d.kind = ${kind}`}
        and ${period === undefined ? sql`true` : sql`d.period = ${period}::date`}
        and ${before === undefined ? sql`true` : sql`d.id < ${before}`}
      order by d.id desc limit ${filter.limit}`,
  );
}
