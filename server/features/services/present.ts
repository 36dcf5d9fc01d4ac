import { formatMonth, monthOf, type BusinessDate } from '../../../core/dates.ts';
import type { Queryable } from '../../platform/db.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import type { ChargePreview } from './issue-charge.ts';
import { listCharges, type PriceRow, type ChargeFilter, type ChargeRow } from './queries.ts';

/** Every version with the day on which the next one of its service takes its place. */
export function presentPrices(rows: readonly PriceRow[], today: BusinessDate) {
  return rows.map((row, index) => {
    // By service, the latest first: the row before is the next version.
    const next = rows[index - 1]?.service === row.service ? rows[index - 1] : undefined;
    const validTo = next?.valid_from ?? null;
    return {
      id: String(row.id),
      service: row.service,
      name: row.name,
      countedIn: row.counted_in,
      net: row.net_vnd === null ? null : String(row.net_vnd),
      vatRate: row.vat_rate,
      legalBasis: row.legal_basis,
      offered: row.offered,
      validFrom: row.valid_from,
      validTo,
      holds: row.offered && row.valid_from <= today && (validTo === null || validTo > today),
      setBy: row.set_by,
      setAt: row.set_at.toISOString(),
    };
  });
}

export function presentPreview(preview: ChargePreview) {
  const { price, customer, description, issuedOn, dueOn, alreadyOpen } = preview;
  return {
    service: price.service,
    description,
    legalBasis: price.legal_basis,
    issuedOn,
    dueOn,
    unitNet: String(preview.unitNetVnd),
    net: String(preview.netVnd),
    vatRate: price.vat_rate,
    vat: String(preview.vatVnd),
    total: String(preview.totalVnd),
    customer,
    alreadyOpen,
  };
}

export function presentCharge(row: ChargeRow) {
  return {
    id: String(row.id),
    number: row.number,
    service: row.service,
    description: row.description,
    quantity: row.quantity,
    customerCode: row.customer_code,
    customerName: row.customer_name,
    isApplicant: row.is_applicant,
    unit: { code: row.unit_code, name: row.unit_name },
    period: monthOf(row.period),
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    net: String(row.net_vnd),
    vatRate: row.vat_rate,
    vat: String(row.vat_vnd),
    total: String(row.total_vnd),
    paid: String(row.paid_vnd),
    state: row.state,
    legalBasis: row.legal_basis,
    note: row.note,
    issuedBy: row.issued_by,
    cancelledBy: row.cancelled_by,
    cancelReason: row.cancel_reason,
  };
}

const stateWords: Readonly<Record<string, string>> = {
  open: 'Chưa trả',
  part_paid: 'Trả một phần',
  paid: 'Đã trả',
  cancelled: 'Đã hủy',
  written_off: 'Đã xóa nợ',
};

const rowsAtOnce = 5_000;
const last = 999_999_999_999_999_999n;

/** The bills of a filter, the newest first, read page by page. */
export function chargesWorkbook(on: Queryable, filter: ChargeFilter): Workbook {
  const rows = async function* () {
    for (let before = last; ;) {
      const page = await listCharges(on, filter, { before, limit: rowsAtOnce });
      for (const row of page) {
        yield [
          row.number,
          row.issued_on,
          row.customer_code,
          row.customer_name,
          row.unit_name,
          row.description,
          row.net_vnd,
          row.vat_vnd,
          row.total_vnd,
          row.paid_vnd,
          row.due_on,
          formatMonth(monthOf(row.period)),
          stateWords[row.state] ?? row.state,
          row.legal_basis,
          row.cancel_reason ?? row.note,
        ];
      }
      if (page.length < rowsAtOnce) return;
      before = page.at(-1)!.id;
    }
  };
  return {
    fileName: 'hoa-don-dich-vu.xlsx',
    sheets: [
      {
        name: 'Hóa đơn dịch vụ',
        columns: [
          { header: 'Số hóa đơn', kind: 'text', width: 16 },
          { header: 'Ngày lập', kind: 'date', width: 12 },
          { header: 'Mã khách hàng', kind: 'text', width: 16 },
          { header: 'Tên khách hàng', kind: 'text', width: 30 },
          { header: 'Đơn vị', kind: 'text', width: 26 },
          { header: 'Dịch vụ', kind: 'text', width: 36 },
          { header: 'Trước thuế (đ)', kind: 'money', width: 16 },
          { header: 'Thuế GTGT (đ)', kind: 'money', width: 16 },
          { header: 'Tổng tiền (đ)', kind: 'money', width: 16 },
          { header: 'Đã trả (đ)', kind: 'money', width: 16 },
          { header: 'Hạn thanh toán', kind: 'date', width: 14 },
          { header: 'Kỳ', kind: 'text', width: 10 },
          { header: 'Trạng thái', kind: 'text', width: 14 },
          { header: 'Căn cứ giá', kind: 'text', width: 30 },
          { header: 'Ghi chú', kind: 'text', width: 30 },
        ],
        rows: rows(),
      },
    ],
  };
}
