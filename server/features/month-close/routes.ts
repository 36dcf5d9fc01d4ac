import { firstDayOf } from '../../../core/dates.ts';
import type { App } from '../../platform/http.ts';
import { pageOf } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { businessInstant } from '../payments/index.ts';
import { ensureWholeCompany, type StaffContext } from '../staff/index.ts';
import { followMonths } from './follow-months.ts';
import { freezeMonth, type Closer } from './freeze-month.ts';
import { inScope, unitsAskedOfFrozen } from './frozen-units.ts';
import { comparisonWorkbook, monthsWorkbook, movementsWorkbook } from './month-workbooks.ts';
import { listMovements } from './movement-queries.ts';
import { presentMovement } from './present.ts';
import { getFreeze, readComparison, readMonth, readMonths } from './read-month.ts';
import { askToRestate, restateMonth, withdrawRestatement } from './restate-month.ts';
import {
  ComparisonSchema,
  FiguresQuery,
  MonthParams,
  MonthSchema,
  MonthsQuery,
  MonthsSchema,
  MovementSchema,
  MovementsQuery,
  NoBody,
  ReasonBody,
} from './schemas.ts';

/** Frozen months (chốt số liệu): the list, one month, what moved since, freezing and stating anew. */
export function monthRoutes(app: App): void {
  readRoutes(app);
  movementRoute(app);
  freezeRoute(app);
  restateRoutes(app);
}

function readRoutes(app: App): void {
  app.get(
    '/months',
    {
      schema: { querystring: MonthsQuery, response: { 200: MonthsSchema } },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, query }, reply) => {
      const months = await readMonths(staff);
      return query.format === undefined ? months : sendXlsx(reply, monthsWorkbook(staff, months));
    },
  );

  app.get(
    '/months/:period',
    { schema: { params: MonthParams, response: { 200: MonthSchema } }, config: { permission: 'kpi.view' } },
    async ({ staff, params }) => readMonth(staff, params.period),
  );

  app.get(
    '/months/:period/figures',
    {
      schema: { params: MonthParams, querystring: FiguresQuery, response: { 200: ComparisonSchema } },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, params, query }, reply) => {
      const version = query.version === undefined ? undefined : Number(query.version);
      const { definition, unit, by } = query;
      const comparison = await readComparison(staff, { ...params, version, definition, unit, by });
      if (query.format === undefined) return comparison;
      const freeze = await getFreeze(staff, params.period, comparison.version);
      return sendXlsx(reply, comparisonWorkbook(staff, freeze, comparison));
    },
  );
}

function movementRoute(app: App): void {
  app.get(
    '/months/:period/movements',
    {
      schema: { params: MonthParams, querystring: MovementsQuery, response: { 200: pageOf(MovementSchema) } },
      config: { permission: 'customers.view' },
    },
    async ({ staff, params, query }, reply) => {
      await followMonths(staff.db);
      const asked = query.version === undefined ? undefined : Number(query.version);
      const { id, version } = await getFreeze(staff, params.period, asked);
      const unitIds = inScope(staff, await unitsAskedOfFrozen(staff, id, query.unit));
      const filter = { period: firstDayOf(params.period), version, unitIds, commune: query.commune };
      if (query.format) return sendXlsx(reply, movementsWorkbook(staff, params.period, filter));
      const limit = Math.min(Number(query.limit ?? 50), 200);
      const rows = await listMovements(staff.db, { ...filter, after: BigInt(query.after ?? 0), limit });
      return {
        rows: rows.map(presentMovement),
        next: rows.length === limit ? String(rows.at(-1)?.id) : null,
      };
    },
  );
}

function freezeRoute(app: App): void {
  app.post(
    '/months/:period/freeze',
    {
      schema: { params: MonthParams, body: NoBody, response: { 201: MonthSchema } },
      config: { permission: 'months.freeze' },
    },
    async ({ staff, params }, reply) => {
      ensureWholeCompany(staff);
      await freezeMonth(staff.db, params.period, closerOf(staff));
      return reply.code(201).send(await readMonth(staff, params.period));
    },
  );
}

function restateRoutes(app: App): void {
  app.post(
    '/months/:period/restatement',
    {
      schema: { params: MonthParams, body: ReasonBody, response: { 201: MonthSchema } },
      config: { permission: 'months.freeze' },
    },
    async ({ staff, params, body }, reply) => {
      ensureWholeCompany(staff);
      await askToRestate(staff.db, { ...params, reason: body.reason.trim() }, closerOf(staff));
      return reply.code(201).send(await readMonth(staff, params.period));
    },
  );

  app.post(
    '/months/:period/restatement/approve',
    {
      schema: { params: MonthParams, body: NoBody, response: { 200: MonthSchema } },
      config: { permission: 'months.freeze' },
    },
    async ({ staff, params }) => {
      ensureWholeCompany(staff);
      await restateMonth(staff.db, params.period, closerOf(staff));
      return readMonth(staff, params.period);
    },
  );

  app.post(
    '/months/:period/restatement/withdraw',
    {
      schema: { params: MonthParams, body: NoBody, response: { 200: MonthSchema } },
      config: { permission: 'months.freeze' },
    },
    async ({ staff, params }) => {
      ensureWholeCompany(staff);
      await withdrawRestatement(staff.db, params.period, closerOf(staff));
      return readMonth(staff, params.period);
    },
  );
}

function closerOf(staff: StaffContext): Closer {
  const { login, now, businessDate, requestId } = staff;
  return { login, now, businessDate, requestId, at: businessInstant(businessDate, now) };
}
