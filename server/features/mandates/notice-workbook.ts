import { monthOf } from '../../../core/dates.ts';
import { noticeText } from '../../../core/mandates/notice.ts';
import type { Queryable } from '../../platform/db.ts';
import { csvLine, csvMark } from '../../platform/tabular/write-csv.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import { listNotices, type NoticeFilter, type NoticeRow } from './notice-queries.ts';

const pageSize = 5_000;

const stateWords = {
  due: 'Chờ gửi',
  handed_over: 'Đã giao gửi',
  debited: 'Đã trích sau khi báo',
  dropped: 'Bỏ',
};

/** What the payer reads. */
export function wordingOf(row: NoticeRow, company: string): string {
  return noticeText({
    company,
    customerCode: row.customer_code,
    period: monthOf(row.period),
    amountVnd: row.amount_vnd,
    debitOn: row.debit_on,
    bank: row.partner_name,
    account: row.account,
    mandate: row.mandate_number,
  });
}

async function* rowsOf(on: Queryable, filter: NoticeFilter): AsyncGenerator<NoticeRow> {
  for (let after = 0n; ;) {
    const page = await listNotices(on, filter, { after, limit: pageSize });
    yield* page;
    if (page.length < pageSize) return;
    after = page.at(-1)!.id;
  }
}

/** For who sends the messages, or prints them: one row for each payer, with the whole text. */
export function noticeWorkbook(on: Queryable, filter: NoticeFilter, company: string): Workbook {
  const rows = async function* () {
    for await (const row of rowsOf(on, filter)) {
      yield [
        row.customer_code,
        row.customer_name,
        row.phone,
        row.address,
        row.debit_on,
        row.amount_vnd,
        wordingOf(row, company),
        stateWords[row.state],
      ];
    }
  };
  return {
    fileName:
      filter.sheetId === undefined ? 'thong-bao-trich-no.xlsx' : `thong-bao-trich-no-${filter.sheetId}.xlsx`,
    sheets: [
      {
        name: 'Thông báo trích nợ',
        columns: [
          { header: 'Mã khách hàng', kind: 'text', width: 16 },
          { header: 'Tên khách hàng', kind: 'text', width: 30 },
          { header: 'Điện thoại', kind: 'text', width: 14 },
          { header: 'Địa chỉ', kind: 'text', width: 36 },
          { header: 'Ngày trích', kind: 'date', width: 12 },
          { header: 'Số tiền (đ)', kind: 'money', width: 16 },
          { header: 'Nội dung', kind: 'text', width: 100 },
          { header: 'Trạng thái', kind: 'text', width: 20 },
        ],
        rows: rows(),
      },
    ],
  };
}

/** The same as CSV, line by line: phone first, as senders of messages want it. */
export async function* noticeCsv(on: Queryable, sheetId: bigint, company: string): AsyncGenerator<string> {
  yield csvMark + csvLine(['DIEN_THOAI', 'MA_KHANG', 'TEN_KHANG', 'NGAY_TRICH', 'SO_TIEN', 'NOI_DUNG']);
  for await (const row of rowsOf(on, { sheetId })) {
    const { phone, customer_code, customer_name, debit_on, amount_vnd } = row;
    yield csvLine([
      phone ?? '',
      customer_code,
      customer_name,
      debit_on,
      String(amount_vnd),
      wordingOf(row, company),
    ]);
  }
}
