import { Type } from 'typebox';
import type { App } from '../../platform/http.ts';
import { pageOf } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { ensureWholeCompany, type Permission, type StaffContext } from '../staff/index.ts';
import { listRefunds, type ListedRefund } from './credit-queries.ts';
import { RefundSchema, RefundStateSchema, RefundStepSchema } from './credit-schemas.ts';
import { requestRefund } from './request-refund.ts';
import { refundWorkbook } from './credit-workbooks.ts';
import type { RefundRow } from './refund-queries.ts';
import { approveRefund, cancelRefund, payRefund, rejectRefund } from './settle-refund.ts';

const pageSize = 50;
const RefundParams = Type.Object({ id: Type.String({ pattern: '^\\d{1,18}$' }) });
const ReasonSchema = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });
const NoBody = Type.Object({}, { additionalProperties: false });

/** Giving credit back to the payer: asked for by one person and, above the limit, approved by another. */
export function refundRoutes(app: App): void {
  listRoute(app);
  requestRoute(app);
  stepRoute(app, {
    name: 'approve',
    permission: 'money.approve',
    body: NoBody,
    step: (staff, refundId) => approveRefund(staff.db, { refundId, actor: staff.login }, staff.now),
  });
  stepRoute(app, {
    name: 'reject',
    permission: 'money.approve',
    body: Type.Object({ reason: ReasonSchema }, { additionalProperties: false }),
    step: (staff, refundId, body) =>
      rejectRefund(staff.db, { refundId, actor: staff.login, reason: body.reason }),
  });
  stepRoute(app, {
    name: 'cancel',
    permission: 'settlement.manage',
    body: NoBody,
    step: (staff, refundId) => cancelRefund(staff.db, { refundId, actor: staff.login }),
  });
  stepRoute(app, {
    name: 'pay',
    permission: 'settlement.manage',
    body: Type.Object(
      { bankReference: Type.Optional(Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })) },
      { additionalProperties: false },
    ),
    step: (staff, refundId, { bankReference }) =>
      payRefund(
        staff.db,
        {
          refundId,
          actor: staff.login,
          businessOn: staff.businessDate,
          ...(bankReference !== undefined && { bankReference }),
        },
        staff.now,
      ),
  });
}

function listRoute(app: App): void {
  app.get(
    '/refunds',
    {
      schema: {
        querystring: Type.Object(
          {
            state: Type.Optional(Type.Union([RefundStateSchema, Type.Enum(['open', 'all'])])),
            after: Type.Optional(Type.String({ pattern: '^\\d{1,18}$' })),
            format: Type.Optional(Type.Literal('xlsx')),
          },
          { additionalProperties: false },
        ),
        response: { 200: pageOf(RefundSchema) },
      },
      config: { permission: 'payments.view' },
    },
    async ({ staff, query }, reply) => {
      ensureWholeCompany(staff);
      const state = query.state ?? 'open';
      if (query.format) return sendXlsx(reply, refundWorkbook(staff, { state }));
      const before = query.after === undefined ? null : BigInt(query.after);
      const found = await listRefunds(staff.db, { state, before, limit: pageSize + 1 });
      const rows = found.slice(0, pageSize);
      return {
        rows: rows.map(presentRefund),
        next: found.length > pageSize ? String(rows.at(-1)?.id) : null,
      };
    },
  );
}

function requestRoute(app: App): void {
  app.post(
    '/payments/:id/refunds',
    {
      schema: {
        params: RefundParams,
        body: Type.Object(
          {
            amount: Type.String({ pattern: '^\\d{1,15}$' }),
            way: Type.Enum(['partner', 'bank']),
            bank: Type.Optional(
              Type.Object(
                {
                  bin: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
                  account: Type.String({ pattern: '^[0-9A-Za-z]{4,30}$' }),
                  holder: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
                },
                { additionalProperties: false },
              ),
            ),
            reason: ReasonSchema,
          },
          { additionalProperties: false },
        ),
        response: { 201: RefundStepSchema },
      },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, params, body }, reply) => {
      ensureWholeCompany(staff);
      const { amount, bank, ...rest } = body;
      const refund = await requestRefund(
        staff.db,
        {
          ...rest,
          paymentId: BigInt(params.id),
          amountVnd: BigInt(amount),
          ...(bank && { bank }),
          actor: staff.login,
          businessOn: staff.businessDate,
        },
        staff.now,
      );
      return reply.code(201).send(presentStep(refund));
    },
  );
}

interface Step<Body extends Type.TSchema> {
  name: 'approve' | 'reject' | 'cancel' | 'pay';
  permission: Permission;
  body: Body;
  step: (staff: StaffContext, refundId: bigint, body: Type.Static<Body>) => Promise<RefundRow>;
}

function stepRoute<Body extends Type.TSchema>(app: App, { name, permission, body, step }: Step<Body>): void {
  app.post(
    `/refunds/:id/${name}`,
    {
      schema: { params: RefundParams, body, response: { 200: RefundStepSchema } },
      config: { permission },
    },
    async (request) => {
      ensureWholeCompany(request.staff);
      const { id } = request.params as Type.Static<typeof RefundParams>;
      return presentStep(await step(request.staff, BigInt(id), request.body as Type.Static<Body>));
    },
  );
}

function presentStep(refund: RefundRow) {
  return { id: String(refund.id), state: refund.state, needsSecond: refund.needs_second };
}

function presentRefund(row: ListedRefund) {
  return {
    id: String(row.id),
    paymentId: String(row.payment_id),
    reference: row.reference,
    partner: { code: row.partner_code, name: row.partner_name },
    customer: row.customer_code === null ? null : { code: row.customer_code, name: row.customer_name ?? '' },
    amount: String(row.amount_vnd),
    way: row.way,
    bank:
      row.bank_account === null
        ? null
        : { bin: row.bank_bin, account: row.bank_account, holder: row.account_holder ?? '' },
    reason: row.reason,
    state: row.state,
    needsSecond: row.needs_second,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at.toISOString(),
    approvedBy: row.approved_by,
    paidBy: row.paid_by,
    paidAt: row.paid_at?.toISOString() ?? null,
    settlesOn: row.settles_on,
    bankReference: row.bank_reference,
    rejectedReason: row.rejected_reason,
  };
}
