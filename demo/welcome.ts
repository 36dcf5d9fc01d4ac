import { demoPassword, demoSignIns } from '../server/features/demo/index.ts';
import { readClock } from '../server/platform/clock.ts';
import type { Runtime } from '../server/platform/runtime.ts';
import { simulatedKey } from '../simulator/keys.ts';

const roleNames: Record<string, string> = {
  business_head: 'Trưởng phòng Kinh doanh',
  unit_staff: 'Nhân viên đơn vị',
  accountant: 'Kế toán đối soát',
  operator: 'Vận hành',
  cashier: 'Thu ngân',
  viewer: 'Chỉ xem',
};

/** Where to go, who to be, how to stop. */
export async function printWelcome(
  runtime: Runtime,
  place: { url: string; logs: string; isDemo: boolean },
): Promise<void> {
  if (!place.isDemo) return printPlain(place);
  const { businessDate } = await readClock(runtime.platform);
  const companies = new Map((await runtime.listCompanies()).map(({ code, name }) => [code, name]));
  const people = demoSignIns.filter(({ companyCode }) => companies.has(companyCode));
  const { key } = simulatedKey('PCHATINH', 'MOMO');
  const secret = key.algorithm === 'hmac-sha256' ? key.secret.toString('base64') : '';
  console.log(`
  tiendien – dữ liệu mẫu, không phải khách hàng thật (demo data)

  Mở trình duyệt (open):   ${place.url}
  Ngày nghiệp vụ (business date): ${businessDate}

  Tài khoản mẫu (sign-ins), mật khẩu (password): ${demoPassword}
${people
  .map(({ login, displayName, role, companyCode }) =>
    [
      '   ',
      login.padEnd(16),
      (roleNames[role] ?? role).padEnd(25),
      displayName.padEnd(16),
      companies.get(companyCode),
    ].join(' '),
  )
  .join('\n')}

  Đối tác (partner API):   ${place.url}/partner/docs
    khóa mẫu (example key) ${key.keyId}  HMAC-SHA256, base64: ${secret}

  Dừng (stop): Ctrl-C     Làm lại từ đầu (reset): npm run -s tiendien -- demo reset
  Nhật ký (logs): ${place.logs}
`);
}

/** Beside companies of one's own there is no demo to sign in to. */
function printPlain({ url, logs }: { url: string; logs: string }): void {
  console.log(`
  tiendien – không có dữ liệu mẫu (no demo: companies of your own live in this database)

  Mở trình duyệt (open): ${url}
  Thêm tài khoản (sign-ins): npm run -s tiendien -- help

  Dừng (stop): Ctrl-C
  Nhật ký (logs): ${logs}
`);
}
