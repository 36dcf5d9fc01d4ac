import { Type } from 'typebox';
import { addDays } from '../../../core/dates.ts';
import type { App } from '../../platform/http.ts';
import { DateSchema } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import type { StaffContext } from '../staff/index.ts';
import { approveDifference, rejectDifference } from './approve-difference.ts';
import { countCauses, listDifferences, type DifferenceFilter } from './difference-queries.ts';
import { differenceWorkbook } from './export-differences.ts';
import { getDifference, readLanes } from './find-differences.ts';
import { presentDifference } from './present-difference.ts';
import { resolveDifferences } from './resolve-differences.ts';
import {
  CausesSchema,
  DifferenceDetailSchema,
  DifferencePageSchema,
  LaneSchema,
  LaneSummarySchema,
  ResolveAnswerSchema,
  ResolveRequestSchema,
} from './schemas.ts';
import { releaseDifference, takeDifference } from './take-differences.ts';

const exact = { additionalProperties: false };
const ParamsSchema = Type.Object({ id: Type.String({ pattern: '^\\d{1,18}$' }) });
const PartnerQuery = Type.Optional(Type.String({ maxLength: 20 }));

const ListQuery = Type.Object(
  {
    partner: PartnerQuery,
    day: Type.Optional(DateSchema),
    lane: Type.Optional(LaneSchema),
    state: Type.Optional(Type.Enum(['open', 'waiting', 'asked', 'approval', 'resolved', 'unresolved'])),
    owner: Type.Optional(Type.String({ maxLength: 60, description: 'A login, `me`, or `none`' })),
    after: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}~\\d{1,18}$' })),
    format: Type.Optional(Type.Literal('xlsx')),
  },
  exact,
);
const pageSize = 100;
const usualDays = 30;

/** The exception workbench: what differs, why, and what is done about it. */
export function differenceRoutes(app: App): void {
  listRoutes(app);
  detailRoutes(app);
  ownerRoutes(app);
  decisionRoutes(app);
}

function filterOf(
  staff: StaffContext,
  query: { partner?: string; owner?: string } & Pick<DifferenceFilter, 'day' | 'lane' | 'state'>,
): DifferenceFilter {
  const { partner, owner, day, lane, state } = query;
  return { partnerCode: partner, day, lane, state, owner: owner === 'me' ? staff.login : owner };
}

function listRoutes(app: App): void {
  app.get(
    '/reconciliation/differences',
    {
      schema: { querystring: ListQuery, response: { 200: DifferencePageSchema } },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, query }, reply) => {
      const filter = filterOf(staff, query);
      if (query.format) return sendXlsx(reply, differenceWorkbook(staff.db, filter, staff.businessDate));
      const [dueOn = '', id = ''] = (query.after ?? '').split('~');
      const after = query.after === undefined ? undefined : { dueOn, id: BigInt(id) };
      const found = await listDifferences(staff.db, filter, { after, limit: pageSize + 1 });
      const rows = found.slice(0, pageSize);
      const last = rows.at(-1);
      return {
        rows: rows.map((row) => presentDifference(row, staff.businessDate)),
        next: found.length > pageSize && last ? `${last.due_on}~${last.id}` : null,
      };
    },
  );
  app.get(
    '/reconciliation/lanes',
    {
      schema: {
        querystring: Type.Object({ partner: PartnerQuery, day: Type.Optional(DateSchema) }, exact),
        response: { 200: LaneSummarySchema },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, query }) => ({
      rows: await readLanes(staff.db, filterOf(staff, query), staff.businessDate),
    }),
  );
  causeRoute(app);
}

function causeRoute(app: App): void {
  app.get(
    '/reconciliation/causes',
    {
      schema: {
        querystring: Type.Object(
          {
            from: Type.Optional(DateSchema),
            to: Type.Optional(Type.String({ format: 'date', description: 'The last day, included' })),
            partner: PartnerQuery,
          },
          exact,
        ),
        response: { 200: CausesSchema },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, query }) => {
      const to = addDays(query.to ?? staff.businessDate, 1);
      const from = query.from ?? addDays(to, -usualDays);
      const range = { from, to, partnerCode: query.partner, businessOn: staff.businessDate };
      const { lanes, ageing } = await countCauses(staff.db, range);
      const ages = new Map(ageing.map((row) => [row.bucket, row]));
      return {
        lanes: lanes.map(({ amount_vnd, ...row }) => ({ ...row, amount: String(amount_vnd) })),
        ageing: (['0-1', '2-3', '4-7', '>7'] as const).map((bucket) => ({
          bucket,
          count: ages.get(bucket)?.count ?? 0,
          amount: String(ages.get(bucket)?.amount_vnd ?? 0n),
        })),
      };
    },
  );
}

function detailRoutes(app: App): void {
  app.get(
    '/reconciliation/differences/:id',
    {
      schema: { params: ParamsSchema, response: { 200: DifferenceDetailSchema } },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, params }) => getDifference(staff.db, BigInt(params.id), staff.businessDate),
  );
}

function ownerRoutes(app: App): void {
  const change = { take: takeDifference, release: releaseDifference };
  for (const name of ['take', 'release'] as const) {
    app.post(
      `/reconciliation/differences/:id/${name}`,
      {
        schema: { params: ParamsSchema, response: { 200: DifferenceDetailSchema } },
        config: { permission: 'reconciliation.resolve' },
      },
      async ({ staff, params }) => {
        const id = BigInt(params.id);
        await change[name](staff.db, { id, by: staff.login, requestId: staff.requestId });
        return getDifference(staff.db, id, staff.businessDate);
      },
    );
  }
}

function decisionRoutes(app: App): void {
  app.post(
    '/reconciliation/differences/resolve',
    {
      schema: { body: ResolveRequestSchema, response: { 200: ResolveAnswerSchema } },
      config: { permission: 'reconciliation.resolve' },
    },
    async ({ staff, body }) => {
      const { login: by, requestId, businessDate: businessOn, now } = staff;
      const { ids, ...asked } = body;
      const request = { ids: ids.map(BigInt), ...asked, by, requestId, businessOn };
      return { rows: await resolveDifferences(staff.db, request, now) };
    },
  );
  const decide = { approve: approveDifference, reject: rejectDifference };
  for (const name of ['approve', 'reject'] as const) {
    app.post(
      `/reconciliation/differences/:id/${name}`,
      {
        schema: {
          params: ParamsSchema,
          body: Type.Object({ note: Type.String({ minLength: 1, maxLength: 500 }) }, exact),
          response: { 200: DifferenceDetailSchema },
        },
        config: { permission: 'money.approve' },
      },
      async ({ staff, params, body }) => {
        const { login: by, requestId, businessDate: businessOn, now } = staff;
        const id = BigInt(params.id);
        await decide[name](staff.db, { id, note: body.note, by, requestId, businessOn }, now);
        return getDifference(staff.db, id, businessOn);
      },
    );
  }
}
