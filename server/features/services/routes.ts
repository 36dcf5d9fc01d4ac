import { Type, type Static } from 'typebox';
import { firstDayOf } from '../../../core/dates.ts';
import { normalizeCode } from '../../../core/text.ts';
import { readClock } from '../../platform/clock.ts';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { listOf, pageOf, PeriodSchema } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { cancelCharge } from './cancel-charge.ts';
import { issueCharge, previewCharge, type ChargeOrder } from './issue-charge.ts';
import { presentPreview, presentPrices, presentCharge, chargesWorkbook } from './present.ts';
import { listPrices, listCharges } from './queries.ts';
import * as schemas from './schemas.ts';
import { setPrice } from './set-price.ts';

const pageSize = 50;

/** Bills for other electricity services: the price list, issuing, taking back, the list. */
export function servicesRoutes(app: App, runtime: Runtime): void {
  priceRoutes(app);
  listRoute(app);
  issueRoutes(app);
  cancelRoute(app, runtime);
}

function priceRoutes(app: App): void {
  app.get(
    '/services/prices',
    {
      schema: { response: { 200: listOf(schemas.PriceSchema) } },
      config: { permission: 'customers.view' },
    },
    async ({ staff }) => ({ rows: presentPrices(await listPrices(staff.db), staff.businessDate) }),
  );
  app.post(
    '/services/prices',
    {
      schema: { body: schemas.NewPriceSchema, response: { 201: schemas.PriceSchema } },
      config: { permission: 'services.price' },
    },
    async ({ staff, body }, reply) => {
      const { net, offered = true, ...draft } = body;
      const price = await setPrice(staff, { ...draft, offered, netVnd: net === null ? null : BigInt(net) });
      return reply.code(201).send(presentPrices([price], staff.businessDate)[0]!);
    },
  );
}

function listRoute(app: App): void {
  app.get(
    '/services/bills',
    {
      schema: {
        querystring: Type.Object(
          {
            state: Type.Optional(schemas.StateSchema),
            service: Type.Optional(Type.String({ maxLength: 20 })),
            customer: Type.Optional(Type.String({ maxLength: 40 })),
            period: Type.Optional(PeriodSchema),
            after: Type.Optional(schemas.IdSchema),
            format: Type.Optional(Type.Literal('xlsx')),
          },
          schemas.exact,
        ),
        response: { 200: pageOf(schemas.ChargeSchema) },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query: asked }, reply) => {
      const filter = {
        units: staff.scope,
        today: staff.businessDate,
        state: asked.state,
        service: asked.service,
        customerCode: asked.customer && normalizeCode(asked.customer),
        period: asked.period && firstDayOf(asked.period),
      };
      if (asked.format) return sendXlsx(reply, chargesWorkbook(staff.db, filter));
      const before = BigInt(asked.after ?? '999999999999999999');
      const found = await listCharges(staff.db, filter, { before, limit: pageSize + 1 });
      const rows = found.slice(0, pageSize);
      const last = rows.at(-1);
      return {
        rows: rows.map(presentCharge),
        next: found.length > pageSize && last ? String(last.id) : null,
      };
    },
  );
}

function issueRoutes(app: App): void {
  app.post(
    '/services/bills/preview',
    {
      schema: { body: schemas.OrderSchema, response: { 200: schemas.PreviewSchema } },
      config: { permission: 'services.issue' },
    },
    async ({ staff, body }) => presentPreview(await previewCharge(staff, toOrder(body))),
  );
  app.post(
    '/services/bills',
    {
      schema: { body: schemas.IssueSchema, response: { 201: schemas.ChargeSchema } },
      config: { permission: 'services.issue' },
    },
    async ({ staff, body: { requestKey, ...order } }, reply) =>
      reply.code(201).send(presentCharge(await issueCharge(staff, toOrder(order), requestKey))),
  );
}

function toOrder(body: Static<typeof schemas.OrderSchema>): ChargeOrder {
  const { customerCode, applicant, service, quantity = 1, unitNet, dueOn, note } = body;
  return {
    customerCode: customerCode ?? null,
    applicant: applicant
      ? {
          ...applicant,
          commune: applicant.commune ?? null,
          phone: applicant.phone ?? null,
          taxCode: applicant.taxCode ?? null,
        }
      : null,
    service,
    quantity,
    unitNetVnd: unitNet ? BigInt(unitNet) : null,
    dueOn: dueOn ?? null,
    note: note ?? null,
  };
}

function cancelRoute(app: App, runtime: Runtime): void {
  app.post(
    '/services/bills/:id/cancel',
    {
      schema: {
        params: Type.Object({ id: schemas.IdSchema }),
        body: Type.Object(
          { reason: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }) },
          schemas.exact,
        ),
        response: { 200: schemas.ChargeSchema },
      },
      config: { permission: 'services.issue' },
    },
    async ({ staff, params: { id }, body: { reason } }) => {
      const { businessNow } = await readClock(runtime.platform);
      return presentCharge(await cancelCharge(staff, { billId: BigInt(id), reason, businessNow }));
    },
  );
}
