import { formatBusinessDate } from '../../../core/dates.ts';
import { formatVnd } from '../../../core/money.ts';
import { maskName } from '../../../core/text.ts';
import type { Cell, Content } from '../../platform/pdf/content.ts';
import type { PdfDocument } from '../../platform/pdf/document.ts';
import { drawQrSvg } from '../../platform/qr-image.ts';
import type { CodedBill, QrAccount } from './read-codes.ts';

export type SlipsPerPage = 2 | 4 | 8;

interface SlipLook {
  /** Slips in a row. */
  columns: 1 | 2;
  /** Whether the code stands above the words or beside them. */
  above: boolean;
  /** In points: side of the code, words, amount, what is left below. */
  qr: number;
  text: number;
  amount: number;
  below: number;
}

const looks: Record<SlipsPerPage, SlipLook> = {
  8: { columns: 2, above: false, qr: 118, text: 7, amount: 13, below: 4 },
  4: { columns: 2, above: true, qr: 172, text: 9, amount: 18, below: 4 },
  2: { columns: 1, above: false, qr: 240, text: 13, amount: 24, below: 70 },
};

export interface SlipPaper {
  company: string;
  account: QrAccount;
  slips: readonly (CodedBill & { code: { state: 'payable' } })[];
  perPage: SlipsPerPage;
  masked: boolean;
  /** Business time: the amounts are what was open then. */
  at: Date;
  now: Date;
}

/** Slips to cut and carry to a village: who, how much, until when, and the code to scan. */
export async function slipDocument(paper: SlipPaper): Promise<PdfDocument> {
  const { columns } = looks[paper.perPage];
  const cells = await Promise.all(paper.slips.map((slip) => slipCell(paper, slip)));
  const rows: Cell[][] = [];
  for (let at = 0; at < cells.length; at += columns) {
    const row: Cell[] = cells.slice(at, at + columns);
    while (row.length < columns) row.push('');
    rows.push(row);
  }
  const widths = Array.from({ length: columns }, () => '*' as const);
  const at = timeOf(paper.at);
  return {
    fileName: `phieu-qr-${paper.slips[0]?.bill.customer_code ?? ''}.pdf`,
    title: 'Phiếu thanh toán bằng mã QR',
    author: paper.company,
    madeAt: paper.now,
    content: [{ table: { dontBreakRows: true, widths, body: rows }, layout: 'ruled' }],
    footer: [
      `${paper.company}. Số tiền là số còn phải trả lúc ${at}; đã trả sau đó thì bỏ phiếu này.`,
      'Không thu thêm phí khi thanh toán bằng mã QR.',
    ],
  };
}

async function slipCell(paper: SlipPaper, slip: SlipPaper['slips'][number]): Promise<Cell> {
  const { above, qr, text, below } = looks[paper.perPage];
  const look = {
    fontSize: text,
    lineHeight: 1.1,
    margin: [4, 6, 4, below] as [number, number, number, number],
  };
  const code = await codePart(slip, qr, text);
  const words = wordsPart(paper, slip);
  if (above) return { ...look, alignment: 'center', stack: [...code, ...words] };
  return {
    ...look,
    columnGap: 8,
    columns: [
      { width: qr, stack: code },
      { width: '*', stack: words },
    ],
  };
}

async function codePart(slip: SlipPaper['slips'][number], qr: number, text: number): Promise<Content[]> {
  return [
    { svg: await drawQrSvg(slip.code.payload), width: qr, alignment: 'center' },
    { text: slip.code.purpose, alignment: 'center', fontSize: text - 0.5, margin: [0, 0, 0, 4] },
  ];
}

function wordsPart(paper: SlipPaper, { bill, words, code }: SlipPaper['slips'][number]): Content[] {
  const { text, amount } = looks[paper.perPage];
  const name = paper.masked ? maskName(bill.customer_name) : bill.customer_name;
  const fact = (label: string, value: string): Content => ({
    text: [`${label}: `, { text: value, bold: true }],
  });
  return [
    { text: paper.company, color: '#444444' },
    { text: words, bold: true, fontSize: text + 1.5, margin: [0, 1, 0, 1] },
    { text: bill.customer_code, bold: true },
    { text: [name, bill.village_name ? `, ${bill.village_name}` : ''] },
    { text: `${formatVnd(code.amountVnd)} đ`, bold: true, fontSize: amount, margin: [0, 2, 0, 2] },
    fact('Hạn', formatBusinessDate(bill.due_on)),
    fact('Hóa đơn', bill.external_id),
    fact('Ngân hàng', paper.account.bankName),
    fact('Số tài khoản', paper.account.account),
    fact('Chủ tài khoản', paper.account.holder),
    { text: 'Quét bằng ứng dụng ngân hàng, ví', margin: [0, 3, 0, 0] },
  ];
}

const hanoiOffsetMs = 7 * 3_600_000;

/** `14:05 22/09/2026` in Viet Nam. */
function timeOf(instant: Date): string {
  const local = new Date(instant.getTime() + hanoiOffsetMs).toISOString();
  return `${local.slice(11, 16)} ${formatBusinessDate(local.slice(0, 10))}`;
}
