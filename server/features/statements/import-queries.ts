import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';

export interface AccountRow {
  id: bigint;
  number: string;
  bank_name: string;
  transfer_partner_id: bigint | null;
  transfer_partner_code: string | null;
  /** Six digits, and the holder as printed under a code; kept also while the account is not on codes. */
  bank_bin: string | null;
  holder: string | null;
  on_qr: boolean;
  declared_by: string;
  declared_at: Date;
}

export async function listAccounts(on: Queryable): Promise<AccountRow[]> {
  return many(
    on,
    sql<AccountRow>`
      select a.id, a.number, a.bank_name, a.transfer_partner_id, p.code as transfer_partner_code,
             a.bank_bin, a.holder, a.on_qr, a.declared_by, a.declared_at
      from bank_accounts a left join partners p on p.id = a.transfer_partner_id order by a.number`,
  );
}

/** One import at a time: the lines of two files are told apart by what the other has written. */
export async function lockImports(tx: Tx): Promise<void> {
  await many(tx, sql`select from bank_accounts order by id for no key update`);
}

export async function saveAccount(
  tx: Tx,
  account: { number: string; bankName: string; transferPartnerId: bigint | null; by: string; now: Date },
): Promise<void> {
  const { number, bankName, transferPartnerId, by, now } = account;
  await run(
    tx,
    sql`insert into bank_accounts (number, bank_name, transfer_partner_id, declared_by, declared_at)
        values (${number}, ${bankName}, ${transferPartnerId}, ${by}, ${now})
        on conflict (number) do update set bank_name = excluded.bank_name,
          transfer_partner_id = excluded.transfer_partner_id, declared_by = excluded.declared_by,
          declared_at = excluded.declared_at`,
  );
}

/** Puts an account on QR codes in the place of any other, or takes it off. */
export async function saveQr(
  tx: Tx,
  number: string,
  qr: { bankBin: string; holder: string } | null,
): Promise<void> {
  if (!qr) return void (await run(tx, sql`update bank_accounts set on_qr = false where number = ${number}`));
  await run(tx, sql`update bank_accounts set on_qr = false where on_qr and number <> ${number}`);
  await run(
    tx,
    sql`update bank_accounts set bank_bin = ${qr.bankBin}, holder = ${qr.holder}, on_qr = true
        where number = ${number}`,
  );
}

/** The account that QR codes name, if one is declared for them. */
export async function findQrAccount(on: Queryable): Promise<AccountRow | undefined> {
  return (await listAccounts(on)).find(({ on_qr }) => on_qr);
}

export async function findTransferPartner(
  on: Queryable,
  code: string,
): Promise<{ id: bigint; kind: string; channels: string[] } | undefined> {
  return find(
    on,
    sql<{ id: bigint; kind: string; channels: string[] }>`
      select id, kind, channels from partners where code = ${code}`,
  );
}

/** An imported file of this content. */
export async function findImported(on: Queryable, contentHash: string): Promise<bigint | undefined> {
  const row = await find(
    on,
    sql<{ id: bigint }>`
      select id from statement_files where content_hash = ${contentHash} and state = 'imported'`,
  );
  return row?.id;
}

export interface NewFile {
  contentHash: string;
  fileName: string;
  bytes: number;
  format: string | null;
  problem: Record<string, unknown> | null;
  by: string;
  now: Date;
}

/** Writes a file; one that was refused before is overwritten, an imported one stays. */
export async function saveFile(on: Queryable, file: NewFile): Promise<bigint | undefined> {
  const { contentHash, fileName, bytes, format, problem, by, now } = file;
  const state = problem === null ? 'imported' : 'refused';
  const kept = problem === null ? null : JSON.stringify(problem);
  const row = await find(
    on,
    sql<{ id: bigint }>`
      insert into statement_files (content_hash, file_name, bytes, format, state, problem, imported_by, imported_at)
      values (${contentHash}, ${fileName}, ${bytes}, ${format}, ${state}, ${kept}::jsonb, ${by}, ${now})
      on conflict (content_hash) do update set file_name = excluded.file_name, format = excluded.format,
        state = excluded.state, problem = excluded.problem, imported_by = excluded.imported_by,
        imported_at = excluded.imported_at
      where statement_files.state = 'refused'
      returning id`,
  );
  return row?.id;
}

export const stageColumns =
  'at, line, booked_on, value_on, credit_debit, amount_vnd, bank_reference, end_to_end, payer, remittance, ' +
  'attention, return_reason, key';

/** Lines as read, before it is known whose they are; gone with the transaction. */
export async function makeStage(tx: Tx): Promise<void> {
  await run(
    tx,
    sql`create temporary table read_lines (
          at integer, line integer, booked_on date, value_on date, credit_debit text, amount_vnd bigint,
          bank_reference text, end_to_end text, payer text, remittance text, attention text, return_reason text, key text
        ) on commit drop`,
  );
}

export interface NewStatement {
  fileId: bigint;
  at: number;
  accountId: bigint;
  number: string | null;
  firstOn: BusinessDate | null;
  lastOn: BusinessDate | null;
  openingVnd: bigint | null;
  closingVnd: bigint | null;
  lines: number;
  credits: number;
  creditVnd: bigint;
  debitVnd: bigint;
}

/** Writes a statement, and with it which earlier one of the same days, figures and balances it repeats. */
export async function insertStatement(
  tx: Tx,
  statement: NewStatement,
): Promise<{ id: bigint; resent_of: bigint | null }> {
  const { fileId, at, accountId, number, firstOn, lastOn, openingVnd, closingVnd } = statement;
  const { lines, credits, creditVnd, debitVnd } = statement;
  return one(
    tx,
    sql<{ id: bigint; resent_of: bigint | null }>`
      insert into bank_statements (file_id, at, account_id, number, first_on, last_on, opening_vnd, closing_vnd, lines,
                                   credits, credit_vnd, debit_vnd, resent_of)
      values (${fileId}, ${at}, ${accountId}, ${number}, ${firstOn}, ${lastOn}, ${openingVnd}, ${closingVnd}, ${lines},
              ${credits}, ${creditVnd}, ${debitVnd}, (
        select min(id) from bank_statements s
        where s.account_id = ${accountId} and s.resent_of is null
          and (s.first_on, s.last_on, s.opening_vnd, s.closing_vnd, s.lines, s.credits, s.credit_vnd, s.debit_vnd)
            = (${firstOn}::date, ${lastOn}::date, ${openingVnd}::bigint, ${closingVnd}::bigint, ${lines}::int,
               ${credits}::int, ${creditVnd}::bigint, ${debitVnd}::bigint)))
      returning id, resent_of`,
  );
}

/** Moves the staged lines to the books: numbered where alike, and each tied to the same line of an earlier statement. */
export async function insertLines(tx: Tx, fileId: bigint): Promise<void> {
  await run(
    tx,
    sql`
      insert into bank_statement_lines (statement_id, account_id, line, booked_on, value_on, credit_debit, amount_vnd,
        bank_reference, end_to_end, payer, remittance, attention, return_reason, key, ordinal, known_line_id)
      select n.statement_id, n.account_id, n.line, n.booked_on, n.value_on, n.credit_debit, n.amount_vnd,
             n.bank_reference, n.end_to_end, n.payer, n.remittance, n.attention, n.return_reason, n.key, n.ordinal, k.id
      from (
        select r.*, s.id as statement_id, s.account_id,
               row_number() over (partition by s.account_id, r.key order by r.at, r.line) as ordinal
        from read_lines r join bank_statements s on s.file_id = ${fileId} and s.at = r.at and s.resent_of is null
      ) n
      left join bank_statement_lines k
        on k.account_id = n.account_id and k.key = n.key and k.ordinal = n.ordinal and k.known_line_id is null
      order by n.at, n.line`,
  );
}

export interface NewCreditLine {
  id: bigint;
  account: string;
  bookedOn: BusinessDate;
  valueOn: BusinessDate;
  amountVnd: bigint;
  reference: string;
  payer: string;
  remittance: string;
  ordinal: number;
}

/** Credits of a file that no earlier statement brought. */
export async function listNewCredits(
  tx: Tx,
  fileId: bigint,
  afterId: bigint,
  limit: number,
): Promise<NewCreditLine[]> {
  return many(
    tx,
    sql<NewCreditLine>`
      select l.id, a.number as account, l.booked_on as "bookedOn", l.value_on as "valueOn",
             l.amount_vnd as "amountVnd", l.bank_reference as reference, l.payer, l.remittance, l.ordinal
      from bank_statement_lines l join bank_statements s on s.id = l.statement_id
      join bank_accounts a on a.id = l.account_id
      where s.file_id = ${fileId} and l.known_line_id is null and l.credit_debit = 'CRDT' and l.amount_vnd > 0
        and l.id > ${afterId}
      order by l.id limit ${limit}`,
  );
}

/** Ties lines to their credits: by fingerprint, else to the typed one that was there before. */
export async function tieCredits(
  tx: Tx,
  lines: readonly { id: bigint; fingerprint: string }[],
): Promise<void> {
  await run(
    tx,
    sql`
      update bank_statement_lines l set bank_credit_id = coalesce(
        (select id from bank_credits c where c.fingerprint = t.fingerprint),
        (select min(c.id) from bank_credits c join bank_accounts a on a.id = l.account_id
         where c.source = 'typed' and c.account = a.number and c.booked_on = l.booked_on
           and c.amount_vnd = l.amount_vnd and lower(c.bank_reference) = lower(l.bank_reference)))
      from unnest(${lines.map(({ id }) => id)}::bigint[], ${lines.map(({ fingerprint }) => fingerprint)}::text[])
        t (id, fingerprint)
      where l.id = t.id`,
  );
}
