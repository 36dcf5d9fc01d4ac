import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { maxVnd } from '../../../core/money.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { nullable, pageOf } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { ensureWholeCompany } from '../staff/index.ts';
import type { Control } from './control.ts';
import { importError } from './errors.ts';
import { importWorkbook, rejectionWorkbook } from './export-imports.ts';
import { presentImport, presentRejection } from './present.ts';
import { abandonImport, publishImport, setControl } from './publish-import.ts';
import { findImport, listImports, type ImportRow } from './queries.ts';
import { receiveUpload } from './receive-upload.ts';
import { beforeFirst, listRejections, type RejectionKey } from './rejection-queries.ts';
import { resumeImports } from './resume-imports.ts';
import { ImportSchema, KindSchema, RejectionSchema } from './schemas.ts';
import { rejectionCsv } from './write-rejections.ts';

const ParamsSchema = Type.Object({ id: Type.String({ pattern: '^\\d{1,18}$' }) });
const AmountSchema = Type.String({ pattern: '^-?\\d{1,16}$' });
const CountSchema = Type.String({ pattern: '^\\d{1,9}$' });
const FormatSchema = Type.Optional(Type.Literal('xlsx'));

const pageSize = 50;
const rejectionPage = 200;

/** Imports of the billing system's files: upload, check, second look, publication. */
export function importRoutes(app: App, runtime: Runtime): void {
  // The guard has run before the body is looked at; an import speaks of the whole company.
  app.register(async (scope) => {
    const imports = scope as unknown as App;
    imports.addHook('preHandler', async ({ staff }) => ensureWholeCompany(staff));
    uploadRoute(imports, runtime);
    readRoutes(imports, runtime);
    rejectionRoutes(imports);
    decisionRoutes(imports);
  });
}

function uploadRoute(app: App, runtime: Runtime): void {
  // The body is handed on as a stream; its size is bounded by the receiver.
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  app.post(
    '/imports',
    {
      schema: {
        querystring: Type.Object(
          {
            kind: KindSchema,
            fileName: Type.String({ minLength: 1, maxLength: 200 }),
            rows: Type.Optional(CountSchema),
            total: Type.Optional(AmountSchema),
          },
          { additionalProperties: false },
        ),
        response: { 202: Type.Object({ id: Type.String() }) },
      },
      bodyLimit: Number.MAX_SAFE_INTEGER,
      config: { permission: 'imports.upload' },
    },
    async (request, reply) => {
      const { staff, query } = request;
      // After a refusal nobody reads what is still on its way.
      reply.header('connection', 'close');
      const id = await receiveUpload(runtime, staff.company, bodyOf(request), {
        kind: query.kind,
        fileName: query.fileName,
        control: typedControl(query.rows === undefined ? undefined : Number(query.rows), query.total),
        announcedBytes: announcedBytes(request),
        by: staff.login,
        requestId: staff.requestId,
      });
      return reply
        .removeHeader('connection')
        .code(202)
        .send({ id: String(id) });
    },
  );
}

function bodyOf({ body }: FastifyRequest): Readable {
  ensure(
    body instanceof Readable,
    importError('imports.upload_broken', { expected: 'application/octet-stream' }),
  );
  return body;
}

function announcedBytes({ headers }: FastifyRequest): number | undefined {
  const length = Number(headers['content-length']);
  return headers['content-length'] !== undefined && Number.isFinite(length) ? length : undefined;
}

function typedControl(rows: number | undefined, total: string | null | undefined): Control {
  const totalVnd = total === null || total === undefined ? null : BigInt(total);
  ensure(
    totalVnd === null || (totalVnd <= maxVnd && totalVnd >= -maxVnd),
    importError('imports.wrong_amount'),
  );
  if (rows === undefined && totalVnd === null) return { source: 'none', rows: null, totalVnd: null };
  return { source: 'typed', rows: rows ?? null, totalVnd };
}

function readRoutes(app: App, runtime: Runtime): void {
  app.get(
    '/imports',
    {
      schema: {
        querystring: Type.Object(
          { after: Type.Optional(Type.String({ pattern: '^\\d{1,18}$' })), format: FormatSchema },
          { additionalProperties: false },
        ),
        response: { 200: pageOf(ImportSchema) },
      },
      config: { permission: 'imports.upload' },
    },
    async ({ staff, query }, reply) => {
      await resumeImports(runtime, staff.company);
      if (query.format) return sendXlsx(reply, importWorkbook(staff.db));
      const before = BigInt(query.after ?? '999999999999999999');
      const found = await listImports(staff.db, { before, limit: pageSize + 1 });
      const rows = found.slice(0, pageSize);
      const last = rows.at(-1);
      return {
        rows: rows.map(presentImport),
        next: found.length > pageSize && last ? String(last.id) : null,
      };
    },
  );
  app.get(
    '/imports/:id',
    {
      schema: { params: ParamsSchema, response: { 200: ImportSchema } },
      config: { permission: 'imports.upload' },
    },
    async ({ staff, params }) => {
      await resumeImports(runtime, staff.company);
      return presentImport(await getImport(staff.db, params.id));
    },
  );
}

async function getImport(db: Parameters<typeof findImport>[0], id: string): Promise<ImportRow> {
  const row = await findImport(db, BigInt(id));
  ensure(row, importError('imports.unknown', { id }));
  return row;
}

function rejectionRoutes(app: App): void {
  app.get(
    '/imports/:id/rejections',
    {
      schema: {
        params: ParamsSchema,
        querystring: Type.Object(
          {
            after: Type.Optional(Type.String({ pattern: '^\\d{1,9}~[^~]{0,40}~[a-z_]{1,60}$' })),
            format: FormatSchema,
          },
          { additionalProperties: false },
        ),
        response: { 200: pageOf(RejectionSchema) },
      },
      config: { permission: 'imports.upload' },
    },
    async ({ staff, params, query }, reply) => {
      const row = await getImport(staff.db, params.id);
      if (query.format) return sendXlsx(reply, rejectionWorkbook(staff.db, row));
      const page = { after: parseKey(query.after), limit: rejectionPage + 1 };
      const found = await listRejections(staff.db, row.id, page);
      const rows = found.slice(0, rejectionPage);
      const last = rows.at(-1);
      const more = found.length > rejectionPage && last;
      return {
        rows: rows.map(presentRejection),
        next: more ? `${last.line}~${last.field}~${last.code}` : null,
      };
    },
  );
  app.get(
    '/imports/:id/rejections.csv',
    { schema: { params: ParamsSchema }, config: { permission: 'imports.upload' } },
    async ({ staff, params }, reply) => {
      const row = await getImport(staff.db, params.id);
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="rejected-${row.id}.csv"`)
        .send(Readable.from(rejectionCsv(staff.db, row.id), { objectMode: false }));
    },
  );
}

function parseKey(after: string | undefined): RejectionKey {
  const [line, field = '', code = ''] = (after ?? '').split('~');
  return after ? { line: Number(line), field, code } : beforeFirst;
}

function decisionRoutes(app: App): void {
  app.put(
    '/imports/:id/control',
    {
      schema: {
        params: ParamsSchema,
        body: Type.Object(
          {
            rows: Type.Integer({ minimum: 0, maximum: 999_999_999 }),
            total: Type.Optional(nullable(AmountSchema)),
          },
          { additionalProperties: false },
        ),
        response: { 200: ImportSchema },
      },
      config: { permission: 'imports.upload' },
    },
    async ({ staff, params, body }) => {
      const { totalVnd } = typedControl(body.rows, body.total);
      const { login: by, requestId } = staff;
      const change = { importId: BigInt(params.id), rows: body.rows, totalVnd, by, requestId };
      return presentImport(await setControl(staff.db, change));
    },
  );
  app.post(
    '/imports/:id/publish',
    {
      schema: {
        params: ParamsSchema,
        body: Type.Object({ withoutTotals: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
        response: { 200: ImportSchema },
      },
      config: { permission: 'imports.publish' },
      // No body says the same as an empty one.
      preValidation: async (request) => {
        request.body ??= {};
      },
    },
    async ({ staff, params, body }) => {
      const { login: by, requestId, businessDate: businessOn, now } = staff;
      const withoutTotals = body.withoutTotals ?? false;
      const importId = BigInt(params.id);
      return presentImport(
        await publishImport(staff.db, { importId, by, withoutTotals, businessOn, now, requestId }),
      );
    },
  );
  app.post(
    '/imports/:id/abandon',
    {
      schema: { params: ParamsSchema, response: { 200: ImportSchema } },
      config: { permission: 'imports.upload' },
    },
    async ({ staff, params }) => {
      const { login: by, requestId } = staff;
      return presentImport(await abandonImport(staff.db, { importId: BigInt(params.id), by, requestId }));
    },
  );
}
