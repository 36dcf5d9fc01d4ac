import { formatBusinessDate } from '../../../core/dates.ts';
import { capital, dateInWords, momentWords } from '../../../core/papers/words.ts';
import type { Content } from '../../platform/pdf/content.ts';
import type { PdfDocument } from '../../platform/pdf/document.ts';
import { centredRule } from '../../platform/pdf/parts.ts';
import type { MinutesContent } from './minutes-content.ts';
import {
  channelTable,
  dayTable,
  figuresTable,
  heading,
  laneTable,
  leftTable,
  unitTable,
} from './paper-tables.ts';
import { countOf, coverageWords, moneyOf, sessionNames } from './paper-words.ts';
import type { MinutesRow } from './queries.ts';

/** The paper. It shows what was signed, never what came after, so that it is the same file for ever. */
export function minutesDocument(row: MinutesRow): PdfDocument {
  const { content, hash } = row;
  return {
    fileName: `${row.number}.pdf`,
    title: `Biên bản đối soát ${row.number}`,
    author: content.company.name,
    madeAt: new Date(content.moving.asOf),
    ...(content.company.demo && { mark: 'DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ THANH TOÁN' }),
    content: [
      ...headOf(content),
      ...partiesOf(content),
      ...figuresOf(content),
      ...reconciliationOf(content),
      ...moneyPartOf(content),
      ...closingOf(row),
    ],
    footer: [
      `${row.number} · Số liệu lúc ${momentWords(content.moving.asOf)}`,
      `Mã băm SHA-256 của nội dung: ${hash}`,
      ...sealLine(content),
    ],
  };
}

function headOf(content: MinutesContent): Content[] {
  return [
    {
      columns: [
        {
          width: 210,
          stack: [
            {
              text: content.company.name.toLocaleUpperCase('vi'),
              bold: true,
              alignment: 'center',
              fontSize: 10,
            },
            centredRule(60),
            { text: `Số: ${content.number}`, alignment: 'center', margin: [0, 4, 0, 0] },
          ],
        },
        {
          width: '*',
          stack: [
            { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold: true, alignment: 'center', fontSize: 10.5 },
            { text: 'Độc lập – Tự do – Hạnh phúc', bold: true, alignment: 'center', fontSize: 10.5 },
            centredRule(150),
            {
              text: capital(dateInWords(content.moving.asOf)),
              italics: true,
              alignment: 'center',
              margin: [0, 4, 0, 0],
            },
          ],
        },
      ],
    },
    { text: 'BIÊN BẢN ĐỐI SOÁT', bold: true, fontSize: 15, alignment: 'center', margin: [0, 16, 0, 0] },
    {
      text: `Tiền điện thu hộ ${coverageWords(content)}`,
      bold: true,
      fontSize: 11,
      alignment: 'center',
    },
    ...(content.previousHash === null
      ? []
      : [
          {
            text: `Bản ${content.version}, thay bản trước có mã băm ${content.previousHash}`,
            italics: true,
            fontSize: 8,
            alignment: 'center' as const,
          },
        ]),
  ];
}

function partiesOf({ company, partner }: MinutesContent): Content[] {
  return [
    { text: 'Hai bên gồm:', margin: [0, 10, 0, 2] },
    { text: ['Bên A (bên nhờ thu): ', { text: company.name, bold: true }, `, mã ${company.code}`] },
    { text: ['Bên B (bên thu hộ): ', { text: partner.name, bold: true }, `, mã ${partner.code}`] },
    {
      text: 'cùng đối soát số tiền điện bên B thu hộ của khách hàng cho bên A và thống nhất các số liệu sau:',
      margin: [0, 2, 0, 0],
    },
  ];
}

function figuresOf(content: MinutesContent): Content[] {
  const { figures } = content;
  const parts: [string, Content][] = [
    ...(content.kind === 'month' ? [['Theo ngày', dayTable(content)] as [string, Content]] : []),
    ['Theo kênh thanh toán', channelTable(content)],
    ['Theo đơn vị', unitTable(content)],
  ];
  return [
    heading('I. Số liệu quyết toán'),
    figuresTable(content),
    inWords('Thực thu bằng chữ', figures.collectedInWords),
    figures.expectedInWords === null
      ? inWords('Phải chuyển', 'phiên còn mở, chưa tính')
      : inWords('Phải chuyển bằng chữ', figures.expectedInWords),
    heading('II. Chi tiết'),
    ...parts.map(([title, table], index): Content => ({
      stack: [{ text: `${index + 1}. ${title}`, margin: [0, index === 0 ? 0 : 6, 0, 2] }, table],
    })),
  ];
}

function inWords(label: string, words: string): Content {
  return { text: [`${label}: `, { text: `${words}.`, italics: true }], margin: [0, 4, 0, 0] };
}

function reconciliationOf(content: MinutesContent): Content[] {
  const { reconciliation: found } = content;
  const left = found.lanes.reduce((sum, lane) => sum + lane.left, 0);
  return [
    heading('III. Kết quả đối soát'),
    {
      text:
        found.files === 0
          ? 'Bên B không gửi tệp đối soát; số liệu theo sổ của bên A.'
          : `Tệp của bên B: ${countOf(found.files)} tệp, ${countOf(found.lines)} dòng, ${moneyOf(found.linesVnd)} đồng. ` +
            `Khớp ${countOf(found.matched)} giao dịch, ${moneyOf(found.matchedVnd)} đồng.`,
      margin: [0, 0, 0, 3],
    },
    laneTable(content),
    {
      text:
        left === 0
          ? 'Không còn giao dịch lệch.'
          : `Còn ${countOf(left)} giao dịch chuyển theo dõi sau biên bản này:`,
      margin: [0, 3, 0, 2],
    },
    ...(left === 0 ? [] : [leftTable(content)]),
  ];
}

function moneyPartOf({ moving, figures }: MinutesContent): Content[] {
  const left =
    figures.expectedVnd === null
      ? null
      : BigInt(figures.expectedVnd) - BigInt(moving.receivedVnd) - BigInt(moving.carriedVnd);
  const sessions = moving.sessions.map(({ state, days }) =>
    moving.sessions.length === 1 ? sessionNames[state] : `${days} phiên ${sessionNames[state]}`,
  );
  return [
    heading('IV. Tiền về tài khoản chuyên thu'),
    {
      text:
        `Đến ${momentWords(moving.asOf)}: đã về ${moneyOf(moving.receivedVnd)} đồng` +
        (moving.carriedVnd === '0' ? '' : `, chuyển phiên khác ${moneyOf(moving.carriedVnd)} đồng`) +
        (left === null ? '' : `, còn phải về ${moneyOf(String(left))} đồng`) +
        (moving.dueOn === null ? '' : `; hạn ${formatBusinessDate(moving.dueOn)}`) +
        `. Trạng thái phiên: ${sessions.join(', ')}.`,
    },
    ...moving.carries.map(({ amountVnd, toDay, reason }): Content => ({
      text: `– Chuyển ${moneyOf(amountVnd)} đồng ${
        toDay === null ? 'sang phải thu khác' : `sang phiên ngày ${formatBusinessDate(toDay)}`
      }: ${reason}`,
    })),
  ];
}

function closingOf(row: MinutesRow): Content[] {
  return [
    {
      // The signatures never stand on a page without what they confirm.
      unbreakable: true,
      stack: [
        {
          text:
            'Hai bên xác nhận số liệu trên là đúng và lấy làm căn cứ quyết toán. Biên bản lập thành hai bản có giá trị ' +
            'như nhau, mỗi bên giữ một bản; mã băm ở chân trang xác định đúng nội dung hai bên đã ký.',
          margin: [0, 10, 0, 8],
        },
        {
          columns: [
            signatureOf('ĐẠI DIỆN BÊN A', row.our_signer, row.our_signed_at),
            signatureOf('ĐẠI DIỆN BÊN B', row.partner_signer, row.partner_signed_at),
          ],
        },
      ],
    },
  ];
}

function signatureOf(side: string, signer: string | null, at: Date | null): Content {
  const below: Content[] =
    signer === null || at === null
      ? [{ text: ' ', margin: [0, 48, 0, 0] }]
      : [
          { text: signer, bold: true, margin: [0, 40, 0, 0] },
          { text: `Đã ký lúc ${momentWords(at)}`, fontSize: 8 },
        ];
  return {
    alignment: 'center',
    stack: [
      { text: side, bold: true },
      { text: '(Ký, ghi rõ họ tên)', italics: true, fontSize: 8 },
      ...below,
    ],
  };
}

function sealLine({ moving: { seal } }: MinutesContent): string[] {
  if (!seal) return [];
  const covers = seal.coversAll ? '' : ' (chưa gồm các bút toán sau cùng)';
  return [`Niêm phong sổ cái số ${seal.id}${covers}: ${seal.hash}`];
}
