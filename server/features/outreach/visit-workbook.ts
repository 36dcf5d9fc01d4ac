import { nameFactor } from '../../../core/outreach/factors.ts';
import { describeReason, nameScenario, nameVerdict, timesWords } from '../../../core/outreach/words.ts';
import type { Queryable } from '../../platform/db.ts';
import type { Column, Workbook } from '../../platform/xlsx/writer.ts';
import { readPages } from '../payments/index.ts';
import { planNotes, weightsOf } from './plan-notes.ts';
import type { ModelRow, PlanRow } from './queries.ts';
import { listVillagesOfPlan, listVisits, villageName, type VisitFilter } from './visit-queries.ts';

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
  { header: 'Kết quả', kind: 'text', width: 22 },
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

const weightColumns: Column[] = [
  { header: 'Dấu hiệu', kind: 'text', width: 34 },
  { header: 'Cao hơn mức thường gặp thì khả năng nhân (lần)', kind: 'text', width: 40 },
];

/** What is handed out: the visits by day, person and village, the villages in order, scenarios, and what they rest on. */
export function visitWorkbook(
  on: Queryable,
  { plan, model }: { plan: PlanRow; model: ModelRow | undefined },
  filter: VisitFilter,
): Workbook {
  const notes = planNotes(plan, model);
  const title = `Kế hoạch đến nhà – ${plan.unit_name}`;
  return {
    fileName: `ke-hoach-den-nha-${plan.unit_code}-${plan.id}.xlsx`,
    sheets: [
      {
        name: 'Lượt đến nhà',
        title,
        notes,
        columns: visitColumns,
        rows: visitRows(on, filter),
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
      {
        name: 'Dấu hiệu',
        title,
        notes,
        columns: weightColumns,
        rows: model
          ? weightsOf(model).map(({ name, times }) => [nameFactor(name, 'vi'), `×${timesWords(times)}`])
          : [],
      },
    ],
  };
}

async function* visitRows(on: Queryable, filter: VisitFilter) {
  const rows = readPages(
    (behind, limit) => listVisits(on, { ...filter, after: Number(behind ?? 0n), limit }),
    ({ place }) => BigInt(place),
  );
  for await (const row of rows)
    yield [
      row.place,
      row.visit_on,
      row.worker,
      row.commune,
      villageName(row),
      row.code,
      row.name,
      row.address,
      row.billed_vnd,
      row.chance_alone,
      row.chance_visited,
      row.reasons.map((reason) => describeReason(reason, 'vi')).join('; '),
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
      villageName({ village_name: row.name, book_code: row.book_code }),
      row.visits,
      row.gain.toFixed(1).replace('.', ','),
      row.first_on,
      row.last_on,
      row.workers.join(', '),
    ];
}

function scenarioRows({ scenarios, ground, assumed }: PlanRow) {
  const customers = Math.max(1, ground?.customers ?? 1);
  return (scenarios ?? []).map((one) => [
    nameScenario(one.name, assumed.moreWorkers, 'vi'),
    nameVerdict(one.verdict, 'vi'),
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
