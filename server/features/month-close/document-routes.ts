import { Type } from 'typebox';
import { firstDayOf, monthOf } from '../../../core/dates.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { paperFormats, sendPaperFile } from '../../platform/paper-file.ts';
import { InstantSchema, nullable, pageOf, PeriodSchema } from '../../platform/schemas.ts';
import type { StaffContext } from '../staff/index.ts';
import { findDocument, listDocuments, readDocumentContent, type DocumentRow } from './document-queries.ts';
import { monthError } from './errors.ts';

const IdParams = Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) });
const exact = { additionalProperties: false };

const documentFields = {
  id: Type.String(),
  kind: Type.String(),
  number: Type.String(),
  format: Type.Enum([...paperFormats]),
  title: Type.String(),
  fileName: Type.String(),
  period: nullable(Type.String()),
  unitCode: nullable(Type.String(), { description: 'Null: the whole company' }),
  frozenVersion: nullable(Type.Integer(), {
    description: 'Of the frozen month its figures were taken from; null where they were still moving',
  }),
  bytes: Type.Integer(),
  sha256: Type.String(),
  issuedBy: Type.String(),
  issuedAt: InstantSchema,
};

/** Documents that were issued: the list, one with where its numbers came from, and its bytes. */
export function documentRoutes(app: App): void {
  app.get(
    '/documents',
    {
      schema: {
        querystring: Type.Object(
          {
            kind: Type.Optional(Type.String({ maxLength: 40 })),
            period: Type.Optional(PeriodSchema),
            after: Type.Optional(Type.String({ pattern: '^[0-9]{1,18}$' })),
            limit: Type.Optional(Type.String({ pattern: '^[1-9][0-9]?$' })),
          },
          exact,
        ),
        response: { 200: pageOf(Type.Object(documentFields)) },
      },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, query }) => {
      const limit = Number(query.limit ?? 50);
      const rows = await listDocuments(staff.db, {
        unitIds: staff.scope,
        kind: query.kind,
        period: query.period === undefined ? undefined : firstDayOf(query.period),
        before: query.after === undefined ? undefined : BigInt(query.after),
        limit,
      });
      return {
        rows: rows.map(presentDocument),
        next: rows.length === limit ? String(rows.at(-1)?.id) : null,
      };
    },
  );

  app.get(
    '/documents/:id',
    {
      schema: {
        params: IdParams,
        querystring: Type.Object({ format: Type.Optional(Type.Literal('file')) }, exact),
        response: {
          200: Type.Object({
            ...documentFields,
            traces: Type.Array(Type.Record(Type.String(), Type.Unknown())),
          }),
        },
      },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, params, query }, reply) => {
      const row = await getDocument(staff, BigInt(params.id));
      if (query.format === undefined) return { ...presentDocument(row), traces: row.traces };
      const content = await readDocumentContent(staff.db, row.id);
      return sendPaperFile(reply, { fileName: row.file_name, content }, row.format);
    },
  );
}

/** Throws `documents.unknown` also for what lies outside the person's scope: its very number says something. */
async function getDocument(staff: StaffContext, id: bigint): Promise<DocumentRow> {
  const row = await findDocument(staff.db, id);
  const mayBeSeen =
    row && (staff.scope === 'all' || (row.org_unit_id !== null && staff.scope.includes(row.org_unit_id)));
  ensure(mayBeSeen, monthError('documents.unknown', { id: String(id) }));
  return row;
}

function presentDocument(row: DocumentRow) {
  return {
    id: String(row.id),
    kind: row.kind,
    number: row.number,
    format: row.format,
    title: row.title,
    fileName: row.file_name,
    period: row.period === null ? null : monthOf(row.period),
    unitCode: row.unit_code,
    frozenVersion: row.frozen_version,
    bytes: row.bytes,
    sha256: row.sha256,
    issuedBy: row.issued_by,
    issuedAt: row.issued_at.toISOString(),
  };
}
