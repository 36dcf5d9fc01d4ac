import { Type } from 'typebox';
import { channels, type Channel } from '../../../core/channels.ts';
import { firstDayOf, isMonth } from '../../../core/dates.ts';
import { kpiDefinitions } from '../../../core/kpi-definitions.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { InstantSchema, MoneySchema, PeriodSchema, nullable } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import type { StaffContext } from '../staff/index.ts';
import { historyUpTo, readAsOf } from './as-of.ts';
import {
  answerList,
  answerPage,
  customersPage,
  pageFields,
  presentCustomer,
  type CursorPage,
} from './customer-pages.ts';
import { kpiError } from './errors.ts';
import { ratioOf } from './figures.ts';
import { spotPattern, totalOf, writeSpot } from './places.ts';
import type { CustomerState } from './queries.ts';
import {
  listCohortCustomers,
  listCohorts,
  listRelapseMonths,
  listRelapsePlaces,
  listRelapses,
  type CohortFilter,
  type CohortSums,
  type RelapseFilter,
} from './retention-queries.ts';
import { cohortSheet, relapseSheet, retentionWorkbook } from './retention-workbooks.ts';
import { unitsAsked } from './units-asked.ts';

const ChannelSchema = Type.Enum([...channels]);
const states = ['all', 'cashless', 'cash', 'unpaid'] as const;

const RetentionSchema = Type.Object({
  period: PeriodSchema,
  periods: Type.Array(Type.String()),
  unit: nullable(Type.String()),
  asOf: InstantSchema,
  provisional: Type.Boolean({ description: 'The figures of the last month are not frozen' }),
  definition: Type.Object({ name: Type.String(), version: Type.Integer() }),
  cohorts: Type.Array(
    Type.Object({
      cohort: Type.String({
        description: 'First month whose bills these customers paid wholly without cash',
      }),
      cells: Type.Array(
        Type.Object({
          period: Type.String(),
          billed: Type.String({ description: 'Customers of the cohort with bills of this month' }),
          cashless: Type.String(),
          cash: Type.String({ description: 'Paid it all, and not without cash' }),
          ratio: nullable(Type.Number({ description: 'cashless / billed' })),
        }),
      ),
    }),
  ),
  relapses: Type.Array(
    Type.Object({
      period: Type.String(),
      customers: Type.String({ description: 'Cashless in a month before, with cash in this one' }),
      known: Type.String({ description: 'Customers with bills who had been cashless in a month before' }),
      ratio: nullable(Type.Number()),
    }),
  ),
});
export type Retention = Type.Static<typeof RetentionSchema>;

const place = { unit: Type.Optional(Type.String()) };
const strict = { additionalProperties: false };

const RetentionQuery = Type.Object(
  { period: Type.Optional(PeriodSchema), ...place, format: Type.Optional(Type.Enum(['xlsx'])) },
  strict,
);

const CohortQuery = Type.Object(
  {
    cohort: PeriodSchema,
    period: PeriodSchema,
    state: Type.Optional(Type.Enum([...states])),
    ...place,
    after: Type.Optional(Type.String({ pattern: '^[0-9]{1,18}$' })),
    ...pageFields,
  },
  strict,
);

const RelapseQuery = Type.Object(
  {
    period: PeriodSchema,
    ...place,
    commune: Type.Optional(Type.String()),
    channel: Type.Optional(ChannelSchema),
    after: Type.Optional(Type.String({ pattern: spotPattern })),
    ...pageFields,
  },
  strict,
);

const CohortCustomersSchema = customersPage({
  cashless: Type.Boolean(),
  billed: MoneySchema,
  paid: MoneySchema,
  channels: Type.Array(ChannelSchema),
});

const RelapsesSchema = customersPage({
  firstPeriod: Type.String({ description: 'First cashless month' }),
  lastPeriod: nullable(Type.String({ description: 'Last cashless month before this one' })),
  channels: Type.Array(ChannelSchema),
  channelsBefore: Type.Array(ChannelSchema),
  paid: MoneySchema,
});

/** Whether cashless customers stay so: by the month in which they began, and who fell back to cash. */
export function retentionRoutes(app: App): void {
  app.get(
    '/kpi/retention',
    {
      schema: { querystring: RetentionQuery, response: { 200: RetentionSchema } },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, query }, reply) => {
      const retention = await readRetention(staff, query);
      return query.format ? sendXlsx(reply, retentionWorkbook(staff.company.name, retention)) : retention;
    },
  );
  cohortRoute(app);
  relapseRoute(app);
}

function cohortRoute(app: App): void {
  app.get(
    '/kpi/cohort-customers',
    {
      schema: { querystring: CohortQuery, response: { 200: CohortCustomersSchema } },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }, reply) => {
      const filter: CohortFilter = {
        cohort: monthAsked(query.cohort),
        period: monthAsked(query.period),
        unitIds: await unitsAsked(staff, query.unit),
        state: (query.state ?? 'all') as CustomerState,
      };
      const span = { from: filter.cohort, upto: filter.period };
      const cells = await listCohorts(staff.db, span, filter.unitIds);
      const cell = cells.find((one) => one.cohort === query.cohort && one.month === query.period);
      const total = cell ? countOf(cell, filter.state) : 0;
      // Where the sums say that there is nobody, the whole cohort would be gone through to find it out.
      const read = async (page: CursorPage) =>
        answerPage(total === 0 ? [] : await listCohortCustomers(staff.db, filter, page), page, ({ id }) =>
          String(id),
        );
      return answerList(reply, query, {
        read,
        head: () => ({ total }),
        present: (row) => ({
          ...presentCustomer(row),
          cashless: row.cashless,
          billed: String(row.billed_vnd),
          paid: String(row.paid_vnd),
          channels: row.channels,
        }),
        sheet: async () => cohortSheet(staff.company.name, filter, await readAsOf(staff.db)),
      });
    },
  );
}

function relapseRoute(app: App): void {
  app.get(
    '/kpi/relapses',
    {
      schema: { querystring: RelapseQuery, response: { 200: RelapsesSchema } },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }, reply) => {
      const filter: RelapseFilter = {
        period: monthAsked(query.period),
        unitIds: await unitsAsked(staff, query.unit),
        commune: query.commune ?? null,
        channel: (query.channel ?? null) as Channel | null,
      };
      const places = await listRelapsePlaces(staff.db, filter);
      const read = async (page: CursorPage) =>
        answerPage(await listRelapses(staff.db, filter, places, page), page, writeSpot);
      return answerList(reply, query, {
        read,
        head: () => ({ total: totalOf(places) }),
        present: (row) => ({
          ...presentCustomer(row),
          firstPeriod: row.first_month,
          lastPeriod: row.last_month,
          channels: row.channels,
          channelsBefore: row.channels_before,
          paid: String(row.paid_vnd),
        }),
        sheet: async () => relapseSheet(staff.company.name, filter, await readAsOf(staff.db)),
      });
    },
  );
}

function monthAsked(period: string): string {
  ensure(isMonth(period), kpiError('kpi.unknown_period', { period }));
  return firstDayOf(period);
}

function countOf({ customers, cashless, cash }: CohortSums, state: CustomerState): number {
  return Number({ all: customers, cashless, cash, unpaid: customers - cashless - cash }[state]);
}

async function readRetention(
  staff: StaffContext,
  query: { period?: string; unit?: string },
): Promise<Retention> {
  const unitIds = await unitsAsked(staff, query.unit);
  const { span, ...history } = await historyUpTo(staff.db, query.period, staff.businessDate);
  const [cells, relapses] = await Promise.all([
    listCohorts(staff.db, span, unitIds),
    listRelapseMonths(staff.db, span, unitIds),
  ]);
  const { name, version } = kpiDefinitions.official;
  return {
    ...history,
    unit: query.unit ?? null,
    asOf: await readAsOf(staff.db),
    definition: { name, version },
    cohorts: [...Map.groupBy(cells, ({ cohort }) => cohort)].map(([cohort, rows]) => ({
      cohort,
      cells: rows.map(({ month, customers, cashless, cash }) => ({
        period: month,
        billed: String(customers),
        cashless: String(cashless),
        cash: String(cash),
        ratio: ratioOf(cashless, customers),
      })),
    })),
    relapses: relapses.map(({ month, customers, cash }) => ({
      period: month,
      customers: String(cash),
      known: String(customers),
      ratio: ratioOf(cash, customers),
    })),
  };
}
