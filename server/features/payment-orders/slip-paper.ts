import { formatBusinessDate } from '../../../core/dates.ts';
import { formatVnd, sumVnd } from '../../../core/money.ts';
import { slipNumber, slipReference } from '../../../core/payment-orders/order-text.ts';
import { vndInWords } from '../../../core/vnd-in-words.ts';
import type { Cell, Content } from '../../platform/pdf/content.ts';
import type { PdfDocument } from '../../platform/pdf/document.ts';
import type { Company } from '../../platform/runtime.ts';
import type { OrderAccount } from './account-queries.ts';
import type { ChequeRow, DepositRow } from './cheque-queries.ts';

export interface SlipOnPaper {
  company: Pick<Company, 'name' | 'demo'>;
  deposit: DepositRow;
  account: OrderAccount;
  cheques: readonly ChequeRow[];
}

/** The slip that goes to the bank with the cheques, in two copies. */
export function slipDocument(slip: SlipOnPaper): PdfDocument {
  const { company, deposit } = slip;
  const number = slipNumber(deposit.id);
  return {
    fileName: `${number}.pdf`,
    title: `Bảng kê nộp séc ${number}`,
    author: company.name,
    madeAt: deposit.made_at,
    ...(company.demo && { mark: 'DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ THANH TOÁN' }),
    content: [
      { stack: copyOf(slip, 'Liên 1: Ngân hàng giữ') },
      { stack: copyOf(slip, 'Liên 2: Đơn vị nộp séc giữ'), pageBreak: 'before' },
    ],
    footer: [`${number} · Đề nghị ghi mã ${slipReference(deposit.id)} vào nội dung báo có`],
  };
}

function copyOf({ company, deposit, account, cheques }: SlipOnPaper, copy: string): Content[] {
  const total = sumVnd(cheques.map(({ amount_vnd }) => amount_vnd));
  const line = (label: string, value: string): Content => ({
    text: [`${label}: `, { text: value, bold: true }],
  });
  return [
    { text: 'BẢNG KÊ NỘP SÉC', bold: true, fontSize: 14, alignment: 'center' },
    {
      text: `Số ${slipNumber(deposit.id)}, ngày ${formatBusinessDate(deposit.deposited_on)} · ${copy}`,
      italics: true,
      alignment: 'center',
      margin: [0, 0, 0, 8],
    },
    line('Đơn vị nộp séc (người thụ hưởng)', company.name),
    line('Chủ tài khoản', account.holder),
    line('Số tài khoản', account.account),
    line('Tại ngân hàng', [account.bank_name, account.branch].filter(Boolean).join(', ')),
    line('Nội dung báo có', slipReference(deposit.id)),
    { ...chequeTable(cheques, total), margin: [0, 6, 0, 4] },
    { text: [`Bằng chữ: `, { text: `${vndInWords(total)}.`, italics: true }] },
    {
      margin: [0, 12, 0, 0],
      columns: ['NGƯỜI NỘP SÉC', 'KẾ TOÁN TRƯỞNG', 'NGÂN HÀNG NHẬN SÉC'].map((title): Content => ({
        alignment: 'center',
        stack: [
          { text: title, bold: true },
          { text: '(Ký, ghi rõ họ tên)', italics: true, fontSize: 8 },
        ],
      })),
    },
  ];
}

function chequeTable(cheques: readonly ChequeRow[], total: bigint): Extract<Content, { table: unknown }> {
  const head = (text: string): Cell => ({ text, bold: true, fontSize: 8, fillColor: '#eeeeee' });
  const cell = (text: string): Cell => ({ text, fontSize: 8 });
  const right = (text: string, bold = false): Cell => ({ text, fontSize: 8, alignment: 'right', bold });
  return {
    layout: 'ruled',
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [22, 54, 52, '*', 76, 84, 64],
      body: [
        [
          'STT',
          'Số séc',
          'Ngày ký phát',
          'Người ký phát',
          'Số tài khoản',
          'Ngân hàng trả',
          'Số tiền (đ)',
        ].map(head),
        ...cheques.map((cheque, index): Cell[] => [
          right(String(index + 1)),
          cell(cheque.number),
          cell(formatBusinessDate(cheque.issued_on)),
          cell(`${cheque.drawer}${cheque.certified ? ' (séc bảo chi)' : ''}`),
          cell(cheque.drawer_account),
          cell([cheque.drawee_bank, cheque.drawee_branch].filter(Boolean).join(', ')),
          right(formatVnd(cheque.amount_vnd)),
        ]),
        [
          { text: `Cộng ${cheques.length} tờ`, bold: true, fontSize: 8, colSpan: 6 },
          ...Array.from({ length: 5 }, () => ''),
          right(formatVnd(total), true),
        ],
      ],
    },
  };
}
