import { sql } from 'kysely';
import { settingFields, type ReportSettings } from '../../../core/official-reports/settings.ts';
import { find, run, transaction, type Db, type Queryable } from '../../platform/db.ts';
import { recordAudit } from '../audit/index.ts';

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

/** `companyMark` stands in the column `company_mark`. */
function columnOf(field: (typeof settingFields)[number]) {
  return sql.ref(field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}

export async function readReportSettings(
  on: Queryable,
  company: { code: string; name: string },
): Promise<ReportSettings> {
  const row = await find(
    on,
    sql<ReportSettings>`
      select ${sql.join(settingFields.map((field) => sql`${columnOf(field)} as ${sql.ref(field)}`))}
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
  const columns = settingFields.map(columnOf);
  await transaction(db, async (tx) => {
    await run(
      tx,
      sql`
        insert into report_settings (${sql.join(columns)}, set_by)
        values (${sql.join(settingFields.map((field) => settings[field]))}, ${by.login})
        on conflict (only_one) do update
        set ${sql.join(columns.map((column) => sql`${column} = excluded.${column}`))}, set_by = excluded.set_by,
            set_at = clock_timestamp()`,
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
