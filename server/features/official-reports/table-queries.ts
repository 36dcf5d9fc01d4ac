import { sql } from 'kysely';
import { firstDayOf, type Month } from '../../../core/dates.ts';
import { many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { MadeTable } from '../pivots/index.ts';
import type { ReportFormat } from './mail-queries.ts';

/** Keeps a table as it was made for those who get it, so that what is sent again is what was sent. */
export async function insertTable(tx: Tx, scheduleId: bigint, table: MadeTable): Promise<bigint> {
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`
      insert into report_tables (schedule_id, title, org_unit_id, period)
      values (${scheduleId}, ${table.title}, ${table.unitId}, ${firstDayOf(table.period)}::date)
      returning id`,
  );
  for (const { format, fileName, content } of table.files)
    await run(
      tx,
      sql`insert into report_table_files (table_id, format, file_name, content)
          values (${id}, ${format}, ${fileName}, ${content})`,
    );
  return id;
}

export interface KeptFile {
  title: string;
  period: Month;
  format: ReportFormat;
  file_name: string;
  content: Buffer;
}

/** The files of a table in these forms. */
export async function listTableFiles(
  on: Queryable,
  id: bigint,
  formats: readonly ReportFormat[],
): Promise<KeptFile[]> {
  return many(
    on,
    sql<KeptFile>`
      select t.title, to_char(t.period, 'YYYY-MM') as period, f.format, f.file_name, f.content
      from report_tables t join report_table_files f on f.table_id = t.id
      where t.id = ${id} and f.format = any(${formats}::text[]) order by f.format desc`,
  );
}
