import { formatVnd } from '../money.ts';
import type { Language } from '../kpi/differences.ts';

/**
 * What is known, at the end of a month, of a household whose bill of that month was not paid without cash. Every field is
 * known by then, so that a model that learns from the past sees no more than a planner does today.
 */
export interface Household {
  /** Months in a row, this one counted, that were not paid without cash; as far back as is looked. */
  cashMonths: number;
  /** Whether any month that is looked back at was paid without cash. */
  cashlessBefore: boolean;
  /** Of the last three bills, the share paid after their due day or not at all, 0 to 1. */
  lateShare: number;
  /** Cash is fetched at the door, rather than brought to a counter. */
  collector: boolean;
  billVnd: number;
  business: boolean;
  phoneKnown: boolean;
  phoneVerified: boolean;
  /** Shares from 0 to 1 of the others who pay without cash: of the village, the meter-reading book, the commune. */
  villageShare: number;
  bookShare: number;
  communeShare: number;
  /** What the commune's share has risen by in three months, 0 to 1. */
  communeRise: number;
  disadvantaged: boolean;
  /** The village has no mobile signal; unknown counts as having one. */
  noCoverage: boolean;
  /** Cash can still be paid at a counter in the commune. */
  counterNear: boolean;
}

export type FactorName = keyof Household;

export const factorNames = [
  'cashMonths',
  'cashlessBefore',
  'lateShare',
  'collector',
  'billVnd',
  'business',
  'phoneKnown',
  'phoneVerified',
  'villageShare',
  'bookShare',
  'communeShare',
  'communeRise',
  'disadvantaged',
  'noCoverage',
  'counterNear',
] as const satisfies readonly FactorName[];

/**
 * The numbers that a model weighs, in the order of `factorNames`. Habits and bills count by their logarithm: the step
 * from one month to two says as much as that from six to twelve.
 */
export function encodeHousehold(household: Household): number[] {
  return factorNames.map((name) => {
    const value = Number(household[name]);
    if (name === 'cashMonths') return Math.log2(1 + value);
    if (name === 'billVnd') return Math.log2(Math.max(value, 1_000) / 100_000);
    return value;
  });
}

type Words = (value: number) => string;

const told: Record<Language, Record<FactorName, Words>> = {
  vi: {
    cashMonths: (value) => `trả tiền mặt ${value} kỳ liền`,
    cashlessBefore: yesNo('đã từng trả không dùng tiền mặt', 'chưa từng trả không dùng tiền mặt'),
    lateShare: (value) => (value === 0 ? 'trả đúng hạn' : `trả chậm ${percent(value)} số kỳ gần đây`),
    collector: yesNo('nhân viên đến nhà thu', 'tự đến bàn thu'),
    billVnd: (value) => `hóa đơn ${money(value)} đ`,
    business: yesNo('hộ kinh doanh, cơ quan', 'hộ gia đình'),
    phoneKnown: yesNo('có số điện thoại', 'chưa có số điện thoại'),
    phoneVerified: yesNo('số điện thoại đã xác minh', 'số điện thoại chưa xác minh'),
    villageShare: (value) => `nhà cùng xóm đã chuyển ${percent(value)}`,
    bookShare: (value) => `nhà cùng sổ GCS đã chuyển ${percent(value)}`,
    communeShare: (value) => `cả xã đã chuyển ${percent(value)}`,
    communeRise: (value) => `xã ${value < 0 ? 'giảm' : 'tăng'} ${points(value)} điểm % trong 3 kỳ`,
    disadvantaged: yesNo('xã khó khăn', 'không thuộc xã khó khăn'),
    noCoverage: yesNo('xóm chưa có sóng di động', 'xóm có sóng di động'),
    counterNear: yesNo('xã còn bàn thu', 'xã không còn bàn thu'),
  },
  en: {
    cashMonths: (value) => `paid in cash ${value} months in a row`,
    cashlessBefore: yesNo('has paid without cash before', 'has never paid without cash'),
    lateShare: (value) => (value === 0 ? 'pays on time' : `${percent(value)} of recent bills paid late`),
    collector: yesNo('a collector comes to the door', 'goes to a counter'),
    billVnd: (value) => `a bill of ${money(value)} đ`,
    business: yesNo('a business or office', 'a household'),
    phoneKnown: yesNo('has a phone number', 'no phone number'),
    phoneVerified: yesNo('phone verified', 'phone not verified'),
    villageShare: (value) => `${percent(value)} of the village has changed`,
    bookShare: (value) => `${percent(value)} of the meter-reading book has changed`,
    communeShare: (value) => `${percent(value)} of the commune has changed`,
    communeRise: (value) => `the commune ${value < 0 ? 'fell' : 'rose'} ${points(value)} points in 3 months`,
    disadvantaged: yesNo('a disadvantaged commune', 'not a disadvantaged commune'),
    noCoverage: yesNo('no mobile signal in the village', 'mobile signal in the village'),
    counterNear: yesNo('the commune has a counter', 'no counter left in the commune'),
  },
};

/** What a factor says of one household, in words: `nhà cùng xóm đã chuyển 71%`. */
export function describeFactor(name: FactorName, value: number, language: Language): string {
  return told[language][name](value);
}

function yesNo(yes: string, no: string): Words {
  return (value) => (value === 0 ? no : yes);
}

function percent(value: number): string {
  return `${Math.round(value * 100)}%`;
}

function points(value: number): string {
  return Math.abs(value * 100)
    .toFixed(1)
    .replace('.', ',');
}

function money(value: number): string {
  return formatVnd(BigInt(Math.round(value)));
}

const titles: Record<FactorName, Record<Language, string>> = {
  cashMonths: { vi: 'Số kỳ trả tiền mặt liền', en: 'Months in a row in cash' },
  cashlessBefore: { vi: 'Đã từng trả không dùng tiền mặt', en: 'Paid without cash before' },
  lateShare: { vi: 'Trả chậm', en: 'Pays late' },
  collector: { vi: 'Nhân viên đến nhà thu', en: 'A collector comes to the door' },
  billVnd: { vi: 'Hóa đơn lớn', en: 'A bigger bill' },
  business: { vi: 'Hộ kinh doanh, cơ quan', en: 'A business or office' },
  phoneKnown: { vi: 'Có số điện thoại', en: 'Has a phone number' },
  phoneVerified: { vi: 'Số điện thoại đã xác minh', en: 'Phone verified' },
  villageShare: { vi: 'Nhà cùng xóm đã chuyển', en: 'The village has changed' },
  bookShare: { vi: 'Nhà cùng sổ GCS đã chuyển', en: 'The meter-reading book has changed' },
  communeShare: { vi: 'Cả xã đã chuyển', en: 'The commune has changed' },
  communeRise: { vi: 'Xã đang tăng', en: 'The commune is rising' },
  disadvantaged: { vi: 'Xã khó khăn', en: 'A disadvantaged commune' },
  noCoverage: { vi: 'Xóm chưa có sóng di động', en: 'No mobile signal' },
  counterNear: { vi: 'Xã còn bàn thu', en: 'The commune has a counter' },
};

/** What a factor is about, whatever it says of a household. */
export function nameFactor(name: FactorName, language: Language): string {
  return titles[name][language];
}
