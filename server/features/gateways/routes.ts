import { Type } from 'typebox';
import { normalizeCode } from '../../../core/text.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { drawQrSvg } from '../../platform/qr-image.ts';
import { listOf, nullable, pageOf } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { getCustomer } from '../customers/index.ts';
import { businessInstant } from '../payments/index.ts';
import { ensureInScope, ensureWholeCompany, type StaffContext } from '../staff/index.ts';
import { cancelOrder } from './cancel-order.ts';
import { createOrder } from './create-order.ts';
import { gatewayError } from './errors.ts';
import { followOne } from './follow-orders.ts';
import { readAllHealth, readHealth } from './health.ts';
import type { Occasion } from './occasion.ts';
import { orderWorkbook } from './order-workbook.ts';
import { presentGateway, presentMessage, presentOrder } from './present.ts';
import { listAllMessages, listMessages } from './message-queries.ts';
import * as queries from './queries.ts';
import { approveRefund, wishRefund } from './refund-order.ts';
import { setAccount } from './save-account.ts';
import {
  AccountChangeSchema,
  AccountCodeSchema,
  AmountSchema,
  GatewaySchema,
  MessageSchema,
  OrderDetailSchema,
  OrderRequestSchema,
  OrderSchema,
  OrderStateSchema,
} from './schemas.ts';

const pageSize = 50;
const IdSchema = Type.String({ pattern: '^[0-9]{1,18}$' });
const IdParams = Type.Object({ id: IdSchema });

/** Gateways as staff see and use them: contracts with their health, and orders that payers pay. */
export function gatewayRoutes(app: App): void {
  accountRoutes(app);
  listRoutes(app);
  messageRoutes(app);
  orderRoutes(app);
  cancelRoutes(app);
  refundRoutes(app);
}

function occasionOf({ company, now, businessDate }: StaffContext): Occasion {
  return { company, now, businessDate, businessNow: businessInstant(businessDate, now) };
}

/** An order of a customer that this person may see. */
async function getOrder(staff: StaffContext, id: string): Promise<queries.OrderRow> {
  const order = await queries.findOrder(staff.db, BigInt(id));
  ensure(order, gatewayError('gateways.unknown_order', { id }));
  ensureInScope(staff, await queries.readCustomerUnit(staff.db, order.customer_id));
  return order;
}

/** What a payer scans with their phone while the order waits for them. */
async function drawQr({
  state,
  cancelled_by,
  qr_content,
  pay_url,
}: queries.OrderRow): Promise<string | null> {
  const content = qr_content ?? pay_url;
  return state === 'pending' && cancelled_by === null && content !== null ? drawQrSvg(content) : null;
}

function accountRoutes(app: App): void {
  app.get(
    '/gateways',
    { schema: { response: { 200: listOf(GatewaySchema) } }, config: { permission: 'payments.view' } },
    async ({ staff }) => {
      const health = await readAllHealth(staff.db);
      const accounts = await queries.listAccounts(staff.db);
      const rows = await Promise.all(
        accounts.map(async (account) =>
          presentGateway(
            account,
            health.get(account.code) ?? (await readHealth(staff.db, account.code)),
            staff.company.code,
          ),
        ),
      );
      return { rows };
    },
  );
  app.put(
    '/gateways/:account',
    {
      schema: {
        params: Type.Object({ account: AccountCodeSchema }),
        body: AccountChangeSchema,
        response: { 200: GatewaySchema },
      },
      config: { permission: 'partners.edit' },
    },
    async ({ staff, params, body }) => {
      ensureWholeCompany(staff);
      const { partner, endpoint = null, payPage = null, variant = null, secrets, limits, ...rest } = body;
      const change = {
        ...rest,
        code: params.account,
        partnerCode: partner,
        endpoint,
        payPage,
        variant,
        secrets,
        limits,
      };
      const account = await setAccount(staff, change);
      return presentGateway(account, await readHealth(staff.db, account.code), staff.company.code);
    },
  );
}

function listRoutes(app: App): void {
  app.get(
    '/gateways/orders',
    {
      schema: {
        querystring: Type.Object(
          {
            account: Type.Optional(AccountCodeSchema),
            state: Type.Optional(OrderStateSchema),
            customer: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
            attention: Type.Optional(Type.Enum(['true', 'false'])),
            after: Type.Optional(IdSchema),
            format: Type.Optional(Type.Enum(['xlsx'])),
          },
          { additionalProperties: false },
        ),
        response: {
          200: pageOf(Type.Object({ order: OrderSchema, customerName: nullable(Type.String()) })),
        },
      },
      config: { permission: 'payments.view' },
    },
    async ({ staff, query }, reply) => {
      const filter = {
        unitIds: staff.scope,
        accountCode: query.account,
        state: query.state,
        customerCode: query.customer === undefined ? undefined : normalizeCode(query.customer),
        attention: query.attention === undefined ? undefined : query.attention === 'true',
        before: query.after === undefined ? undefined : BigInt(query.after),
      };
      if (query.format === 'xlsx') return sendXlsx(reply, orderWorkbook(staff, filter));
      const found = await queries.listOrders(staff.db, filter, pageSize + 1);
      const page = found.slice(0, pageSize);
      return {
        rows: page.map((row) => ({ order: presentOrder(row), customerName: row.customer_name })),
        next: found.length > pageSize ? String(page.at(-1)?.id) : null,
      };
    },
  );
}

function messageRoutes(app: App): void {
  app.get(
    '/gateways/messages',
    {
      schema: {
        querystring: Type.Object(
          {
            account: Type.Optional(AccountCodeSchema),
            verdict: Type.Optional(Type.String({ pattern: '^[a-z_]{1,30}$' })),
            after: Type.Optional(IdSchema),
          },
          { additionalProperties: false },
        ),
        response: { 200: pageOf(MessageSchema) },
      },
      config: { permission: 'payments.view' },
    },
    async ({ staff, query }) => {
      ensureWholeCompany(staff);
      const filter = {
        accountCode: query.account,
        verdict: query.verdict,
        before: query.after === undefined ? undefined : BigInt(query.after),
      };
      const found = await listAllMessages(staff.db, filter, pageSize + 1);
      const page = found.slice(0, pageSize);
      return {
        rows: page.map((row) => ({
          ...presentMessage(row),
          account: row.account_code,
          orderId: row.order_id === null ? null : String(row.order_id),
        })),
        next: found.length > pageSize ? String(page.at(-1)?.id) : null,
      };
    },
  );
}

function orderRoutes(app: App): void {
  app.post(
    '/gateways/orders',
    {
      schema: { body: OrderRequestSchema, response: { 200: OrderSchema } },
      config: { permission: 'gateways.order' },
    },
    async ({ staff, body, ip }) => {
      const customer = await getCustomer(staff, body.customerCode);
      const order = await createOrder(occasionOf(staff), {
        accountCode: body.account,
        requestKey: body.requestKey,
        customerCode: customer.code,
        billIds: body.bills?.map(BigInt) ?? null,
        payerIp: ip,
        phone: body.phone ?? null,
        actor: staff.login,
      });
      return presentOrder(order);
    },
  );
  app.get(
    '/gateways/orders/:id',
    {
      schema: { params: IdParams, response: { 200: OrderDetailSchema } },
      config: { permission: 'payments.view' },
    },
    async ({ staff, params }) => {
      const order = await getOrder(staff, params.id);
      const messages = await listMessages(staff.db, order.id);
      return {
        order: presentOrder(order),
        qrSvg: await drawQr(order),
        messages: messages.map(presentMessage),
      };
    },
  );
  app.post(
    '/gateways/orders/:id/query',
    {
      schema: { params: IdParams, response: { 200: OrderSchema } },
      config: { permission: 'gateways.order' },
    },
    async ({ staff, params }) => {
      const order = await getOrder(staff, params.id);
      const taken = await queries.takeNow(staff.db, order.id, staff.now);
      if (taken) await followOne(occasionOf(staff), taken);
      return presentOrder(await getOrder(staff, params.id));
    },
  );
}

function cancelRoutes(app: App): void {
  app.post(
    '/gateways/orders/:id/cancel',
    {
      schema: { params: IdParams, response: { 200: OrderSchema } },
      config: { permission: 'gateways.order' },
    },
    async ({ staff, params }) => {
      const order = await getOrder(staff, params.id);
      await cancelOrder(occasionOf(staff), order, staff.login);
      return presentOrder(await getOrder(staff, params.id));
    },
  );
}

function refundRoutes(app: App): void {
  app.post(
    '/gateways/orders/:id/refund',
    {
      schema: {
        params: IdParams,
        body: Type.Object(
          {
            reason: Type.String({ minLength: 3, maxLength: 300 }),
            amount: Type.Optional(AmountSchema),
          },
          { additionalProperties: false },
        ),
        response: { 200: OrderSchema },
      },
      config: { permission: 'gateways.order' },
    },
    async ({ staff, params, body }) => {
      const order = await getOrder(staff, params.id);
      return presentOrder(
        await wishRefund(occasionOf(staff), order, {
          reason: body.reason,
          by: staff.login,
          amountVnd: body.amount === undefined ? null : BigInt(body.amount),
        }),
      );
    },
  );
  app.post(
    '/gateways/orders/:id/refund/approval',
    {
      schema: { params: IdParams, response: { 200: OrderSchema } },
      config: { permission: 'money.approve' },
    },
    async ({ staff, params }) => {
      const order = await getOrder(staff, params.id);
      return presentOrder(await approveRefund(occasionOf(staff), order, staff.login));
    },
  );
}
