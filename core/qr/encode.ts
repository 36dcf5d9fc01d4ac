import { withoutMarks } from '../text.ts';
import { crc16 } from './crc16.ts';
import { isAccount, isBankBin, schemeIds } from './read-account.ts';
import { longestLabel } from './read-fields.ts';
import type { QrProblem } from './findings.ts';
import { writeTlv } from './tlv.ts';

/** A transfer by VietQR. Words are written without marks, as the standard asks; nothing is cut. */
export interface VietQrRequest {
  /** Six digits. */
  bankBin: string;
  /** Account (letters and digits) or card (digits), at most 19. */
  account: string;
  /** A card is paid by QRIBFTTC, an account, the usual case, by QRIBFTTA. */
  to?: 'account' | 'card';
  /** Whole dong, above zero; without it the payer types the amount. */
  amountVnd?: bigint;
  /** 62.08: what the transfer says, and all that most banks pass on. */
  purpose?: string;
  /** 62.05. */
  reference?: string;
  /** 62.01. */
  billNumber?: string;
  /** 62.06. */
  customerLabel?: string;
  /** 59, at most 25 characters. */
  merchantName?: string;
  /** 60, at most 15 characters. */
  city?: string;
  /** For one payment or for many; a code with an amount is for one unless said otherwise. */
  use?: 'static' | 'dynamic';
}

export type EncodedQr =
  { payload: string; problems?: undefined } | { payload?: undefined; problems: QrProblem[] };

/**
 * The text of a VietQR code (Napas VietQR 1.5.2, tables 3, 6 and 8). What cannot be written is refused with its tag,
 * never cut or left out: half a reference pays nobody's bill.
 */
export function encodeVietQr(request: VietQrRequest): EncodedQr {
  const problems: QrProblem[] = [];
  const refuse = (code: QrProblem['code'], tag: string): void => {
    problems.push({ code, tag, offset: 0, level: 'error' });
  };
  const words = (tag: string, text: string | undefined, longest: number): [string, string][] => {
    const plain = withoutMarks(text ?? '')
      .replaceAll(/\s+/g, ' ')
      .trim();
    if (plain === '') return [];
    if (/[^\x20-\x7e]/.test(plain)) refuse('not_ascii', tag);
    if (plain.length > longest) refuse('too_long', tag);
    return [[tag.slice(-2), plain]];
  };
  const { bankBin, account, to = 'account', amountVnd } = request;
  if (!isBankBin(bankBin)) refuse('bad_bank_bin', '38.01.00');
  if (!isAccount(account, to)) refuse('bad_account', '38.01.01');
  if (amountVnd !== undefined && amountVnd <= 0n) refuse('zero_amount', '54');
  if (amountVnd !== undefined && String(amountVnd).length > 13) refuse('bad_amount', '54');
  const labels = [
    ...words('62.01', request.billNumber, longestLabel),
    ...words('62.05', request.reference, longestLabel),
    ...words('62.06', request.customerLabel, longestLabel),
    ...words('62.08', request.purpose, longestLabel),
  ];
  if (labels.reduce((sum, [, text]) => sum + 4 + text.length, 0) > 99) refuse('too_long', '62');
  const place = [...words('59', request.merchantName, 25), ...words('60', request.city, 15)];
  if (problems.length > 0) return { problems };
  const holder = write([
    ['00', bankBin],
    ['01', account],
  ]);
  const scheme = write([
    ['00', schemeIds.napas],
    ['01', holder],
    ['02', to === 'card' ? 'QRIBFTTC' : 'QRIBFTTA'],
  ]);
  const use = request.use ?? (amountVnd === undefined ? 'static' : 'dynamic');
  const covered = `${write([
    ['00', '01'],
    ['01', use === 'static' ? '11' : '12'],
    ['38', scheme],
    ['53', '704'],
    ...(amountVnd === undefined ? [] : [['54', String(amountVnd)] as [string, string]]),
    ['58', 'VN'],
    ...place,
    ...(labels.length === 0 ? [] : [['62', write(labels)] as [string, string]]),
  ])}6304`;
  return { payload: covered + crc16(covered) };
}

function write(fields: readonly (readonly [string, string])[]): string {
  return fields.map(([tag, value]) => writeTlv(tag, value)).join('');
}
