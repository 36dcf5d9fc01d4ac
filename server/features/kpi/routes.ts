import { Type } from 'typebox';
import { channelNames } from '../../../core/channels.ts';
import { firstDayOf, isMonth } from '../../../core/dates.ts';
import { kpiDefinitions } from '../../../core/kpi-definitions.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { formerDistrictsOf } from '../areas/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { kpiError } from './errors.ts';
import { addSums, shownFigures } from './figures.ts';
import { formerAreasWorkbook } from './former-areas-workbook.ts';
import {
  countVillageCustomers,
  listCommuneSums,
  listCustomerFacts,
  listDrillCells,
  type DrillFilter,
  type DrillState,
} from './queries.ts';
import { definitionRoutes } from './definition-routes.ts';
import { cashHouseholdRoutes } from './cash-household-routes.ts';
import { channelMixRoutes } from './channel-mix-routes.ts';
import { retentionRoutes } from './retention-routes.ts';
import { FigureSchema, FormerAreasSchema, KpiCustomersSchema } from './schemas.ts';
import { unitsAsked } from './units-asked.ts';
import { villageRoutes } from './village-routes.ts';

const exportLimit = 1_000_000;
const exportPage = 5_000;

const DrillQuery = Type.Object(
  {
    period: Type.String(),
    unit: Type.Optional(Type.String()),
    commune: Type.Optional(
      Type.String({
        description: 'One code, or several with commas between them; `none`: no commune is known',
      }),
    ),
    village: Type.Optional(
      Type.String({
        pattern: '^([0-9]{1,18}|none)$',
        description: 'Of the commune named beside it; `none`: no village',
      }),
    ),
    state: Type.Optional(Type.Enum(['all', 'cashless', 'not_cashless', 'cash', 'unpaid'])),
    definition: Type.Optional(Type.Enum(['official', 'strict'])),
    after: Type.Optional(Type.String({ pattern: '^[0-9]{1,18}$' })),
    limit: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,2}$' })),
    format: Type.Optional(Type.Enum(['xlsx'])),
  },
  { additionalProperties: false },
);

/** From a ratio down to the customers it counts, and by the districts of before July 2025. */
export function kpiRoutes(app: App): void {
  app.addSchema(FigureSchema);
  definitionRoutes(app);
  villageRoutes(app);
  channelMixRoutes(app);
  retentionRoutes(app);
  cashHouseholdRoutes(app);
  app.get(
    '/kpi/customers',
    {
      schema: { querystring: DrillQuery, response: { 200: KpiCustomersSchema } },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, query }, reply) => {
      const filter = await parseFilter(staff, query);
      if (query.format === 'xlsx') return sendXlsx(reply, customerWorkbook(staff, filter));
      return readCustomers(staff, filter, query);
    },
  );

  app.get(
    '/kpi/former-areas',
    {
      schema: {
        querystring: Type.Object(
          { period: Type.String(), format: Type.Optional(Type.Enum(['xlsx'])) },
          { additionalProperties: false },
        ),
        response: { 200: FormerAreasSchema },
      },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, query }, reply) => {
      ensure(isMonth(query.period), kpiError('kpi.unknown_period', { period: query.period }));
      const areas = await readFormerAreas(staff, query.period);
      return query.format ? sendXlsx(reply, formerAreasWorkbook(areas, staff.company.name)) : areas;
    },
  );
}

async function readCustomers(
  staff: StaffContext,
  filter: DrillFilter,
  query: { after?: string; limit?: string },
) {
  const limit = Math.min(Number(query.limit ?? 50), 200);
  const cells = await listDrillCells(staff.db, filter);
  const page = { after: BigInt(query.after ?? 0), limit };
  const rows = await listCustomerFacts(staff.db, filter, cells, page);
  return {
    total:
      filter.village === null
        ? cells.reduce((total, { found }) => total + found, 0)
        : await countVillageCustomers(staff.db, filter, cells),
    rows: rows.map((row) => ({
      code: row.code,
      name: row.name,
      address: row.address,
      unitCode: row.unit_code,
      communeCode: row.commune_code,
      bills: row.bills,
      billed: String(row.billed_vnd),
      paid: String(row.paid_vnd),
      cashless: row.cashless,
      channels: row.channels,
    })),
    next: rows.length === limit ? String(rows.at(-1)?.id) : null,
  };
}

async function parseFilter(
  staff: StaffContext,
  query: {
    period: string;
    unit?: string;
    commune?: string;
    village?: string;
    state?: string;
    definition?: string;
  },
): Promise<DrillFilter> {
  ensure(isMonth(query.period), kpiError('kpi.unknown_period', { period: query.period }));
  return {
    period: firstDayOf(query.period),
    unitIds: await unitsAsked(staff, query.unit),
    communes: query.commune?.split(',').map((code) => (code === 'none' ? '' : code)) ?? null,
    // Without its commune a village would be looked for in the whole company.
    village: query.commune === undefined ? null : (query.village ?? null),
    state: (query.state ?? 'all') as DrillState,
    definition: query.definition === 'strict' ? 'strict' : 'official',
  };
}

/** Communes gathered by the one former district they came from; those of several are listed apart, not guessed. */
async function readFormerAreas(staff: StaffContext, period: string) {
  const communes = await listCommuneSums(staff.db, firstDayOf(period), staff.scope);
  const former = await formerDistrictsOf(
    staff.db,
    communes.map(({ code }) => code),
  );
  const groups = Map.groupBy(communes, ({ code }) => former.get(code)?.code ?? '');
  const undecided = groups.get('') ?? [];
  groups.delete('');
  const names = new Map(
    [...former.values()].flatMap((district) => (district ? [[district.code, district.name]] : [])),
  );
  return {
    period,
    rows: [...groups].map(([code, rows]) => ({
      code,
      name: names.get(code) ?? code,
      communes: rows.length,
      ...shownFigures(addSums(rows)),
    })),
    undecided: undecided.map((row) => ({
      code: row.code,
      name: row.name ?? row.code,
      ...shownFigures(row),
    })),
  };
}

const stateWords: Record<DrillState, string> = {
  all: 'Mọi KH có hóa đơn',
  cashless: 'KH trả hết không dùng tiền mặt',
  not_cashless: 'KH chưa trả hết không dùng tiền mặt',
  cash: 'KH trả hết và có tiền mặt',
  unpaid: 'KH chưa trả đủ',
};

function customerWorkbook(staff: StaffContext, filter: DrillFilter) {
  return {
    fileName: `khach-hang-${filter.period.slice(0, 7)}.xlsx`,
    sheets: [
      {
        name: 'Khách hàng',
        title: `Khách hàng kỳ ${filter.period.slice(5, 7)}/${filter.period.slice(0, 4)} – ${staff.company.name}`,
        notes: [
          `${stateWords[filter.state]}. Cách tính ${filter.definition}@${kpiDefinitions[filter.definition].version}.`,
        ],
        columns: [
          { header: 'Mã khách hàng', kind: 'text' as const, width: 16 },
          { header: 'Tên', kind: 'text' as const, width: 28 },
          { header: 'Địa chỉ', kind: 'text' as const, width: 44 },
          { header: 'Đơn vị', kind: 'text' as const, width: 10 },
          { header: 'Mã xã', kind: 'text' as const, width: 10 },
          { header: 'Hóa đơn', kind: 'integer' as const, width: 9 },
          { header: 'Phát hành (đ)', kind: 'money' as const, width: 16 },
          { header: 'Đã thanh toán (đ)', kind: 'money' as const, width: 16 },
          { header: 'Không dùng tiền mặt', kind: 'text' as const, width: 20 },
          { header: 'Kênh', kind: 'text' as const, width: 40 },
        ],
        rows: exportRows(staff, filter),
      },
    ],
  };
}

async function* exportRows(staff: StaffContext, filter: DrillFilter) {
  let after = 0n;
  const cells = await listDrillCells(staff.db, filter);
  for (let written = 0; written < exportLimit;) {
    const rows = await listCustomerFacts(staff.db, filter, cells, { after, limit: exportPage });
    for (const row of rows) {
      yield [
        row.code,
        row.name,
        row.address,
        row.unit_code,
        row.commune_code,
        row.bills,
        row.billed_vnd,
        row.paid_vnd,
        row.cashless ? 'Có' : 'Không',
        row.channels.map((channel) => channelNames.vi[channel]).join(', '),
      ];
    }
    if (rows.length < exportPage) return;
    written += rows.length;
    after = rows.at(-1)?.id ?? after;
  }
}
