import { channelNames } from '../../../core/channels.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import type { StaffContext } from '../staff/index.ts';
import { listOrders, type OrderFilter, type OrderState } from './queries.ts';

const pageSize = 5_000;
const mostRows = 200_000;
const stateNames: Record<OrderState, string> = {
  created: 'Chưa rõ cổng đã nhận',
  pending: 'Chờ khách trả',
  paid: 'Đã thanh toán',
  failed: 'Không thành công',
  expired: 'Hết hạn',
  refund_pending: 'Đang hoàn tiền',
  refunded: 'Đã hoàn tiền',
};

/** Orders as the list shows them, newest first. */
export function orderWorkbook(staff: StaffContext, filter: OrderFilter): Workbook {
  return {
    fileName: `lenh-qua-cong-${staff.businessDate}.xlsx`,
    sheets: [
      {
        name: 'Lệnh qua cổng',
        title: `Lệnh thanh toán qua cổng – ${staff.company.name}`,
        columns: [
          { header: 'Mã lệnh', kind: 'text', width: 30 },
          { header: 'Hợp đồng', kind: 'text', width: 16 },
          { header: 'Kênh', kind: 'text', width: 22 },
          { header: 'Mã khách hàng', kind: 'text', width: 16 },
          { header: 'Khách hàng', kind: 'text', width: 26 },
          { header: 'Số tiền (đ)', kind: 'money', width: 16 },
          { header: 'Đã hoàn (đ)', kind: 'money', width: 14 },
          { header: 'Trạng thái', kind: 'text', width: 22 },
          { header: 'Cần xem', kind: 'text', width: 18 },
          { header: 'Mã giao dịch của cổng', kind: 'text', width: 22 },
          { header: 'Lập lúc', kind: 'datetime', width: 18 },
          { header: 'Người lập', kind: 'text', width: 16 },
        ],
        rows: exportRows(staff, filter),
      },
    ],
  };
}

async function* exportRows({ db }: StaffContext, filter: OrderFilter) {
  let before = filter.before;
  for (let read = 0; read < mostRows; read += pageSize) {
    const rows = await listOrders(db, { ...filter, before }, pageSize);
    for (const row of rows) {
      yield [
        row.reference,
        row.account_code,
        channelNames.vi[row.channel],
        row.customer_code,
        row.customer_name,
        row.amount_vnd,
        row.refunded_vnd,
        stateNames[row.state],
        row.attention,
        row.transaction_id,
        row.created_at,
        row.created_by,
      ];
    }
    before = rows.at(-1)?.id;
    if (before === undefined || rows.length < pageSize) return;
  }
}
