import { Type } from 'typebox';
import { monthOf } from '../../../core/dates.ts';
import { maskAccount } from '../../../core/mandates/notice.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { DateSchema, InstantSchema, listOf, MoneySchema, nullable, pageOf } from '../../platform/schemas.ts';
import { sendCsv } from '../../platform/tabular/write-csv.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { businessInstant } from '../payments/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { mandateError } from './errors.ts';
import { findSheet, listNotices, listSheets, type NoticeRow, type SheetRow } from './notice-queries.ts';
import { noticeCsv, noticeWorkbook, wordingOf } from './notice-workbook.ts';
import { handOverNotices, planNotices } from './plan-notices.ts';
import type { RunTime } from './run-debits.ts';
import { exact, IdSchema, ParamsSchema } from './schemas.ts';

const pageSize = 100;
const StateSchema = Type.Enum(['due', 'handed_over', 'debited', 'dropped']);
const PartnerBody = Type.Object({ partner: Type.String({ maxLength: 20 }) }, exact);

const NoticeSchema = Type.Object({
  id: Type.String(),
  sheet: nullable(Type.String()),
  state: StateSchema,
  dropReason: nullable(
    Type.Enum(['paid', 'cancelled', 'mandate_ended', 'amount_changed', 'pending', 'debited']),
  ),
  debitOn: DateSchema,
  amount: MoneySchema,
  customerCode: Type.String(),
  customerName: Type.String(),
  partnerCode: Type.String(),
  partnerName: Type.String(),
  account: Type.String({ description: 'Masked' }),
  billId: Type.String(),
  period: Type.String(),
  text: Type.String({ description: 'As the payer reads it' }),
});

const SheetSchema = Type.Object({
  id: Type.String(),
  partnerCode: Type.String(),
  partnerName: Type.String(),
  notices: Type.Integer(),
  dropped: Type.Integer({ description: 'Left out because things changed since they were made' }),
  day: DateSchema,
  handedBy: Type.String(),
  handedAt: InstantSchema,
});

/** Notices to payers before their debits: made, handed over on sheets, listed. */
export function noticeRoutes(app: App): void {
  stepRoutes(app);
  listRoute(app);
  sheetRoutes(app);
}

function stepRoutes(app: App): void {
  app.post(
    '/debits/notices/plan',
    {
      schema: {
        body: PartnerBody,
        response: {
          200: Type.Object({
            debitOn: nullable(DateSchema, { description: 'Null: no run is to be announced today' }),
            planned: Type.Integer(),
          }),
        },
      },
      config: { permission: 'debits.run' },
    },
    async ({ staff, body }) => {
      return planNotices(staff.company, { partnerCode: body.partner, at: timeOf(staff) });
    },
  );
  app.post(
    '/debits/notices/hand-over',
    { schema: { body: PartnerBody, response: { 200: SheetSchema } }, config: { permission: 'debits.run' } },
    async ({ staff, body }) => {
      const { login: by, requestId } = staff;
      const work = { partnerCode: body.partner, by, at: timeOf(staff), requestId };
      return presentSheet(await handOverNotices(staff.db, work));
    },
  );
}

function timeOf({ now, businessDate }: StaffContext): RunTime {
  return { now, businessDate, businessNow: businessInstant(businessDate, now) };
}

function listRoute(app: App): void {
  app.get(
    '/debits/notices',
    {
      schema: {
        querystring: Type.Object(
          {
            partner: Type.Optional(Type.String({ maxLength: 20 })),
            state: Type.Optional(StateSchema),
            customer: Type.Optional(Type.String({ maxLength: 40 })),
            sheet: Type.Optional(IdSchema),
            after: Type.Optional(IdSchema),
            format: Type.Optional(Type.Literal('xlsx')),
          },
          exact,
        ),
        response: { 200: pageOf(NoticeSchema) },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, query }, reply) => {
      const filter = {
        partnerCode: query.partner,
        state: query.state,
        customerCode: query.customer,
        sheetId: query.sheet === undefined ? undefined : BigInt(query.sheet),
      };
      const { name } = staff.company;
      if (query.format) return sendXlsx(reply, noticeWorkbook(staff.db, filter, name));
      const page = { after: BigInt(query.after ?? 0), limit: pageSize + 1 };
      const found = await listNotices(staff.db, filter, page);
      const rows = found.slice(0, pageSize);
      const last = rows.at(-1);
      return {
        rows: rows.map((row) => presentNotice(row, name)),
        next: found.length > pageSize && last ? String(last.id) : null,
      };
    },
  );
}

function sheetRoutes(app: App): void {
  app.get(
    '/debits/notice-sheets',
    { schema: { response: { 200: listOf(SheetSchema) } }, config: { permission: 'reconciliation.view' } },
    async ({ staff }) => ({ rows: (await listSheets(staff.db)).map(presentSheet) }),
  );
  app.get(
    '/debits/notice-sheets/:id/file',
    {
      schema: {
        params: ParamsSchema,
        querystring: Type.Object({ format: Type.Enum(['csv', 'xlsx']) }, exact),
      },
      config: { permission: 'debits.run' },
    },
    async ({ staff, params, query }, reply) => {
      const sheet = await findSheet(staff.db, BigInt(params.id));
      ensure(sheet, mandateError('mandates.unknown_sheet', { id: params.id }));
      const { name } = staff.company;
      if (query.format === 'xlsx')
        return sendXlsx(reply, noticeWorkbook(staff.db, { sheetId: sheet.id }, name));
      return sendCsv(reply, `thong-bao-trich-no-${sheet.id}.csv`, noticeCsv(staff.db, sheet.id, name));
    },
  );
}

function presentSheet(row: SheetRow) {
  return {
    id: String(row.id),
    partnerCode: row.partner_code,
    partnerName: row.partner_name,
    notices: row.notices,
    dropped: row.dropped,
    day: row.business_on,
    handedBy: row.handed_by,
    handedAt: row.handed_at.toISOString(),
  };
}

function presentNotice(row: NoticeRow, company: string) {
  return {
    id: String(row.id),
    sheet: row.sheet_id === null ? null : String(row.sheet_id),
    state: row.state,
    dropReason: row.drop_reason,
    debitOn: row.debit_on,
    amount: String(row.amount_vnd),
    customerCode: row.customer_code,
    customerName: row.customer_name,
    partnerCode: row.partner_code,
    partnerName: row.partner_name,
    account: maskAccount(row.account),
    billId: row.bill_external_id,
    period: monthOf(row.period),
    text: wordingOf(row, company),
  };
}
