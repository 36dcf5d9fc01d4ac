import { Type } from 'typebox';
import { normalizeCode } from '../../../core/text.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { pageOf } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { ensureInScope } from '../staff/index.ts';
import { changeMandate, settleAttention } from './change-mandate.ts';
import { mandateError } from './errors.ts';
import { makeMandate } from './make-mandate.ts';
import { mandateWorkbook } from './mandate-workbook.ts';
import { presentMandate, presentUnderDebit } from './present.ts';
import { countStates, findCustomer, findMandate, listMandates } from './queries.ts';
import {
  exact,
  IdSchema,
  MandateCountsSchema,
  MandateSchema,
  NewMandateSchema,
  ParamsSchema,
  StateSchema,
  StepSchema,
  UnderDebitSchema,
} from './schemas.ts';
import { listUnderDebit } from './under-debit.ts';

const pageSize = 50;

/** Mandates: list, one, make, and each step of their life. People of a unit see and change those of their units. */
export function mandateRoutes(app: App): void {
  listRoutes(app);
  makeRoute(app);
  for (const act of ['sign', 'send', 'activate', 'suspend', 'resume', 'stop'] as const) {
    app.post(
      `/mandates/:id/${act}`,
      {
        schema: { params: ParamsSchema, body: StepSchema, response: { 200: MandateSchema } },
        config: { permission: 'mandates.edit' },
      },
      async ({ staff, params, body }) => {
        const consent = body.consent && {
          ...body.consent,
          paper: body.consent.paper ?? null,
          sha256: body.consent.sha256 ?? null,
        };
        const step = { act, reason: body.reason ?? null, consent };
        return presentMandate(await changeMandate(staff, BigInt(params.id), step));
      },
    );
  }
  app.post(
    '/mandates/:id/seen',
    {
      schema: { params: ParamsSchema, response: { 200: MandateSchema } },
      config: { permission: 'mandates.edit' },
    },
    async ({ staff, params }) => presentMandate(await settleAttention(staff, BigInt(params.id))),
  );
}

const ListQuery = Type.Object(
  {
    state: Type.Optional(StateSchema),
    partner: Type.Optional(Type.String({ maxLength: 20 })),
    customer: Type.Optional(Type.String({ maxLength: 40 })),
    attention: Type.Optional(Type.Literal('true')),
    after: Type.Optional(IdSchema),
    format: Type.Optional(Type.Literal('xlsx')),
  },
  exact,
);

function listRoutes(app: App): void {
  app.get(
    '/mandates',
    {
      schema: { querystring: ListQuery, response: { 200: pageOf(MandateSchema) } },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query: asked }, reply) => {
      const filter = {
        units: staff.scope,
        state: asked.state,
        partnerCode: asked.partner,
        customerCode: asked.customer,
        attention: asked.attention !== undefined,
      };
      if (asked.format) return sendXlsx(reply, mandateWorkbook(staff.db, filter));
      const before = BigInt(asked.after ?? '999999999999999999');
      const found = await listMandates(staff.db, filter, { before, limit: pageSize + 1 });
      const rows = found.slice(0, pageSize);
      const last = rows.at(-1);
      return {
        rows: rows.map(presentMandate),
        next: found.length > pageSize && last ? String(last.id) : null,
      };
    },
  );
  oneRoutes(app);
  underDebitRoute(app);
}

/** For whoever is about to ask a customer for money: is a bank doing so already? */
function underDebitRoute(app: App): void {
  app.get(
    '/mandates/under-debit',
    {
      schema: {
        querystring: Type.Object({ customer: Type.String({ minLength: 1, maxLength: 40 }) }, exact),
        response: { 200: UnderDebitSchema },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }) => {
      const customerCode = normalizeCode(query.customer);
      const customer = await findCustomer(staff.db, customerCode);
      ensure(customer, mandateError('mandates.unknown_customer', { customerCode }));
      ensureInScope(staff, customer.org_unit_id);
      const [found] = await listUnderDebit(staff.db, [customer.id]);
      return presentUnderDebit(customerCode, found!);
    },
  );
}

function oneRoutes(app: App): void {
  app.get(
    '/mandates/counts',
    { schema: { response: { 200: MandateCountsSchema } }, config: { permission: 'customers.view' } },
    async ({ staff }) => {
      const counts = await countStates(staff.db, staff.scope);
      const living = counts.filter(({ state }) => state === 'active' || state === 'suspended');
      return {
        states: counts.map(({ state, mandates }) => ({ state, mandates })),
        attention: living.reduce((sum, { attention }) => sum + attention, 0),
      };
    },
  );
  app.get(
    '/mandates/:id',
    {
      schema: { params: ParamsSchema, response: { 200: MandateSchema } },
      config: { permission: 'customers.view' },
    },
    async ({ staff, params }) => {
      const mandate = await findMandate(staff.db, BigInt(params.id));
      ensure(mandate, mandateError('mandates.unknown_mandate', { id: params.id }));
      ensureInScope(staff, mandate.org_unit_id);
      return presentMandate(mandate);
    },
  );
}

function makeRoute(app: App): void {
  app.post(
    '/mandates',
    {
      schema: { body: NewMandateSchema, response: { 201: MandateSchema } },
      config: { permission: 'mandates.edit' },
    },
    async ({ staff, body }, reply) => {
      const id = await makeMandate(staff, {
        customerCode: body.customerCode,
        partnerCode: body.partner,
        account: body.account,
        holder: body.holder,
        mode: body.mode,
        fixedDay: body.fixedDay ?? null,
        limitVnd: body.limit ? BigInt(body.limit) : null,
        expiresOn: body.expiresOn ?? null,
        replacesId: body.replaces ? BigInt(body.replaces) : null,
      });
      return reply.code(201).send(presentMandate((await findMandate(staff.db, id))!));
    },
  );
}
