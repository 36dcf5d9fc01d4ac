import { Type } from 'typebox';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { listOf, pageOf } from '../../platform/schemas.ts';
import { getPartnerByCode } from '../partners/index.ts';
import { ensureWholeCompany, type StaffContext } from '../staff/index.ts';
import { findEndpoint, listEndpoints } from './endpoint-queries.ts';
import { webhookError } from './errors.ts';
import { listDeliveries } from './event-queries.ts';
import { addEndpoint, rollSecret, sendTest, switchEndpoint, type By } from './manage-endpoints.ts';
import { presentDelivery, presentEndpoint } from './present.ts';
import { resend } from './resend.ts';
import {
  DeliveryQuery,
  DeliverySchema,
  EndpointMadeSchema,
  EndpointParams,
  EndpointSchema,
  EndpointWishSchema,
  PartnerParams,
  ResendSchema,
  SwitchSchema,
} from './schemas.ts';

const pageSize = 50;

/** A partner's webhooks as staff see and mend them. */
export function webhookRoutes(app: App, runtime: Runtime): void {
  listRoutes(app);
  endpointRoutes(app, runtime);
  resendRoute(app);
}

async function by(staff: StaffContext, partnerCode: string): Promise<By> {
  ensureWholeCompany(staff);
  const { id } = await getPartnerByCode(staff.db, partnerCode);
  return { partnerId: id, actor: staff.login, now: staff.now };
}

function listRoutes(app: App): void {
  app.get(
    '/partners/:partner/webhooks',
    {
      schema: { params: PartnerParams, response: { 200: listOf(EndpointSchema) } },
      config: { permission: 'partners.view' },
    },
    async ({ staff, params }) => {
      const { partnerId } = await by(staff, params.partner);
      return { rows: (await listEndpoints(staff.db, partnerId)).map(presentEndpoint) };
    },
  );
  app.get(
    '/partners/:partner/webhooks/deliveries',
    {
      schema: {
        params: PartnerParams,
        querystring: DeliveryQuery,
        response: { 200: pageOf(DeliverySchema) },
      },
      config: { permission: 'partners.view' },
    },
    async ({ staff, params, query }) => {
      const { partnerId } = await by(staff, params.partner);
      const rows = await listDeliveries(staff.db, {
        partnerId,
        ...(query.state && { state: query.state }),
        ...(query.after && { before: BigInt(query.after) }),
        limit: pageSize,
      });
      return {
        rows: rows.map((row) => presentDelivery(row, staff.company.code)),
        next: rows.length === pageSize ? String(rows.at(-1)!.id) : null,
      };
    },
  );
}

function endpointRoutes(app: App, runtime: Runtime): void {
  const { webhookTargets: targets } = runtime.config;
  app.post(
    '/partners/:partner/webhooks',
    {
      schema: { params: PartnerParams, body: EndpointWishSchema, response: { 201: EndpointMadeSchema } },
      config: { permission: 'partners.edit' },
    },
    async ({ staff, params, body }, reply) => {
      const made = await addEndpoint(staff.db, body, targets, await by(staff, params.partner));
      return reply.code(201).send({ id: String(made.id), secret: made.secret });
    },
  );
  app.put(
    '/partners/:partner/webhooks/:id/state',
    {
      schema: { params: EndpointParams, body: SwitchSchema, response: { 200: EndpointSchema } },
      config: { permission: 'partners.edit' },
    },
    async ({ staff, params, body }) => {
      const who = await by(staff, params.partner);
      const id = BigInt(params.id);
      const before = await findEndpoint(staff.db, who.partnerId, id);
      ensure(before, webhookError('webhooks.unknown_endpoint', { id: params.id }));
      await switchEndpoint(staff.db, id, body.state, who);
      return presentEndpoint(
        (await findEndpoint(staff.db, who.partnerId, id)) ?? { ...before, state: 'removed' },
      );
    },
  );
  app.post(
    '/partners/:partner/webhooks/:id/secrets',
    {
      schema: { params: EndpointParams, response: { 201: EndpointMadeSchema } },
      config: { permission: 'partners.edit' },
    },
    async ({ staff, params }, reply) => {
      const secret = await rollSecret(staff.db, BigInt(params.id), await by(staff, params.partner));
      return reply.code(201).send({ id: params.id, secret });
    },
  );
  app.post(
    '/partners/:partner/webhooks/:id/test',
    {
      schema: { params: EndpointParams, response: { 202: Type.Object({ queued: Type.Integer() }) } },
      config: { permission: 'partners.edit' },
    },
    async ({ staff, params }, reply) => {
      await sendTest(staff.db, BigInt(params.id), await by(staff, params.partner));
      return reply.code(202).send({ queued: 1 });
    },
  );
}

function resendRoute(app: App): void {
  app.post(
    '/partners/:partner/webhooks/resend',
    {
      schema: {
        params: PartnerParams,
        body: ResendSchema,
        response: { 202: Type.Object({ queued: Type.Integer() }) },
      },
      config: { permission: 'partners.edit' },
    },
    async ({ staff, params, body }, reply) => {
      const { deliveries } = body;
      const ids = deliveries === 'failed' ? deliveries : deliveries.map(BigInt);
      return reply.code(202).send({ queued: await resend(staff.db, ids, await by(staff, params.partner)) });
    },
  );
}
