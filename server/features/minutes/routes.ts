import { Type } from 'typebox';
import { addDays, addMonths, firstDayOf, monthOf } from '../../../core/dates.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { sendPdf } from '../../platform/pdf/document.ts';
import { DateSchema, PeriodSchema } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { businessInstant } from '../payments/index.ts';
import { ensureWholeCompany, type StaffContext } from '../staff/index.ts';
import { minutesError } from './errors.ts';
import { listDays, listMonth } from './list-queries.ts';
import { makeMinutes, type Actor, type MinutesRequest } from './make-minutes.ts';
import { minutesDocument } from './minutes-pdf.ts';
import { minutesWorkbook, signOffWorkbook } from './minutes-workbook.ts';
import { ensureIntact } from './minutes-content.ts';
import { presentMinutes, presentSignOff } from './present.ts';
import { findMinutes, listSteps, listVersions, type MinutesRow } from './queries.ts';
import { reopenMinutes, requestReopen } from './reopen-minutes.ts';
import {
  MadeSchema,
  MakeBodySchema,
  MinutesSchema,
  NoBodySchema,
  ReopenRequestSchema,
  SignBodySchema,
  SignOffSchema,
} from './schemas.ts';
import { readReadiness, signMinutes } from './sign-minutes.ts';

const IdParams = Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) });
const exact = { additionalProperties: false };

/** Minutes of reconciliation (biên bản đối soát): the sign-off list, one paper, signing it, opening it again. */
export function minutesRoutes(app: App): void {
  signOffRoute(app);
  readRoute(app);
  makeRoute(app);
  signRoute(app);
  reopenRoutes(app);
}

function signOffRoute(app: App): void {
  app.get(
    '/minutes',
    {
      schema: {
        querystring: Type.Object(
          {
            month: Type.Optional(PeriodSchema),
            /** One day of all partners. */
            day: Type.Optional(DateSchema),
            /** The days of one partner in the month. */
            partner: Type.Optional(Type.String()),
            format: Type.Optional(Type.Enum(['xlsx'])),
          },
          exact,
        ),
        response: { 200: SignOffSchema },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, query }, reply) => {
      ensureWholeCompany(staff);
      const month = query.day ? monthOf(query.day) : (query.month ?? monthOf(staff.businessDate));
      const span = query.day
        ? { from: query.day, to: addDays(query.day, 1) }
        : { from: firstDayOf(month), to: firstDayOf(addMonths(month, 1)) };
      const found =
        query.day === undefined && query.partner === undefined
          ? await listMonth(staff.db, span)
          : await listDays(staff.db, { ...span, partnerCode: query.partner });
      const rows = found.map(presentSignOff);
      if (query.format === 'xlsx') return sendXlsx(reply, signOffWorkbook(staff, month, rows));
      const signed = rows.filter(({ minutes }) => minutes?.state === 'signed').length;
      // A partner without a session in the month has nothing to sign.
      return { month, signed, total: rows.filter(({ days }) => days > 0).length, rows };
    },
  );
}

function readRoute(app: App): void {
  app.get(
    '/minutes/:id',
    {
      schema: {
        params: IdParams,
        querystring: Type.Object({ format: Type.Optional(Type.Enum(['pdf', 'xlsx'])) }, exact),
        response: { 200: MinutesSchema },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, params, query }, reply) => {
      ensureWholeCompany(staff);
      const row = await getMinutes(staff, BigInt(params.id));
      if (query.format === 'pdf') return sendPdf(reply, minutesDocument(row));
      if (query.format === 'xlsx') return sendXlsx(reply, minutesWorkbook(row));
      return presentWhole(staff, row);
    },
  );
}

function makeRoute(app: App): void {
  app.post(
    '/minutes',
    {
      schema: { body: MakeBodySchema, response: { 201: MadeSchema } },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, body }, reply) => {
      ensureWholeCompany(staff);
      const id = await makeMinutes(staff.db, parseRequest(body), actorOf(staff));
      return reply.code(201).send({ id: String(id) });
    },
  );
}

function parseRequest({
  partner,
  day,
  month,
}: {
  partner: string;
  day?: string;
  month?: string;
}): MinutesRequest {
  if (day !== undefined && month === undefined) return { partnerCode: partner, kind: 'day', day };
  if (month !== undefined && day === undefined) return { partnerCode: partner, kind: 'month', month };
  throw new AppError('request.invalid', 'invalid', { expected: 'either day or month' });
}

function signRoute(app: App): void {
  app.post(
    '/minutes/:id/sign',
    {
      schema: { params: IdParams, body: SignBodySchema, response: { 200: MinutesSchema } },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, params, body }) => {
      ensureWholeCompany(staff);
      const id = BigInt(params.id);
      await signMinutes(staff.db, { id, ...body, signer: body.signer.trim() }, actorOf(staff));
      return presentWhole(staff, await getMinutes(staff, id));
    },
  );
}

function reopenRoutes(app: App): void {
  app.post(
    '/minutes/:id/reopen-request',
    {
      schema: { params: IdParams, body: ReopenRequestSchema, response: { 200: MinutesSchema } },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, params, body }) => {
      ensureWholeCompany(staff);
      const id = BigInt(params.id);
      await requestReopen(staff.db, { id, reason: body.reason.trim() }, actorOf(staff));
      return presentWhole(staff, await getMinutes(staff, id));
    },
  );

  app.post(
    '/minutes/:id/reopen',
    {
      schema: {
        params: IdParams,
        body: NoBodySchema,
        response: { 201: Type.Object({ id: Type.String({ description: 'The new version' }) }) },
      },
      config: { permission: 'money.approve' },
    },
    async ({ staff, params }, reply) => {
      ensureWholeCompany(staff);
      const id = await reopenMinutes(staff.db, BigInt(params.id), actorOf(staff));
      return reply.code(201).send({ id: String(id) });
    },
  );
}

async function getMinutes(staff: StaffContext, id: bigint): Promise<MinutesRow> {
  const row = await findMinutes(staff.db, id);
  ensure(row, minutesError('minutes.unknown', { id: String(id) }));
  ensureIntact(row);
  return row;
}

async function presentWhole(staff: StaffContext, row: MinutesRow) {
  const versions = await listVersions(staff.db, row);
  const canBeSigned = row.state === 'draft' || row.state === 'signed_by_us';
  const [steps, readiness] = await Promise.all([
    listSteps(
      staff.db,
      versions.map(({ number }) => number),
    ),
    canBeSigned ? readReadiness(staff.db, row, actorOf(staff).at) : null,
  ]);
  return presentMinutes(row, { readiness, versions, steps });
}

function actorOf(staff: StaffContext): Actor {
  const { code, name, demo } = staff.company;
  return {
    company: { code, name, demo },
    login: staff.login,
    now: staff.now,
    at: businessInstant(staff.businessDate, staff.now),
    requestId: staff.requestId,
  };
}
