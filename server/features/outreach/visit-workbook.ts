import { formatMonth } from '../../../core/dates.ts';
import { describeFactor } from '../../../core/outreach/factors.ts';
import type { Reason } from '../../../core/outreach/logistic.ts';
import type { Queryable } from '../../platform/db.ts';
import type { Column, Workbook } from '../../platform/xlsx/writer.ts';
import { readPages } from '../payments/index.ts';
import type { ScenarioName } from './plan-shapes.ts';
import type { PlanRow } from './queries.ts';
import { listVillagesOfPlan, listVisits } from './visit-queries.ts';

/** `+ nhà cùng xóm đã chuyển 71%; − trả tiền mặt 6 kỳ liền` */
function wordsOf(reasons: readonly Reason[]): string {
  return reasons
    .map(({ factor, value, push }) => `${push < 0 ? '−' : '+'} ${describeFactor(factor, value, 'vi')}`)
    .join('; ');
}

const visitColumns: Column[] = [
  { header: 'Thứ tự', kind: 'integer', width: 8 },
  { header: 'Ngày', kind: 'date', width: 12 },
  { header: 'Người số', kind: 'integer', width: 9 },
  { header: 'Xã', kind: 'text', width: 22 },
  { header: 'Xóm', kind: 'text', width: 20 },
  { header: 'Mã khách hàng', kind: 'text', width: 16 },
  { header: 'Tên', kind: 'text', width: 28 },
  { header: 'Địa chỉ', kind: 'text', width: 40 },
  { header: 'Hóa đơn (đ)', kind: 'money', width: 14 },
  { header: 'Tự chuyển', kind: 'percent', width: 11 },
  { header: 'Nếu đến nhà', kind: 'percent', width: 12 },
  { header: 'Vì sao', kind: 'text', width: 70 },
];

const villageColumns: Column[] = [
  { header: 'Xã', kind: 'text', width: 22 },
  { header: 'Xóm', kind: 'text', width: 20 },
  { header: 'Lượt đến nhà', kind: 'integer', width: 14 },
  { header: 'Thêm được (hộ)', kind: 'text', width: 15 },
  { header: 'Từ ngày', kind: 'date', width: 12 },
  { header: 'Đến ngày', kind: 'date', width: 12 },
  { header: 'Người số', kind: 'text', width: 12 },
];

const scenarioColumns: Column[] = [
  { header: 'Phương án', kind: 'text', width: 30 },
  { header: 'Lượt cần', kind: 'integer', width: 11 },
  { header: 'Lượt kịp làm', kind: 'integer', width: 13 },
  { header: 'Ngày công cần', kind: 'integer', width: 14 },
  { header: 'Người', kind: 'integer', width: 8 },
  { header: 'Xong ngày', kind: 'date', width: 12 },
  { header: 'Tự chuyển (hộ)', kind: 'integer', width: 14 },
  { header: 'Nhờ đến nhà (hộ)', kind: 'integer', width: 16 },
  { header: 'Tỷ lệ đạt được', kind: 'percent', width: 14 },
  { header: 'Từ', kind: 'percent', width: 10 },
  { header: 'Đến', kind: 'percent', width: 10 },
];

/** What is handed out: the visits by day, person and village, and the villages in order. */
export function visitWorkbook(on: Queryable, plan: PlanRow, village: number | null): Workbook {
  const { ground, assumed } = plan;
  const notes = [
    `Chỉ tiêu ${(plan.target_bp / 100).toFixed(2).replace('.', ',')}% khách hàng đến ${plan.until.split('-').reverse().join('/')}; định nghĩa ${ground?.definition ?? ''}; số liệu kỳ ${formatMonth(ground?.month ?? '')}`,
    `Giả định, không phải số đã đo: một lượt đến nhà nhân khả năng chuyển đổi ${String(assumed.visitOdds).replace('.', ',')} lần; ${assumed.workers} người, ${assumed.visitsPerDay} lượt một ngày`,
  ];
  const title = `Kế hoạch đến nhà – ${plan.unit_name}`;
  return {
    fileName: `ke-hoach-den-nha-${plan.unit_code}-${plan.id}.xlsx`,
    sheets: [
      {
        name: 'Lượt đến nhà',
        title,
        notes,
        columns: visitColumns,
        rows: visitRows(on, plan.id, village),
      },
      {
        name: 'Theo xóm',
        title,
        notes,
        columns: villageColumns,
        rows: villageRows(on, plan.id),
      },
      {
        name: 'Phương án',
        title,
        notes,
        columns: scenarioColumns,
        rows: scenarioRows(plan),
      },
    ],
  };
}

async function* visitRows(on: Queryable, planId: bigint, village: number | null) {
  const rows = readPages(
    (behind, limit) => listVisits(on, { planId, village, after: Number(behind ?? 0n), limit }),
    ({ place }) => BigInt(place),
  );
  for await (const row of rows)
    yield [
      row.place,
      row.visit_on,
      row.worker,
      row.commune,
      row.village_name ?? row.book_code ?? '',
      row.code,
      row.name,
      row.address,
      row.billed_vnd,
      row.chance_alone,
      row.chance_visited,
      wordsOf(row.reasons),
    ];
}

async function* villageRows(on: Queryable, planId: bigint) {
  const rows = readPages(
    (behind, limit) => listVillagesOfPlan(on, { planId, after: Number(behind ?? 0n), limit }),
    ({ place }) => BigInt(place),
  );
  for await (const row of rows)
    yield [
      row.commune,
      row.name ?? row.book_code ?? '',
      row.visits,
      row.gain.toFixed(1).replace('.', ','),
      row.first_on,
      row.last_on,
      row.workers.join(', '),
    ];
}

const scenarioNames: Record<ScenarioName, string> = {
  base: 'Như đã nhập',
  moreWorkers: 'Thêm hai người',
  promotion: 'Có khuyến mãi',
  closing: 'Đóng bàn thu đã chọn',
  weaker: 'Đến nhà chỉ hiệu quả một nửa',
};

function scenarioRows({ scenarios, ground }: PlanRow) {
  const customers = Math.max(1, ground?.customers ?? 1);
  return (scenarios ?? []).map((one) => [
    scenarioNames[one.name],
    one.need.visits,
    one.visits,
    Math.ceil(one.need.workDays),
    one.workers,
    one.lastOn,
    Math.round(one.alone),
    Math.round(one.gain),
    one.cashless.mean / customers,
    one.cashless.low / customers,
    one.cashless.high / customers,
  ]);
}
