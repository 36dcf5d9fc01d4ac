import { formatBusinessDate, monthOf, formatMonth } from '../../../core/dates.ts';
import { formatVnd, sumVnd } from '../../../core/money.ts';
import {
  orderNumber,
  orderPurpose,
  orderReference,
  orderText,
} from '../../../core/payment-orders/order-text.ts';
import { encodeVietQr } from '../../../core/qr/encode.ts';
import { vndInWords } from '../../../core/vnd-in-words.ts';
import type { Cell, Content } from '../../platform/pdf/content.ts';
import type { PdfDocument } from '../../platform/pdf/document.ts';
import { drawQrSvg } from '../../platform/qr-image.ts';
import type { Company } from '../../platform/runtime.ts';
import type { OrderAccount } from './account-queries.ts';
import type { ListedBill } from './bill-queries.ts';
import type { OrderRow } from './order-queries.ts';

/** Everything an order's papers are made of. */
export interface OrderOnPaper {
  company: Pick<Company, 'name' | 'demo'>;
  order: OrderRow;
  account: OrderAccount;
  /** The bills that are still to be paid: one that was paid elsewhere leaves the papers. */
  bills: readonly ListedBill[];
}

export function paperTotal({ bills }: Pick<OrderOnPaper, 'bills'>): bigint {
  return sumVnd(bills.map(({ open_vnd }) => open_vnd));
}

/** What the transfer must say. */
export function paperText({ order, bills }: Pick<OrderOnPaper, 'order' | 'bills'>): string {
  return orderText(order.id, [...new Set(bills.map(({ customer_code }) => customer_code))]);
}

/** At and above this, banks do not transfer by QR at once (Napas 247). */
const instantLimitVnd = 500_000_000n;

/** The VietQR of the same sum; undefined from 500 million dong on, which no bank transfers that way. */
export function orderQr({ order, account, bills }: OrderOnPaper): string | undefined {
  const amountVnd = paperTotal({ bills });
  if (amountVnd >= instantLimitVnd) return undefined;
  const { payload, problems } = encodeVietQr({
    bankBin: account.bank_bin,
    account: account.account,
    amountVnd,
    reference: orderReference(order.id),
    purpose: orderPurpose(order.id),
    use: 'dynamic',
  });
  if (payload === undefined) throw new Error(`no QR for ${orderNumber(order.id)}: ${problems[0]?.code}`);
  return payload;
}

/** The form of an order in two copies on one page, and behind it the list of its bills. */
export async function orderDocument(paper: OrderOnPaper): Promise<PdfDocument> {
  const { company, order } = paper;
  const qr = orderQr(paper);
  const picture = qr === undefined ? undefined : await drawQrSvg(qr);
  const number = orderNumber(order.id);
  return {
    fileName: `${number}.pdf`,
    title: `Ủy nhiệm chi ${number}`,
    author: company.name,
    madeAt: order.issued_at ?? order.made_at,
    ...(company.demo && { mark: 'DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ THANH TOÁN' }),
    content: [
      copyOf(paper, 'Liên 1: Ngân hàng giữ', picture),
      { text: ' ', fontSize: 4 },
      copyOf(paper, 'Liên 2: Khách hàng giữ', picture),
      billList(paper),
    ],
    footer: [
      `${number} · Nội dung chuyển khoản phải có mã ${orderReference(order.id)}`,
      `Có hiệu lực đến hết ngày ${formatBusinessDate(order.expires_on)}`,
    ],
  };
}

function copyOf(paper: OrderOnPaper, copy: string, picture: string | undefined): Content {
  const { order, account } = paper;
  const amountVnd = paperTotal(paper);
  return {
    unbreakable: true,
    stack: [
      {
        columns: [
          { width: 150, text: order.payer_bank || '………………………………', bold: true, fontSize: 8.5 },
          {
            width: '*',
            stack: [
              { text: 'ỦY NHIỆM CHI', bold: true, fontSize: 14, alignment: 'center' },
              { text: 'PAYMENT ORDER', fontSize: 7.5, alignment: 'center' },
            ],
          },
          {
            width: 150,
            alignment: 'right',
            fontSize: 8.5,
            stack: [
              `Số: ${orderNumber(order.id)}`,
              `Ngày: ${order.issued_on === null ? '…/…/……' : formatBusinessDate(order.issued_on)}`,
              { text: copy, italics: true },
            ],
          },
        ],
      },
      {
        margin: [0, 4, 0, 0],
        columns: [
          { width: '*', ...formTable(paper, amountVnd) },
          {
            width: 104,
            alignment: 'center',
            fontSize: 7,
            stack: picture
              ? [{ svg: picture, width: 98 }, 'Quét để chuyển khoản nhanh', 'VietQR · Napas 247']
              : ['Từ 500 triệu đồng: không chuyển nhanh bằng mã QR'],
          },
        ],
        columnGap: 8,
      },
      signatures(account),
    ],
  };
}

function formTable({ order, account, bills }: OrderOnPaper, amountVnd: bigint) {
  const open = '……………………………………';
  const row = (label: string, value: string, bold = false): Cell[] => [
    { text: label, fontSize: 8 },
    { text: value, fontSize: 8.5, bold },
  ];
  const payer = [order.payer_bank, order.payer_branch].filter(Boolean).join(', ');
  return {
    layout: 'ruled' as const,
    table: {
      widths: [104, '*'] as (number | '*')[],
      body: [
        row('Người trả tiền', order.payer_name, true),
        row('Số tài khoản', order.payer_account ?? open, true),
        row('Tại ngân hàng', payer || open),
        row('Người thụ hưởng', account.holder, true),
        row('Số tài khoản', account.account, true),
        row('Tại ngân hàng', [account.bank_name, account.branch].filter(Boolean).join(', ')),
        row('Số tiền bằng số', `${formatVnd(amountVnd)} VND`, true),
        row('Số tiền bằng chữ', `${vndInWords(amountVnd)}.`),
        row('Nội dung', paperText({ order, bills }), true),
        row('Phí ngân hàng', 'Điện lực không thu phí; phí chuyển tiền theo biểu phí của ngân hàng bên trả'),
      ],
    },
  };
}

function signatures({ bank_name }: OrderAccount): Content {
  const place = (title: string): Content => ({
    alignment: 'center',
    fontSize: 8,
    stack: [
      { text: title, bold: true },
      { text: '(Ký, ghi rõ họ tên)', italics: true, fontSize: 7 },
    ],
  });
  return {
    margin: [0, 5, 0, 40],
    columns: [
      place('KẾ TOÁN TRƯỞNG'),
      place('CHỦ TÀI KHOẢN'),
      place('NGÂN HÀNG BÊN TRẢ'),
      place(`NGÂN HÀNG THỤ HƯỞNG\n${bank_name}`),
    ],
  };
}

function billList(paper: OrderOnPaper): Content {
  const { order, bills } = paper;
  const head = (text: string): Cell => ({ text, bold: true, fontSize: 8, fillColor: '#eeeeee' });
  const right = (text: string, bold = false): Cell => ({ text, fontSize: 8, alignment: 'right', bold });
  const cell = (text: string): Cell => ({ text, fontSize: 8 });
  return {
    pageBreak: 'before',
    stack: [
      {
        text: `BẢNG KÊ HÓA ĐƠN KÈM ỦY NHIỆM CHI ${orderNumber(order.id)}`,
        bold: true,
        fontSize: 12,
        alignment: 'center',
        margin: [0, 0, 0, 8],
      },
      {
        layout: 'ruled',
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: [24, 84, '*', 104, 44, 84],
          body: [
            ['STT', 'Mã khách hàng', 'Tên khách hàng', 'Số hóa đơn', 'Kỳ', 'Số tiền (đ)'].map(head),
            ...bills.map((bill, index): Cell[] => [
              right(String(index + 1)),
              cell(bill.customer_code),
              cell(bill.customer_name),
              cell(bill.external_id),
              cell(formatMonth(monthOf(bill.period))),
              right(formatVnd(bill.open_vnd)),
            ]),
            [
              { text: 'Cộng', bold: true, fontSize: 8, colSpan: 5 },
              '',
              '',
              '',
              '',
              right(formatVnd(paperTotal(paper)), true),
            ],
          ],
        },
      },
    ],
  };
}
