import type { Vnd } from './money.ts';

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
/** Nothing, thousand and million, and the same again of tỷ: 10^15 is `một triệu tỷ`. */
const steps = ['', 'nghìn', 'triệu'] as const;

/**
 * An amount as Vietnamese papers write it out under the figures: `Một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi
 * bảy đồng`. House style: mốt, tư and lăm after a ten, linh for an empty ten, nghìn, tỷ. A group that is not the first is
 * read whole (`một nghìn không trăm linh năm đồng`), so that nothing can be written in before it.
 */
export function vndInWords(amount: Vnd | bigint): string {
  const words = amount === 0n ? [digits[0]] : readNumber(amount < 0n ? -amount : amount);
  const sentence = [...(amount < 0n ? ['âm'] : []), ...words, 'đồng'].join(' ');
  return sentence.charAt(0).toLocaleUpperCase('vi') + sentence.slice(1);
}

function readNumber(positive: bigint): string[] {
  if (positive >= 10n ** 18n) throw new RangeError('no house style for amounts of a tỷ of tỷ');
  const groups = groupsOfThree(positive);
  return groups.flatMap((group, index) => {
    const power = groups.length - 1 - index;
    const words = group === 0 ? [] : [...readGroup(group, index > 0), steps[power % 3]!];
    // The tỷ stands behind an empty group too, once for all thousands and millions of tỷ before it.
    return [...words, power === 3 ? 'tỷ' : ''].filter(Boolean);
  });
}

/** Groups of three digits, the highest first. */
function groupsOfThree(positive: bigint): number[] {
  const groups: number[] = [];
  for (let rest = positive; rest > 0n; rest /= 1000n) groups.unshift(Number(rest % 1000n));
  return groups;
}

function readGroup(group: number, whole: boolean): string[] {
  const hundreds = Math.floor(group / 100);
  const spoken = whole || hundreds > 0;
  return [
    ...(spoken ? [digits[hundreds]!, 'trăm'] : []),
    ...readTens(Math.floor(group / 10) % 10, group % 10, spoken),
  ];
}

function readTens(tens: number, ones: number, afterHundreds: boolean): string[] {
  if (tens === 0) return ones === 0 ? [] : [...(afterHundreds ? ['linh'] : []), digits[ones]!];
  const ten = tens === 1 ? ['mười'] : [digits[tens]!, 'mươi'];
  return [...ten, ...(ones === 0 ? [] : [onesAfterTen(tens, ones)])];
}

function onesAfterTen(tens: number, ones: number): string {
  if (ones === 5) return 'lăm';
  if (tens > 1 && ones === 1) return 'mốt';
  if (tens > 1 && ones === 4) return 'tư';
  return digits[ones]!;
}
