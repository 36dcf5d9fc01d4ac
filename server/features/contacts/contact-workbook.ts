import type { Workbook } from '../../platform/xlsx/writer.ts';
import type { StaffContext } from '../staff/index.ts';
import { listContacts } from './list-queries.ts';
import { presentNumber } from './present.ts';

const pageSize = 5_000;
const relationWords = {
  holder: 'Chính chủ',
  relative: 'Người thân',
  tenant: 'Người thuê',
  other: 'Khác',
} as const;

/** The list of numbers, with the columns that such a list is brought in by. */
export function contactWorkbook(
  staff: StaffContext,
  filter: Parameters<typeof listContacts>[1],
  isOpen: boolean,
): Workbook {
  const rows = async function* () {
    for (let after = ''; ;) {
      const page = await listContacts(staff.db, filter, { after, limit: pageSize });
      for (const row of page) {
        yield [
          row.code,
          row.msisdn === null ? null : presentNumber(row.msisdn, isOpen),
          row.relation && relationWords[row.relation],
          row.verified_on,
          row.zalo_on,
          row.name,
          row.unit_name,
          row.commune_name,
          row.shared_with,
        ];
      }
      const last = page.at(-1);
      if (!last || page.length < pageSize) return;
      after = last.code;
    }
  };
  return {
    fileName: `so-dien-thoai-${staff.businessDate}.xlsx`,
    sheets: [
      {
        name: 'Số điện thoại',
        columns: [
          { header: 'MA_KHANG', kind: 'text', width: 18 },
          { header: 'DTHOAI', kind: 'text', width: 14 },
          { header: 'QUAN_HE', kind: 'text', width: 14 },
          { header: 'NGAY_XAC_MINH', kind: 'date' },
          { header: 'NGAY_ZALO', kind: 'date' },
          { header: 'TEN_KHANG', kind: 'text', width: 32 },
          { header: 'DON_VI', kind: 'text', width: 28 },
          { header: 'XA', kind: 'text', width: 24 },
          { header: 'SO_KH_DUNG_CHUNG', kind: 'integer', width: 18 },
        ],
        rows: rows(),
      },
    ],
  };
}
