import { formatMonth, type Month } from '../../../core/dates.ts';
import { nameMovementReason } from '../../../core/month-close/movement-reasons.ts';
import type { Counted } from '../../../core/kpi/definition.ts';
import { momentWords } from '../../../core/papers/words.ts';
import type { Cell } from '../../platform/xlsx/cells.ts';
import type { Column, Workbook } from '../../platform/xlsx/writer.ts';
import type { StaffContext } from '../staff/index.ts';
import { refOf, type FreezeRow } from './freeze-queries.ts';
import { listMovements, type MovementFilter } from './movement-queries.ts';
import type { figuresOf } from './read-frozen.ts';
import type { readComparison, readMonths } from './read-month.ts';

type Comparison = Awaited<ReturnType<typeof readComparison>>;

const words: Record<Counted, string> = {
  customers: 'KH',
  bills: 'Hóa đơn',
  customerBills: 'Lượt KH',
  money: 'Tiền (đ)',
};

/** Every month with what it was frozen with and what it says today, under the official definition. */
export function monthsWorkbook(
  staff: StaffContext,
  { asOf, rows }: Awaited<ReturnType<typeof readMonths>>,
): Workbook {
  const counted = ['customers', 'money'] as const;
  return {
    fileName: 'chot-so-lieu.xlsx',
    sheets: [
      {
        name: 'Chốt số liệu',
        title: `Số liệu đã chốt và tạm tính – ${staff.company.name}`,
        notes: [`Cách tính ${refOf('official')}; hiện nay: số liệu lúc ${momentWords(asOf)}`],
        columns: [
          { header: 'Kỳ', kind: 'text', width: 10 },
          { header: 'Trạng thái', kind: 'text', width: 14 },
          { header: 'Chốt lúc', kind: 'datetime', width: 18 },
          { header: 'Bản', kind: 'integer', width: 6 },
          { header: 'Người chốt', kind: 'text', width: 18 },
          ...counted.flatMap(columnsOf),
        ],
        rows: rows.map(({ period, frozen, live }) => [
          formatMonth(period),
          frozen ? 'Đã chốt' : 'Tạm tính',
          frozen?.at,
          frozen?.version,
          frozen?.by,
          ...counted.flatMap((thing) => [...shareCells(frozen?.figures[thing]), ...shareCells(live[thing])]),
        ]),
      },
    ],
  };
}

function shareCells(figure: ReturnType<typeof figuresOf>['customers'] | undefined): Cell[] {
  if (!figure) return [null, null, null];
  return [BigInt(figure.official.numerator), BigInt(figure.denominator), figure.official.ratio];
}

/** The figures of a version beside those of today, a row per unit or commune, the sum last. */
export function comparisonWorkbook(staff: StaffContext, freeze: FreezeRow, comparison: Comparison): Workbook {
  const { period, version, definition, rows, total } = comparison;
  const counted = total.figures.map((figure) => figure.counted);
  return {
    fileName: `so-lieu-chot-${period}-ban-${version}.xlsx`,
    sheets: [
      {
        name: 'Số liệu chốt',
        title: `Số liệu chốt kỳ ${formatMonth(period)} – ${staff.company.name}`,
        notes: [
          `Bản ${version}, cách tính ${definition}; dữ liệu đến ${momentWords(freeze.as_of)}; hiện nay: số liệu lúc ${momentWords(comparison.liveAsOf)}`,
          `SHA-256: ${freeze.hash}`,
        ],
        columns: [
          { header: 'Mã', kind: 'text', width: 12 },
          { header: 'Tên', kind: 'text', width: 32 },
          ...counted.flatMap(columnsOf),
          { header: 'Thay đổi sau chốt', kind: 'integer', width: 18 },
        ],
        rows: [...rows, { code: '', name: 'Cộng', ...total }].map((row) => [
          row.code,
          row.name,
          ...row.figures.flatMap(cellsOf),
          row.movements,
        ]),
      },
    ],
  };
}

function columnsOf(counted: Counted): Column[] {
  const kind = counted === 'money' ? 'money' : 'integer';
  const name = words[counted];
  return [
    { header: `${name}: số chốt`, kind, width: 18 },
    { header: `${name}: mẫu số chốt`, kind, width: 18 },
    { header: `${name}: tỷ lệ chốt`, kind: 'percent', width: 14 },
    { header: `${name}: hiện nay`, kind, width: 18 },
    { header: `${name}: mẫu số hiện nay`, kind, width: 18 },
    { header: `${name}: tỷ lệ hiện nay`, kind: 'percent', width: 14 },
  ];
}

function cellsOf({ frozen, live }: Comparison['rows'][number]['figures'][number]): Cell[] {
  return [frozen, live].flatMap(({ numerator, denominator, ratio }) => [
    BigInt(numerator),
    BigInt(denominator),
    ratio,
  ]);
}

const exportPage = 5_000;

/** Every payment and bill that moved the month, from the first on. */
export function movementsWorkbook(
  staff: StaffContext,
  period: Month,
  filter: Omit<MovementFilter, 'after' | 'limit'>,
): Workbook {
  return {
    fileName: `dieu-chinh-sau-chot-${period}.xlsx`,
    sheets: [
      {
        name: 'Điều chỉnh sau chốt',
        title: `Điều chỉnh sau chốt kỳ ${formatMonth(period)} – ${staff.company.name}`,
        notes: [`So với bản ${filter.version}`],
        columns: [
          { header: 'Lúc', kind: 'datetime', width: 18 },
          { header: 'Vì sao', kind: 'text', width: 32 },
          { header: 'Lý do đã ghi', kind: 'text', width: 36 },
          { header: 'Mã KH', kind: 'text', width: 16 },
          { header: 'Tên', kind: 'text', width: 28 },
          { header: 'Đơn vị', kind: 'text', width: 10 },
          { header: 'Mã xã', kind: 'text', width: 10 },
          { header: 'Hóa đơn', kind: 'text', width: 20 },
          { header: 'Mã giao dịch', kind: 'text', width: 24 },
          { header: 'Kênh', kind: 'text', width: 16 },
          { header: 'Số tiền (đ)', kind: 'money', width: 16 },
        ],
        rows: movementRows(staff, filter),
      },
    ],
  };
}

async function* movementRows(staff: StaffContext, filter: Omit<MovementFilter, 'after' | 'limit'>) {
  for (let after = 0n; ;) {
    const rows = await listMovements(staff.db, { ...filter, after, limit: exportPage });
    for (const row of rows) {
      yield [
        row.recorded_at,
        nameMovementReason(row.why, 'vi'),
        row.said,
        row.customer_code,
        row.customer_name,
        row.unit_code,
        row.commune_code,
        row.bill_number,
        row.reference ?? '',
        row.channel ?? '',
        row.amount_vnd,
      ];
    }
    if (rows.length < exportPage) return;
    after = rows.at(-1)?.id ?? after;
  }
}
