/**
 * Our reference in the text of a transfer: `QH` for a bill (hóa đơn), `QK` for a customer (khách hàng), `QC` for a payment
 * order (ủy nhiệm chi), `QN` for a slip with which cheques were paid in (nộp séc), eight signs for its number, four check
 * signs: `QK0000012T…`, 14 characters.
 *
 * The 17 signs are what survives phones, banks and eyes: no vowel (so it never spells a word, and Vietnamese keyboards
 * put no mark on it), no tone key of Telex or VNI (S F R X J Z W D), one sign only of each pair that is mistaken for one
 * another (0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B). A sign of the other kind in a text can then only mean the one we use.
 *
 * The check signs make a Reed-Solomon code over the field of 17 elements with the kind as its first, unwritten sign. Any
 * two references differ in at least five signs: up to four wrong signs, and any two swapped ones, are always noticed;
 * other texts of this form pass once in 83,521.
 */
export const referenceKinds = ['bill', 'customer', 'order', 'slip'] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

export interface TransferReference {
  kind: ReferenceKind;
  /** Number of the bill, customer, order or slip in the company's books. */
  number: bigint;
}

export const markerOf: Record<ReferenceKind, string> = {
  bill: 'QH',
  customer: 'QK',
  order: 'QC',
  slip: 'QN',
};
const signs = '0123456789CHKMNPT';
const field = BigInt(signs.length);
const numberSigns = 8;
const checkSigns = 4;
/** Signs behind the marker. */
export const bodyLength = numberSigns + checkSigns;
export const referenceLength = 2 + bodyLength;
/** The largest number a reference can carry. */
export const largestNumber: bigint = field ** BigInt(numberSigns) - 1n;

/** What people and machines read for one of our signs, and mean by it. */
const mistakenFor: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  I: '1',
  L: '1',
  Z: '2',
  S: '5',
  G: '6',
  B: '8',
};

/** Writes a reference. Throws a RangeError for a number that is negative or does not fit. */
export function writeReference({ kind, number }: TransferReference): string {
  if (number < 0n || number > largestNumber) throw new RangeError(`no reference can carry ${number}`);
  const message: number[] = [];
  for (let rest = number; message.length < numberSigns; rest /= field) message.unshift(Number(rest % field));
  const checks = remainder([kindSign[kind], ...message]);
  return markerOf[kind] + [...message, ...checks].map((value) => signs[value]).join('');
}

/**
 * Reads the signs behind a marker. `repaired` where a sign stood for one it is mistaken for; undefined when a check sign
 * disagrees.
 */
export function readBody(
  kind: ReferenceKind,
  body: string,
): { number: bigint; repaired: boolean } | undefined {
  const values: number[] = [];
  let repaired = false;
  for (const sign of body) {
    let value = signs.indexOf(sign);
    if (value === -1) {
      value = signs.indexOf(mistakenFor[sign] ?? '?');
      repaired = true;
    }
    if (value === -1) return undefined;
    values.push(value);
  }
  const message = values.slice(0, numberSigns);
  const checks = remainder([kindSign[kind], ...message]);
  if (values.length !== bodyLength || checks.some((check, at) => check !== values[numberSigns + at]))
    return undefined;
  return { number: message.reduce((sum, value) => sum * field + BigInt(value), 0n), repaired };
}

const kindSign: Record<ReferenceKind, number> = { bill: 1, customer: 2, order: 3, slip: 4 };

/** (x − 3)(x − 9)(x − 10)(x − 13) over the field of 17: the first four powers of its primitive element 3. */
const generator = ((): number[] => {
  let product = [1];
  for (let power = 1; power <= checkSigns; power++) {
    const root = 3 ** power % 17;
    product = [...product, 0].map((value, at) => (value + (17 - root) * (product[at - 1] ?? 0)) % 17);
  }
  return product;
})();

/** The check signs, negated remainder of the message by the generator, so that the whole is divisible by it. */
function remainder(message: readonly number[]): number[] {
  const rest = [...message, ...Array<number>(checkSigns).fill(0)];
  for (let at = 0; at < message.length; at++) {
    const factor = rest[at]!;
    generator.forEach((value, step) => {
      rest[at + step] = (rest[at + step]! + (17 - factor) * value) % 17;
    });
  }
  return rest.slice(message.length).map((value) => (17 - value) % 17);
}
