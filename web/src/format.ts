import { formatBusinessDate, formatMonth } from '../../core/dates.ts';
import { formatVnd } from '../../core/money.ts';

/**
 * How numbers and times look. Own formatters, because `Intl` for vi-VN writes 5/9/2025, 29 T and ₫. The English
 * screens keep Vietnamese separators and dates: the papers beside the screen are Vietnamese.
 */
export const noValue = '–';

/** `1.234.567` */
export function formatCount(count: string | number | bigint): string {
  return formatVnd(BigInt(count));
}

/** `1.234.567 đ` */
export function formatMoney(amount: string | bigint): string {
  return `${formatVnd(BigInt(amount))} đ`;
}

/** `29,1 tỷ đ`, `850 triệu đ`; below a million, whole dong. */
export function formatMoneyShort(
  amount: string | bigint,
  words = { billion: 'tỷ', million: 'triệu' },
): string {
  const dong = BigInt(amount);
  const size = dong < 0n ? -dong : dong;
  if (size >= 1_000_000_000n) return `${scaled(dong, 1_000_000_000n, 2)} ${words.billion} đ`;
  if (size >= 1_000_000n) return `${scaled(dong, 1_000_000n, 1)} ${words.million} đ`;
  return formatMoney(dong);
}

function scaled(dong: bigint, unit: bigint, decimals: number): string {
  const [whole = '0', part = ''] = (Number((dong * 1000n) / unit) / 1000).toFixed(decimals).split('.');
  const rest = part.replace(/0+$/, '');
  return `${formatVnd(BigInt(whole))}${rest ? `,${rest}` : ''}`;
}

/** `91,64%`; a ratio that does not exist is a dash. */
export function formatRatio(ratio: number | null | undefined, decimals = 2): string {
  return ratio === null || ratio === undefined ? noValue : `${decimal(ratio * 100, decimals)}%`;
}

/** `96,00` of 9600 basis points. */
export function formatBasisPoints(basisPoints: number): string {
  return decimal(basisPoints / 100, 2);
}

/** Reads `96`, `96,5` or `96.50` per cent as basis points; undefined for anything else, or above 100. */
export function parseBasisPoints(text: string): number | undefined {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim());
  if (!match) return undefined;
  const basisPoints = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return basisPoints <= 10_000 ? basisPoints : undefined;
}

function decimal(value: number, decimals: number): string {
  const [whole = '0', part] = value.toFixed(decimals).split('.');
  const negative = whole.startsWith('-');
  const digits = formatVnd(BigInt(negative ? whole.slice(1) : whole));
  return `${negative ? '−' : ''}${digits}${part ? `,${part}` : ''}`;
}

/** `dd/MM/yyyy` */
export function formatDate(date: string | null | undefined): string {
  return date ? formatBusinessDate(date.slice(0, 10)) : noValue;
}

/** `09/2026` */
export function formatPeriod(period: string): string {
  return formatMonth(period);
}

/** The console's language as core names it. */
export function languageOf(language: string): 'vi' | 'en' {
  return language.startsWith('en') ? 'en' : 'vi';
}

const hanoiOffsetMs = 7 * 3_600_000;

/** `14:05` in Viet Nam, or `14:05:09`. */
export function formatTime(instant: string, withSeconds = false): string {
  return inHanoi(instant).slice(11, withSeconds ? 19 : 16);
}

/** `14:05 22/09/2026` in Viet Nam. */
export function formatInstant(instant: string): string {
  const local = inHanoi(instant);
  return `${local.slice(11, 16)} ${formatBusinessDate(local.slice(0, 10))}`;
}

function inHanoi(instant: string): string {
  return new Date(Date.parse(instant) + hanoiOffsetMs).toISOString();
}

/** `12,4 MB` */
export function formatBytes(bytes: string | number): string {
  const size = Number(bytes);
  if (size < 1_000) return `${size} B`;
  if (size < 1_000_000) return `${decimal(size / 1_000, 1)} KB`;
  if (size < 1_000_000_000) return `${decimal(size / 1_000_000, 1)} MB`;
  return `${decimal(size / 1_000_000_000, 2)} GB`;
}
