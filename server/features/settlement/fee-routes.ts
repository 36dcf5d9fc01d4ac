import { Type } from 'typebox';
import { formatMonth, monthOf } from '../../../core/dates.ts';
import { checkFeeRule, type FeeRule } from '../../../core/fees.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { PeriodSchema } from '../../platform/schemas.ts';
import { sendXlsx, type Workbook } from '../../platform/xlsx/writer.ts';
import { getPartner } from './asked.ts';
import { settlementError } from './errors.ts';
import { presentFees, readFees, type Fees } from './read-fees.ts';
import { FeeRuleSchema, FeesSchema } from './schemas.ts';

const askedFields = {
  partner: Type.String({ maxLength: 40 }),
  month: Type.Optional(PeriodSchema),
};

/** What a partner's collecting costs in a month, and what it would cost under another rule. */
export function feeRoutes(app: App): void {
  app.get(
    '/settlement/fees',
    {
      schema: {
        querystring: Type.Object(
          { ...askedFields, format: Type.Optional(Type.Literal('xlsx')) },
          { additionalProperties: false },
        ),
        response: { 200: FeesSchema },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff: { db, businessDate, company }, query }, reply) => {
      const partner = await getPartner(db, query.partner);
      const fees = await readFees(db, partner, query.month ?? monthOf(businessDate));
      return query.format ? sendXlsx(reply, feeWorkbook(fees, company.name)) : presentFees(fees);
    },
  );
  app.post(
    '/settlement/fees/preview',
    {
      schema: {
        querystring: Type.Object(askedFields, { additionalProperties: false }),
        body: Type.Object(
          {
            feeRule: FeeRuleSchema,
            feeVatRate: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
          },
          { additionalProperties: false },
        ),
        response: { 200: FeesSchema },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff: { db, businessDate }, query, body }) => {
      const feeRule = body.feeRule as FeeRule;
      const problem = checkFeeRule(feeRule);
      ensure(!problem, settlementError('settlement.bad_fee_rule', { problem }));
      const partner = await getPartner(db, query.partner);
      const trial = { feeRule, feeVatRate: body.feeVatRate };
      return presentFees(await readFees(db, partner, query.month ?? monthOf(businessDate), trial));
    },
  );
}

function feeWorkbook(fees: Fees, companyName: string): Workbook {
  return {
    fileName: `phi-thu-ho-${fees.partnerCode}-${fees.month}.xlsx`,
    sheets: [
      {
        name: 'Phí thu hộ',
        title: `Phí thu hộ ${fees.partnerName} – ${companyName}`,
        notes: [`Tháng ${formatMonth(fees.month)}`],
        columns: [
          { header: 'Ngày', kind: 'date', width: 12 },
          { header: 'Số giao dịch', kind: 'integer', width: 13 },
          { header: 'Số tiền (đ)', kind: 'money', width: 18 },
          { header: 'Phí (đ)', kind: 'money', width: 16 },
          { header: 'Thuế GTGT (đ)', kind: 'money', width: 16 },
          { header: 'Cách trả', kind: 'text', width: 14 },
          { header: 'Đã chốt', kind: 'text', width: 10 },
        ],
        rows: fees.rows.map((row) => [
          row.day,
          row.payments,
          row.amountVnd,
          row.feeVnd,
          row.vatVnd,
          row.mode === 'netted' ? 'Trừ vào tiền' : 'Theo hóa đơn',
          row.frozen ? 'Đã chốt' : 'Tạm tính',
        ]),
      },
    ],
  };
}
