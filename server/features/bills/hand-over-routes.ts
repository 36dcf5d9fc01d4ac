import { Type } from 'typebox';
import { monthOf } from '../../../core/dates.ts';
import type { App } from '../../platform/http.ts';
import { listOf, MoneySchema, nullable, PeriodSchema } from '../../platform/schemas.ts';
import { sendXlsx, type Workbook } from '../../platform/xlsx/writer.ts';
import { handOverBills } from './hand-over-bills.ts';
import { listHandedOver, type HandedRow } from './hand-over-queries.ts';

const CodeSchema = Type.String({ minLength: 1, maxLength: 40 });

/** Bills that one partner alone may collect (giao thu), and how they come to lie with it. */
export function handOverRoutes(app: App): void {
  app.post(
    '/bills/hand-over',
    {
      schema: {
        body: Type.Object(
          {
            partner: nullable(CodeSchema, { description: 'Null gives the bills back to every partner' }),
            unit: Type.Optional(CodeSchema),
            book: Type.Optional(CodeSchema),
            period: Type.Optional(PeriodSchema),
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ bills: Type.Integer(), open: MoneySchema }) },
      },
      config: { permission: 'organisation.edit' },
    },
    async ({ staff, body }) => {
      const { bills, openVnd } = await handOverBills(staff, body);
      return { bills, open: String(openVnd) };
    },
  );
  app.get(
    '/bills/handed-over',
    {
      schema: {
        querystring: Type.Object(
          { format: Type.Optional(Type.Literal('xlsx')) },
          { additionalProperties: false },
        ),
        response: { 200: listOf(HandedSchema) },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }, reply) => {
      const rows = await listHandedOver(staff.db, staff.scope);
      return query.format ? sendXlsx(reply, handedWorkbook(rows)) : { rows: rows.map(presentHanded) };
    },
  );
}

const HandedSchema = Type.Object({
  partnerCode: Type.String(),
  partnerName: Type.String(),
  unitCode: Type.String(),
  period: PeriodSchema,
  bills: Type.Integer(),
  open: MoneySchema,
});

function presentHanded(row: HandedRow) {
  return {
    partnerCode: row.partner_code,
    partnerName: row.partner_name,
    unitCode: row.unit_code,
    period: monthOf(row.period),
    bills: row.bills,
    open: String(row.open_vnd),
  };
}

function handedWorkbook(rows: readonly HandedRow[]): Workbook {
  return {
    fileName: 'hoa-don-giao-thu.xlsx',
    sheets: [
      {
        name: 'Giao thu',
        title: 'Hóa đơn giao thu còn nợ',
        columns: [
          { header: 'Đối tác', kind: 'text', width: 14 },
          { header: 'Tên đối tác', kind: 'text', width: 32 },
          { header: 'Đơn vị', kind: 'text', width: 12 },
          { header: 'Kỳ', kind: 'text', width: 10 },
          { header: 'Số hóa đơn', kind: 'integer' },
          { header: 'Còn nợ (đ)', kind: 'money', width: 18 },
        ],
        rows: rows.map((row) => [
          row.partner_code,
          row.partner_name,
          row.unit_code,
          monthOf(row.period).split('-').reverse().join('/'),
          row.bills,
          row.open_vnd,
        ]),
      },
    ],
  };
}
