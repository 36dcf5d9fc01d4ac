import { formatBusinessDate, type BusinessDate } from '../../../core/dates.ts';
import type { Queryable } from '../../platform/db.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import { listPlaces, type CommunePlacesRow, type PlaceFilter } from './place-queries.ts';

const kindWords = {
  counter: 'Bàn thu',
  agent: 'Điểm thu hộ',
  bank_branch: 'Chi nhánh ngân hàng',
  post_office: 'Bưu cục',
  mobile_money: 'Điểm Mobile Money',
} as const;

/** The list of places, with the columns that such a list is brought in by. */
export function placeWorkbook(on: Queryable, filter: PlaceFilter): Workbook {
  const text = (header: string, width: number) => ({ header, kind: 'text' as const, width });
  return {
    fileName: `diem-thanh-toan-${filter.onDate}.xlsx`,
    sheets: [
      {
        name: 'Điểm thanh toán',
        columns: [
          text('MA_DIEM', 14),
          text('LOAI_DIEM', 22),
          text('TEN_DIEM', 36),
          text('MA_XA', 10),
          text('TEN_XA', 24),
          text('TEN_THON', 20),
          text('DIA_CHI', 36),
          text('MA_DOI_TAC', 14),
          { header: 'NGAY_MO', kind: 'date' },
          { header: 'NGAY_DONG', kind: 'date' },
          text('GIO_MO_CUA', 20),
          text('THU_TIEN_MAT', 14),
          { header: 'PHI_KHACH_HANG', kind: 'integer', width: 16 },
        ],
        rows: placeCells(on, filter),
      },
    ],
  };
}

async function* placeCells(on: Queryable, filter: PlaceFilter) {
  for (let after = ''; ;) {
    const rows = await listPlaces(on, filter, { after, limit: 1_000 });
    for (const row of rows) {
      yield [
        row.code,
        kindWords[row.kind],
        row.name,
        row.commune_code,
        row.commune_name,
        row.village_name,
        row.address,
        row.partner_code,
        row.opened_on,
        row.closed_on,
        row.opening_hours,
        row.takes_cash ? 'Có' : 'Không',
        0,
      ];
    }
    const last = rows.at(-1);
    if (!last || rows.length < 1_000) return;
    after = last.key;
  }
}

export function communeWorkbook(rows: readonly CommunePlacesRow[], onDate: BusinessDate): Workbook {
  const count = (header: string) => ({ header, kind: 'integer' as const, width: 16 });
  return {
    fileName: `diem-thanh-toan-theo-xa-${onDate}.xlsx`,
    sheets: [
      {
        name: 'Theo xã',
        notes: [`Ngày ${formatBusinessDate(onDate)}`],
        columns: [
          { header: 'Mã xã', kind: 'text', width: 10 },
          { header: 'Xã, phường', kind: 'text', width: 30 },
          count('Khách hàng'),
          count('Bàn thu'),
          count('Điểm thu hộ'),
          count('Ngân hàng, bưu cục'),
          count('Điểm Mobile Money'),
        ],
        rows: rows.map((row) => [
          row.code,
          row.name,
          row.customers,
          row.counters,
          row.agents,
          row.offices,
          row.mobile_money,
        ]),
      },
    ],
  };
}
