import { localTimeOf, formatBusinessDate, formatMonth, startOfBusinessDate } from '../../../core/dates.ts';
import { formatVnd } from '../../../core/money.ts';
import { vndInWords } from '../../../core/vnd-in-words.ts';
import type { Content } from '../../platform/pdf/content.ts';
import type { PdfDocument } from '../../platform/pdf/document.ts';

export const receiptSizes = ['A5', 'roll80'] as const;
export type ReceiptSize = (typeof receiptSizes)[number];

/** What a receipt says. */
export interface Receipt {
  company: { name: string; demo: boolean };
  till: { code: string; name: string };
  cashierName: string;
  number: number;
  takenOn: string;
  takenAt: Date;
  customer: { code: string; name: string };
  bills: { period: string; external_id: string; amount_vnd: bigint }[];
  amountVnd: bigint;
  /** Laid on no bill: the customer's credit. */
  creditedVnd: bigint;
  givenVnd: bigint | null;
  card: { terminalId: string; approvalCode: string; last4: string } | null;
  voided: boolean;
  /** From one; what is printed again says that it is a copy. */
  print: number;
}

/** `QT01-000123`: the till and its own count. */
export function receiptNumber(tillCode: string, number: number): string {
  return `${tillCode}-${String(number).padStart(6, '0')}`;
}

/** A receipt for a till printer (80 mm) or on A5. */
export function receiptDocument(receipt: Receipt, size: ReceiptSize): PdfDocument {
  const number = receiptNumber(receipt.till.code, receipt.number);
  const isCopy = receipt.print > 1;
  return {
    fileName: `bien-lai-${number}.pdf`,
    title: `Biên lai thu tiền điện ${number}`,
    author: receipt.company.name,
    madeAt: startOfBusinessDate(receipt.takenOn),
    page: size,
    ...(receipt.company.demo && { mark: 'DỮ LIỆU MẪU' }),
    content: [
      { text: receipt.company.name.toLocaleUpperCase('vi'), bold: true, alignment: 'center' },
      { text: receipt.till.name, alignment: 'center' },
      {
        text: 'BIÊN LAI THU TIỀN ĐIỆN',
        bold: true,
        fontSize: 12,
        alignment: 'center',
        margin: [0, 6, 0, 0],
      },
      ...(isCopy ? [marked(`BẢN SAO (lần in ${receipt.print})`)] : []),
      ...(receipt.voided ? [marked('ĐÃ HỦY')] : []),
      pair('Số', number),
      pair('Lúc', `${localTimeOf(receipt.takenAt)} ${formatBusinessDate(receipt.takenOn)}`),
      pair('Mã khách hàng', receipt.customer.code),
      pair('Khách hàng', receipt.customer.name),
      ...receipt.bills.map((bill) =>
        pair(`Tiền điện ${formatMonth(bill.period)}`, formatVnd(bill.amount_vnd)),
      ),
      ...(receipt.creditedVnd > 0n ? [pair('Trả trước', formatVnd(receipt.creditedVnd))] : []),
      pair('Tổng thu', `${formatVnd(receipt.amountVnd)} đ`, true),
      { text: `${vndInWords(receipt.amountVnd)}.`, italics: true },
      ...waysOf(receipt),
      pair('Thu ngân', receipt.cashierName),
      {
        text: 'Khách hàng không phải trả thêm phí nào ngoài số tiền trên hóa đơn.',
        fontSize: 7.5,
        alignment: 'center',
        margin: [0, 6, 0, 0],
      },
    ],
    footer: [],
  };
}

function waysOf({ givenVnd, amountVnd, card }: Receipt): Content[] {
  if (card)
    return [
      pair('Thẻ', `**** ${card.last4}`),
      pair('Máy POS', card.terminalId),
      pair('Mã chuẩn chi', card.approvalCode),
    ];
  if (givenVnd === null) return [];
  return [pair('Khách đưa', formatVnd(givenVnd)), pair('Trả lại', formatVnd(givenVnd - amountVnd))];
}

function marked(text: string): Content {
  return { text, bold: true, alignment: 'center' };
}

function pair(label: string, value: string, bold = false): Content {
  return {
    columns: [
      { text: label, width: 'auto', bold },
      { text: value, width: '*', alignment: 'right', bold },
    ],
    columnGap: 6,
  };
}
