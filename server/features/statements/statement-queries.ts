import { sql } from 'kysely';
import { linkStatements, type ChainLink } from '../../../core/bank-files/statement-chain.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, one, run, type Queryable } from '../../platform/db.ts';

export interface StatementRow {
  id: bigint;
  file_id: bigint;
  account: string;
  number: string | null;
  first_on: BusinessDate | null;
  last_on: BusinessDate | null;
  opening_vnd: bigint | null;
  closing_vnd: bigint | null;
  lines: number;
  credits: number;
  credit_vnd: bigint;
  debit_vnd: bigint;
  resent_of: bigint | null;
  /** Lines that an earlier statement had brought; null for one sent again as a whole. */
  known: number;
  to_attend: number;
  /** Undefined where balances need not follow one another, and for one sent again. */
  link?: ChainLink | undefined;
}

export interface FileRow {
  id: bigint;
  file_name: string;
  format: string | null;
  state: 'imported' | 'refused';
  problem: { code: string; [param: string]: unknown } | null;
  imported_by: string;
  imported_at: Date;
}

export interface ImportedFile {
  file: FileRow;
  statements: StatementRow[];
  recorded: number;
  alreadyThere: number;
  recordedVnd: bigint;
}

const fileColumns = sql`id, file_name, format, state, problem, imported_by, imported_at`;

/** What came of a file. */
export async function readFileResult(on: Queryable, fileId: bigint): Promise<ImportedFile> {
  const file = await one(on, sql<FileRow>`select ${fileColumns} from statement_files where id = ${fileId}`);
  const statements = await listStatements(on, [fileId]);
  const sums = await one(
    on,
    sql<{ recorded: number; recorded_vnd: bigint }>`
      select count(*)::int as recorded, coalesce(sum(l.amount_vnd), 0)::bigint as recorded_vnd
      from bank_statement_lines l join bank_statements s on s.id = l.statement_id
      join bank_credits c on c.id = l.bank_credit_id and c.source = 'statement'
      where s.file_id = ${fileId} and l.known_line_id is null`,
  );
  const credits = statements.reduce((sum, statement) => sum + statement.credits, 0);
  const { recorded, recorded_vnd: recordedVnd } = sums;
  return { file, statements, recorded, alreadyThere: credits - recorded, recordedVnd };
}

export interface FilePage {
  after: bigint | undefined;
  limit: number;
}

/** Files with their statements, the latest first. */
export async function listFiles(
  on: Queryable,
  { after, limit }: FilePage,
): Promise<{ file: FileRow; statements: StatementRow[] }[]> {
  const files = await many(
    on,
    sql<FileRow>`select ${fileColumns} from statement_files
                 where ${after ?? null}::bigint is null or id < ${after ?? null}::bigint
                 order by id desc limit ${limit}`,
  );
  const imported = files.filter(({ state }) => state === 'imported').map(({ id }) => id);
  const statements = Map.groupBy(await listStatements(on, imported), ({ file_id }) => file_id);
  return files.map((file) => ({ file, statements: statements.get(file.id) ?? [] }));
}

async function listStatements(on: Queryable, fileIds: readonly bigint[]): Promise<StatementRow[]> {
  const rows = await many(
    on,
    sql<StatementRow & { account_id: bigint }>`
      select s.id, s.file_id, s.account_id, a.number as account, s.number, s.first_on, s.last_on, s.opening_vnd,
             s.closing_vnd, s.lines, s.credits, s.credit_vnd, s.debit_vnd, s.resent_of,
             coalesce(l.known, s.lines)::int as known, coalesce(l.to_attend, 0)::int as to_attend
      from bank_statements s join bank_accounts a on a.id = s.account_id
      left join lateral (
        select count(*) filter (where known_line_id is not null) as known,
               count(*) filter (where attention is not null and attended_at is null and known_line_id is null) as to_attend
        from bank_statement_lines where statement_id = s.id and s.resent_of is null
      ) l on s.resent_of is null
      where s.file_id = any(${[...fileIds]}::bigint[]) order by s.file_id desc, s.at`,
  );
  const links = await linksOf(on, [...new Set(rows.map(({ account_id }) => account_id))]);
  return rows.map((row) => ({ ...row, link: links.get(row.id) }));
}

/** How every statement of these accounts stands to the one before it. */
async function linksOf(on: Queryable, accountIds: readonly bigint[]): Promise<Map<bigint, ChainLink>> {
  const rows = await many(
    on,
    sql<{
      id: bigint;
      account_id: bigint;
      number: string | null;
      firstOn: BusinessDate;
      lastOn: BusinessDate;
      openingVnd: bigint;
      closingVnd: bigint;
    }>`
      select id, account_id, number, first_on as "firstOn", last_on as "lastOn", opening_vnd as "openingVnd",
             closing_vnd as "closingVnd"
      from bank_statements
      where account_id = any(${[...accountIds]}::bigint[]) and resent_of is null and opening_vnd is not null`,
  );
  const links = [...Map.groupBy(rows, ({ account_id }) => account_id).values()].flatMap(linkStatements);
  return new Map(links.map((link) => [link.id, link]));
}

export interface Break extends ChainLink {
  account: string;
  number: string | null;
  first_on: BusinessDate;
  last_on: BusinessDate;
  /** Last day of the statement before it. */
  after_on: BusinessDate | null;
}

const breaking = ['gap', 'missing_number', 'overlap'];

/** Statements that do not follow the one before, of all accounts, the latest first. */
export async function listBreaks(on: Queryable): Promise<Break[]> {
  const accounts = await many(on, sql<{ id: bigint }>`select id from bank_accounts`);
  const links = await linksOf(
    on,
    accounts.map(({ id }) => id),
  );
  const broken = [...links.values()].filter(({ finding }) => breaking.includes(finding));
  const rows = await many(
    on,
    sql<Omit<Break, keyof ChainLink> & { id: bigint }>`
      select s.id, a.number as account, s.number, s.first_on, s.last_on, b.last_on as after_on
      from unnest(${broken.map(({ id }) => id)}::bigint[], ${broken.map(({ afterId }) => afterId)}::bigint[]) x (id, after_id)
      join bank_statements s on s.id = x.id join bank_accounts a on a.id = s.account_id
      left join bank_statements b on b.id = x.after_id
      order by s.last_on desc, s.id desc`,
  );
  return rows.map((row) => ({ ...links.get(row.id)!, ...row }));
}

export interface LineRow {
  id: bigint;
  account: string;
  line: number;
  booked_on: BusinessDate;
  value_on: BusinessDate;
  credit_debit: 'CRDT' | 'DBIT';
  amount_vnd: bigint;
  bank_reference: string;
  payer: string;
  remittance: string;
  attention: 'reversal' | 'returned' | 'takes_back' | null;
  return_reason: string | null;
  attended_by: string | null;
  attended_note: string | null;
  known: boolean;
  bank_credit_id: bigint | null;
  payment_id: bigint | null;
}

const lineColumns = sql`l.id, a.number as account, l.line, l.booked_on, l.value_on, l.credit_debit, l.amount_vnd,
  l.bank_reference, l.payer, l.remittance, l.attention, l.return_reason, l.attended_by, l.attended_note,
  l.known_line_id is not null as known, coalesce(l.bank_credit_id, k.bank_credit_id) as bank_credit_id, t.payment_id`;
const lineSources = sql`bank_statement_lines l join bank_accounts a on a.id = l.account_id
  left join bank_statement_lines k on k.id = l.known_line_id
  left join credit_transfers t on t.bank_credit_id = coalesce(l.bank_credit_id, k.bank_credit_id)`;

/** Lines of a statement in the order of the file; of one sent again those of the statement that it repeats. */
export async function listLines(
  on: Queryable,
  statementId: bigint,
  after: bigint,
  limit: number,
): Promise<LineRow[]> {
  return many(
    on,
    sql<LineRow>`
      select ${lineColumns} from ${lineSources}
      where l.statement_id = (select coalesce(resent_of, id) from bank_statements where id = ${statementId})
        and l.id > ${after}
      order by l.id limit ${limit}`,
  );
}

export interface AttentionRow extends LineRow {
  /** The credit that the line probably takes back, and its payment. */
  of_credit_id: bigint | null;
  of_payment_id: bigint | null;
  of_booked_on: BusinessDate | null;
}

/** Lines that take money back or give it back and nobody has looked at, the oldest first. */
export async function listAttention(on: Queryable, limit: number): Promise<AttentionRow[]> {
  return many(
    on,
    sql<AttentionRow>`
      select ${lineColumns}, o.bank_credit_id as of_credit_id, o.payment_id as of_payment_id,
             o.booked_on as of_booked_on
      from ${lineSources}
      left join lateral (
        select c.bank_credit_id, c.booked_on, ct.payment_id
        from bank_statement_lines c left join credit_transfers ct on ct.bank_credit_id = c.bank_credit_id
        where l.credit_debit = 'DBIT' and c.account_id = l.account_id and c.bank_credit_id is not null
          and c.amount_vnd = l.amount_vnd and c.booked_on between l.booked_on - 60 and l.booked_on
        order by (c.end_to_end <> '' and c.end_to_end = l.end_to_end) desc,
                 (c.bank_reference <> '' and position(c.bank_reference in l.remittance) > 0) desc,
                 (c.remittance = l.remittance) desc, c.booked_on desc, c.id desc
        limit 1
      ) o on true
      where l.attention is not null and l.attended_at is null and l.known_line_id is null
      order by l.id limit ${limit}`,
  );
}

/** 0 when no such line waits. */
export async function markAttended(
  on: Queryable,
  lineId: bigint,
  by: { login: string; note: string; now: Date },
): Promise<number> {
  return run(
    on,
    sql`update bank_statement_lines set attended_by = ${by.login}, attended_note = ${by.note}, attended_at = ${by.now}
        where id = ${lineId} and attention is not null and attended_at is null`,
  );
}
