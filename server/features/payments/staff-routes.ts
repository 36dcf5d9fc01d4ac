import { Type } from 'typebox';
import { normalizeCode } from '../../../core/text.ts';
import type { App } from '../../platform/http.ts';
import { sendXlsx, type Workbook } from '../../platform/xlsx/writer.ts';
import type { StaffContext } from '../staff/index.ts';
import { readPages } from './export-pages.ts';
import {
  listPartnerDays,
  listPayments,
  type PartnerDay,
  type ListedPayment,
  type PaymentFilter,
} from './list-payments.ts';
import {
  CustomerPaymentsSchema,
  PartnerDaysSchema,
  PaymentFeedSchema,
  PaymentsSummarySchema,
} from './staff-schemas.ts';

const FeedQuery = Type.Object(
  {
    after: Type.Optional(Type.String({ pattern: '^[0-9]{1,18}$' })),
    partner: Type.Optional(Type.String()),
    channel: Type.Optional(Type.String()),
    limit: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,2}$' })),
    format: Type.Optional(Type.Enum(['xlsx'])),
  },
  { additionalProperties: false },
);

/** Payments as staff see them: the newest, one customer's, and each partner's day. */
export function staffPaymentRoutes(app: App): void {
  feedRoutes(app);
  partnerDayRoutes(app);
}

function feedRoutes(app: App): void {
  app.get(
    '/payments',
    {
      schema: { querystring: FeedQuery, response: { 200: PaymentFeedSchema } },
      config: { permission: 'payments.view' },
    },
    async ({ staff, query }, reply) => {
      const filter: PaymentFilter = {
        unitIds: staff.scope,
        partnerCode: query.partner,
        channel: query.channel,
        before: query.after === undefined ? undefined : BigInt(query.after),
      };
      if (query.format === 'xlsx') return sendXlsx(reply, paymentWorkbook(staff, filter));
      const limit = Math.min(Number(query.limit ?? 50), 200);
      const rows = await listPayments(staff.db, filter, limit);
      return { rows: rows.map(presentListed), next: rows.length === limit ? String(rows.at(-1)?.id) : null };
    },
  );

  app.get(
    '/customers/:code/payments',
    {
      schema: {
        params: Type.Object({ code: Type.String() }),
        querystring: Type.Object(
          { format: Type.Optional(Type.Enum(['xlsx'])) },
          { additionalProperties: false },
        ),
        response: { 200: CustomerPaymentsSchema },
      },
      config: { permission: 'payments.view' },
    },
    async ({ staff, params, query }, reply) => {
      const filter = { unitIds: staff.scope, customerCode: normalizeCode(params.code) };
      if (query.format === 'xlsx') return sendXlsx(reply, paymentWorkbook(staff, filter));
      return { rows: (await listPayments(staff.db, filter, 500)).map(presentListed) };
    },
  );
}

function partnerDayRoutes(app: App): void {
  app.get(
    '/payments/summary',
    { schema: { response: { 200: PaymentsSummarySchema } }, config: { permission: 'payments.view' } },
    async ({ staff }) => {
      const days = await listPartnerDays(staff.db, staff.businessDate, staff.scope);
      return {
        businessDate: staff.businessDate,
        today: {
          count: days.reduce((sum, day) => sum + day.payments, 0),
          amount: String(days.reduce((sum, day) => sum + day.amount_vnd, 0n)),
        },
        perPartner: days.map((day) => ({
          code: day.code,
          name: day.name,
          count: day.payments,
          amount: String(day.amount_vnd),
        })),
      };
    },
  );

  app.get(
    '/partners',
    {
      schema: {
        querystring: Type.Object(
          { format: Type.Optional(Type.Enum(['xlsx'])) },
          { additionalProperties: false },
        ),
        response: { 200: PartnerDaysSchema },
      },
      config: { permission: 'payments.view' },
    },
    async ({ staff, query }, reply) => {
      const days = await listPartnerDays(staff.db, staff.businessDate, staff.scope);
      if (query.format === 'xlsx') return sendXlsx(reply, partnerWorkbook(staff, days));
      return {
        rows: days.map(({ payments, amount_vnd, ...day }) => ({
          ...day,
          paymentsToday: payments,
          amountToday: String(amount_vnd),
        })),
      };
    },
  );
}

function partnerWorkbook(staff: StaffContext, days: readonly PartnerDay[]): Workbook {
  return {
    fileName: `doi-tac-${staff.businessDate}.xlsx`,
    sheets: [
      {
        name: 'Đối tác',
        title: `Đối tác thu hộ – ${staff.company.name}`,
        notes: [`Ngày ${staff.businessDate}`],
        columns: [
          { header: 'Mã', kind: 'text', width: 14 },
          { header: 'Tên', kind: 'text', width: 36 },
          { header: 'Kênh', kind: 'text', width: 40 },
          { header: 'Giao dịch hôm nay', kind: 'integer', width: 18 },
          { header: 'Số tiền hôm nay (đ)', kind: 'money', width: 20 },
        ],
        rows: days.map((day) => [day.code, day.name, day.channels.join(', '), day.payments, day.amount_vnd]),
      },
    ],
  };
}

function presentListed(row: ListedPayment) {
  return {
    id: String(row.id),
    reference: row.reference,
    partnerCode: row.partner_code,
    partnerName: row.partner_name,
    channel: row.channel,
    tender: row.tender,
    amount: String(row.amount_vnd),
    credited: String(row.credited_vnd),
    state: row.state,
    occurredAt: row.occurred_at.toISOString(),
    businessOn: row.business_on,
    recordedAt: row.recorded_at.toISOString(),
    customerCode: row.customer_code,
    customerName: row.customer_name,
    unitName: row.unit_name,
    allocations: row.allocations,
  };
}

function paymentWorkbook(staff: StaffContext, filter: PaymentFilter): Workbook {
  return {
    fileName: `thanh-toan-${staff.businessDate}.xlsx`,
    sheets: [
      {
        name: 'Thanh toán',
        title: `Thanh toán – ${staff.company.name}`,
        columns: [
          { header: 'Mã tham chiếu', kind: 'text', width: 26 },
          { header: 'Đối tác', kind: 'text', width: 14 },
          { header: 'Kênh', kind: 'text', width: 16 },
          { header: 'Mã khách hàng', kind: 'text', width: 16 },
          { header: 'Khách hàng', kind: 'text', width: 26 },
          { header: 'Số tiền (đ)', kind: 'money', width: 16 },
          { header: 'Trả trước (đ)', kind: 'money', width: 14 },
          { header: 'Trạng thái', kind: 'text', width: 12 },
          { header: 'Ngày', kind: 'date', width: 12 },
          { header: 'Lúc', kind: 'datetime', width: 18 },
        ],
        rows: exportRows(staff, filter),
      },
    ],
  };
}

async function* exportRows(staff: StaffContext, filter: PaymentFilter) {
  const list = (behind: bigint | null, limit: number) =>
    listPayments(staff.db, { ...filter, before: behind ?? filter.before }, limit);
  for await (const row of readPages(list, ({ id }) => id)) {
    yield [
      row.reference,
      row.partner_code,
      row.channel,
      row.customer_code,
      row.customer_name,
      row.amount_vnd,
      row.credited_vnd,
      row.state === 'accepted' ? 'Đã nhận' : 'Đã hủy',
      row.business_on,
      row.recorded_at,
    ];
  }
}
