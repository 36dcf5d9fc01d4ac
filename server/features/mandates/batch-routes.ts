import { Type } from 'typebox';
import { ensure } from '../../platform/errors.ts';
import { dispositionOf } from '../../platform/disposition.ts';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { DateSchema, listOf, nullable, pageOf } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { businessInstant } from '../payments/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { listBatches, listItems, sumItems } from './batch-queries.ts';
import {
  BatchSchema,
  DebitTermsRowSchema,
  DebitTermsSchema,
  ItemSchema,
  ItemStateSchema,
} from './debit-schemas.ts';
import { mandateError } from './errors.ts';
import { giveUp } from './give-up.ts';
import { itemWorkbook } from './item-workbook.ts';
import { findBatch, type BatchRow } from './pick-queries.ts';
import { presentBatch, presentItem } from './present-debits.ts';
import { markSent, openDebitFile, runDebits } from './run-debits.ts';
import { exact, IdSchema, ParamsSchema } from './schemas.ts';
import { setDebitTerms } from './set-debit-terms.ts';
import { listTerms } from './terms-queries.ts';

const batchPage = 30;
const itemPage = 100;

/** Debit runs: terms of banks, start a run, its file, its items. */
export function batchRoutes(app: App, runtime: Runtime): void {
  termsRoutes(app);
  runRoutes(app, runtime);
  readRoutes(app);
  fileRoutes(app, runtime);
  itemRoute(app);
}

function termsRoutes(app: App): void {
  app.get(
    '/debits/terms',
    {
      schema: { response: { 200: listOf(DebitTermsRowSchema) } },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff }) => ({
      rows: (await listTerms(staff.db)).map(({ partnerId: _id, partnerKind: _kind, ...terms }) => terms),
    }),
  );
  app.put(
    '/debits/terms/:partner',
    {
      schema: {
        params: Type.Object({ partner: Type.String({ maxLength: 20 }) }),
        body: DebitTermsSchema,
        response: { 204: Type.Null() },
      },
      config: { permission: 'debits.run' },
    },
    async ({ staff, params, body }, reply) => {
      await setDebitTerms(staff, params.partner, body);
      return reply.code(204).send(null);
    },
  );
}

function runRoutes(app: App, runtime: Runtime): void {
  app.post(
    '/debits/runs',
    {
      schema: {
        body: Type.Object({ partner: Type.String({ maxLength: 20 }) }, exact),
        response: {
          200: Type.Object({
            batch: nullable(BatchSchema, { description: 'Null: there is nothing to debit' }),
            skipped: Type.Record(Type.String(), Type.Integer()),
          }),
        },
      },
      config: { permission: 'debits.run' },
    },
    async ({ staff, body }) => {
      const { login: by, requestId, now, businessDate } = staff;
      const at = { now, businessDate, businessNow: businessInstant(businessDate, now) };
      const work = { partnerCode: body.partner, by, requestId, at };
      const { batch, skipped } = await runDebits(runtime, staff.company, work);
      return { batch: batch ? await present(staff, batch) : null, skipped };
    },
  );
  app.post(
    '/debits/runs/:id/sent',
    {
      schema: { params: ParamsSchema, response: { 200: BatchSchema } },
      config: { permission: 'debits.run' },
    },
    async ({ staff, params }) => present(staff, await markSent(staff, BigInt(params.id))),
  );
  app.post(
    '/debits/runs/:id/give-up',
    {
      schema: { params: ParamsSchema, response: { 200: Type.Object({ items: Type.Integer() }) } },
      config: { permission: 'debits.run' },
    },
    async ({ staff, params }) => giveUp(staff, BigInt(params.id)),
  );
}

async function present(staff: StaffContext, batch: BatchRow) {
  return presentBatch(batch, await sumItems(staff.db, [batch.id]), staff.businessDate);
}

function readRoutes(app: App): void {
  app.get(
    '/debits/runs',
    {
      schema: {
        querystring: Type.Object(
          { partner: Type.Optional(Type.String({ maxLength: 20 })), after: Type.Optional(IdSchema) },
          exact,
        ),
        response: { 200: pageOf(BatchSchema) },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, query }) => {
      const before = BigInt(query.after ?? '999999999999999999');
      const found = await listBatches(staff.db, { partnerCode: query.partner, before }, batchPage + 1);
      const rows = found.slice(0, batchPage);
      const sums = await sumItems(
        staff.db,
        rows.map(({ id }) => id),
      );
      const last = rows.at(-1);
      return {
        rows: rows.map((row) => presentBatch(row, sums, staff.businessDate)),
        next: found.length > batchPage && last ? String(last.id) : null,
      };
    },
  );
  app.get(
    '/debits/runs/:id',
    {
      schema: { params: ParamsSchema, response: { 200: BatchSchema } },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, params }) => {
      const batch = await findBatch(staff.db, BigInt(params.id));
      ensure(batch, mandateError('mandates.unknown_batch', { id: params.id }));
      return present(staff, batch);
    },
  );
}

function fileRoutes(app: App, runtime: Runtime): void {
  app.get(
    '/debits/runs/:id/file',
    { schema: { params: ParamsSchema }, config: { permission: 'debits.run' } },
    async ({ staff, params }, reply) => {
      const { fileName, stream } = await openDebitFile(runtime, staff.company, BigInt(params.id));
      return reply
        .header('content-type', fileName.endsWith('.csv') ? 'text/csv; charset=utf-8' : 'application/xml')
        .header('content-disposition', dispositionOf('attachment', fileName))
        .header('cache-control', 'no-store')
        .send(stream);
    },
  );
}

function itemRoute(app: App): void {
  app.get(
    '/debits/items',
    {
      schema: {
        querystring: Type.Object(
          {
            run: Type.Optional(IdSchema),
            state: Type.Optional(ItemStateSchema),
            customer: Type.Optional(Type.String({ maxLength: 40 })),
            late: Type.Optional(
              Type.Literal('true', { description: 'Only what the bank should have answered' }),
            ),
            after: Type.Optional(IdSchema),
            format: Type.Optional(Type.Literal('xlsx')),
          },
          exact,
        ),
        response: { 200: Type.Object({ ...pageOf(ItemSchema).properties, today: DateSchema }) },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, query }, reply) => {
      const filter = {
        batchId: query.run === undefined ? undefined : BigInt(query.run),
        state: query.state,
        customerCode: query.customer,
        dueBefore: query.late ? staff.businessDate : undefined,
      };
      if (query.format) return sendXlsx(reply, itemWorkbook(staff.db, filter));
      const page = { after: BigInt(query.after ?? 0), limit: itemPage + 1 };
      const found = await listItems(staff.db, filter, page);
      const rows = found.slice(0, itemPage);
      const last = rows.at(-1);
      return {
        rows: rows.map(presentItem),
        next: found.length > itemPage && last ? String(last.id) : null,
        today: staff.businessDate,
      };
    },
  );
}
