import { Type } from 'typebox';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { MoneySchema } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { ensureWholeCompany } from '../staff/index.ts';
import { applyCredit } from './apply-credit.ts';
import { creditError } from './credit-errors.ts';
import { creditKinds, listCredits, sumCreditsLeft, type CreditRow } from './credit-queries.ts';
import { CreditsSchema } from './credit-schemas.ts';
import { creditWorkbook } from './credit-workbooks.ts';
import { findPayment } from './lot-queries.ts';

const pageSize = 50;
const PaymentParams = Type.Object({ paymentId: Type.String({ pattern: '^\\d{1,18}$' }) });

/** Money of customers that no bill has taken: who has it, why, and laying it on what they owe. */
export function creditRoutes(app: App): void {
  app.get(
    '/credits',
    {
      schema: {
        querystring: Type.Object(
          {
            kind: Type.Optional(Type.Enum([...creditKinds, 'all'])),
            after: Type.Optional(Type.String({ pattern: '^\\d{1,18}$' })),
            format: Type.Optional(Type.Literal('xlsx')),
          },
          { additionalProperties: false },
        ),
        response: { 200: CreditsSchema },
      },
      config: { permission: 'payments.view' },
    },
    async ({ staff, query }, reply) => {
      ensureWholeCompany(staff);
      const filter = { kind: query.kind ?? 'all', businessOn: staff.businessDate };
      if (query.format) return sendXlsx(reply, creditWorkbook(staff, filter));
      const before = query.after === undefined ? null : BigInt(query.after);
      const found = await listCredits(staff.db, { ...filter, before, limit: pageSize + 1 });
      const rows = found.slice(0, pageSize);
      const totals = await sumCreditsLeft(staff.db, filter);
      return {
        totals: {
          count: totals.count,
          left: String(totals.left_vnd),
          reserved: String(totals.reserved_vnd),
        },
        rows: rows.map(presentCredit),
        next: found.length > pageSize ? String(rows.at(-1)?.payment_id) : null,
      };
    },
  );
  applyRoute(app);
}

/** Lays a customer's credit on what they owe, without waiting for the next bills. */
function applyRoute(app: App): void {
  app.post(
    '/credits/:paymentId/apply',
    {
      schema: {
        params: PaymentParams,
        response: { 200: Type.Object({ amount: MoneySchema }) },
      },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, params }) => {
      ensureWholeCompany(staff);
      const payment = await findPayment(staff.db, BigInt(params.paymentId));
      ensure(payment, creditError('credits.unknown_payment', { paymentId: params.paymentId }));
      ensure(payment.customer_id !== null, creditError('credits.no_customer'));
      const { amountVnd } = await applyCredit(
        staff.db,
        { businessOn: staff.businessDate, actor: staff.login, customerId: payment.customer_id },
        staff.now,
      );
      return { amount: String(amountVnd) };
    },
  );
}

function presentCredit(row: CreditRow) {
  const { other } = row;
  return {
    paymentId: String(row.payment_id),
    reference: row.reference,
    kind: row.kind,
    channel: row.channel,
    partner: { code: row.partner_code, name: row.partner_name },
    customer: { code: row.customer_code, name: row.customer_name },
    unitName: row.unit_name,
    amount: String(row.amount_vnd),
    left: String(row.left_vnd),
    reserved: String(row.reserved_vnd),
    open: String(row.open_vnd),
    businessOn: row.business_on,
    ageDays: row.age_days,
    other: other && {
      paymentId: other.paymentId,
      reference: other.reference,
      partner: { code: other.partnerCode, name: other.partnerName },
      businessOn: other.businessOn,
      externalId: other.externalId,
      period: other.period,
    },
  };
}
