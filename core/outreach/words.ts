import { formatBusinessDate, type BusinessDate } from '../dates.ts';
import type { Language } from '../kpi/differences.ts';
import { describeFactor } from './factors.ts';
import type { Reason } from './logistic.ts';
import type { Need, Verdict } from './scenarios.ts';

export const scenarioNames = ['base', 'moreWorkers', 'promotion', 'closing', 'together', 'weaker'] as const;
export type ScenarioName = (typeof scenarioNames)[number];

/** What a scenario changes, for the row's head; `workers` is by how many people it has more. */
export function nameScenario(name: ScenarioName, workers: number, language: Language): string {
  const names = {
    vi: {
      base: 'Như đã nhập',
      moreWorkers: `Thêm ${workers} người`,
      promotion: 'Có khuyến mãi',
      closing: 'Đóng bàn thu đã chọn',
      together: 'Cùng lúc các cách trên',
      weaker: 'Đến nhà chỉ hiệu quả một nửa',
    },
    en: {
      base: 'As typed',
      moreWorkers: `${workers} more people`,
      promotion: 'With a promotion',
      closing: 'Chosen counters closed',
      together: 'All of the above together',
      weaker: 'Visits only half as effective',
    },
  };
  return names[language][name];
}

const verdicts: Record<Language, Record<Verdict, string>> = {
  vi: {
    at_target: 'Đã đạt',
    on_its_own: 'Tự đạt',
    reached: 'Đạt',
    days_run_out: 'Thiếu ngày công',
    households_run_out: 'Đến hết nhà vẫn thiếu',
  },
  en: {
    at_target: 'Reached already',
    on_its_own: 'Reached on its own',
    reached: 'Reached',
    days_run_out: 'Days run out',
    households_run_out: 'Short even with every visit',
  },
};

export function nameVerdict(verdict: Verdict, language: Language): string {
  return verdicts[language][verdict];
}

/** How a plan came out, in numbers. */
export interface Answer {
  verdict: Verdict;
  targetBp: number;
  until: BusinessDate;
  customers: number;
  cashless: number;
  gap: number;
  alone: number;
  fallBack: number;
  visits: number;
  villages: number;
  workers: number;
  workDays: number;
  lastOn: BusinessDate | null;
  need: Need;
}

/** The plan in one sentence. */
export function answerOf(answer: Answer, language: Language): string {
  const { verdict, need } = answer;
  const words = {
    target: percentWords(answer.targetBp / 10_000),
    until: formatBusinessDate(answer.until),
    gap: countWords(answer.gap),
    alone: countWords(answer.alone),
    visits: countWords(answer.visits),
    needVisits: countWords(need.visits),
    needDays: countWords(Math.ceil(need.workDays)),
    workers: countWords(answer.workers),
  };
  const { target, until, gap, alone, visits, needVisits, needDays, workers } = words;
  const standing = `${countWords(answer.cashless)} ${language === 'vi' ? 'trong' : 'of'} ${countWords(answer.customers)}`;
  const days = countWords(Math.ceil(answer.workDays));
  const villages = countWords(answer.villages);
  const lastOn = answer.lastOn === null ? until : formatBusinessDate(answer.lastOn);
  const most = answer.cashless - answer.fallBack + answer.alone + need.gain;
  const share = percentWords(answer.customers === 0 ? 0 : most / answer.customers);
  const needWorkers = countWords(need.workers);
  const sentences: Record<Language, Record<Verdict, string>> = {
    vi: {
      at_target: `Đơn vị đã đạt ${target}: ${standing} KH. Không cần lượt đến nhà nào.`,
      on_its_own: `Theo nhịp hiện nay đơn vị tự đạt ${target} vào ${until}: còn thiếu ${gap} KH, dự kiến ${alone} hộ tự chuyển.`,
      reached: `Để đạt ${target} vào ${until} cần ${gap} hộ chuyển đổi: khoảng ${alone} hộ tự chuyển, còn lại cần ${visits} lượt đến nhà, ${days} ngày công ở ${villages} xóm; ${workers} người xong ngày ${lastOn}.`,
      days_run_out: `Để đạt ${target} vào ${until} cần ${gap} hộ chuyển đổi: ${needVisits} lượt đến nhà, ${needDays} ngày công. ${workers} người chỉ kịp ${visits} lượt; cần ${needWorkers} người để xong đúng hạn.`,
      households_run_out: `Đến nhà hết các hộ còn trả tiền mặt (${needVisits} lượt) vẫn chỉ đạt khoảng ${share} vào ${until}, chưa tới ${target}. Chỉ tiêu này cần thêm cách khác ngoài đến nhà.`,
    },
    en: {
      at_target: `The unit is at ${target} already: ${standing} customers. No visit is needed.`,
      on_its_own: `At the present pace the unit reaches ${target} by ${until} on its own: ${gap} customers are missing, ${alone} households are expected to convert.`,
      reached: `To reach ${target} by ${until}, ${gap} households have to convert: about ${alone} will on their own, the rest takes ${visits} visits, ${days} days of work in ${villages} villages; ${workers} people are done on ${lastOn}.`,
      days_run_out: `To reach ${target} by ${until}, ${gap} households have to convert: ${needVisits} visits, ${needDays} days of work. ${workers} people manage only ${visits} visits; ${needWorkers} people would be done in time.`,
      households_run_out: `Visiting every household that pays in cash (${needVisits} visits) still reaches only about ${share} by ${until}, short of ${target}. This target takes more than visits.`,
    },
  };
  return sentences[language][verdict];
}

/**
 * A factor of one household with its sign and size: `+ nhà cùng xóm đã chuyển 71% (×1,8)`, by how much it multiplies the odds
 * of a household that is average in everything. One that weighs nothing is told without.
 */
export function describeReason({ factor, value, push }: Reason, language: Language): string {
  const words = describeFactor(factor, value, language);
  if (push === 0) return words;
  return `${push < 0 ? '−' : '+'} ${words} (×${timesWords(Math.exp(push))})`;
}

/** `1,5` */
export function timesWords(value: number, decimals = 2): string {
  const fixed = value.toFixed(decimals);
  return (fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed).replace('.', ',');
}

/** `1.234`, rounded. */
function countWords(count: number): string {
  return String(Math.round(count)).replaceAll(/\B(?=(\d{3})+$)/g, '.');
}

/** `96,00%` of a share from 0 to 1. */
function percentWords(share: number): string {
  return `${(share * 100).toFixed(2).replace('.', ',')}%`;
}
