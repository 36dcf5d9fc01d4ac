import { pointsBetween } from '../kpi/differences.ts';
import { formatVnd } from '../money.ts';
import { unitOfMeasure, type Measure } from './measures.ts';
import type { ToldFactor } from './proposal.ts';

type Language = 'vi' | 'en';

/** What a proposal rests on: `headroom` in whole customers, bills or dong, beside the conditions that changed its part. */
export interface GroundsOfProposal {
  headroom: bigint;
  /** Of a share: what the headroom was counted from. */
  base: bigint | null;
  reached: bigint | null;
  factors: readonly ToldFactor[];
  /** Null where the row above may not be seen. */
  percent: number | null;
  assumed: boolean;
}

/** What the headroom of a measure is counted in. */
export function nounOfHeadroom(measure: Measure, language: Language): string {
  if (measure === 'share_money') return language === 'vi' ? 'đồng' : 'dong';
  if (measure === 'share_bills') return language === 'vi' ? 'hóa đơn' : 'bills';
  return language === 'vi' ? 'KH' : 'customers';
}

/** What a target is counted in; a share is counted as its headroom is. */
export function nounOfMeasure(measure: Measure, language: Language): string {
  const unit = unitOfMeasure(measure);
  if (unit === 'share') return nounOfHeadroom(measure, language);
  return nouns[language][unit];
}

const nouns = {
  vi: { customers: 'KH', vnd: 'đồng', points: 'điểm', communes: 'xã', phones: 'số' },
  en: { customers: 'customers', vnd: 'dong', points: 'points', communes: 'communes', phones: 'numbers' },
} as const;

/** Why a row's part is what it is, a sentence for each thing that counted; the last says what they come to. */
export function explainProposal(
  measure: Measure,
  grounds: GroundsOfProposal,
  language: Language = 'vi',
): string[] {
  const { headroom, base, reached, factors, percent, assumed } = grounds;
  const vi = language === 'vi';
  const noun = nounOfHeadroom(measure, language);
  const left = vi
    ? `Còn ${formatVnd(headroom)} ${noun} chưa thanh toán không dùng tiền mặt`
    : `${formatVnd(headroom)} ${noun} are not cashless yet`;
  const now =
    base === null || base === 0n || reached === null
      ? ''
      : ` (${vi ? 'đang đạt' : 'now at'} ${percentOf(Number(reached) / Number(base))})`;
  const said = factors.map((factor) => sentenceWithEffect(factor, language));
  const even = vi
    ? 'Chưa phân công KH cho từng người: chia đều phần còn lại của đơn vị'
    : 'Nobody has customers of their own yet: an even part of what the unit has left';
  const sum = vi ? `Trọng số bằng ${percent}% phần còn lại` : `Its weight is ${percent}% of what is left`;
  return [left + now, ...said, ...(assumed ? [even] : []), ...(percent === null ? [] : [sum])];
}

const drawWords = {
  vi: { more: 'giao nhiều hơn mức chung', less: 'giao ít hơn mức chung', as_much: 'giao như mức chung' },
  en: { more: 'draws more than elsewhere', less: 'draws less than elsewhere', as_much: 'draws as elsewhere' },
} as const;

function sentenceWithEffect(factor: ToldFactor, language: Language): string {
  const sentence = sentenceOfFactor(factor, language);
  if (factor.effect !== null) return `${sentence}: ${signed(factor.effect)}`;
  return `${sentence} (${drawWords[language][factor.draws ?? 'as_much']})`;
}

/** One condition of a row, beside that of the row above where that may be told, in words. */
export function sentenceOfFactor({ name, value, beside }: ToldFactor, language: Language): string {
  const vi = language === 'vi';
  const above = (words: (known: number) => string): string =>
    beside === null ? '' : vi ? ` (cấp trên ${words(beside)})` : ` (above: ${words(beside)})`;
  const inPoints = (ratio: number): string => pointsBetween(ratio, 0, language);
  switch (name) {
    case 'ratio': {
      const now = `${vi ? 'Tỷ lệ hiện nay' : 'Ratio now'} ${percentOf(value)}`;
      if (beside === null) return now;
      const apart = pointsBetween(value, beside, language);
      return `${now}, ${apart} ${vi ? 'so với cấp trên' : 'beside the row above'}`;
    }
    case 'rural':
      return `${vi ? 'KH ở xã' : 'Customers in rural communes'} ${percentOf(value)}${above(percentOf)}`;
    case 'disadvantaged':
      return `${vi ? 'KH ở xã khó khăn' : 'Customers in disadvantaged communes'} ${percentOf(value)}${above(percentOf)}`;
    case 'coverage':
      return `${decimal(value)} ${vi ? 'điểm thanh toán trên 1.000 KH' : 'pay points per 1,000 customers'}${above(decimal)}`;
    case 'trend':
      return vi
        ? `Ba tháng qua mỗi tháng ${inPoints(value)}${above(inPoints)}`
        : `${inPoints(value)} a month over three months${above(inPoints)}`;
  }
}

function signed(effect: number): string {
  return effect === 0 ? '±0%' : effect > 0 ? `+${effect}%` : `−${-effect}%`;
}

/** `82,05%` of a ratio from 0 to 1. */
export function percentOf(ratio: number): string {
  return `${decimal(ratio * 100)}%`;
}

function decimal(value: number): string {
  return value.toFixed(2).replace('.', ',');
}
