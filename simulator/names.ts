import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pickWeighted, type Random } from './random.ts';

/** Names of people and businesses that do not exist. */
const given = readGivenNames();
const middles = {
  m: ['Văn', 'Đức', 'Hữu', 'Xuân', 'Quang', 'Đình', 'Bá'],
  f: ['Thị', 'Thị', 'Thị', 'Ngọc', 'Thanh'],
};
const businesses = [
  'Công ty TNHH',
  'Nhà hàng',
  'Cửa hàng',
  'Cơ sở chế biến',
  'Khách sạn',
  'Hợp tác xã',
  'Xưởng mộc',
  'Nhà thuốc',
];
const schools = ['Trường Tiểu học', 'Trường THCS', 'Trường Mầm non'];

/** `data/names/README.md` says where they come from; their Ð (U+00D0) becomes Đ. */
function readGivenNames(): { sex: 'm' | 'f'; name: string }[] {
  const text = readFileSync(resolve(import.meta.dirname, '../data/names/given-names.csv'), 'utf8');
  return text
    .replaceAll('\u00d0', '\u0110')
    .replaceAll('\u00f0', '\u0111')
    .normalize('NFC')
    .split(/\r?\n/)
    .slice(1)
    .flatMap((line) => {
      const [sex, name] = line.split(',');
      return name ? [{ sex: sex === 'm' ? ('m' as const) : ('f' as const), name: name.trim() }] : [];
    });
}

export function personName(surnames: readonly (readonly [string, number])[], chance: Random): string {
  const { sex, name } = chance.pick(given);
  const surname = pickWeighted(surnames, chance.next());
  // A two-word given name stands without a middle name half of the time.
  const middle = name.includes(' ') && chance.next() < 0.5 ? '' : `${chance.pick(middles[sex])} `;
  return `${surname} ${middle}${name}`;
}

/** A firm or a school has a name of its own; the house of culture has that of its village. */
export function businessName(chance: Random, village: string): string {
  const { name } = chance.pick(given);
  const point = chance.next();
  if (point < 0.1) return `Nhà văn hóa ${village}`;
  return `${chance.pick(point < 0.25 ? schools : businesses)} ${name}`;
}
