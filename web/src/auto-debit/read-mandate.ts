import { readDong } from '../ui/typed-money.ts';

export type MandateProblem = 'missing' | 'badDay' | 'badLimit';

/** What was typed, as the server takes it, or what is wrong with it. */
export function readMandate(fields: FormData): object | MandateProblem {
  const field = (name: string): string => String(fields.get(name) ?? '').trim();
  const [customerCode, partner, account, holder] = ['customer', 'partner', 'account', 'holder'].map(field);
  if (!customerCode || !partner || !account || !holder) return 'missing';
  const mode = field('mode');
  const day = Number(field('day'));
  if (mode === 'fixed_day' && !(Number.isInteger(day) && day >= 1 && day <= 31)) return 'badDay';
  const limit = field('limit') === '' ? null : readDong(field('limit'));
  if (limit === undefined || limit === '0') return 'badLimit';
  return {
    customerCode,
    partner,
    account,
    holder,
    mode,
    limit,
    fixedDay: mode === 'fixed_day' ? day : null,
    expiresOn: field('expires') || null,
  };
}

/** `5, 20` as days; undefined for what is no list of numbers. */
export function readDays(text: string): number[] | undefined {
  const parts = text.split(/[,;\s]+/).filter(Boolean);
  return parts.every((part) => /^\d{1,2}$/.test(part)) ? parts.map(Number) : undefined;
}

/** `HEADING = field`, one a line; the line that is not so as a text. */
export function readColumns<Field extends string>(
  text: string,
  fields: readonly Field[],
): { header: string; field: Field }[] | string {
  const columns: { header: string; field: Field }[] = [];
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const at = line.lastIndexOf('=');
    const field = fields.find((one) => one === line.slice(at + 1).trim());
    const header = line.slice(0, at).trim();
    if (at < 1 || !field || header === '') return line.trim();
    columns.push({ header, field });
  }
  return columns;
}
