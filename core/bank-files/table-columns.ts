import { searchKey } from '../text.ts';

/** What a column of a bank statement in a table says. */
export const tableFields = [
  'bookedOn',
  'valueOn',
  'credit',
  'debit',
  'amount',
  'direction',
  'balance',
  'reference',
  'endToEndId',
  'remittance',
  'account',
  'currency',
] as const;
export type TableField = (typeof tableFields)[number];

/** Headings without marks and signs, as Vietnamese banks and their English faces write them; earlier ones win. */
const headings: Record<TableField, string> = {
  bookedOn:
    'ngay hach toan|ngay ghi so|ngay giao dich|ngay gd|ngay ht|ngay gio giao dich|ngay gio gd|thoi gian giao dich|' +
    'thoi gian|ngay phat sinh|ngay thuc hien|ngay|booking date|posting date|post date|transaction date|trans date|txn date|' +
    'tran date|entry date|date',
  valueOn: 'ngay hieu luc|ngay gia tri|value date|effective date',
  credit:
    'so tien ghi co|phat sinh co|ps co|ghi co|so tien co|tien vao|so tien vao|co|credit amount|amount credit|credit|credits|deposit|' +
    'deposits|money in|paid in|cr',
  debit:
    'so tien ghi no|phat sinh no|ps no|ghi no|so tien no|tien ra|so tien ra|no|debit amount|amount debit|debit|debits|withdrawal|' +
    'withdrawals|money out|paid out|dr',
  amount:
    'so tien|so tien giao dich|so tien gd|phat sinh|gia tri giao dich|amount|transaction amount|trans amount',
  direction:
    'no co|co no|ghi no co|thu chi|c d|cd|dc|d c|dr cr|cr dr|drcr|crdr|dr cr ind|dr cr flag|loai giao dich|loai gd|loai phat sinh|loai|dau|credit debit|debit credit|' +
    'credit debit indicator|debit credit indicator|credit debit flag|debit credit flag|type|transaction type|sign',
  balance:
    'so du|so du cuoi|so du sau giao dich|so du sau gd|so du luy ke|balance|running balance|closing balance',
  reference:
    'so tham chieu|ma tham chieu|so but toan|ma giao dich|ma gd|so giao dich|so gd|so chung tu|so ct|ma but toan|' +
    'reference|reference no|reference number|ref|ref no|transaction id|transaction no|trans id|doc no|teller ref',
  endToEndId: 'ma doi chieu|end to end id|endtoendid|e2e|end to end reference|customer reference',
  remittance:
    'noi dung giao dich|noi dung chi tiet|noi dung thanh toan|noi dung|dien giai|mo ta|chi tiet giao dich|chi tiet|' +
    'thong tin giao dich|transaction remark|remark|remarks|description|details|transaction detail|transaction details|' +
    'narrative|particulars|remittance|remittance information',
  account: 'so tai khoan|tai khoan|so tk|tai khoan chuyen thu|account|account no|account number',
  currency: 'loai tien|loai tien te|tien te|don vi tien te|nguyen te|currency|ccy|cur',
};
const fieldOf = new Map(
  tableFields.flatMap((field) =>
    headings[field].split('|').map((name, rank) => [name, { field, rank }] as const),
  ),
);

export type TablePlaces = Readonly<Record<TableField, number>>;

/** A heading without case, marks, brackets and punctuation: `Ghi có (VND)` and `GHI_CO` are one. */
export function headingKey(cell: string): string {
  const bare = searchKey(cell).replaceAll(/\([^)]*\)|\[[^\]]*\]/g, ' ');
  return bare
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .replace(/ (vnd|vnđ|dong)$/, '')
    .trim();
}

/** `Ghi có (VND)` is `ghi co`, but `Số tiền (Có)` is `so tien co`: brackets count where the heading is known with them. */
function fieldsOf(cell: string): { field: TableField; rank: number } | undefined {
  if (/^\s*(?:\+\s*\/?\s*[-−–]|±)\s*$/.test(cell)) return { field: 'direction', rank: 0 };
  return [cell, ...cell.split(/[/\n|]/)]
    .flatMap((part) => [headingKey(part.replaceAll(/[()[\]]/g, ' ')), headingKey(part)])
    .map((key) => fieldOf.get(key))
    .find((each) => each !== undefined);
}

/** Headings that speak of the other party: an account beside them is not the one of the statement. */
const otherParty =
  /\b(doi tac|doi ung|thu huong|don vi chuyen|nguoi (chuyen|nhan|gui)|counterpart\w*|beneficiary|remitter|payer)\b/;

/**
 * The columns of a statement by their headings, of two languages in one cell either (`Ngày giao dịch / Date`); undefined
 * where the row is not the header of one: it needs a day, and credit and debit, or an amount, and each of these once.
 */
export function recogniseColumns(cells: readonly string[]): TablePlaces | undefined {
  const ranks = new Map<TableField, number>();
  const places = Object.fromEntries(tableFields.map((field) => [field, -1])) as Record<TableField, number>;
  const twice = new Set<TableField>();
  for (const [place, cell] of cells.entries()) {
    const found = fieldsOf(cell);
    if (!found) continue;
    const before = ranks.get(found.field) ?? Infinity;
    if (found.rank === before) twice.add(found.field);
    if (found.rank >= before) continue;
    twice.delete(found.field);
    ranks.set(found.field, found.rank);
    places[found.field] = place;
  }
  if (cells.some((cell) => otherParty.test(headingKey(cell)))) places.account = -1;
  const isUnclear = twice.has('credit') || twice.has('debit') || twice.has('amount');
  const hasMoney = places.amount !== -1 || (places.credit !== -1 && places.debit !== -1);
  return places.bookedOn !== -1 && hasMoney && !isUnclear ? places : undefined;
}

/**
 * A header of two rows: `Ngày giao dịch | Phát sinh | | Nội dung` (the second over two merged cells) above `| Nợ | Có |`.
 * Undefined unless the lower row itself parts debits from credits.
 */
export function recogniseLowerHeader(
  above: readonly string[],
  below: readonly string[],
): TablePlaces | undefined {
  const fields = below.map((cell) => fieldOf.get(headingKey(cell))?.field);
  if (!fields.includes('credit') || !fields.includes('debit')) return undefined;
  const width = Math.max(above.length, below.length);
  const merged = Array.from({ length: width }, (_, at) => below[at]?.trim() || (above[at] ?? ''));
  const places = recogniseColumns(merged);
  return places && { ...places, amount: -1 };
}

/** What rows without a day say: above the header of the account, around the entries of the balances. */
const labels: readonly { says: 'account' | 'currency' | 'opening' | 'closing'; names: RegExp }[] = [
  {
    says: 'opening',
    names: /^(so du dau ky|so du dau ngay|so du dau|du dau ky|opening balance|balance brought forward)/,
  },
  {
    says: 'closing',
    names: /^(so du cuoi ky|so du cuoi ngay|so du cuoi|du cuoi ky|closing balance|ending balance)/,
  },
  {
    says: 'account',
    names:
      /^(so tai khoan|tai khoan so|tai khoan|so tk|account number|account no|account)\b(?! (doi|thu huong|nguoi|nhan|chuyen))/,
  },
  { says: 'currency', names: /^(loai tien|loai tien te|don vi tien te|tien te|currency|ccy)\b/ },
];

/** `Số tài khoản: 0071001234567`, or label and value in neighbouring cells. */
export function readLabels(
  cells: readonly string[],
): { says: (typeof labels)[number]['says']; value: string }[] {
  return cells.flatMap((cell, place) => {
    const key = headingKey(cell.split(':')[0]!);
    const label = labels.find(({ names }) => names.test(key));
    if (!label) return [];
    const own = cell.includes(':') ? cell.slice(cell.indexOf(':') + 1).trim() : '';
    const value = own || (cells.slice(place + 1).find((next) => next.trim() !== '') ?? '').trim();
    return value === '' ? [] : [{ says: label.says, value }];
  });
}
