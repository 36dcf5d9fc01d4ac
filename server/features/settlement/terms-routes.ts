import { Type } from 'typebox';
import type { BusinessDate } from '../../../core/dates.ts';
import type { FeeRule } from '../../../core/fees.ts';
import type { Db } from '../../platform/db.ts';
import type { App } from '../../platform/http.ts';
import { listOf } from '../../platform/schemas.ts';
import { actorOf, getPartner, PartnerParams } from './asked.ts';
import { ensureHolidays } from './load-holidays.ts';
import { DaySchema, NewDaySchema, NewTermsSchema, TermsSchema } from './schemas.ts';
import { removeDay, setDay } from './set-days.ts';
import { setTerms } from './set-terms.ts';
import { defaultTerms, listDays, listTerms, type DayRow, type TermsRow } from './terms-queries.ts';

/** What is agreed with a partner, and the days on which banks rest. */
export function termsRoutes(app: App): void {
  app.get(
    '/settlement/terms/:partner',
    {
      schema: { params: PartnerParams, response: { 200: TermsSchema } },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff: { db, businessDate }, params }) => presentTerms(db, params.partner, businessDate),
  );
  app.put(
    '/settlement/terms/:partner',
    {
      schema: { params: PartnerParams, body: NewTermsSchema, response: { 200: TermsSchema } },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, params, body }) => {
      const { dailyLimit, feeRule, ...terms } = body;
      const partner = await getPartner(staff.db, params.partner);
      await ensureHolidays(staff.db);
      const dailyLimitVnd = dailyLimit === null ? null : BigInt(dailyLimit);
      await setTerms(
        staff.db,
        partner,
        { ...terms, dailyLimitVnd, feeRule: feeRule as FeeRule },
        actorOf(staff),
      );
      return presentTerms(staff.db, params.partner, staff.businessDate);
    },
  );
  dayRoutes(app);
}

async function presentTerms(db: Db, code: string, today: BusinessDate) {
  const partner = await getPartner(db, code);
  const kept = await listTerms(db, partner.id);
  const versions = kept.length > 0 ? kept : [defaultTerms(partner.id)];
  return {
    partnerCode: partner.code,
    partnerName: partner.name,
    cutOff: partner.cut_off,
    prefunded: partner.prefunded,
    dailyLimit: partner.daily_limit_vnd === null ? null : String(partner.daily_limit_vnd),
    closedThrough: partner.closed_through,
    versions: versions.map((row) => presentVersion(row, today)),
  };
}

function presentVersion(row: TermsRow, today: BusinessDate) {
  return {
    validFrom: row.valid_from,
    validTo: row.valid_to,
    inForce:
      (row.valid_from === null || row.valid_from <= today) && (row.valid_to === null || today < row.valid_to),
    settleDays: row.settle_days,
    fileDue: row.file_due,
    feeRule: row.fee_rule,
    feeMode: row.fee_mode,
    feeVatRate: row.fee_vat_rate,
    contact: row.contact,
    bankMarks: row.bank_marks,
    setBy: row.set_by,
    setAt: row.set_at?.toISOString() ?? null,
  };
}

function dayRoutes(app: App): void {
  app.get(
    '/settlement/days',
    {
      schema: {
        querystring: Type.Object(
          { year: Type.Optional(Type.String({ pattern: '^20[0-9]{2}$' })) },
          { additionalProperties: false },
        ),
        response: { 200: listOf(DaySchema) },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff: { db }, query: { year } }) => {
      await ensureHolidays(db);
      const range =
        year === undefined ? undefined : { from: `${year}-01-01`, to: `${Number(year) + 1}-01-01` };
      return { rows: (await listDays(db, range)).map(presentDay) };
    },
  );
  app.post(
    '/settlement/days',
    {
      schema: { body: NewDaySchema, response: { 200: DaySchema } },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, body }) => {
      await ensureHolidays(staff.db);
      return presentDay(await setDay(staff.db, body, actorOf(staff)));
    },
  );
  app.delete(
    '/settlement/days/:day',
    {
      schema: { params: Type.Object({ day: DaySchema.properties.day }), response: { 204: Type.Null() } },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, params }, reply) => {
      await ensureHolidays(staff.db);
      await removeDay(staff.db, params.day, actorOf(staff));
      return reply.code(204).send(null);
    },
  );
}

function presentDay({ day, kind, name, set_by, set_at }: DayRow) {
  return { day, kind, name, setBy: set_by, setAt: set_at.toISOString() };
}
