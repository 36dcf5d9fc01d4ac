import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import type { Lane } from '../../../core/reconciliation/lanes.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';

export type FileScope = 'final' | 'running';
export type FileState = 'reading' | 'refused' | 'matched' | 'superseded';

/** Why nothing of a file was used. */
export interface Refusal {
  code: string;
  params: Record<string, unknown>;
}

/** What stands in a lane; amounts as text, because JSON numbers are floats. */
export type LaneCounts = Partial<Record<Lane, { count: number; theirVnd: string; ourVnd: string }>>;

export interface FileRow {
  id: bigint;
  partner_id: bigint;
  partner_code: string;
  partner_name: string;
  settles_on: BusinessDate;
  scope: FileScope;
  file_name: string;
  sha256: string;
  bytes: bigint;
  mapping_id: bigint | null;
  mapping_name: string | null;
  mapping_version: number | null;
  state: FileState;
  refusal: Refusal | null;
  lines: number;
  lines_vnd: bigint;
  paid_vnd: bigint;
  bad_lines: number;
  control_lines: number | null;
  control_vnd: bigint | null;
  matched: number | null;
  matched_vnd: bigint | null;
  difference_vnd: bigint | null;
  by_lane: LaneCounts | null;
  received_by: string;
  received_at: Date;
  matched_at: Date | null;
  open_differences: number;
}

const files = (where: RawBuilder<boolean>): RawBuilder<FileRow> => sql<FileRow>`
  select f.*, r.code as partner_code, r.name as partner_name, m.name as mapping_name, m.version as mapping_version,
         (select count(*)::int from differences d
          where d.partner_id = f.partner_id and d.settles_on = f.settles_on and d.state <> 'resolved') as open_differences
  from partner_files f join partners r on r.id = f.partner_id left join file_mappings m on m.id = f.mapping_id
  where ${where}`;

export async function findFile(on: Queryable, id: bigint): Promise<FileRow | undefined> {
  return find(on, files(sql<boolean>`f.id = ${id}`));
}

export interface FileFilter {
  partnerCode?: string;
  day?: BusinessDate;
  /** Files older than this one; for the next page. */
  before: bigint;
}

export async function listFiles(on: Queryable, filter: FileFilter, limit: number): Promise<FileRow[]> {
  const { partnerCode, day, before } = filter;
  const where = sql<boolean>`f.id < ${before} and ${partnerCode === undefined ? sql`true` : sql`r.code = ${partnerCode}`}
    and ${day === undefined ? sql`true` : sql`f.settles_on = ${day}::date`}`;
  return many(on, sql<FileRow>`${files(where)} order by f.id desc limit ${limit}`);
}

/** The file that speaks for a day: the final one, or the latest of the day so far. */
export async function findSpeakingFile(
  on: Queryable,
  partnerId: bigint,
  day: BusinessDate,
): Promise<FileRow | undefined> {
  const where = sql<boolean>`f.partner_id = ${partnerId} and f.settles_on = ${day}::date and f.state = 'matched'`;
  return find(on, sql<FileRow>`${files(where)} order by f.scope = 'final' desc, f.id desc limit 1`);
}

export interface NewFile {
  partnerId: bigint;
  day: BusinessDate;
  scope: FileScope;
  fileName: string;
  mappingId: bigint | null;
  by: string;
}

export async function insertFile(on: Queryable, file: NewFile): Promise<bigint> {
  const { id } = await one(
    on,
    sql<{ id: bigint }>`
      insert into partner_files (partner_id, settles_on, scope, file_name, sha256, bytes, mapping_id, state, received_by)
      values (${file.partnerId}, ${file.day}::date, ${file.scope}, ${file.fileName}, '', 0, ${file.mappingId},
              'reading', ${file.by})
      returning id`,
  );
  return id;
}

/** Writes what has arrived. Zero rows: the file has been given up meanwhile. */
export async function noteReceived(
  tx: Tx,
  id: bigint,
  received: { bytes: number; sha256: string },
): Promise<number> {
  return run(
    tx,
    sql`update partner_files set bytes = ${received.bytes}, sha256 = ${received.sha256}
        where id = ${id} and state = 'reading'`,
  );
}

export async function refuseFile(on: Queryable, id: bigint, refusal: Refusal): Promise<number> {
  return run(
    on,
    sql`update partner_files set state = 'refused', refusal = ${JSON.stringify(refusal)}::jsonb
        where id = ${id} and state = 'reading'`,
  );
}

export async function deleteFile(on: Queryable, id: bigint): Promise<void> {
  await run(on, sql`delete from partner_files where id = ${id} and state = 'reading'`);
}

/** A file of the partner with the same bytes that is in use, this day's before another day's. */
export async function findSameBytes(
  on: Queryable,
  file: { id: bigint; partnerId: bigint; sha256: string; day: BusinessDate; scope: FileScope },
): Promise<
  { id: bigint; settles_on: BusinessDate; mapping_id: bigint | null; scope: FileScope } | undefined
> {
  return find(
    on,
    sql<{ id: bigint; settles_on: BusinessDate; mapping_id: bigint | null; scope: FileScope }>`
      select id, settles_on, mapping_id, scope from partner_files
      where partner_id = ${file.partnerId} and sha256 = ${file.sha256} and id <> ${file.id} and state = 'matched'
      order by settles_on = ${file.day}::date desc, scope = ${file.scope} desc, id desc limit 1`,
  );
}

export interface BadLineRow {
  line: number;
  field: string;
  code: string;
  detail: string;
  raw: string;
}

export async function listBadLines(
  on: Queryable,
  fileId: bigint,
  page: { after: number; limit: number },
): Promise<BadLineRow[]> {
  return many(
    on,
    sql<BadLineRow>`select line, field, code, detail, raw from partner_bad_lines
      where file_id = ${fileId} and line > ${page.after} order by line limit ${page.limit}`,
  );
}

export interface ReconciledPartner {
  id: bigint;
  code: string;
  name: string;
  kind: string;
  cut_off: string;
}

export async function findPartnerByCode(on: Queryable, code: string): Promise<ReconciledPartner | undefined> {
  return find(
    on,
    sql<ReconciledPartner>`select id, code, name, kind, cut_off::text as cut_off from partners where code = ${code}`,
  );
}

export interface MatchedFile {
  lines: number;
  linesVnd: bigint;
  paidVnd: bigint;
  badLines: number;
  control: { lines: number | null; amountVnd: bigint | null } | null;
  mappingId: bigint | null;
}

/** What a file says, once it may be used; and it speaks for its day from now on. Answers whom it supersedes. */
export async function useFile(tx: Tx, file: FileRow, read: MatchedFile): Promise<{ id: bigint }[]> {
  const superseded = await many(
    tx,
    sql<{ id: bigint }>`
      update partner_files set state = 'superseded'
      where partner_id = ${file.partner_id} and settles_on = ${file.settles_on}::date and state = 'matched'
        and id <> ${file.id}
      returning id`,
  );
  await run(
    tx,
    sql`update partner_files set state = 'matched', lines = ${read.lines}, lines_vnd = ${read.linesVnd}, paid_vnd = ${read.paidVnd},
          bad_lines = ${read.badLines}, control_lines = ${read.control?.lines ?? null},
          control_vnd = ${read.control?.amountVnd ?? null}, mapping_id = ${read.mappingId}
        where id = ${file.id}`,
  );
  return superseded;
}

export async function saveMatch(
  tx: Tx,
  id: bigint,
  match: { matched: number; matchedVnd: bigint; differenceVnd: bigint; byLane: LaneCounts; now: Date },
): Promise<void> {
  await run(
    tx,
    sql`update partner_files set matched = ${match.matched}, matched_vnd = ${match.matchedVnd},
          difference_vnd = ${match.differenceVnd}, by_lane = ${JSON.stringify(match.byLane)}::jsonb,
          matched_at = ${match.now}
        where id = ${id}`,
  );
}

/** Lines of files of the day so far are of no more use once a later one speaks. */
export async function forgetRunningLines(tx: Tx, ids: readonly bigint[]): Promise<void> {
  if (ids.length === 0) return;
  await run(
    tx,
    sql`delete from partner_lines l using partner_files f
        where f.id = l.file_id and f.scope = 'running' and l.file_id = any(${ids}::bigint[])`,
  );
}

/** Sets a file aside when one that came after it speaks for the day already. */
export async function yieldToNewer(tx: Tx, file: FileRow): Promise<boolean> {
  const yielded = await run(
    tx,
    sql`update partner_files f set state = 'superseded'
        where f.id = ${file.id} and exists (
          select from partner_files o where o.partner_id = f.partner_id and o.settles_on = f.settles_on
            and o.scope = f.scope and o.state = 'matched' and o.id > f.id)`,
  );
  return yielded > 0;
}

/** Locks a file for the rest of the transaction. */
export async function lockFile(tx: Tx, id: bigint): Promise<FileRow | undefined> {
  await run(tx, sql`select from partner_files where id = ${id} for update`);
  return findFile(tx, id);
}

export async function hasFinal(on: Queryable, partnerId: bigint, day: BusinessDate): Promise<boolean> {
  const row = await find(
    on,
    sql`select from partner_files where partner_id = ${partnerId} and settles_on = ${day}::date
          and scope = 'final' and state = 'matched'`,
  );
  return row !== undefined;
}

export async function findLatestFile(
  on: Queryable,
  partnerId: bigint,
  day: BusinessDate,
): Promise<FileRow | undefined> {
  const where = sql<boolean>`f.partner_id = ${partnerId} and f.settles_on = ${day}::date`;
  return find(on, sql<FileRow>`${files(where)} order by f.id desc limit 1`);
}
