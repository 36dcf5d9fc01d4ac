/** Exact amounts of any currency: a whole number of the smallest written unit and how many decimals were written. */
export interface Decimal {
  units: bigint;
  scale: number;
}

export const zero: Decimal = { units: 0n, scale: 0 };

/** ISO 20022 allows 18 digits in an amount; a total of many may take more. */
const mostDigits = 30;
const mostDecimals = 12;

/** Reads `346150`, `-12.50`, `.5` (xs:decimal: no exponent, a point). Undefined for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  const found = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text);
  if (!found) return undefined;
  const [, sign, whole = '', fraction = ''] = found;
  if (whole + fraction === '' || whole.length + fraction.length > mostDigits) return undefined;
  if (fraction.length > mostDecimals) return undefined;
  const units = BigInt(whole + fraction);
  return { units: sign === '-' ? -units : units, scale: fraction.length };
}

export function addDecimals(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale);
  return { units: unitsAt(one, scale) + unitsAt(other, scale), scale };
}

export function negate({ units, scale }: Decimal): Decimal {
  return { units: -units, scale };
}

export function equalDecimals(one: Decimal, other: Decimal): boolean {
  const scale = Math.max(one.scale, other.scale);
  return unitsAt(one, scale) === unitsAt(other, scale);
}

function unitsAt({ units, scale }: Decimal, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale);
}

/** ISO 4217: decimals of the minor unit, where they are not two. */
const minorUnits: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
};

/**
 * An amount as text: whole for VND, with the decimals of its currency (`12.50`), and with more only where more were
 * written and are not zero. An unknown currency keeps what is not zero.
 */
export function formatDecimal(amount: Decimal, currency: string | undefined): string {
  const least = currency === undefined ? 0 : (minorUnits[currency] ?? 2);
  let { units, scale } = amount;
  for (; scale < least; scale++) units *= 10n;
  for (; scale > least && units % 10n === 0n; scale--) units /= 10n;
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return units < 0n ? `-${text}` : text;
}

/** Whole dong, or undefined for an amount with a part of one. */
export function wholeUnits({ units, scale }: Decimal): bigint | undefined {
  const one = 10n ** BigInt(scale);
  return units % one === 0n ? units / one : undefined;
}
