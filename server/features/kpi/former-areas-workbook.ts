import { formatMonth, type Month } from '../../../core/dates.ts';
import { kpiDefinitions } from '../../../core/kpi-definitions.ts';
import { standingWords } from '../../../core/papers/words.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import { withheldWords } from '../../../core/kpi/withholding.ts';
import type { Figure } from './schemas.ts';

interface AreaRow {
  code: string;
  name: string;
  small: boolean;
  customers: Figure | null;
  money: Figure | null;
}

/** Both ratios by the districts of before July 2025; communes of several districts stand on a sheet of their own. */
export function formerAreasWorkbook(
  areas: { period: Month; asOf: string; rows: readonly AreaRow[]; undecided: readonly AreaRow[] },
  companyName: string,
): Workbook {
  const title = `Tỷ lệ theo địa giới trước 01/07/2025, kỳ ${formatMonth(areas.period)} – ${companyName}`;
  const { official, strict } = kpiDefinitions;
  const notes = [`${standingWords(official, areas.asOf)} (chặt): ${strict.name}@${strict.version}.`];
  const columns: Workbook['sheets'][number]['columns'] = [
    { header: 'Mã', kind: 'text', width: 10 },
    { header: 'Tên', kind: 'text', width: 32 },
    { header: 'KH có hóa đơn', kind: 'integer', width: 14 },
    { header: 'KH không dùng tiền mặt', kind: 'integer', width: 20 },
    { header: 'Tỷ lệ KH', kind: 'percent', width: 10 },
    { header: 'Tỷ lệ KH (chặt)', kind: 'percent', width: 14 },
    { header: 'Tiền phát hành (đ)', kind: 'money', width: 20 },
    { header: 'Tiền không dùng tiền mặt (đ)', kind: 'money', width: 24 },
    { header: 'Tỷ lệ tiền', kind: 'percent', width: 10 },
    { header: 'Tỷ lệ tiền (chặt)', kind: 'percent', width: 14 },
    { header: 'Ghi chú', kind: 'text', width: 20 },
  ];
  const cells = ({ code, name, small, customers, money }: AreaRow) => [
    code,
    name,
    customers && BigInt(customers.denominator),
    customers && BigInt(customers.official.numerator),
    customers && customers.official.ratio,
    customers && customers.strict.ratio,
    money && BigInt(money.denominator),
    money && BigInt(money.official.numerator),
    money && money.official.ratio,
    money && money.strict.ratio,
    customers ? '' : withheldWords({ small }),
  ];
  return {
    fileName: `dia-gioi-cu-${areas.period}.xlsx`,
    sheets: [
      { name: 'Huyện cũ', title, notes, columns, rows: areas.rows.map(cells) },
      { name: 'Chưa xếp được', title, notes, columns, rows: areas.undecided.map(cells) },
    ],
  };
}
