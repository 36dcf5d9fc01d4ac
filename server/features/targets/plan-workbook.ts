import { monthOf, type Month } from '../../../core/dates.ts';
import { formatVnd } from '../../../core/money.ts';
import { attainedPart, attainmentText, differenceText } from '../../../core/targets/attainment.ts';
import { explainProposal, nounOfMeasure, percentOf } from '../../../core/targets/explain.ts';
import { isShareMeasure, nameOfMeasure } from '../../../core/targets/measures.ts';
import { nameOfSpan } from '../../../core/targets/span.ts';
import { momentWords } from '../../../core/papers/words.ts';
import type { Column, Workbook } from '../../platform/xlsx/writer.ts';
import type { Company } from '../../platform/runtime.ts';
import { shareGiven } from './hand-over-plan.ts';
import type { PlanLine } from './plan-queries.ts';
import type { ReadPlan, ReadRow } from './read-plan.ts';

const kindNames = {
  company: 'Công ty',
  unit: 'Đơn vị',
  team: 'Tổ, đội',
  employee: 'Nhân viên',
  rest: 'Chưa phân công',
} as const;

/** A plan row by row with what came of it and why it was proposed so. */
export function planWorkbook(company: Pick<Company, 'name'>, read: ReadPlan): Workbook {
  const { plan, rows, asOf, counted, otherVersions } = read;
  const share = isShareMeasure(plan.measure);
  const noun = nounOfMeasure(plan.measure, 'vi');
  const columns: Column[] = [
    { header: 'Cấp', kind: 'text', width: 14 },
    { header: 'Mã', kind: 'text', width: 16 },
    { header: 'Tên', kind: 'text', width: 32 },
    { header: 'Người phụ trách', kind: 'text', width: 24 },
    ...(share
      ? [
          { header: 'Kế hoạch giao (%)', kind: 'percent' as const, width: 16 },
          { header: `Mẫu số (${noun})`, kind: 'money' as const, width: 18 },
        ]
      : []),
    { header: `Kế hoạch giao (${noun})`, kind: 'money', width: 18 },
    { header: `Đề xuất (${noun})`, kind: 'money', width: 18 },
    { header: 'Lệch tổng cấp dưới', kind: 'money', width: 16 },
    { header: 'Thực hiện', kind: share ? 'percent' : 'money', width: 16 },
    { header: 'So với kế hoạch', kind: 'text', width: 28 },
    { header: 'Chênh lệch', kind: 'text', width: 18 },
    { header: 'Căn cứ đề xuất', kind: 'text', width: 80 },
  ];
  return {
    fileName: `ke-hoach-giao-${plan.id}.xlsx`,
    sheets: [
      {
        name: 'Kế hoạch giao',
        title: `${nameOfMeasure(plan.measure, 'vi')} – ${nameOfSpan(plan.span, monthOf(plan.first_month), 'vi')} – ${company.name}`,
        notes: [
          `Cách tính: ${plan.definition_name}@${plan.definition_version}; mẫu số của kỳ ${monthOf(plan.base_month)}`,
          ...otherVersions.map(({ version, from }) => otherVersionWords(plan.definition_name, version, from)),
          counted && asOf
            ? `Thực hiện từ kỳ ${counted.from} đến kỳ ${counted.to}; số liệu lúc ${momentWords(asOf)}`
            : 'Thực hiện: chưa có dữ liệu',
        ],
        columns,
        rows: rows.map((row) => cellsOf(row, plan.measure)),
      },
    ],
  };
}

function otherVersionWords(name: string, version: number, from: Month | null): string {
  const since = from === null ? '' : ` từ kỳ ${from}`;
  return `Ngoài kế hoạch này, cách tính ${name}@${version} có hiệu lực${since}; không so hai phiên bản với nhau`;
}

/** The plans there are, the newest first. */
export function plansWorkbook(company: Pick<Company, 'name'>, plans: readonly PlanLine[]): Workbook {
  return {
    fileName: 'ke-hoach-giao.xlsx',
    sheets: [
      {
        name: 'Kế hoạch giao',
        title: `Kế hoạch giao – ${company.name}`,
        columns: [
          { header: 'Chỉ tiêu', kind: 'text', width: 44 },
          { header: 'Thời gian', kind: 'text', width: 16 },
          { header: 'Cách tính', kind: 'text', width: 16 },
          { header: 'Kế hoạch giao', kind: 'text', width: 18 },
          { header: 'Số nơi nhận', kind: 'integer', width: 12 },
          { header: 'Số văn bản', kind: 'text', width: 18 },
          { header: 'Ngày giao', kind: 'date', width: 12 },
          { header: 'Người lập', kind: 'text', width: 18 },
        ],
        rows: plans.map((plan) => [
          nameOfMeasure(plan.measure, 'vi'),
          nameOfSpan(plan.span, monthOf(plan.first_month), 'vi'),
          `${plan.definition_name}@${plan.definition_version}`,
          targetWords(plan),
          plan.holders,
          plan.letter?.number ?? 'đang lập',
          plan.handed_over_on,
          plan.made_by,
        ]),
      },
    ],
  };
}

function targetWords(plan: PlanLine): string {
  const shareBp = shareGiven(plan);
  if (shareBp !== null) return percentOf(shareBp / 10_000);
  return `${formatVnd(plan.target)} ${nounOfMeasure(plan.measure, 'vi')}`;
}

function cellsOf(row: ReadRow, measure: ReadPlan['plan']['measure']) {
  const share = isShareMeasure(measure);
  const { value, base } = row.attained ?? { value: null, base: null };
  // While a plan is being adjusted, what was attained is held against what is in force.
  const reached = { ...row, ...row.inForce, value, base };
  const attained = value === null ? null : share ? (base ? Number(value) / Number(base) : null) : value;
  const grounds = {
    ...row.grounds,
    headroom: BigInt(row.grounds.headroom),
    base: row.base,
    reached: row.reached,
  };
  return [
    kindNames[row.kind],
    row.code,
    row.name,
    row.kind === 'employee' ? row.name : (row.owner_name ?? ''),
    ...(share ? [row.shareBp === null ? null : row.shareBp / 10_000, row.base] : []),
    row.target,
    row.proposal,
    row.difference,
    attained,
    value === null || attainedPart(reached) === null ? 'chưa có dữ liệu' : (attainmentText(reached) ?? ''),
    differenceText(reached) ?? '',
    row.parent_key === null ? '' : explainProposal(measure, grounds).join('. '),
  ];
}
