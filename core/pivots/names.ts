import { channelNames, isChannel } from '../channels.ts';
import { customerKindName } from '../customer-kinds.ts';
import { formatMonth } from '../dates.ts';
import { kpiDefinitions } from '../kpi-definitions.ts';
import type { Language } from '../kpi/differences.ts';
import { capital } from '../papers/words.ts';
import type { Measure, Source } from './measures.ts';
import type { Dimension, RelativeMonths } from './pivot.ts';

/** What the parts of a table are called, on screens and on papers. */

const dimensionNames: Record<Language, Record<Dimension, string>> = {
  vi: {
    child: 'Đơn vị trực thuộc',
    unit: 'Điện lực',
    team: 'Tổ, nhóm',
    commune: 'Xã, phường',
    district: 'Huyện cũ',
    kind: 'Loại KH',
    month: 'Tháng',
    quarter: 'Quý',
    half: 'Nửa năm',
    year: 'Năm',
    channel: 'Kênh thanh toán',
    state: 'Tình trạng trả',
  },
  en: {
    child: 'Units directly below',
    unit: 'Unit',
    team: 'Team',
    commune: 'Commune',
    district: 'Former district',
    kind: 'Kind of customer',
    month: 'Month',
    quarter: 'Quarter',
    half: 'Half-year',
    year: 'Year',
    channel: 'Channel',
    state: 'How it was settled',
  },
};

const monthNames: Record<Language, Record<RelativeMonths, string>> = {
  vi: {
    'last-month': 'Tháng trước',
    'this-month': 'Tháng này',
    'same-month-last-year': 'Tháng trước, cùng kỳ năm ngoái',
    'last-3': '3 tháng đã qua',
    'last-6': '6 tháng đã qua',
    'last-12': '12 tháng đã qua',
    'last-24': '24 tháng đã qua',
    'this-quarter': 'Quý này',
    'this-year': 'Năm nay',
    'last-year': 'Năm ngoái',
  },
  en: {
    'last-month': 'Last month',
    'this-month': 'This month',
    'same-month-last-year': 'Last month, a year ago',
    'last-3': 'Last 3 months',
    'last-6': 'Last 6 months',
    'last-12': 'Last 12 months',
    'last-24': 'Last 24 months',
    'this-quarter': 'This quarter',
    'this-year': 'This year',
    'last-year': 'Last year',
  },
};

const stateNames: Record<Language, Record<string, string>> = {
  vi: { cashless: 'Không dùng tiền mặt', cash: 'Có dùng tiền mặt', unpaid: 'Chưa trả đủ' },
  en: { cashless: 'Cashless', cash: 'With cash', unpaid: 'Not fully paid' },
};

const thingNames: Record<Language, Record<Measure['thing'], string>> = {
  vi: { customers: 'KH', bills: 'hóa đơn', money: 'tiền', paid: 'tiền đã trả' },
  en: { customers: 'customers', bills: 'bills', money: 'money', paid: 'money paid' },
};

const countNames: Record<Language, Record<Source, Record<Measure['thing'], string>>> = {
  vi: {
    cells: {
      customers: 'KH có hóa đơn',
      bills: 'Hóa đơn',
      money: 'Tiền phát hành (đ)',
      paid: 'Tiền đã trả (đ)',
    },
    channels: { customers: 'Lượt KH đã trả', bills: 'Hóa đơn đã trả', money: 'Tiền đã trả (đ)', paid: '' },
    states: { customers: 'KH có hóa đơn', bills: 'Hóa đơn', money: 'Tiền (đ)', paid: '' },
  },
  en: {
    cells: { customers: 'Billed customers', bills: 'Bills', money: 'Billed (đ)', paid: 'Paid (đ)' },
    channels: { customers: "Customers' times", bills: 'Bills paid', money: 'Paid (đ)', paid: '' },
    states: { customers: 'Billed customers', bills: 'Bills', money: 'Money (đ)', paid: '' },
  },
};

export function dimensionName(dimension: Dimension, language: Language): string {
  return dimensionNames[language][dimension];
}

export function monthChoiceName(choice: RelativeMonths, language: Language): string {
  return monthNames[language][choice];
}

/** A measure with the definition it is counted by: `Tỷ lệ KH (official@1)`. */
export function measureName(measure: Measure, source: Source, language: Language): string {
  const { thing, figure, definition } = measure;
  const name = thingNames[language][thing];
  const ref = definition ? ` (${definitionRef(definition)})` : '';
  if (figure === 'count') return countNames[language][source][thing];
  const words: Record<Language, Record<Exclude<Measure['figure'], 'count'>, string>> = {
    vi: {
      ratio: `Tỷ lệ ${name} không tiền mặt${ref}`,
      cashless: `${capital(name)} không tiền mặt${thing === 'money' ? ' (đ)' : ''}${ref}`,
      prev: `Tỷ lệ ${name} so với kỳ trước, điểm %${ref}`,
      year: `Tỷ lệ ${name} so với cùng kỳ, điểm %${ref}`,
      plan: `Kế hoạch giao, tỷ lệ ${name}`,
      attainment: `Tỷ lệ ${name} bằng … kế hoạch giao${ref}`,
      share: `Tỷ trọng ${name}`,
    },
    en: {
      ratio: `Cashless share of ${name}${ref}`,
      cashless: `Cashless ${name}${ref}`,
      prev: `Share of ${name} vs last period, points${ref}`,
      year: `Share of ${name} vs same period last year, points${ref}`,
      plan: `Assigned share of ${name}`,
      attainment: `Share of ${name}, share of plan reached${ref}`,
      share: `Part of all ${name}`,
    },
  };
  return words[language][figure];
}

/** `official@1` */
export function definitionRef(definition: 'official' | 'strict'): string {
  return `${definition}@${kpiDefinitions[definition].version}`;
}

/** What a member is called. Units and areas have names of their own, which are handed in. */
export function memberName(dimension: Dimension, member: string, language: Language, named?: string): string {
  if (named !== undefined && named !== '') return named;
  const [year = '', part = ''] = member.split('-');
  const number = part.slice(1);
  switch (dimension) {
    case 'month':
      return formatMonth(member);
    case 'quarter':
      return language === 'vi' ? `Quý ${number}/${year}` : `Q${number}/${year}`;
    case 'half':
      return language === 'vi' ? `Nửa ${number === '1' ? 'đầu' : 'cuối'} năm ${year}` : `H${number}/${year}`;
    case 'year':
      return language === 'vi' ? `Năm ${year}` : year;
    case 'channel':
      return isChannel(member) ? channelNames[language][member] : member;
    case 'kind':
      return customerKindName(member, language);
    case 'state':
      return stateNames[language][member] ?? member;
    default:
      return member === '' ? unknownNames[language] : member;
  }
}

const unknownNames = { vi: 'Chưa xếp được', en: 'Not known' };

/** What stands at the head of rows and columns that are sums. */
export const sumNames = {
  vi: {
    total: 'Tổng',
    subtotal: 'Cộng',
    rest: (count: number) => `Còn lại (${count})`,
    few: 'ít hơn 5 hóa đơn',
  },
  en: {
    total: 'Total',
    subtotal: 'Subtotal',
    rest: (count: number) => `The rest (${count})`,
    few: 'fewer than 5 bills',
  },
} as const;
