import type { Workbook } from '../../platform/xlsx/writer.ts';
import type { StaffContext } from '../staff/index.ts';
import { listCredits, listRefunds, type CreditFilter, type CreditKind } from './credit-queries.ts';
import type { ListedRefund, RefundFilter } from './credit-queries.ts';
import { readPages } from './export-pages.ts';

const kindNames: Record<CreditKind, string> = {
  late_success: 'Trả trùng (đến sau)',
  overpayment: 'Trả thừa',
  correction: 'Điều chỉnh',
  identified: 'Mới rõ người nộp',
};

/** Money of customers that no bill has taken, for the accountant's own lists. */
export function creditWorkbook(
  staff: StaffContext,
  filter: Pick<CreditFilter, 'kind' | 'businessOn'>,
): Workbook {
  return {
    fileName: `tien-thua-${staff.businessDate}.xlsx`,
    sheets: [
      {
        name: 'Tiền thừa',
        title: `Tiền thừa của khách hàng – ${staff.company.name}`,
        notes: [`Ngày ${staff.businessDate}`],
        columns: [
          { header: 'Mã khách hàng', kind: 'text', width: 16 },
          { header: 'Khách hàng', kind: 'text', width: 26 },
          { header: 'Lý do', kind: 'text', width: 18 },
          { header: 'Đối tác', kind: 'text', width: 24 },
          { header: 'Mã tham chiếu', kind: 'text', width: 24 },
          { header: 'Ngày', kind: 'date', width: 12 },
          { header: 'Số tiền giao dịch (đ)', kind: 'money', width: 18 },
          { header: 'Còn thừa (đ)', kind: 'money', width: 16 },
          { header: 'Đang chờ hoàn (đ)', kind: 'money', width: 16 },
          { header: 'Đối tác thu trước', kind: 'text', width: 24 },
          { header: 'Mã tham chiếu trước', kind: 'text', width: 24 },
          { header: 'Số ngày', kind: 'integer', width: 10 },
        ],
        rows: creditRows(staff, filter),
      },
    ],
  };
}

async function* creditRows(staff: StaffContext, filter: Pick<CreditFilter, 'kind' | 'businessOn'>) {
  const list = (before: bigint | null, limit: number) => listCredits(staff.db, { ...filter, before, limit });
  for await (const row of readPages(list, ({ payment_id }) => payment_id)) {
    yield [
      row.customer_code,
      row.customer_name,
      kindNames[row.kind],
      row.partner_name,
      row.reference,
      row.business_on,
      row.amount_vnd,
      row.left_vnd,
      row.reserved_vnd,
      row.other?.partnerName,
      row.other?.reference,
      row.age_days,
    ];
  }
}

const stateNames: Record<ListedRefund['state'], string> = {
  requested: 'Chờ duyệt',
  approved: 'Chờ chi',
  paid: 'Đã hoàn',
  rejected: 'Bị từ chối',
  cancelled: 'Đã rút',
};

export function refundWorkbook(staff: StaffContext, filter: Pick<RefundFilter, 'state'>): Workbook {
  return {
    fileName: `hoan-tien-${staff.businessDate}.xlsx`,
    sheets: [
      {
        name: 'Hoàn tiền',
        title: `Hoàn tiền – ${staff.company.name}`,
        notes: [`Ngày ${staff.businessDate}`],
        columns: [
          { header: 'Số', kind: 'integer', width: 8 },
          { header: 'Mã khách hàng', kind: 'text', width: 16 },
          { header: 'Khách hàng', kind: 'text', width: 26 },
          { header: 'Số tiền (đ)', kind: 'money', width: 16 },
          { header: 'Cách hoàn', kind: 'text', width: 18 },
          { header: 'Số tài khoản', kind: 'text', width: 18 },
          { header: 'Chủ tài khoản', kind: 'text', width: 24 },
          { header: 'Đối tác', kind: 'text', width: 24 },
          { header: 'Mã tham chiếu', kind: 'text', width: 24 },
          { header: 'Lý do', kind: 'text', width: 30 },
          { header: 'Trạng thái', kind: 'text', width: 12 },
          { header: 'Người yêu cầu', kind: 'text', width: 18 },
          { header: 'Người duyệt', kind: 'text', width: 18 },
          { header: 'Chứng từ', kind: 'text', width: 18 },
          { header: 'Lúc yêu cầu', kind: 'datetime', width: 18 },
          { header: 'Lúc hoàn', kind: 'datetime', width: 18 },
        ],
        rows: refundRows(staff, filter),
      },
    ],
  };
}

async function* refundRows(staff: StaffContext, filter: Pick<RefundFilter, 'state'>) {
  const list = (before: bigint | null, limit: number) => listRefunds(staff.db, { ...filter, before, limit });
  for await (const row of readPages(list, ({ id }) => id)) {
    yield [
      row.id,
      row.customer_code,
      row.customer_name,
      row.amount_vnd,
      row.way === 'partner' ? 'Qua đối tác' : 'Chuyển khoản',
      row.bank_account,
      row.account_holder,
      row.partner_name,
      row.reference,
      row.reason,
      stateNames[row.state],
      row.requested_by,
      row.approved_by,
      row.bank_reference,
      row.requested_at,
      row.paid_at,
    ];
  }
}
