import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { isRowReason, rowReasons } from '../../../core/messages/row-reasons.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { saveBriefly } from '../../platform/save-briefly.ts';
import { InstantSchema, listOf, nullable, pageOf } from '../../platform/schemas.ts';
import { fileError } from '../../platform/tabular/errors.ts';
import type { Db } from '../../platform/db.ts';
import { sendXlsx, type Workbook } from '../../platform/xlsx/writer.ts';
import { listLists, listRejections, type RejectionRow } from './registration-queries.ts';
import { exact, ParamsSchema } from './schemas.ts';
import { takeRegistrations, tryRegistrations } from './take-registrations.ts';

const CountsSchema = {
  rows: Type.Integer(),
  registered: Type.Integer(),
  changed: Type.Integer({ description: 'Another account, day or limit: a new mandate replaces the old' }),
  cancelled: Type.Integer(),
  unchanged: Type.Integer(),
  rejected: Type.Integer(),
};
const RejectionSchema = Type.Object({
  line: Type.Integer(),
  field: Type.String(),
  code: Type.String(),
  reason: Type.String(),
  reasonEn: Type.String(),
  detail: Type.String(),
  suggestion: nullable(Type.String({ description: 'A customer code that may have been meant' })),
  raw: Type.String(),
});
const TakenSchema = Type.Object({
  id: nullable(Type.String({ description: 'Null: a dry run, nothing was taken' })),
  ...CountsSchema,
  rejections: Type.Array(RejectionSchema, { description: 'Of a dry run, the first two hundred' }),
});
const pageSize = 200;

/** Lists of registrations from banks: upload, list, and the rows that go back with their reasons. */
export function registrationRoutes(app: App, runtime: Runtime): void {
  app.post(
    '/mandates/lists',
    {
      schema: {
        querystring: Type.Object(
          {
            partner: Type.String({ maxLength: 20 }),
            fileName: Type.String({ minLength: 1, maxLength: 200 }),
            dryRun: Type.Optional(Type.Literal('true', { description: 'Only say what it would come to' })),
          },
          exact,
        ),
        response: { 200: TakenSchema },
      },
      bodyLimit: Number.MAX_SAFE_INTEGER,
      config: { permission: 'debits.run' },
    },
    async ({ staff, query, body }) => {
      ensure(body instanceof Readable, fileError('files.empty'));
      return saveBriefly(body, async (path) => {
        const list = {
          path,
          fileName: query.fileName,
          partnerCode: query.partner,
          by: staff.login,
          businessOn: staff.businessDate,
          now: staff.now,
          maxUnpackedBytes: runtime.config.maxUploadBytes,
          requestId: staff.requestId,
        };
        if (!query.dryRun) {
          const { id, ...counts } = await takeRegistrations(staff.db, list);
          return { id: String(id), ...counts, rejections: [] };
        }
        const { counts, rejections } = await tryRegistrations(staff.db, list, pageSize);
        return { id: null, ...counts, rejections: rejections.map((row) => ({ ...row, ...explain(row) })) };
      });
    },
  );
  readRoutes(app);
}

function readRoutes(app: App): void {
  app.get(
    '/mandates/lists',
    {
      schema: {
        response: {
          200: listOf(
            Type.Object({
              id: Type.String(),
              ...CountsSchema,
              partnerCode: Type.String(),
              fileName: Type.String(),
              receivedBy: Type.String(),
              receivedAt: InstantSchema,
            }),
          ),
        },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff }) => ({
      rows: (await listLists(staff.db)).map(
        ({ partner_code, file_name, received_by, received_at, ...row }) => ({
          ...row,
          id: String(row.id),
          partnerCode: partner_code,
          fileName: file_name,
          receivedBy: received_by,
          receivedAt: received_at.toISOString(),
        }),
      ),
    }),
  );
  rejectionRoute(app);
}

function rejectionRoute(app: App): void {
  app.get(
    '/mandates/lists/:id/rejections',
    {
      schema: {
        params: ParamsSchema,
        querystring: Type.Object(
          {
            after: Type.Optional(Type.String({ pattern: '^\\d{1,9}$' })),
            format: Type.Optional(Type.Literal('xlsx')),
          },
          exact,
        ),
        response: { 200: pageOf(RejectionSchema) },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, params, query }, reply) => {
      const listId = BigInt(params.id);
      if (query.format) return sendXlsx(reply, rejectionWorkbook(staff.db, listId));
      const page = { after: Number(query.after ?? 0), limit: pageSize + 1 };
      const found = await listRejections(staff.db, listId, page);
      const rows = found.slice(0, pageSize);
      const last = rows.at(-1);
      return {
        rows: rows.map((row) => ({ ...row, ...explain(row) })),
        next: found.length > pageSize && last ? String(last.line) : null,
      };
    },
  );
}

function explain({ code }: RejectionRow): { reason: string; reasonEn: string } {
  return isRowReason(code)
    ? { reason: rowReasons[code].vi, reasonEn: rowReasons[code].en }
    : { reason: code, reasonEn: code };
}

/** What goes back to the bank. */
function rejectionWorkbook(on: Db, listId: bigint): Workbook {
  const rows = async function* () {
    for (let after = 0; ;) {
      const page = await listRejections(on, listId, { after, limit: 5_000 });
      for (const row of page)
        yield [row.line, row.field, explain(row).reason, row.detail, row.suggestion, row.raw];
      if (page.length < 5_000) return;
      after = page.at(-1)!.line;
    }
  };
  return {
    fileName: `dang-ky-bi-loai-${listId}.xlsx`,
    sheets: [
      {
        name: 'Dòng bị loại',
        columns: [
          { header: 'Dòng', kind: 'integer', width: 8 },
          { header: 'Trường', kind: 'text', width: 14 },
          { header: 'Lý do', kind: 'text', width: 44 },
          { header: 'Giá trị', kind: 'text', width: 24 },
          { header: 'Có thể là mã', kind: 'text', width: 18 },
          { header: 'Dòng gốc', kind: 'text', width: 60 },
        ],
        rows: rows(),
      },
    ],
  };
}
