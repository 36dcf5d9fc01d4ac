import { sql } from 'kysely';
import type { Letterhead } from '../../../core/official-reports/compose.ts';
import { find, run, transaction, type Db, type Queryable } from '../../platform/db.ts';
import { recordAudit } from '../audit/index.ts';

/** What the company writes on its papers, and whose name stands on its mails. */
export interface ReportSettings extends Letterhead {
  senderName: string;
  senderAddress: string;
}

export const settingFields = [
  'companyMark',
  'parent',
  'place',
  'capacity',
  'signer',
  'province',
  'corporation',
  'copies',
  'senderName',
  'senderAddress',
] as const satisfies readonly (keyof ReportSettings)[];

/** Nobody has set anything: the company's code stands in the numbers, the rest is left to the one who issues. */
function untouched(company: { code: string; name: string }): ReportSettings {
  return {
    companyMark: company.code,
    parent: '',
    place: '',
    capacity: 'GIÁM ĐỐC',
    signer: '',
    province: 'Ủy ban nhân dân tỉnh',
    corporation: 'Tổng công ty Điện lực',
    copies: 'Lưu: VT, KD',
    senderName: company.name,
    senderAddress: '',
  };
}

export async function readReportSettings(
  on: Queryable,
  company: { code: string; name: string },
): Promise<ReportSettings> {
  const row = await find(
    on,
    sql<ReportSettings>`
      select company_mark as "companyMark", parent, place, capacity, signer, province, corporation, copies,
             sender_name as "senderName", sender_address as "senderAddress"
      from report_settings`,
  );
  return row ?? untouched(company);
}

/** Sets all of them at once, on record. */
export async function setReportSettings(
  db: Db,
  settings: ReportSettings,
  by: { login: string; requestId?: string },
): Promise<void> {
  await transaction(db, async (tx) => {
    await run(
      tx,
      sql`
        insert into report_settings (company_mark, parent, place, capacity, signer, province, corporation, copies,
          sender_name, sender_address, set_by)
        values (${settings.companyMark}, ${settings.parent}, ${settings.place}, ${settings.capacity}, ${settings.signer},
                ${settings.province}, ${settings.corporation}, ${settings.copies}, ${settings.senderName},
                ${settings.senderAddress}, ${by.login})
        on conflict (only_one) do update
        set company_mark = excluded.company_mark, parent = excluded.parent, place = excluded.place,
            capacity = excluded.capacity, signer = excluded.signer, province = excluded.province,
            corporation = excluded.corporation, copies = excluded.copies, sender_name = excluded.sender_name,
            sender_address = excluded.sender_address, set_by = excluded.set_by, set_at = clock_timestamp()`,
    );
    await recordAudit(tx, {
      actor: by.login,
      action: 'report_settings.changed',
      subject: 'reports',
      detail: { ...settings },
      requestId: by.requestId,
    });
  });
}
