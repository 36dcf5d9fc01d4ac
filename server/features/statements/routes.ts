import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { readClock } from '../../platform/clock.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { saveBriefly } from '../../platform/save-briefly.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { fileError } from '../../platform/tabular/errors.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { ensureWholeCompany } from '../staff/index.ts';
import { creditWorkbook } from './credit-workbook.ts';
import { statementError } from './errors.ts';
import { presentAgeing, presentCredit } from './present.ts';
import { findCredit, listCredits, readAgeing } from './queries.ts';
import { readStatement } from './read-statement.ts';
import { recordCredits, type CreditLine } from './record-credits.ts';
import { BankCreditSchema, BankCreditsSchema, NewCreditSchema, StatementReadSchema } from './schemas.ts';
import { prepareGuesses } from './suggest-windows.ts';
import { giveToCustomer } from './give-to-customer.ts';
import { readWhose } from './whose-transfers.ts';

const pageSize = 100;
const ListQuery = Type.Object(
  {
    state: Type.Optional(Type.Enum(['unidentified', 'all'])),
    after: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}~\\d{1,18}$' })),
    format: Type.Optional(Type.Literal('xlsx')),
  },
  { additionalProperties: false },
);

/** Credits of the bank: typed or read from a statement, and whose money each may be. */
export function bankCreditRoutes(app: App, runtime: Runtime): void {
  app.register(async (scope) => {
    const statements = scope as unknown as App;
    statements.addHook('preHandler', async ({ staff }) => ensureWholeCompany(staff));
    listRoute(statements);
    typeRoute(statements);
    uploadRoute(statements, runtime);
    customerRoute(statements, runtime);
  });
}

function listRoute(app: App): void {
  app.get(
    '/bank-credits',
    {
      schema: { querystring: ListQuery, response: { 200: BankCreditsSchema } },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff: { db, businessDate, company }, query }, reply) => {
      const state = query.state ?? 'unidentified';
      if (query.format) return sendXlsx(reply, creditWorkbook(db, { company, state, today: businessDate }));
      const [bookedOn = '', id = ''] = (query.after ?? '').split('~');
      const after = query.after === undefined ? undefined : { bookedOn, id: BigInt(id) };
      const found = await listCredits(db, { state, after }, pageSize + 1);
      const rows = found.slice(0, pageSize);
      const guess = await prepareGuesses(db, businessDate);
      const whose = await readWhose(db, rows);
      const last = rows.at(-1);
      return {
        rows: rows.map((row) => presentCredit(row, guess(row), businessDate, whose(row.id))),
        next: found.length > pageSize && last ? `${last.booked_on}~${last.id}` : null,
        ageing: presentAgeing(await readAgeing(db, businessDate)),
      };
    },
  );
}

function typeRoute(app: App): void {
  app.post(
    '/bank-credits',
    {
      schema: { body: NewCreditSchema, response: { 201: BankCreditSchema } },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, body }, reply) => {
      const { db, login: by, now, requestId, businessDate } = staff;
      ensure(body.bookedOn <= businessDate, statementError('statements.in_the_future'));
      const line: CreditLine = {
        account: body.account.trim(),
        bookedOn: body.bookedOn,
        valueOn: body.valueOn ?? body.bookedOn,
        amountVnd: BigInt(body.amount),
        reference: body.reference ?? '',
        payer: body.payer ?? '',
        remittance: body.remittance ?? '',
        ordinal: body.ordinal ?? 1,
      };
      const { recorded } = await recordCredits(db, { lines: [line], source: 'typed', by, now, requestId });
      const [made] = recorded;
      ensure(made, statementError('statements.already_recorded'));
      const row = await findCredit(db, made.id);
      ensure(row, statementError('statements.unknown_credit', { id: String(made.id) }));
      const guess = await prepareGuesses(db, businessDate);
      return reply.code(201).send(presentCredit(row, guess(row), businessDate));
    },
  );
}

function uploadRoute(app: App, runtime: Runtime): void {
  // The body is handed on as a stream; its size is bounded by the receiver.
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  app.post(
    '/bank-credits/file',
    {
      schema: {
        querystring: Type.Object(
          {
            fileName: Type.String({ minLength: 1, maxLength: 200 }),
            account: Type.Optional(Type.String({ maxLength: 40 })),
          },
          { additionalProperties: false },
        ),
        response: { 200: StatementReadSchema },
      },
      bodyLimit: Number.MAX_SAFE_INTEGER,
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, query, body }) => {
      ensure(body instanceof Readable, fileError('files.empty'));
      const { db, login: by, now, requestId, businessDate: today } = staff;
      const { account, fileName } = query;
      const { lines, debits } = await saveBriefly(body, (path) =>
        readStatement(
          { path, fileName, maxUnpackedBytes: runtime.config.maxUploadBytes },
          { account, today },
        ),
      );
      const detail = { fileName };
      const work = { lines, source: 'file' as const, by, now, requestId, detail };
      const { recorded, alreadyThere, recordedVnd } = await recordCredits(db, work);
      return {
        lines: lines.length,
        debits,
        recorded: recorded.length,
        alreadyThere,
        recordedAmount: String(recordedVnd),
      };
    },
  );
}

function customerRoute(app: App, runtime: Runtime): void {
  app.post(
    '/bank-credits/:id/customer',
    {
      schema: {
        params: Type.Object({ id: Type.String({ pattern: '^\\d{1,18}$' }) }),
        body: Type.Object(
          { customerCode: Type.String({ minLength: 1, maxLength: 30 }) },
          { additionalProperties: false },
        ),
        response: { 200: BankCreditSchema },
      },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, params, body: { customerCode } }) => {
      const { db, login: actor } = staff;
      const { now, businessNow, businessDate: businessOn } = await readClock(runtime.platform);
      const creditId = BigInt(params.id);
      await giveToCustomer(db, { creditId, customerCode }, { actor, now, businessNow, businessOn });
      const row = await findCredit(db, creditId);
      ensure(row, statementError('statements.unknown_credit', { id: params.id }));
      const [guess, whose] = [await prepareGuesses(db, businessOn), await readWhose(db, [row])];
      return presentCredit(row, guess(row), businessOn, whose(row.id));
    },
  );
}
