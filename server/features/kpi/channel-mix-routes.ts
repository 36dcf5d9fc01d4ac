import { Type } from 'typebox';
import { channelNames, channels, type Channel } from '../../../core/channels.ts';
import { firstDayOf, formatMonth, isMonth } from '../../../core/dates.ts';
import { boardDefinitions } from '../../../core/kpi/board-definitions.ts';
import { standingWords } from '../../../core/papers/words.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { InstantSchema, MoneySchema, PeriodSchema, nullable } from '../../platform/schemas.ts';
import { sendXlsx, type Workbook } from '../../platform/xlsx/writer.ts';
import type { StaffContext } from '../staff/index.ts';
import { historyUpTo, readAsOf } from './as-of.ts';
import {
  listChannelCustomers,
  listChannelMonths,
  listChannelPlaces,
  type ChannelFilter,
} from './channel-mix-queries.ts';
import {
  answerList,
  answerPage,
  customerCells,
  customerColumns,
  customersPage,
  pageFields,
  presentCustomer,
  type CursorPage,
} from './customer-pages.ts';
import { kpiError } from './errors.ts';
import { ratioOf } from './figures.ts';
import { spotPattern, totalOf, writeSpot } from './places.ts';
import { unitsAsked } from './units-asked.ts';

const ChannelSchema = Type.Enum([...channels]);

const MixSchema = Type.Object({
  period: PeriodSchema,
  periods: Type.Array(Type.String()),
  unit: nullable(Type.String()),
  asOf: InstantSchema,
  provisional: Type.Boolean({ description: 'The figures of the last month are not frozen' }),
  definition: Type.Object({ name: Type.String(), version: Type.Integer() }),
  rows: Type.Array(
    Type.Object({
      period: Type.String(),
      channel: ChannelSchema,
      amount: MoneySchema,
      bills: Type.String({ description: 'A bill paid through two channels counts at both' }),
      customers: Type.String({ description: 'A customer who used two channels counts at both' }),
      share: nullable(Type.Number({ description: 'Of the money collected for the bills of this month' })),
    }),
  ),
});
type Mix = Type.Static<typeof MixSchema>;

const MixQuery = Type.Object(
  {
    period: Type.Optional(PeriodSchema),
    unit: Type.Optional(Type.String()),
    format: Type.Optional(Type.Enum(['xlsx'])),
  },
  { additionalProperties: false },
);

const CustomersQuery = Type.Object(
  {
    period: PeriodSchema,
    channel: ChannelSchema,
    unit: Type.Optional(Type.String()),
    commune: Type.Optional(Type.String()),
    after: Type.Optional(Type.String({ pattern: spotPattern })),
    ...pageFields,
  },
  { additionalProperties: false },
);

const CustomersSchema = customersPage({ amount: MoneySchema, bills: Type.Integer() });

/** How people pay: every channel over two years, and who used one in a month. */
export function channelMixRoutes(app: App): void {
  app.get(
    '/kpi/channel-mix',
    { schema: { querystring: MixQuery, response: { 200: MixSchema } }, config: { permission: 'kpi.view' } },
    async ({ staff, query }, reply) => {
      const mix = await readMix(staff, query);
      return query.format ? sendXlsx(reply, mixWorkbook(staff, mix)) : mix;
    },
  );

  app.get(
    '/kpi/channel-customers',
    {
      schema: { querystring: CustomersQuery, response: { 200: CustomersSchema } },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }, reply) => {
      ensure(isMonth(query.period), kpiError('kpi.unknown_period', { period: query.period }));
      const filter: ChannelFilter = {
        period: firstDayOf(query.period),
        channel: query.channel as Channel,
        unitIds: await unitsAsked(staff, query.unit),
        commune: query.commune ?? null,
      };
      const places = await listChannelPlaces(staff.db, filter);
      const read = async (page: CursorPage) =>
        answerPage(await listChannelCustomers(staff.db, filter, places, page), page, writeSpot);
      return answerList(reply, query, {
        read,
        head: () => ({ total: totalOf(places) }),
        present: (row) => ({ ...presentCustomer(row), amount: String(row.amount_vnd), bills: row.bills }),
        sheet: async () => customersSheet(staff, filter, await readAsOf(staff.db)),
      });
    },
  );
}

async function readMix(staff: StaffContext, query: { period?: string; unit?: string }): Promise<Mix> {
  const unitIds = await unitsAsked(staff, query.unit);
  const { span, ...history } = await historyUpTo(staff.db, query.period, staff.businessDate);
  const rows = await listChannelMonths(staff.db, span, unitIds);
  const collected = new Map<string, bigint>();
  for (const { month, amount_vnd } of rows) collected.set(month, (collected.get(month) ?? 0n) + amount_vnd);
  return {
    ...history,
    unit: query.unit ?? null,
    asOf: await readAsOf(staff.db),
    definition: boardDefinitions.channelMix,
    rows: rows.map((row) => ({
      period: row.month,
      channel: row.channel,
      amount: String(row.amount_vnd),
      bills: String(row.bills),
      customers: String(row.customers),
      share: ratioOf(row.amount_vnd, collected.get(row.month) ?? 0n),
    })),
  };
}

function mixWorkbook(staff: StaffContext, mix: Mix): Workbook {
  return {
    fileName: `co-cau-kenh-${mix.period}.xlsx`,
    sheets: [
      {
        name: 'Cơ cấu kênh',
        title: `Cơ cấu kênh thanh toán đến kỳ ${formatMonth(mix.period)} – ${mix.unit ?? staff.company.name}`,
        notes: [
          `${standingWords(mix.definition, mix.asOf)} Tỷ trọng: trên tổng số tiền đã thu của hóa đơn kỳ đó.`,
          'KH và hóa đơn dùng hai kênh được đếm ở cả hai.',
        ],
        columns: [
          { header: 'Kỳ', kind: 'text', width: 10 },
          { header: 'Kênh', kind: 'text', width: 32 },
          { header: 'Số tiền (đ)', kind: 'money', width: 20 },
          { header: 'Tỷ trọng', kind: 'percent', width: 10 },
          { header: 'Hóa đơn', kind: 'integer', width: 12 },
          { header: 'Khách hàng', kind: 'integer', width: 12 },
        ],
        rows: mix.rows.map((row) => [
          formatMonth(row.period),
          channelNames.vi[row.channel],
          BigInt(row.amount),
          row.share,
          BigInt(row.bills),
          BigInt(row.customers),
        ]),
      },
    ],
  };
}

function customersSheet(staff: StaffContext, { period, channel }: ChannelFilter, asOf: string) {
  const month = period.slice(0, 7);
  return {
    fileName: `khach-hang-${channel.replaceAll('_', '-')}-${month}.xlsx`,
    name: 'Khách hàng',
    title: `Khách hàng dùng kênh ${channelNames.vi[channel]}, kỳ ${formatMonth(month)} – ${staff.company.name}`,
    notes: [standingWords(boardDefinitions.channelMix, asOf)],
    columns: [
      ...customerColumns,
      { header: 'Qua kênh này (đ)', kind: 'money' as const, width: 18 },
      { header: 'Hóa đơn', kind: 'integer' as const, width: 10 },
    ],
    cells: (row: Awaited<ReturnType<typeof listChannelCustomers>>[number]) => [
      ...customerCells(row),
      row.amount_vnd,
      row.bills,
    ],
  };
}
