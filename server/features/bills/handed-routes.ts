import { Type } from 'typebox';
import { monthOf } from '../../../core/dates.ts';
import type { App } from '../../platform/http.ts';
import { DateSchema, listOf, MoneySchema, pageOf, PeriodSchema } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { getCollector, readFilter } from './hand-over-bills.ts';
import { listBills, listHandedOver, sumBills, type HandedBillRow, type HandedRow } from './handed-queries.ts';
import { handedBillsWorkbook, handedWorkbook } from './handed-workbooks.ts';

const CodeSchema = Type.String({ minLength: 1, maxLength: 40 });
const FormatSchema = Type.Optional(Type.Literal('xlsx'));
const pageSize = 100;

const HandedSchema = Type.Object({
  partnerCode: Type.String(),
  partnerName: Type.String(),
  unitCode: Type.String(),
  period: PeriodSchema,
  bills: Type.Integer(),
  open: MoneySchema,
});

const HandedBillSchema = Type.Object({
  id: Type.String(),
  externalId: Type.String(),
  customerCode: Type.String(),
  customerName: Type.String(),
  unitCode: Type.String(),
  bookCode: Type.Union([Type.String(), Type.Null()]),
  period: PeriodSchema,
  dueOn: DateSchema,
  total: MoneySchema,
  open: MoneySchema,
  state: Type.String(),
});

const HandedBillsSchema = Type.Object({
  ...pageOf(HandedBillSchema).properties,
  total: Type.Integer({ description: 'Bills on all pages' }),
  open: MoneySchema,
});

/** What lies with one collector now: added up, and bill by bill; and the bills that lie with nobody alone. */
export function handedRoutes(app: App): void {
  app.get(
    '/bills/handed-over',
    {
      schema: {
        querystring: Type.Object({ format: FormatSchema }, { additionalProperties: false }),
        response: { 200: listOf(HandedSchema) },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }, reply) => {
      const rows = await listHandedOver(staff.db, staff.scope);
      return query.format ? sendXlsx(reply, handedWorkbook(rows)) : { rows: rows.map(presentHanded) };
    },
  );
  app.get(
    '/bills/handed-over/bills',
    {
      schema: {
        querystring: Type.Object(
          {
            partner: Type.Optional({
              ...CodeSchema,
              description: 'Without one: the bills that lie with nobody alone',
            }),
            unit: Type.Optional(CodeSchema),
            book: Type.Optional(CodeSchema),
            period: Type.Optional(PeriodSchema),
            after: Type.Optional(Type.String({ pattern: '^(\\d{1,18})?$' })),
            format: FormatSchema,
          },
          { additionalProperties: false },
        ),
        response: { 200: HandedBillsSchema },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }, reply) => {
      const collector = query.partner === undefined ? null : await getCollector(staff, query.partner);
      const filter = await readFilter(staff, query, collector?.id ?? null);
      if (query.format) return sendXlsx(reply, handedBillsWorkbook(staff, collector?.name ?? null, filter));
      const after = BigInt(query.after ?? '0');
      const sum = await sumBills(staff.db, filter);
      const found = await listBills(staff.db, { filter, after, limit: pageSize + 1 });
      const rows = found.slice(0, pageSize);
      return {
        rows: rows.map(presentBill),
        next: found.length > pageSize ? String(rows.at(-1)!.id) : null,
        total: sum.bills,
        open: String(sum.openVnd),
      };
    },
  );
}

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

function presentBill(row: HandedBillRow) {
  return {
    id: String(row.id),
    externalId: row.external_id,
    customerCode: row.customer_code,
    customerName: row.customer_name,
    unitCode: row.unit_code,
    bookCode: row.book_code,
    period: monthOf(row.period),
    dueOn: row.due_on,
    total: String(row.total_vnd),
    open: String(row.open_vnd),
    state: row.state,
  };
}
