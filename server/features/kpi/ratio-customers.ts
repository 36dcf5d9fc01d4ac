import { firstDayOf, monthOf, type BusinessDate } from '../../../core/dates.ts';
import type { Db } from '../../platform/db.ts';
import { formerDistrictsOf } from '../areas/index.ts';
import { answerPage, type Answered, type CursorPage } from './customer-pages.ts';
import {
  countVillageCustomers,
  listCustomerFacts,
  listDrillCells,
  type DrillCell,
  type DrillFilter,
  type DrillRow,
} from './queries.ts';

/** The customers of one ratio in each of these months, oldest first. */
export interface RatioFilter extends Omit<DrillFilter, 'period'> {
  periods: readonly BusinessDate[];
}

export interface AskedRow extends DrillRow {
  period: BusinessDate;
}

export interface RatioCustomers {
  filter: RatioFilter;
  /** Customers, once in each month. */
  total: () => Promise<number>;
  read: (page: CursorPage) => Promise<Answered<AskedRow>>;
}

/** Only the communes that came whole from a district of before July 2025. */
export async function inDistrict(db: Db, filter: RatioFilter, district: string): Promise<RatioFilter> {
  const cells = await listDrillCells(db, filter, filter.periods);
  const met = [...new Set(cells.map(({ commune_code }) => commune_code))];
  const former = await formerDistrictsOf(db, met);
  return { ...filter, communes: met.filter((code) => former.get(code)?.code === district) };
}

/** Lists them month by month, so that a page of a year costs what one of a month does. */
export async function ratioCustomers(db: Db, filter: RatioFilter): Promise<RatioCustomers> {
  const cells = Map.groupBy(await listDrillCells(db, filter, filter.periods), ({ period }) => period);
  const months = filter.periods.map((period) => ({
    asked: { ...filter, period },
    cells: cells.get(period) ?? [],
  }));
  return {
    filter,
    total: () => totalOf(db, months),
    read: async (page) => answerPage(await readRows(db, months, page), page, cursorOf),
  };
}

interface AskedMonth {
  asked: DrillFilter;
  cells: DrillCell[];
}

async function totalOf(db: Db, months: readonly AskedMonth[]): Promise<number> {
  let total = 0;
  for (const { asked, cells } of months)
    total +=
      asked.village === null
        ? cells.reduce((sum, { found }) => sum + found, 0)
        : await countVillageCustomers(db, asked, cells);
  return total;
}

async function readRows(
  db: Db,
  months: readonly AskedMonth[],
  { after, limit }: CursorPage,
): Promise<AskedRow[]> {
  const [month = '', customer = '0'] = after?.split('~') ?? [];
  const start = month === '' ? '' : firstDayOf(month);
  const rows: AskedRow[] = [];
  for (const { asked, cells } of months) {
    if (asked.period < start || !cells.some(({ found }) => found > 0)) continue;
    const last = asked.period === start ? BigInt(customer) : 0n;
    const page = { after: last, limit: limit - rows.length };
    const found = await listCustomerFacts(db, asked, cells, page);
    rows.push(...found.map((row) => ({ ...row, period: asked.period })));
    if (rows.length === limit) break;
  }
  return rows;
}

function cursorOf({ period, id }: AskedRow): string {
  return `${monthOf(period)}~${id}`;
}
