import { daysBetween, type BusinessDate } from '../../../core/dates.ts';
import type { Db } from '../../platform/db.ts';
import type { Company } from '../../platform/runtime.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import { listCredits, type CreditFilter } from './queries.ts';

const exportPage = 5_000;

interface Asked {
  company: Company;
  state: CreditFilter['state'];
  today: BusinessDate;
}

export function creditWorkbook(db: Db, { company, state, today }: Asked): Workbook {
  const what = state === 'unidentified' ? 'Báo có chưa rõ' : 'Báo có';
  return {
    fileName: `bao-co-${today}.xlsx`,
    sheets: [
      {
        name: what,
        title: `${what} – ${company.name}`,
        columns: [
          { header: 'Tài khoản', kind: 'text', width: 18 },
          { header: 'Ngày báo có', kind: 'date', width: 13 },
          { header: 'Ngày giá trị', kind: 'date', width: 13 },
          { header: 'Số tiền (đ)', kind: 'money', width: 18 },
          { header: 'Đã phân bổ (đ)', kind: 'money', width: 18 },
          { header: 'Chưa rõ (đ)', kind: 'money', width: 18 },
          { header: 'Tuổi (ngày)', kind: 'integer', width: 12 },
          { header: 'Số tham chiếu', kind: 'text', width: 22 },
          { header: 'Người chuyển', kind: 'text', width: 28 },
          { header: 'Nội dung', kind: 'text', width: 44 },
        ],
        rows: exportRows(db, state, today),
      },
    ],
  };
}

async function* exportRows(db: Db, state: CreditFilter['state'], today: BusinessDate) {
  for (let after: CreditFilter['after']; ;) {
    const rows = await listCredits(db, { state, after }, exportPage);
    for (const row of rows) {
      yield [
        row.account,
        row.booked_on,
        row.value_on,
        row.amount_vnd,
        row.assigned_vnd,
        row.amount_vnd - row.assigned_vnd,
        daysBetween(row.booked_on, today),
        row.bank_reference,
        row.payer,
        row.remittance,
      ];
    }
    const last = rows.at(-1);
    if (rows.length < exportPage || !last) return;
    after = { bookedOn: last.booked_on, id: last.id };
  }
}
