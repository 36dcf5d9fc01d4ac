import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { DateSchema, pageOf } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { reconciliationError } from './errors.ts';
import { badLineWorkbook } from './export-bad-lines.ts';
import { findFile, listBadLines, listFiles, type FileRow } from './file-queries.ts';
import { presentBadLine, presentFile } from './present-file.ts';
import { receiveFile } from './receive-file.ts';
import { BadLineSchema, FileSchema, ScopeSchema } from './schemas.ts';

const exact = { additionalProperties: false };
const ParamsSchema = Type.Object({ id: Type.String({ pattern: '^\\d{1,18}$' }) });
const pageSize = 50;
const badLinePage = 200;

/** Partners' files: upload, list, one file with its counts, and the lines that could not be read. */
export function fileRoutes(app: App, runtime: Runtime): void {
  uploadRoute(app, runtime);
  readRoutes(app);
  badLineRoute(app);
}

function uploadRoute(app: App, runtime: Runtime): void {
  // The body is handed on as a stream; its size is bounded by the receiver.
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  app.post(
    '/reconciliation/files',
    {
      schema: {
        querystring: Type.Object(
          {
            partner: Type.String({ maxLength: 20 }),
            day: DateSchema,
            scope: Type.Optional(ScopeSchema),
            mapping: Type.Optional(Type.String({ maxLength: 60, description: 'Name of a stored mapping' })),
            fileName: Type.String({ minLength: 1, maxLength: 200 }),
          },
          exact,
        ),
        response: {
          202: Type.Object({
            id: Type.String(),
            unchanged: Type.Boolean({ description: 'The same bytes are in use already; this is their file' }),
          }),
        },
      },
      bodyLimit: Number.MAX_SAFE_INTEGER,
      config: { permission: 'reconciliation.resolve' },
    },
    async (request, reply) => {
      const { staff, query } = request;
      // After a refusal nobody reads what is still on its way.
      reply.header('connection', 'close');
      const received = await receiveFile(runtime, staff.company, bodyOf(request), {
        partnerCode: query.partner,
        day: query.day,
        scope: query.scope ?? 'final',
        mappingName: query.mapping,
        fileName: query.fileName,
        by: staff.login,
        requestId: staff.requestId,
        businessOn: staff.businessDate,
      });
      return reply
        .removeHeader('connection')
        .code(202)
        .send({ id: String(received.id), unchanged: received.unchanged });
    },
  );
}

function bodyOf({ body }: FastifyRequest): Readable {
  ensure(
    body instanceof Readable,
    reconciliationError('reconciliation.upload_broken', { expected: 'application/octet-stream' }),
  );
  return body;
}

function readRoutes(app: App): void {
  app.get(
    '/reconciliation/files',
    {
      schema: {
        querystring: Type.Object(
          {
            partner: Type.Optional(Type.String({ maxLength: 20 })),
            day: Type.Optional(DateSchema),
            after: Type.Optional(Type.String({ pattern: '^\\d{1,18}$' })),
          },
          exact,
        ),
        response: { 200: pageOf(FileSchema) },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, query }) => {
      const { partner: partnerCode, day, after } = query;
      const before = BigInt(after ?? '999999999999999999');
      const found = await listFiles(staff.db, { partnerCode, day, before }, pageSize + 1);
      const rows = found.slice(0, pageSize);
      const last = rows.at(-1);
      return { rows: rows.map(presentFile), next: found.length > pageSize && last ? String(last.id) : null };
    },
  );
  app.get(
    '/reconciliation/files/:id',
    {
      schema: { params: ParamsSchema, response: { 200: FileSchema } },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, params }) => presentFile(await getFile(staff.db, params.id)),
  );
}

async function getFile(db: Parameters<typeof findFile>[0], id: string): Promise<FileRow> {
  const row = await findFile(db, BigInt(id));
  ensure(row, reconciliationError('reconciliation.unknown_file', { id }));
  return row;
}

function badLineRoute(app: App): void {
  app.get(
    '/reconciliation/files/:id/bad-lines',
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
        response: { 200: pageOf(BadLineSchema) },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, params, query }, reply) => {
      const file = await getFile(staff.db, params.id);
      if (query.format) return sendXlsx(reply, badLineWorkbook(staff.db, file));
      const page = { after: Number(query.after ?? 0), limit: badLinePage + 1 };
      const found = await listBadLines(staff.db, file.id, page);
      const rows = found.slice(0, badLinePage);
      const last = rows.at(-1);
      return {
        rows: rows.map(presentBadLine),
        next: found.length > badLinePage && last ? String(last.line) : null,
      };
    },
  );
}
