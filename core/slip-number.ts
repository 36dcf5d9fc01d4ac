/**
 * Numbers of paying-in slips, as they go into the text of a bank's credit: `NT`, seven digits, two check digits
 * (ISO/IEC 7064 MOD 97-10 over the digits), so that a number read out of a text is ours or is not there.
 */
const digits = 7;

/** `NT` 0000042 and its check digits. `serial` is a whole number above zero, at most seven digits. */
export function writeSlipNumber(serial: bigint): string {
  const body = String(serial).padStart(digits, '0');
  if (serial < 1n || body.length > digits) throw new RangeError(`no slip has the serial ${serial}`);
  return `NT${body}${checkOf(body)}`;
}

function checkOf(body: string): string {
  return String(98n - ((BigInt(body) * 100n) % 97n)).padStart(2, '0');
}

/** The different slip numbers in a text, whatever its case and wherever banks put blanks, dots or dashes between. */
export function findSlipNumbers(text: string): string[] {
  const found = text.toUpperCase().matchAll(/(?=(N[\s.-]?T(?:[\s.-]?\d){9})(?![\s.-]?\d))/g);
  const numbers = [...found]
    .map(([, number = '']) => number.replaceAll(/[\s.-]/g, ''))
    .filter((number) => checkOf(number.slice(2, 2 + digits)) === number.slice(2 + digits));
  return [...new Set(numbers)];
}
