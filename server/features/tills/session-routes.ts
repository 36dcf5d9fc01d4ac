import { Type } from 'typebox';
import type { Denomination } from '../../../core/cash-count.ts';
import type { App } from '../../platform/http.ts';
import { nullable, pageOf } from '../../platform/schemas.ts';
import type { StaffContext } from '../staff/index.ts';
import { presentDifference, presentSession, presentTaking } from './present.ts';
import * as schemas from './schemas.ts';
import * as queries from './session-queries.ts';
import { listTakings } from './taking-queries.ts';
import { listTerminals } from './till-queries.ts';
import { clearDifference, closeSession, getSession, openSession } from './work-session.ts';

const pageSize = 50;

/** Sessions of cashiers from the float to the count, and what was counted over or short. */
export function sessionRoutes(app: App): void {
  readRoutes(app);
  workRoutes(app);
  differenceRoutes(app);
}

async function detailOf(staff: StaffContext, session: queries.SessionRow) {
  const terminals = await listTerminals(staff.db, staff.scope);
  return {
    session: presentSession(session),
    terminals: terminals
      .filter(({ till_id, enabled }) => enabled && till_id === session.till_id)
      .map(({ terminal_id }) => terminal_id),
    takings: (await listTakings(staff.db, session.id)).map(presentTaking),
  };
}

function readRoutes(app: App): void {
  app.get(
    '/tills/sessions',
    {
      schema: {
        querystring: Type.Object(
          { till: Type.Optional(schemas.TillCodeSchema), after: Type.Optional(schemas.IdSchema) },
          { additionalProperties: false },
        ),
        response: { 200: pageOf(schemas.SessionSchema) },
      },
      config: { permission: 'payments.view' },
    },
    async ({ staff, query }) => {
      const before = query.after === undefined ? undefined : BigInt(query.after);
      const filter = { scope: staff.scope, tillCode: query.till, before };
      const found = await queries.listSessions(staff.db, filter, pageSize + 1);
      const page = found.slice(0, pageSize);
      return {
        rows: page.map(presentSession),
        next: found.length > pageSize ? String(page.at(-1)?.id) : null,
      };
    },
  );
  app.get(
    '/tills/sessions/mine',
    {
      schema: { response: { 200: Type.Object({ open: nullable(schemas.SessionDetailSchema) }) } },
      config: { permission: 'payments.view' },
    },
    async ({ staff }) => {
      const session = await queries.findOpenSessionOf(staff.db, staff.login);
      return { open: session ? await detailOf(staff, session) : null };
    },
  );
  app.get(
    '/tills/sessions/:id',
    {
      schema: { params: schemas.IdParams, response: { 200: schemas.SessionDetailSchema } },
      config: { permission: 'payments.view' },
    },
    async ({ staff, params }) => detailOf(staff, await getSession(staff, BigInt(params.id))),
  );
}

function workRoutes(app: App): void {
  app.post(
    '/tills/:code/sessions',
    {
      schema: {
        params: Type.Object({ code: schemas.TillCodeSchema }),
        body: Type.Object({ float: schemas.FromZeroSchema }, { additionalProperties: false }),
        response: { 201: schemas.SessionDetailSchema },
      },
      config: { permission: 'tills.work' },
    },
    async ({ staff, params, body }, reply) => {
      const wish = { tillCode: params.code, floatVnd: BigInt(body.float) };
      return reply.code(201).send(await detailOf(staff, await openSession(staff, wish)));
    },
  );
  app.post(
    '/tills/sessions/:id/closing',
    {
      schema: {
        params: schemas.IdParams,
        body: schemas.CountSchema,
        response: { 200: schemas.SessionDetailSchema },
      },
      config: { permission: 'tills.work' },
    },
    async ({ staff, params, body }) => {
      const notes = body.notes as Partial<Record<Denomination, number>>;
      const count = { notes, smallVnd: BigInt(body.small) };
      return detailOf(staff, await closeSession(staff, BigInt(params.id), count));
    },
  );
}

function differenceRoutes(app: App): void {
  app.get(
    '/tills/differences',
    {
      schema: {
        querystring: Type.Object({ after: Type.Optional(schemas.IdSchema) }, { additionalProperties: false }),
        response: { 200: pageOf(schemas.DifferenceSchema) },
      },
      config: { permission: 'payments.view' },
    },
    async ({ staff, query }) => {
      const before = query.after === undefined ? undefined : BigInt(query.after);
      const found = await queries.listDifferences(staff.db, { scope: staff.scope, before }, pageSize + 1);
      const page = found.slice(0, pageSize);
      return {
        rows: page.map(presentDifference),
        next: found.length > pageSize ? String(page.at(-1)?.session_id) : null,
      };
    },
  );
  app.post(
    '/tills/differences/:id/clearing',
    {
      schema: {
        params: schemas.IdParams,
        body: schemas.ClearingSchema,
        response: { 200: schemas.DifferenceSchema },
      },
      config: { permission: 'money.approve' },
    },
    async ({ staff, params, body }) =>
      presentDifference(await clearDifference(staff, { sessionId: BigInt(params.id), ...body })),
  );
}
