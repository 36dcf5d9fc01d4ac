import { formatBusinessDate } from '../../../core/dates.ts';
import { nameFactor } from '../../../core/outreach/factors.ts';
import { answerOf, nameScenario, nameVerdict, timesWords } from '../../../core/outreach/words.ts';
import type { Cell, Content } from '../../platform/pdf/content.ts';
import type { PdfDocument } from '../../platform/pdf/document.ts';
import { headerCell, numberCell, ruledTable } from '../../platform/pdf/parts.ts';
import { planNotes, weightsOf } from './plan-notes.ts';
import type { PlanGround, PlanScenario } from './plan-shapes.ts';
import type { ModelRow, PlanRow } from './queries.ts';
import { villageName, type VillageOfPlan } from './visit-queries.ts';

export interface PlanPaper {
  company: string;
  demo: boolean;
  plan: PlanRow;
  model: ModelRow | undefined;
  villages: readonly VillageOfPlan[];
}

/** The plan on paper: the answer, scenarios side by side, what was assumed and learned, and where to begin. */
export function planDocument({ company, demo, plan, model, villages }: PlanPaper): PdfDocument {
  const { ground, scenarios } = plan;
  const base = scenarios?.[0];
  const small = (text: string): Content => ({ text, fontSize: 8.5, color: '#444444' });
  const heading = (text: string): Content => ({ text, bold: true, fontSize: 11, margin: [0, 10, 0, 3] });
  const answer =
    ground && base
      ? answerOf(
          {
            ...base,
            customers: ground.customers,
            cashless: ground.cashless,
            targetBp: plan.target_bp,
            until: plan.until,
          },
          'vi',
        )
      : 'Phương án này chưa tính được.';
  return {
    fileName: `can-nhung-gi-${plan.unit_code}-${plan.id}.pdf`,
    title: `Cần những gì – ${plan.unit_name}`,
    author: company,
    madeAt: plan.asked_at,
    page: 'A4-across',
    ...(demo && { mark: 'DỮ LIỆU MẪU' }),
    content: [
      { text: `Cần những gì để đạt chỉ tiêu – ${plan.unit_name}`, bold: true, fontSize: 13 },
      { text: answer, fontSize: 10.5, margin: [0, 4, 0, 4] },
      ...planNotes(plan, model).map(small),
      ...(ground && scenarios ? [heading('So các phương án'), scenarioTable(plan, ground, scenarios)] : []),
      ...(model?.model ? [heading('Từng dấu hiệu nặng bao nhiêu'), weightTable(model)] : []),
      ...(villages.length > 0 ? [heading('Bắt đầu ở các xóm này'), villageTable(villages)] : []),
    ],
    footer: [company, `Phương án ${plan.id}, ${plan.asked_by}, ${formatBusinessDate(plan.business_on)}`],
  };
}

function scenarioTable(
  plan: PlanRow,
  { customers }: PlanGround,
  scenarios: readonly PlanScenario[],
): Content {
  const share = (count: number): string =>
    `${((count / Math.max(1, customers)) * 100).toFixed(2)}%`.replace('.', ',');
  const heads = [
    'Phương án',
    'Kết quả',
    'Lượt cần',
    'Lượt kịp làm',
    'Ngày công cần',
    'Người',
    'Xong ngày',
    'Tự chuyển',
    'Nhờ đến nhà',
    'Tỷ lệ KH',
    'Từ – đến',
  ];
  const rows = scenarios.map((one): Cell[] => [
    nameScenario(one.name, plan.assumed.moreWorkers, 'vi'),
    nameVerdict(one.verdict, 'vi'),
    ...[one.need.visits, one.visits, one.need.workDays, one.workers].map((count) =>
      numberCell(String(Math.ceil(count))),
    ),
    one.lastOn === null ? '' : formatBusinessDate(one.lastOn),
    numberCell(String(Math.round(one.alone))),
    numberCell(String(Math.round(one.gain))),
    numberCell(share(one.cashless.mean), true),
    numberCell(`${share(one.cashless.low)} – ${share(one.cashless.high)}`),
  ]);
  return ruledTable(['*', ...heads.slice(1).map(() => 'auto' as const)], heads.map(headerCell), rows);
}

function weightTable(model: ModelRow): Content {
  return ruledTable(
    [240, 130],
    ['Dấu hiệu', 'Cao hơn mức thường gặp'].map(headerCell),
    weightsOf(model).map(({ name, times }) => [nameFactor(name, 'vi'), numberCell(`×${timesWords(times)}`)]),
  );
}

function villageTable(villages: readonly VillageOfPlan[]): Content {
  const heads = ['Xóm', 'Xã', 'Lượt', 'Thêm được (hộ)', 'Ngày', 'Người số'];
  const rows = villages.map((village): Cell[] => [
    villageName({ village_name: village.name, book_code: village.book_code }),
    village.commune,
    numberCell(String(village.visits)),
    numberCell(timesWords(village.gain, 1)),
    [...new Set([village.first_on, village.last_on])].map(formatBusinessDate).join(' – '),
    village.workers.join(', '),
  ]);
  return ruledTable(['*', '*', 'auto', 'auto', 'auto', 'auto'], heads.map(headerCell), rows);
}
