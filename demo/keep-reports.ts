import type { BusinessDate } from '../core/dates.ts';
import { saveReport, type ReportWish } from '../server/features/pivots/index.ts';
import { realNow } from '../server/platform/clock.ts';
import type { Company } from '../server/platform/runtime.ts';
import { findStaffId } from './queries.ts';

/** Who keeps reports for everybody in the company that shows most. */
const makers: Record<string, string> = { PCHATINH: 'truongphong.ht' };

const reports: readonly Omit<ReportWish, 'sharing'>[] = [
  {
    name: 'Tỷ lệ KH của từng đơn vị qua các tháng',
    description: 'Đơn vị trực thuộc của người xem, 12 tháng đã qua, cách tính chính thức.',
    address: { rows: 'child', columns: 'month', measures: 'customers-ratio-official', months: 'last-12' },
  },
  {
    name: 'Tiền qua từng kênh theo đơn vị',
    description: 'Tháng trước: số tiền và tỷ trọng của mỗi kênh ở mỗi đơn vị trực thuộc.',
    address: { rows: 'channel', columns: 'child', measures: 'money,money-share', months: 'last-month' },
  },
  {
    name: '20 xã, phường xa kế hoạch nhất',
    description: 'Tháng trước, so với kế hoạch giao của đơn vị đang xem; thấp nhất đứng trước.',
    address: {
      rows: 'commune',
      columns: ',',
      measures: 'customers-attainment,customers-ratio-official,customers-plan,customers',
      months: 'last-month',
      sort: 'customers-attainment',
      order: 'asc',
      top: '20',
    },
  },
];

/** Keeps three reports that everybody of the company may open, each within their own scope. */
export async function keepReports({ db, code }: Company, businessDate: BusinessDate): Promise<void> {
  const login = makers[code];
  const staffId = login === undefined ? undefined : await findStaffId(db, login);
  if (login === undefined || staffId === undefined) return;
  const now = realNow();
  const maker = {
    db,
    staffId,
    login,
    unitId: null,
    scope: 'all' as const,
    businessDate,
    now,
    requestId: 'demo',
  };
  for (const report of reports) await saveReport(maker, { ...report, sharing: 'everybody' });
}
