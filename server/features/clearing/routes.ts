import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { DateSchema, nullable, pageOf } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { ensureWholeCompany } from '../staff/index.ts';
import { readGate } from './deliver-queries.ts';
import { entryWorkbook } from './entry-workbook.ts';
import { clearingError } from './errors.ts';
import { feedRoutes } from './feed-routes.ts';
import { presentEntry, presentGate } from './present.ts';
import { listEntries } from './queries.ts';
import { readSummary } from './read-summary.ts';
import { retryEntries } from './retry-entries.ts';
import { EntrySchema, GateSchema, SeqSchema, StateSchema, SummarySchema } from './schemas.ts';
import { setGateByHand } from './set-gate.ts';
import { setTarget } from './set-target.ts';
import { takeAnswers } from './take-answers.ts';

const pageSize = 100;
const CodeSchema = Type.String({ minLength: 1, maxLength: 40 });

/** Clearing back to the billing system, for staff of the whole company. */
export function clearingRoutes(app: App): void {
  app.register(async (scope) => {
    const clearing = scope as unknown as App;
    clearing.addHook('preHandler', async ({ staff }) => ensureWholeCompany(staff));
    // The body is handed on as a stream; its size is bounded by the receiver.
    clearing.addContentTypeParser('application/octet-stream', (_request, payload, done) =>
      done(null, payload),
    );
    viewRoutes(clearing);
    feedRoutes(clearing);
    gateRoutes(clearing);
    actRoutes(clearing);
  });
}

function viewRoutes(app: App): void {
  app.get(
    '/clearing/summary',
    { schema: { response: { 200: SummarySchema } }, config: { permission: 'reconciliation.view' } },
    async ({ staff }) => readSummary(staff.db),
  );
  app.get(
    '/clearing/entries',
    {
      schema: {
        querystring: Type.Object(
          {
            state: Type.Optional(StateSchema),
            partner: Type.Optional(CodeSchema),
            customer: Type.Optional(CodeSchema),
            payment: Type.Optional(SeqSchema),
            after: Type.Optional(SeqSchema),
            format: Type.Optional(Type.Literal('xlsx')),
          },
          { additionalProperties: false },
        ),
        response: { 200: pageOf(EntrySchema) },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, query }, reply) => {
      const filter = {
        state: query.state,
        partnerCode: query.partner,
        customerCode: query.customer,
        paymentId: query.payment === undefined ? undefined : BigInt(query.payment),
      };
      if (query.format) return sendXlsx(reply, entryWorkbook(staff.db, filter));
      const after = query.after === undefined ? undefined : BigInt(query.after);
      const found = await listEntries(staff.db, filter, { after, limit: pageSize + 1 });
      const rows = found.slice(0, pageSize);
      const last = rows.at(-1);
      return {
        rows: rows.map(presentEntry),
        next: found.length > pageSize && last ? String(last.seq) : null,
      };
    },
  );
}

function gateRoutes(app: App): void {
  app.post(
    '/clearing/gate',
    {
      schema: {
        body: Type.Object(
          {
            open: Type.Boolean(),
            reason: Type.Optional(Type.String({ maxLength: 300 })),
            opensOn: Type.Optional(nullable(DateSchema)),
          },
          { additionalProperties: false },
        ),
        response: { 200: GateSchema },
      },
      config: { permission: 'clearing.manage' },
    },
    async ({ staff, body }) => {
      const { login: by, now, requestId, businessDate } = staff;
      const { open, reason = '', opensOn = null } = body;
      await setGateByHand(staff.db, { open, reason, opensOn, by, now, requestId, businessDate });
      return presentGate(await readGate(staff.db));
    },
  );
  app.put(
    '/clearing/target',
    {
      schema: {
        body: Type.Object(
          {
            url: nullable(Type.String({ maxLength: 500 })),
            secret: Type.Optional(
              Type.String({
                pattern: '^(?:[A-Za-z0-9+/]{4}){8,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
                maxLength: 200,
                description: 'At least 24 bytes, base64; without it the present one stays or one is made',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({
            url: nullable(Type.String()),
            newSecret: nullable(Type.String({ description: 'Made here; shown this once' })),
          }),
        },
      },
      config: { permission: 'clearing.manage' },
    },
    async ({ staff, body }) => setTarget(staff, { url: body.url, secret: body.secret }),
  );
}

function actRoutes(app: App): void {
  app.post(
    '/clearing/entries/retry',
    {
      schema: {
        body: Type.Union([
          Type.Object(
            { seqs: Type.Array(SeqSchema, { minItems: 1, maxItems: 1000 }) },
            { additionalProperties: false },
          ),
          Type.Object({ state: Type.Enum(['failed', 'refused']) }, { additionalProperties: false }),
        ]),
        response: { 200: Type.Object({ entries: Type.Integer() }) },
      },
      config: { permission: 'clearing.manage' },
    },
    async ({ staff, body }) => ({
      entries: await retryEntries(staff, 'seqs' in body ? { seqs: body.seqs.map(BigInt) } : body),
    }),
  );
  app.post(
    '/clearing/answers',
    {
      schema: {
        querystring: Type.Object(
          { fileName: Type.String({ minLength: 1, maxLength: 200 }) },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({
            written: Type.Integer(),
            repeated: Type.Integer({ description: 'Said before already' }),
            contradicting: Type.Integer({ description: 'Finished before with another result, which stays' }),
          }),
        },
      },
      bodyLimit: Number.MAX_SAFE_INTEGER,
      config: { permission: 'clearing.manage' },
    },
    async ({ staff, query, body }) => {
      ensure(body instanceof Readable, clearingError('clearing.bad_answer_file', { rows: [] }));
      return takeAnswers(staff, { body, fileName: query.fileName });
    },
  );
}
