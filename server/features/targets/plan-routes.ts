import { Type } from 'typebox';
import type { App } from '../../platform/http.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { listUnits } from '../companies/index.ts';
import { ensureInScope, ensureWholeCompany } from '../staff/index.ts';
import { ensure } from '../../platform/errors.ts';
import { overrideRows, reproposePlan, respreadPlan, undoTo } from './change-plan.ts';
import { targetError } from './errors.ts';
import { figureRoutes } from './figure-routes.ts';
import { shareGiven } from './hand-over-plan.ts';
import { handOverRoutes } from './hand-over-routes.ts';
import { letterRoute } from './letter-route.ts';
import { makePlan } from './make-plan.ts';
import { ownerRoutes } from './owner-routes.ts';
import { listPlanRows, listRowChanges, listSteps, listTargetRows } from './plan-queries.ts';
import {
  KeySchema,
  MadeSchema,
  MakePlanBody,
  PeopleSchema,
  PlanSchema,
  PlansSchema,
  ProposalBody,
  RowChangesSchema,
  RowsBody,
  SpreadBody,
  StepSchema,
  StepsSchema,
  UndoBody,
} from './plan-schemas.ts';
import { planWorkbook, plansWorkbook } from './plan-workbook.ts';
import { presentChange, presentHead, presentPeople, presentPlan, presentStep } from './present-plan.ts';
import { readPlan } from './read-plan.ts';
import { reasonRoutes } from './reason-routes.ts';
import { actorOf, IdParams, seenOf } from './step-request.ts';

const exact = { additionalProperties: false };
const FormatQuery = Type.Object({ format: Type.Optional(Type.Enum(['xlsx'])) }, exact);
const plansShown = 200;
const edit = { permission: 'targets.edit' } as const;
const view = { permission: 'kpi.view' } as const;

/** Plans: made, proposed, changed, handed down by letter, and what came of them. */
export function planRoutes(app: App): void {
  listRoutes(app);
  readRoutes(app);
  historyRoutes(app);
  stepRoutes(app);
  handOverRoutes(app);
  ownerRoutes(app);
  letterRoute(app);
  figureRoutes(app);
  reasonRoutes(app);
}

function listRoutes(app: App): void {
  app.get(
    '/targets/plans',
    { schema: { querystring: FormatQuery, response: { 200: PlansSchema } }, config: view },
    async ({ staff, query }, reply) => {
      const rows = await listPlanRows(staff.db, staff, plansShown);
      if (query.format === 'xlsx') return sendXlsx(reply, plansWorkbook(staff.company, rows));
      return {
        rows: rows.map((row) => ({
          ...presentHead(row),
          target: String(row.target),
          shareBp: shareGiven(row),
          holders: row.holders,
        })),
      };
    },
  );

  app.post(
    '/targets/plans',
    { schema: { body: MakePlanBody, response: { 201: MadeSchema } }, config: edit },
    async ({ staff, body }, reply) => {
      ensureWholeCompany(staff);
      const { definition = 'official', goal, ...rest } = body;
      const id = await makePlan(staff.db, { ...rest, definition, goal: BigInt(goal) }, actorOf(staff));
      return reply.code(201).send({ id: String(id) });
    },
  );
}

function readRoutes(app: App): void {
  app.get(
    '/targets/plans/:id',
    {
      schema: {
        params: IdParams,
        querystring: FormatQuery,
        response: { 200: PlanSchema },
      },
      config: view,
    },
    async ({ staff, params, query }, reply) => {
      const id = BigInt(params.id);
      if (query.format === 'xlsx') {
        const root = (await listTargetRows(staff.db, id))[0];
        return sendXlsx(
          reply,
          planWorkbook(staff.company, await readPlan(staff.db, id, staff, root?.key ?? null)),
        );
      }
      const read = await readPlan(staff.db, id, staff, null);
      const units = await listUnits(staff.db, staff.businessDate);
      return presentPlan(read, new Map(units.map(({ id, code }) => [id, code])));
    },
  );

  app.get(
    '/targets/plans/:id/people',
    {
      schema: {
        params: IdParams,
        querystring: Type.Object({ of: KeySchema }, exact),
        response: { 200: PeopleSchema },
      },
      config: view,
    },
    async ({ staff, params, query }) =>
      presentPeople(await readPlan(staff.db, BigInt(params.id), staff, query.of)),
  );
}

/** What was done to a plan, and to one of its rows. */
function historyRoutes(app: App): void {
  app.get(
    '/targets/plans/:id/steps',
    { schema: { params: IdParams, response: { 200: StepsSchema } }, config: view },
    async ({ staff, params }) => {
      const rows = await listSteps(staff.db, BigInt(params.id), staff.scope);
      return { rows: rows.map((row) => ({ ...presentStep(row), changed: row.changed })) };
    },
  );

  app.get(
    '/targets/plans/:id/rows/:key/changes',
    {
      schema: {
        params: Type.Object({ ...IdParams.properties, key: KeySchema }),
        response: { 200: RowChangesSchema },
      },
      config: view,
    },
    async ({ staff, params }) => {
      const planId = BigInt(params.id);
      const row = (await listTargetRows(staff.db, planId)).find(({ key }) => key === params.key);
      ensure(row, targetError('targets.unknown_row', { key: params.key }));
      ensureInScope(staff, row.org_unit_id);
      return { rows: (await listRowChanges(staff.db, planId, row.key)).map(presentChange) };
    },
  );
}

function stepRoutes(app: App): void {
  const response = { 200: StepSchema };
  app.put(
    '/targets/plans/:id/rows',
    { schema: { params: IdParams, body: RowsBody, response }, config: edit },
    async ({ staff, params, body }) => {
      const wishes = body.rows.map(({ target, ...wish }) => ({
        ...wish,
        ...(target !== undefined && { target: BigInt(target) }),
      }));
      const wish = { wishes, reason: body.reason };
      return { version: await overrideRows(staff.db, seenOf(params, body), wish, actorOf(staff)) };
    },
  );

  app.post(
    '/targets/plans/:id/spread',
    { schema: { params: IdParams, body: SpreadBody, response }, config: edit },
    async ({ staff, params, body }) => {
      const wish = { from: body.from, evenly: body.evenly ?? false, reason: body.reason ?? '' };
      return { version: await respreadPlan(staff.db, seenOf(params, body), wish, actorOf(staff)) };
    },
  );

  app.post(
    '/targets/plans/:id/proposal',
    { schema: { params: IdParams, body: ProposalBody, response }, config: edit },
    async ({ staff, params, body }) => {
      const wish = { weights: body.weights, reason: body.reason ?? '' };
      return { version: await reproposePlan(staff.db, seenOf(params, body), wish, actorOf(staff)) };
    },
  );

  app.post(
    '/targets/plans/:id/undo',
    { schema: { params: IdParams, body: UndoBody, response }, config: edit },
    async ({ staff, params, body }) => ({
      version: await undoTo(staff.db, seenOf(params, body), body, actorOf(staff)),
    }),
  );
}
