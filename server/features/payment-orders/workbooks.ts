import { bounceReasons } from '../../../core/payment-orders/cheque.ts';
import { orderNumber, slipNumber } from '../../../core/payment-orders/order-text.ts';
import type { Queryable } from '../../platform/db.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import { listCheques, type ChequeFilter, type ChequeRow } from './cheque-queries.ts';
import { listOrders, type OrderFilter } from './order-queries.ts';

const pageSize = 2_000;
export const lastId = 999_999_999_999_999_999n;

const orderWords = {
  draft: 'Nháp',
  issued: 'Đã phát hành, chờ tiền',
  part_paid: 'Trả một phần',
  paid: 'Đã trả',
  expired: 'Hết hạn',
  cancelled: 'Đã hủy',
} as const;

/** The orders of a filter as a workbook, the newest first. */
export function orderWorkbook(on: Queryable, filter: OrderFilter): Workbook {
  const rows = async function* () {
    for (let before = lastId; ;) {
      const page = await listOrders(on, filter, { before, limit: pageSize });
      for (const row of page) {
        yield [
          orderNumber(row.id),
          row.payer_name,
          row.payer_code,
          row.customers,
          row.bills,
          row.asked_vnd,
          row.received_vnd,
          row.open_vnd,
          orderWords[row.state],
          row.issued_on,
          row.expires_on,
          row.made_by,
        ];
      }
      if (page.length < pageSize) return;
      before = page.at(-1)!.id;
    }
  };
  return {
    fileName: 'uy-nhiem-chi.xlsx',
    sheets: [
      {
        name: 'Ủy nhiệm chi',
        columns: [
          { header: 'Số', kind: 'text', width: 14 },
          { header: 'Người trả tiền', kind: 'text', width: 34 },
          { header: 'Mã khách hàng nhận tiền thừa', kind: 'text', width: 18 },
          { header: 'Số khách hàng', kind: 'integer' },
          { header: 'Số hóa đơn', kind: 'integer' },
          { header: 'Tổng tiền (đ)', kind: 'money' },
          { header: 'Đã nhận (đ)', kind: 'money' },
          { header: 'Hóa đơn còn nợ (đ)', kind: 'money' },
          { header: 'Trạng thái', kind: 'text', width: 24 },
          { header: 'Phát hành', kind: 'date' },
          { header: 'Hạn', kind: 'date' },
          { header: 'Người lập', kind: 'text' },
        ],
        rows: rows(),
      },
    ],
  };
}

const chequeWords = {
  received: 'Đã nhận, chưa nộp',
  deposited: 'Đã nộp ngân hàng',
  cleared: 'Đã báo có',
  bounced: 'Bị từ chối',
  withdrawn: 'Đã trả lại',
} as const;

/** The cheques of a filter as a workbook, the newest first; of one slip, the list that goes with it. */
export function chequeWorkbook(on: Queryable, filter: ChequeFilter): Workbook {
  const rows = async function* () {
    for (let before = lastId; ;) {
      const page = await listCheques(on, filter, { before, limit: pageSize });
      for (const row of page) yield chequeCells(row);
      if (page.length < pageSize) return;
      before = page.at(-1)!.id;
    }
  };
  return {
    fileName: filter.depositId === undefined ? 'sec.xlsx' : `${slipNumber(filter.depositId)}.xlsx`,
    sheets: [
      {
        name: 'Séc',
        columns: [
          { header: 'Số séc', kind: 'text', width: 16 },
          { header: 'Người ký phát', kind: 'text', width: 30 },
          { header: 'Tài khoản', kind: 'text', width: 18 },
          { header: 'Ngân hàng trả', kind: 'text', width: 24 },
          { header: 'Ngày ký phát', kind: 'date' },
          { header: 'Bảo chi', kind: 'text', width: 10 },
          { header: 'Số tiền (đ)', kind: 'money' },
          { header: 'Mã khách hàng', kind: 'text', width: 16 },
          { header: 'Số hóa đơn', kind: 'integer' },
          { header: 'Trạng thái', kind: 'text', width: 20 },
          { header: 'Nhận', kind: 'date' },
          { header: 'Bảng kê nộp', kind: 'text', width: 14 },
          { header: 'Báo có', kind: 'date' },
          { header: 'Bị từ chối', kind: 'date' },
          { header: 'Lý do', kind: 'text', width: 34 },
          { header: 'Phí (đ)', kind: 'money' },
          { header: 'Bên chịu phí', kind: 'text', width: 16 },
        ],
        rows: rows(),
      },
    ],
  };
}

function chequeCells(row: ChequeRow) {
  const bearers = { company: 'Điện lực', drawer: 'Người ký phát' } as const;
  return [
    row.number,
    row.drawer,
    row.drawer_account,
    [row.drawee_bank, row.drawee_branch].filter(Boolean).join(', '),
    row.issued_on,
    row.certified ? 'Có' : '',
    row.amount_vnd,
    row.customer_code,
    row.bills,
    chequeWords[row.state],
    row.received_on,
    row.deposit_id === null ? null : slipNumber(row.deposit_id),
    row.cleared_on,
    row.bounced_on,
    row.bounce_reason === null ? null : bounceReasons[row.bounce_reason].vi,
    row.fee_vnd,
    row.fee_bearer === null ? null : bearers[row.fee_bearer],
  ];
}
