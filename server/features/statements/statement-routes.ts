import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { saveBriefly } from '../../platform/save-briefly.ts';
import { fileError } from '../../platform/tabular/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { ensureWholeCompany } from '../staff/index.ts';
import { declareAccount } from './declare-account.ts';
import { statementError } from './errors.ts';
import { listAccounts } from './import-queries.ts';
import { importStatements } from './import-statements.ts';
import * as present from './present-statement.ts';
import * as schemas from './statement-schemas.ts';
import * as queries from './statement-queries.ts';

const filesPerPage = 50;
const linesPerPage = 200;
const mostAttention = 100;
const IdSchema = Type.String({ pattern: '^\\d{1,18}$' });
const After = Type.Object({ after: Type.Optional(IdSchema) }, { additionalProperties: false });

/** Statements of the company's own bank accounts: taken in, chained, and what in them waits for a person. */
export function statementRoutes(app: App, runtime: Runtime): void {
  app.register(async (scope) => {
    const statements = scope as unknown as App;
    statements.addHook('preHandler', async ({ staff }) => ensureWholeCompany(staff));
    accountRoutes(statements);
    listRoutes(statements);
    uploadRoute(statements, runtime);
    attendRoute(statements);
  });
}

function accountRoutes(app: App): void {
  app.put(
    '/bank-accounts/:number',
    {
      schema: {
        params: Type.Object({ number: Type.String({ maxLength: 40 }) }),
        body: schemas.DeclarationSchema,
        response: { 200: schemas.AccountSchema },
      },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff: { db, login: by, now, requestId }, params: { number }, body }) =>
      present.presentAccount(await declareAccount(db, { number, ...body, by, now, requestId })),
  );
}

function listRoutes(app: App): void {
  app.get(
    '/statements',
    {
      schema: { querystring: After, response: { 200: schemas.StatementsSchema } },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff: { db }, query: { after } }) => {
      const found = await queries.listFiles(db, {
        after: after === undefined ? undefined : BigInt(after),
        limit: filesPerPage + 1,
      });
      const rows = found.slice(0, filesPerPage);
      const last = rows.at(-1);
      return {
        rows: rows.map(({ file, statements }) => present.presentFile(file, statements)),
        next: found.length > filesPerPage && last ? String(last.file.id) : null,
        accounts: (await listAccounts(db)).map(present.presentAccount),
        breaks: (await queries.listBreaks(db)).map(present.presentBreak),
        attention: (await queries.listAttention(db, mostAttention)).map(present.presentAttention),
      };
    },
  );
  app.get(
    '/statements/:id/lines',
    {
      schema: {
        params: Type.Object({ id: IdSchema }),
        querystring: After,
        response: { 200: schemas.LinesSchema },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff: { db }, params: { id }, query: { after = '0' } }) => {
      const found = await queries.listLines(db, BigInt(id), BigInt(after), linesPerPage + 1);
      const rows = found.slice(0, linesPerPage);
      const last = rows.at(-1);
      return {
        rows: rows.map(present.presentLine),
        next: found.length > linesPerPage && last ? String(last.id) : null,
      };
    },
  );
}

function uploadRoute(app: App, runtime: Runtime): void {
  // The body is handed on as a stream; its size is bounded by the receiver.
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  app.post(
    '/statements/file',
    {
      schema: {
        querystring: Type.Object(
          {
            fileName: Type.String({ minLength: 1, maxLength: 200 }),
            account: Type.Optional(Type.String({ maxLength: 40 })),
            dryRun: Type.Optional(Type.Literal('true')),
          },
          { additionalProperties: false },
        ),
        response: { 200: schemas.ImportedSchema },
      },
      bodyLimit: Number.MAX_SAFE_INTEGER,
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, query: { fileName, account, dryRun }, body }) => {
      ensure(body instanceof Readable, fileError('files.empty'));
      const { db, login: by, now, requestId, businessDate: today } = staff;
      const work = { fileName, account, dryRun: dryRun === 'true', by, now, today, requestId };
      const answer = await saveBriefly(
        body,
        (path) => importStatements(db, { ...work, path }),
        runtime.config.maxUploadBytes,
      );
      return present.presentImport(answer);
    },
  );
}

function attendRoute(app: App): void {
  app.post(
    '/statements/lines/:id/attended',
    {
      schema: {
        params: Type.Object({ id: IdSchema }),
        body: Type.Object(
          { note: Type.String({ minLength: 1, maxLength: 500 }) },
          { additionalProperties: false },
        ),
        response: { 204: Type.Null() },
      },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, params: { id }, body: { note } }, reply) => {
      const { db, login, now, requestId } = staff;
      const marked = await queries.markAttended(db, BigInt(id), { login, note, now });
      ensure(marked === 1, statementError('statements.unknown_line', { id }));
      const subject = `statement_line:${id}`;
      await recordAudit(db, {
        actor: login,
        action: 'statement_line.attended',
        subject,
        detail: { note },
        requestId,
      });
      return reply.code(204).send(null);
    },
  );
}
