import { Type } from 'typebox';
import { describeReason } from '../../../core/mandates/reasons.ts';
import type { App } from '../../platform/http.ts';
import { InstantSchema, listOf, MoneySchema, nullable } from '../../platform/schemas.ts';
import { sendXlsx, type Workbook } from '../../platform/xlsx/writer.ts';
import { approveReversal, askForReversal, keepDebit } from './return-debit.ts';
import { listReturns, type ReturnRow } from './return-queries.ts';
import { exact, ParamsSchema } from './schemas.ts';

const ReturnSchema = Type.Object({
  id: Type.String(),
  partnerCode: Type.String(),
  partnerName: Type.String(),
  reference: Type.String(),
  customerCode: Type.String(),
  customerName: Type.String(),
  billId: Type.String(),
  amount: MoneySchema,
  reasonCode: Type.String(),
  reason: Type.String(),
  reasonEn: Type.String(),
  paymentId: Type.String(),
  state: Type.Enum(['open', 'asked', 'reversed', 'kept']),
  askedBy: nullable(Type.String()),
  decidedBy: nullable(Type.String()),
  toldAt: InstantSchema,
});

/** Debits that banks took back after their money was posted: asked for by one person, approved by another. */
export function returnRoutes(app: App): void {
  app.get(
    '/debits/returns',
    {
      schema: {
        querystring: Type.Object({ format: Type.Optional(Type.Literal('xlsx')) }, exact),
        response: { 200: listOf(ReturnSchema) },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, query }, reply) => {
      const rows = await listReturns(staff.db);
      return query.format ? sendXlsx(reply, returnWorkbook(rows)) : { rows: rows.map(present) };
    },
  );
  app.post(
    '/debits/returns/:id/ask',
    {
      schema: { params: ParamsSchema, response: { 200: ReturnSchema } },
      config: { permission: 'debits.run' },
    },
    async ({ staff, params }) => present(await askForReversal(staff, BigInt(params.id))),
  );
  app.post(
    '/debits/returns/:id/approve',
    {
      schema: { params: ParamsSchema, response: { 200: ReturnSchema } },
      config: { permission: 'money.approve' },
    },
    async ({ staff, params }) => present(await approveReversal(staff, BigInt(params.id))),
  );
  app.post(
    '/debits/returns/:id/keep',
    {
      schema: {
        params: ParamsSchema,
        body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 300 }) }, exact),
        response: { 200: ReturnSchema },
      },
      config: { permission: 'debits.run' },
    },
    async ({ staff, params, body }) => present(await keepDebit(staff, BigInt(params.id), body.reason)),
  );
}

function present(row: ReturnRow) {
  const reason = describeReason(row.reason_code);
  return {
    id: String(row.id),
    partnerCode: row.partner_code,
    partnerName: row.partner_name,
    reference: row.reference,
    customerCode: row.customer_code,
    customerName: row.customer_name,
    billId: row.bill_external_id,
    amount: String(row.amount_vnd),
    reasonCode: row.reason_code,
    reason: reason.vi,
    reasonEn: reason.en,
    paymentId: String(row.payment_id),
    state: row.state,
    askedBy: row.asked_by,
    decidedBy: row.decided_by,
    toldAt: row.told_at.toISOString(),
  };
}

const stateWords = {
  open: 'Chờ xử lý',
  asked: 'Chờ duyệt hoàn tác',
  reversed: 'Đã hoàn tác',
  kept: 'Giữ nguyên',
};

function returnWorkbook(rows: readonly ReturnRow[]): Workbook {
  return {
    fileName: 'trich-no-bi-tra-lai.xlsx',
    sheets: [
      {
        name: 'Trích nợ bị trả lại',
        columns: [
          { header: 'Mã tham chiếu', kind: 'text', width: 22 },
          { header: 'Ngân hàng', kind: 'text', width: 14 },
          { header: 'Mã khách hàng', kind: 'text', width: 16 },
          { header: 'Tên khách hàng', kind: 'text', width: 30 },
          { header: 'Hóa đơn', kind: 'text', width: 18 },
          { header: 'Số tiền (đ)', kind: 'money', width: 16 },
          { header: 'Lý do', kind: 'text', width: 36 },
          { header: 'Trạng thái', kind: 'text', width: 20 },
        ],
        rows: rows.map((row) => [
          row.reference,
          row.partner_code,
          row.customer_code,
          row.customer_name,
          row.bill_external_id,
          row.amount_vnd,
          `${row.reason_code}: ${describeReason(row.reason_code).vi}`,
          stateWords[row.state],
        ]),
      },
    ],
  };
}
