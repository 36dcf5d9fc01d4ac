import { daysBetween, formatBusinessDate, formatMonth, type BusinessDate } from '../../../core/dates.ts';
import { boardDefinitions } from '../../../core/kpi/board-definitions.ts';
import { standingWords } from '../../../core/papers/words.ts';
import { debtBuckets, type DebtBucket } from '../../../core/kpi/debt-buckets.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import { customerCells, customerColumns } from '../kpi/index.ts';
import { asides, type Aside, type DebtRow } from './debt-ageing-queries.ts';
import type { readDebtAgeing } from './read-debt-ageing.ts';

type Ageing = Awaited<ReturnType<typeof readDebtAgeing>>;

const bucketNames: Record<DebtBucket, string> = {
  not_due: 'Chưa đến hạn',
  d1_7: 'Quá hạn 1–7 ngày',
  d8_15: 'Quá hạn 8–15 ngày',
  d16_30: 'Quá hạn 16–30 ngày',
  d31_90: 'Quá hạn 31–90 ngày',
  over_90: 'Quá hạn trên 90 ngày',
};

const asideNames: Record<Aside, string> = {
  debit: 'Đang trích nợ',
  cheque: 'Séc chưa về tiền',
  gateway: 'Đang thanh toán qua cổng',
  hold: 'Đang giữ chấm nợ',
  disputed: 'Đang tra soát',
};

/** One sheet of money and one of bills: a row per unit, a column per bucket, what stands apart behind them. */
export function debtWorkbook(ageing: Ageing): Workbook {
  const title = `Tuổi nợ ngày ${formatBusinessDate(ageing.on)} – ${ageing.whole.name}`;
  const notes = [
    `${standingWords(ageing.definition, ageing.asOf)} Số ngày tính từ hạn thanh toán đến ngày ${formatBusinessDate(ageing.on)}.`,
    'Hóa đơn đang chờ kết quả thanh toán và đang tra soát đứng riêng, không nằm trong các cột tuổi nợ.',
  ];
  const sheet = (name: string, measure: 'amount' | 'bills') => {
    const kind = measure === 'amount' ? ('money' as const) : ('integer' as const);
    const column = (header: string) => ({ header, kind, width: 20 });
    return {
      name,
      title,
      notes,
      columns: [
        { header: 'Mã', kind: 'text' as const, width: 12 },
        { header: 'Đơn vị', kind: 'text' as const, width: 32 },
        ...debtBuckets.map((bucket) => column(bucketNames[bucket])),
        ...asides.map((aside) => column(asideNames[aside])),
        column('Tổng'),
      ],
      rows: [ageing.whole, ...ageing.rows].map((row) => [
        row.code,
        row.name,
        ...row.buckets.map((cell) => BigInt(cell[measure])),
        ...row.aside.map((cell) => BigInt(cell[measure])),
        BigInt(row.total[measure]),
      ]),
    };
  };
  return {
    fileName: `tuoi-no-${ageing.whole.code}-${ageing.on}.xlsx`,
    sheets: [sheet('Số tiền', 'amount'), sheet('Số hóa đơn', 'bills')],
  };
}

/** The bills behind a figure. */
export function debtSheet(companyName: string, on: BusinessDate, asOf: string) {
  return {
    fileName: `hoa-don-con-no-${on}.xlsx`,
    name: 'Hóa đơn còn nợ',
    title: `Hóa đơn còn nợ ngày ${formatBusinessDate(on)} – ${companyName}`,
    notes: [standingWords(boardDefinitions.debtAgeing, asOf)],
    columns: [
      ...customerColumns,
      { header: 'Kỳ', kind: 'text' as const, width: 10 },
      { header: 'Hạn thanh toán', kind: 'text' as const, width: 14 },
      { header: 'Quá hạn (ngày)', kind: 'integer' as const, width: 14 },
      { header: 'Còn nợ (đ)', kind: 'money' as const, width: 16 },
      { header: 'Đứng riêng vì', kind: 'text' as const, width: 24 },
    ],
    cells: (row: DebtRow) => [
      ...customerCells(row),
      formatMonth(row.period),
      formatBusinessDate(row.due_on),
      daysBetween(row.due_on, on),
      row.open_vnd,
      row.kind === null ? '' : asideNames[row.kind],
    ],
  };
}
