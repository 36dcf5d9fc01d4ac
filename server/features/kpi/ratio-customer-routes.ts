import { Type } from 'typebox';
import { channelNames, channels } from '../../../core/channels.ts';
import { addMonths, firstDayOf, formatMonth, isMonth, monthOf, monthsThrough } from '../../../core/dates.ts';
import { kpiDefinitions } from '../../../core/kpi-definitions.ts';
import { standingWords } from '../../../core/papers/words.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { MoneySchema, PeriodSchema } from '../../platform/schemas.ts';
import type { Column } from '../../platform/xlsx/writer.ts';
import type { StaffContext } from '../staff/index.ts';
import { readAsOf } from './as-of.ts';
import {
  answerList,
  customerCells,
  customerColumns,
  customersPage,
  pageFields,
  presentCustomer,
} from './customer-pages.ts';
import { kpiError } from './errors.ts';
import type { DrillState } from './queries.ts';
import { inDistrict, ratioCustomers, type AskedRow, type RatioFilter } from './ratio-customers.ts';
import { unitsAsked } from './units-asked.ts';

/** As many as a pivot table has. */
const mostMonths = 36;

const DrillQuery = Type.Object(
  {
    period: Type.String(),
    through: Type.Optional(
      Type.String({ description: 'The last month of several; a customer is listed once in each' }),
    ),
    unit: Type.Optional(Type.String()),
    commune: Type.Optional(
      Type.String({
        description: 'One code, or several with commas between them; `none`: no commune is known',
      }),
    ),
    district: Type.Optional(Type.String({ description: 'Code of a district of before July 2025' })),
    kind: Type.Optional(Type.String({ maxLength: 20, description: '`SH`: households' })),
    village: Type.Optional(
      Type.String({
        pattern: '^([0-9]{1,18}|none)$',
        description: 'Of the commune named beside it; `none`: no village',
      }),
    ),
    state: Type.Optional(Type.Enum(['all', 'cashless', 'not_cashless', 'cash', 'unpaid'])),
    definition: Type.Optional(Type.Enum(['official', 'strict'])),
    after: Type.Optional(Type.String({ pattern: '^[0-9]{4}-[0-9]{2}~[0-9]{1,18}$' })),
    ...pageFields,
  },
  { additionalProperties: false },
);

const KpiCustomersSchema = customersPage({
  period: PeriodSchema,
  bills: Type.Integer(),
  billed: MoneySchema,
  paid: MoneySchema,
  cashless: Type.Boolean(),
  channels: Type.Array(Type.Enum([...channels])),
});

/** From a ratio down to the customers it counts, in one month or in each of several. */
export function ratioCustomerRoutes(app: App): void {
  app.get(
    '/kpi/customers',
    {
      schema: { querystring: DrillQuery, response: { 200: KpiCustomersSchema } },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, query }, reply) => {
      const list = await ratioCustomers(staff.db, await readFilter(staff, query));
      return answerList(reply, query, {
        read: list.read,
        head: async () => ({ total: await list.total() }),
        present,
        sheet: async () => sheetOf(staff, list.filter, await readAsOf(staff.db)),
      });
    },
  );
}

interface Asked {
  period: string;
  through?: string;
  unit?: string;
  commune?: string;
  district?: string;
  kind?: string;
  village?: string;
  state?: string;
  definition?: string;
}

async function readFilter(staff: StaffContext, query: Asked): Promise<RatioFilter> {
  const { period, through = period, commune, district } = query;
  ensure(isMonth(period), kpiError('kpi.unknown_period', { period }));
  ensure(isMonth(through), kpiError('kpi.unknown_period', { period: through }));
  const isSpan = period <= through && through < addMonths(period, mostMonths);
  ensure(isSpan, kpiError('kpi.unknown_period', { period: through }));
  const filter: RatioFilter = {
    periods: monthsThrough(period, through).map(firstDayOf),
    unitIds: await unitsAsked(staff, query.unit),
    communes: commune?.split(',').map((code) => (code === 'none' ? '' : code)) ?? null,
    kind: query.kind ?? null,
    // Without its commune a village would be looked for in the whole company.
    village: commune === undefined ? null : (query.village ?? null),
    state: (query.state ?? 'all') as DrillState,
    definition: query.definition === 'strict' ? 'strict' : 'official',
  };
  return district === undefined ? filter : inDistrict(staff.db, filter, district);
}

function present(row: AskedRow) {
  return {
    ...presentCustomer(row),
    period: monthOf(row.period),
    bills: row.bills,
    billed: String(row.billed_vnd),
    paid: String(row.paid_vnd),
    cashless: row.cashless,
    channels: row.channels,
  };
}

const stateWords: Record<DrillState, string> = {
  all: 'Mọi KH có hóa đơn',
  cashless: 'KH trả hết không dùng tiền mặt',
  not_cashless: 'KH chưa trả hết không dùng tiền mặt',
  cash: 'KH trả hết và có tiền mặt',
  unpaid: 'KH chưa trả đủ',
};

const columns = [
  ...customerColumns,
  { header: 'Hóa đơn', kind: 'integer', width: 9 },
  { header: 'Phát hành (đ)', kind: 'money', width: 16 },
  { header: 'Đã thanh toán (đ)', kind: 'money', width: 16 },
  { header: 'Không dùng tiền mặt', kind: 'text', width: 20 },
  { header: 'Kênh', kind: 'text', width: 40 },
] as const satisfies Column[];

function sheetOf({ company }: StaffContext, { periods, state, definition }: RatioFilter, asOf: string) {
  const [first = '', last = ''] = [periods[0], periods.at(-1)].map((period) => monthOf(period ?? ''));
  const isSpan = first !== last;
  const span = isSpan ? `${formatMonth(first)} đến ${formatMonth(last)}` : formatMonth(first);
  return {
    fileName: `khach-hang-${isSpan ? `${first}-${last}` : first}.xlsx`,
    name: 'Khách hàng',
    title: `Khách hàng kỳ ${span} – ${company.name}`,
    notes: [
      `${stateWords[state]}. ${standingWords(kpiDefinitions[definition], asOf)}` +
        (isSpan ? ' Mỗi KH một dòng cho mỗi kỳ.' : ''),
    ],
    columns: [...(isSpan ? [{ header: 'Kỳ', kind: 'text' as const, width: 10 }] : []), ...columns],
    cells: (row: AskedRow) => [
      ...(isSpan ? [formatMonth(monthOf(row.period))] : []),
      ...customerCells(row),
      row.bills,
      row.billed_vnd,
      row.paid_vnd,
      row.cashless ? 'Có' : 'Không',
      row.channels.map((channel) => channelNames.vi[channel]).join(', '),
    ],
  };
}
