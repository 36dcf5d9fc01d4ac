import type { BusinessDate } from '../core/dates.ts';
import { getUnit } from '../server/features/companies/index.ts';
import {
  beginDraft,
  issueReport,
  setReportSettings,
  setSchedule,
  type Maker,
} from '../server/features/official-reports/index.ts';
import { businessInstant } from '../server/features/payments/index.ts';
import { realNow } from '../server/platform/clock.ts';
import type { Company } from '../server/platform/runtime.ts';

/** The company that issues reports, and who issues them. */
const issuing = { code: 'PCHATINH', login: 'truongphong.ht' };

/** One report to the People's Committee that was issued, one draft, and a flash that is made and mailed every working day. */
export async function issueReports(company: Company, businessDate: BusinessDate): Promise<void> {
  if (company.code !== issuing.code) return;
  const { db } = company;
  const { login } = issuing;
  const at = businessInstant(businessDate, realNow());
  const maker: Maker = { company, scope: 'all', businessDate, at, login };
  await setReportSettings(db, words, { login });
  const unit = await getUnit(db, company.code, businessDate);
  const wish = { kind: 'province_report' as const, unit, period: undefined, form: undefined };
  const issued = await beginDraft(db, wish, maker);
  await issueReport(db, { id: issued, revision: 1 }, maker);
  await beginDraft(db, { ...wish, kind: 'corporation_report' }, maker);
  await setSchedule(db, undefined, {
    kind: 'daily_flash',
    pivotId: null,
    unitId: unit.id,
    cadence: 'daily',
    weekday: null,
    monthDay: null,
    atTime: '07:30',
    workingDaysOnly: true,
    recipients: ['ban.giamdoc@pchatinh.example', 'phong.kinhdoanh@pchatinh.example'],
    formats: ['pdf'],
    isActive: true,
    by: login,
    from: at,
  });
}

const words = {
  companyMark: 'PCHATINH',
  parent: 'Tổng công ty Điện lực miền Bắc',
  place: 'Hà Tĩnh',
  capacity: 'KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC',
  signer: 'Trần Quốc Bình',
  province: 'Ủy ban nhân dân tỉnh Hà Tĩnh',
  corporation: 'Tổng công ty Điện lực miền Bắc',
  copies: 'Sở Công Thương (để báo cáo)\nLưu: VT, KD',
  senderName: 'Công ty Điện lực Hà Tĩnh',
  senderAddress: 'baocao@pchatinh.example',
};
