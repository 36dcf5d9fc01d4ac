/**
 * A Vietnamese mobile number as telcos write it, `84` and nine digits, from any of the ways people do: `0912 345 678`,
 * `+84 912.345.678`, `84912345678`. Undefined for anything else: landlines and foreign numbers have no Mobile Money.
 */
export function readMsisdn(text: string): string | undefined {
  const digits = text
    .trim()
    .replaceAll(/[\s.()-]/g, '')
    .replace(/^\+/, '');
  const national = /^84\d{9}$/.test(digits)
    ? digits.slice(2)
    : /^0\d{9}$/.test(digits)
      ? digits.slice(1)
      : '';
  return /^[35789]\d{8}$/.test(national) ? `84${national}` : undefined;
}
