import { formatBusinessDate } from '../../../core/dates.ts';
import { formatVnd } from '../../../core/money.ts';
import { describeReason } from '../../../core/outreach/words.ts';
import type { Cell, Content } from '../../platform/pdf/content.ts';
import type { PdfDocument } from '../../platform/pdf/document.ts';
import { headerCell, numberCell, ruledTable } from '../../platform/pdf/parts.ts';
import type { PlanRow } from './queries.ts';
import { villageName, type VisitRow } from './visit-queries.ts';

export interface SheetPaper {
  company: string;
  demo: boolean;
  plan: PlanRow;
  visits: readonly VisitRow[];
}

/** Reasons that fit into a row that is read standing at a door. */
const reasonsOnPaper = 3;

/** What a person carries: a page across for each person and day, village by village, with room for what came of it. */
export function sheetDocument({ company, demo, plan, visits }: SheetPaper): PdfDocument {
  const first = visits[0];
  const days = Map.groupBy(visits, ({ worker, visit_on: on }) => `${worker} ${on}`);
  return {
    fileName: `phieu-den-nha-${plan.unit_code}-${plan.id}-${first ? first.visit_on : ''}.pdf`,
    title: 'Phiếu đi vận động',
    author: company,
    madeAt: plan.asked_at,
    page: 'A4-across',
    ...(demo && { mark: 'DỮ LIỆU MẪU' }),
    content: [...days.values()].flatMap((day, at) => dayContent(plan, day, at > 0)),
    footer: [
      `${company}. Phương án ${plan.id}, lập ${formatBusinessDate(plan.business_on)}`,
      'Có thông tin khách hàng: dùng xong nộp lại đơn vị.',
    ],
  };
}

function dayContent(plan: PlanRow, visits: readonly VisitRow[], onNewPage: boolean): Content[] {
  const { visit_on: on, worker } = visits[0]!;
  const villages = [...Map.groupBy(visits, ({ village }) => village).values()];
  return [
    {
      text: `Phiếu đi vận động ngày ${formatBusinessDate(on)}, người số ${worker}`,
      bold: true,
      fontSize: 13,
      ...(onNewPage && { pageBreak: 'before' as const }),
    },
    {
      columns: [
        { text: `${plan.unit_name}: ${visits.length} hộ ở ${villages.length} xóm` },
        { text: 'Họ tên người đi: ........................................', alignment: 'right' },
      ],
      fontSize: 9,
      margin: [0, 2, 0, 4],
    },
    ...villages.flatMap(villageContent),
  ];
}

const widths = [20, 130, 130, 54, '*', 34, 42, 42, 90] as const;
const heads = [
  'TT',
  'Khách hàng',
  'Địa chỉ, điện thoại',
  'Hóa đơn (đ)',
  'Vì sao',
  'Gặp',
  'Đồng ý',
  'Đã đăng ký',
  'Ghi chú (hẹn lại, lý do từ chối)',
];

function villageContent(visits: readonly VisitRow[]): Content[] {
  const first = visits[0]!;
  return [
    {
      text: `${villageName(first)}, ${first.commune}: ${visits.length} hộ`,
      bold: true,
      fontSize: 10,
      margin: [0, 6, 0, 2],
    },
    ruledTable([...widths], heads.map(headerCell), visits.map(visitCells), 8),
  ];
}

function visitCells(visit: VisitRow): Cell[] {
  const { place, name, code, address, phone, billed_vnd: billed, reasons } = visit;
  // As on every list: a number is known by its last digits.
  const told = phone === null ? 'chưa có số điện thoại' : `ĐT …${phone.slice(-3)}`;
  return [
    numberCell(String(place)),
    { stack: [{ text: name, bold: true }, { text: code }] },
    { stack: [{ text: address }, { text: told }] },
    numberCell(formatVnd(billed)),
    reasons
      .slice(0, reasonsOnPaper)
      .map((reason) => describeReason(reason, 'vi'))
      .join('; '),
    '',
    '',
    '',
    '',
  ];
}
