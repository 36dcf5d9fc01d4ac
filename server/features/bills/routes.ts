import { Type } from 'typebox';
import { monthOf } from '../../../core/dates.ts';
import type { App } from '../../platform/http.ts';
import { listOf } from '../../platform/schemas.ts';
import { sendXlsx, type Workbook } from '../../platform/xlsx/writer.ts';
import { getCustomer } from '../customers/index.ts';
import { presentBill } from './present-bill.ts';
import { listBillsOfCustomer, type BillListRow } from './queries.ts';
import { BillSchema } from './schemas.ts';

/** The bills of a customer, the latest first, with every version of them. */
export function billRoutes(app: App): void {
  app.get(
    '/customers/:code/bills',
    {
      schema: {
        params: Type.Object({ code: Type.String({ maxLength: 40 }) }),
        querystring: Type.Object(
          { format: Type.Optional(Type.Literal('xlsx')) },
          { additionalProperties: false },
        ),
        response: { 200: listOf(BillSchema) },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, params, query }, reply) => {
      const customer = await getCustomer(staff, params.code);
      const rows = await listBillsOfCustomer(staff.db, customer.id);
      if (query.format) return sendXlsx(reply, billWorkbook(customer, rows));
      return { rows: rows.map(presentBill) };
    },
  );
}

function billWorkbook(customer: { code: string; name: string }, rows: readonly BillListRow[]): Workbook {
  return {
    fileName: `hoa-don-${customer.code}.xlsx`,
    sheets: [
      {
        name: 'Hóa đơn',
        title: `Hóa đơn của ${customer.code} – ${customer.name}`,
        columns: [
          { header: 'Kỳ', kind: 'text', width: 10 },
          { header: 'Số hóa đơn', kind: 'text' },
          { header: 'Bản', kind: 'integer', width: 6 },
          { header: 'Loại', kind: 'text', width: 8 },
          { header: 'Ngày', kind: 'date' },
          { header: 'Hạn', kind: 'date' },
          { header: 'kWh', kind: 'integer' },
          { header: 'Tiền điện', kind: 'money' },
          { header: 'Thuế GTGT', kind: 'money' },
          { header: 'Tổng', kind: 'money' },
          { header: 'Đã trả', kind: 'money' },
          { header: 'Trạng thái', kind: 'text', width: 14 },
          { header: 'Giao thu', kind: 'text', width: 24 },
        ],
        rows: rows.map((row) => [
          monthOf(row.period).split('-').reverse().join('/'),
          row.external_id,
          row.version,
          row.kind,
          row.issued_on,
          row.due_on,
          row.energy_kwh,
          row.net_vnd,
          row.vat_vnd,
          row.total_vnd,
          row.paid_vnd,
          row.state,
          row.handed_name,
        ]),
      },
    ],
  };
}
