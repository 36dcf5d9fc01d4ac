import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { monthOf } from '../../../core/dates.ts';
import { sumVnd } from '../../../core/money.ts';
import { orderNumber } from '../../../core/payment-orders/order-text.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { saveBriefly } from '../../platform/save-briefly.ts';
import { pageOf } from '../../platform/schemas.ts';
import { fileError } from '../../platform/tabular/errors.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { ensureInScope, ensureWholeCompany, type StaffContext } from '../staff/index.ts';
import { findPayers, listOpenBills } from './bill-queries.ts';
import { cancelOrder, issueOrder } from './change-order.ts';
import { makeOrder, readCodes } from './make-order.ts';
import { listOrders } from './order-queries.ts';
import { presentOrder } from './present.ts';
import { readCodesFile } from './read-codes-file.ts';
import { getOrder, readOrderDetail } from './read-order.ts';
import * as schemas from './schemas.ts';
import { takeForOrder } from './take-by-hand.ts';
import { lastId, orderWorkbook } from './workbooks.ts';

const pageSize = 50;

export function orderRoutes(app: App, runtime: Runtime): void {
  listRoute(app);
  makeRoutes(app);
  actRoutes(app);
  app.register(async (scope) => codesFileRoute(scope as unknown as App, runtime));
}

function listRoute(app: App): void {
  app.get(
    '/payment-orders',
    {
      schema: {
        querystring: Type.Object(
          {
            state: Type.Optional(schemas.OrderStateSchema),
            query: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
            after: Type.Optional(schemas.IdSchema),
            format: Type.Optional(Type.Literal('xlsx')),
          },
          schemas.exact,
        ),
        response: { 200: pageOf(schemas.OrderSchema) },
      },
      config: { permission: 'payments.view' },
    },
    async ({ staff, query }, reply) => {
      const filter = { unitIds: staff.scope, state: query.state, query: query.query?.trim() };
      if (query.format) return sendXlsx(reply, orderWorkbook(staff.db, filter));
      const before = query.after === undefined ? lastId : BigInt(query.after);
      const found = await listOrders(staff.db, filter, { before, limit: pageSize + 1 });
      const rows = found.slice(0, pageSize);
      const last = rows.at(-1);
      return {
        rows: rows.map(presentOrder),
        next: found.length > pageSize && last ? String(last.id) : null,
      };
    },
  );
}

function makeRoutes(app: App): void {
  app.post(
    '/payment-orders/bills',
    {
      schema: { body: schemas.CodesSchema, response: { 200: schemas.OfferSchema } },
      config: { permission: 'payment_orders.edit' },
    },
    async ({ staff, body }) => readOffer(staff, readCodes(body.codes)),
  );
  app.post(
    '/payment-orders',
    {
      schema: { body: schemas.NewOrderSchema, response: { 200: schemas.OrderSchema } },
      config: { permission: 'payment_orders.edit' },
    },
    async ({ staff, body }) =>
      presentOrder(
        await makeOrder(staff, {
          customerCodes: body.codes,
          billIds: body.bills?.map(BigInt) ?? null,
          payerCode: body.payer ?? null,
          payerName: body.payerName ?? null,
          payerAccount: body.payerAccount ?? null,
          payerBank: body.payerBank ?? '',
          payerBranch: body.payerBranch ?? '',
          payerBankBin: body.payerBankBin ?? null,
          account: body.account,
          expiresOn: body.expiresOn,
          note: body.note ?? '',
        }),
      ),
  );
}

/** What customers owe, before an order is made of it. */
async function readOffer(staff: StaffContext, codes: readonly string[]) {
  const payers = await findPayers(staff.db, codes);
  for (const { org_unit_id } of payers) ensureInScope(staff, org_unit_id);
  const bills = await listOpenBills(
    staff.db,
    payers.map(({ id }) => id),
  );
  const known = new Set(payers.map(({ code }) => code));
  return {
    unknown: codes.filter((code) => !known.has(code)),
    customers: payers.map(({ id, code, name }) => ({
      code,
      name,
      bills: bills
        .filter(({ customer_id }) => customer_id === id)
        .map((bill) => ({
          id: String(bill.id),
          number: bill.external_id,
          period: monthOf(bill.period),
          open: String(bill.open_vnd),
          order: bill.order_id === null ? null : orderNumber(bill.order_id),
        })),
    })),
    open: String(sumVnd(bills.filter(({ order_id }) => order_id === null).map(({ open_vnd }) => open_vnd))),
  };
}

function actRoutes(app: App): void {
  app.get(
    '/payment-orders/:id',
    {
      schema: { params: schemas.IdParams, response: { 200: schemas.OrderDetailSchema } },
      config: { permission: 'payments.view' },
    },
    async ({ staff, params }) => readOrderDetail(staff, params.id),
  );
  app.post(
    '/payment-orders/:id/issue',
    {
      schema: { params: schemas.IdParams, response: { 200: schemas.OrderSchema } },
      config: { permission: 'payment_orders.edit' },
    },
    async ({ staff, params }) => {
      const order = await getOrder(staff, params.id);
      await issueOrder(staff, order.id);
      return presentOrder(await getOrder(staff, params.id));
    },
  );
  app.post(
    '/payment-orders/:id/cancel',
    {
      schema: {
        params: schemas.IdParams,
        body: schemas.ReasonSchema,
        response: { 200: schemas.OrderSchema },
      },
      config: { permission: 'payment_orders.edit' },
    },
    async ({ staff, params, body }) => {
      const order = await getOrder(staff, params.id);
      await cancelOrder(staff, order.id, body.reason);
      return presentOrder(await getOrder(staff, params.id));
    },
  );
  app.post(
    '/payment-orders/:id/credits',
    {
      schema: {
        params: schemas.IdParams,
        body: schemas.CreditSchema,
        response: { 200: schemas.OrderSchema },
      },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, params, body }) => {
      ensureWholeCompany(staff);
      await takeForOrder(staff, await getOrder(staff, params.id), BigInt(body.creditId));
      return presentOrder(await getOrder(staff, params.id));
    },
  );
}

function codesFileRoute(app: App, runtime: Runtime): void {
  // The body is handed on as a stream; its size is bounded by the receiver.
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  app.post(
    '/payment-orders/codes/file',
    {
      schema: {
        querystring: Type.Object({ fileName: Type.String({ minLength: 1, maxLength: 200 }) }, schemas.exact),
        response: { 200: Type.Object({ codes: Type.Array(Type.String()) }) },
      },
      bodyLimit: Number.MAX_SAFE_INTEGER,
      config: { permission: 'payment_orders.edit' },
    },
    async ({ query, body }) => {
      ensure(body instanceof Readable, fileError('files.empty'));
      const { maxUploadBytes: maxUnpackedBytes } = runtime.config;
      const codes = await saveBriefly(body, (path) =>
        readCodesFile({ path, fileName: query.fileName, maxUnpackedBytes }),
      );
      return { codes };
    },
  );
}
