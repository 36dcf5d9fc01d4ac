import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { wholeUnits } from '../../../core/bank-files/decimals.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import { publish } from '../../platform/outbox.ts';
import { fileError } from '../../platform/tabular/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { accountNumbers, normalizeAccount } from './account-number.ts';
import { statementError } from './errors.ts';
import * as queries from './import-queries.ts';
import { fingerprintOf, recordIn } from './record-credits.ts';
import { stageLines, type StagedStatement } from './stage-lines.ts';
import { readFileResult, type ImportedFile } from './statement-queries.ts';

export interface StatementImport {
  path: string;
  fileName?: string;
  /** The account, for a file that does not name one; a file that names another is refused. */
  account?: string | undefined;
  dryRun: boolean;
  by: string;
  now: Date;
  today: BusinessDate;
  requestId?: string;
}

export type ImportAnswer = ImportedFile & { alreadyImported: boolean; dryRun: boolean };

/**
 * Takes in a file of statements of any format: its lines once, its new credits as credits of the bank. All in one
 * transaction: a file that is cut off, does not add up, is of an account nobody declared or in another currency leaves
 * nothing but the note of why it was refused. The same content again answers what it was the first time. A dry run does
 * everything and takes it back. Throws what `stageLines` does, `statements.unknown_account`, `statements.other_account`,
 * `statements.no_account`.
 */
export async function importStatements(db: Db, work: StatementImport): Promise<ImportAnswer> {
  const { dryRun } = work;
  const file = await hashOf(work);
  try {
    return await transaction(db, async (tx) => {
      await queries.lockImports(tx);
      const before = await queries.findImported(tx, file.contentHash);
      if (before !== undefined)
        return { ...(await readFileResult(tx, before)), alreadyImported: true, dryRun };
      const fileId = await takeIn(db, tx, work, file);
      const answer = { ...(await readFileResult(tx, fileId)), alreadyImported: false, dryRun };
      if (dryRun) throw new TakenBack(answer);
      return answer;
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.answer;
    if (error instanceof AppError && error.kind !== 'unavailable' && !dryRun)
      await noteRefused(db, work, file, error);
    throw error;
  }
}

/** Ends a dry run: everything was done, nothing stays. */
class TakenBack extends Error {
  readonly answer: ImportAnswer;
  constructor(answer: ImportAnswer) {
    super('a dry run');
    this.answer = answer;
  }
}

interface Hashed {
  contentHash: string;
  bytes: number;
}

/** Tables that name no account may be alike for two accounts: the chosen one belongs to what is read. */
async function hashOf({ path, account }: StatementImport): Promise<Hashed> {
  const hash = createHash('sha256').update(account ? `account ${normalizeAccount(account)}\n` : '');
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch (cause) {
    throw fileError('files.unreadable', {}, { cause });
  }
  return { contentHash: hash.digest('hex'), bytes };
}

const nameOf = ({ fileName, path }: StatementImport): string => (fileName ?? basename(path)).slice(0, 200);

async function noteRefused(db: Db, work: StatementImport, file: Hashed, error: AppError): Promise<void> {
  const { by, now } = work;
  const problem = { code: error.code, ...error.params };
  await queries.saveFile(db, { ...file, fileName: nameOf(work), format: null, problem, by, now });
}

async function takeIn(db: Db, tx: Tx, work: StatementImport, file: Hashed): Promise<bigint> {
  const { path, today, by, now, requestId } = work;
  const { format, statements } = await stageLines(tx, path, today);
  const accounts = await queries.listAccounts(tx);
  const named = statements.map((statement) => accountOf(statement, work.account, accounts));
  const fileId = await queries.saveFile(tx, {
    ...file,
    fileName: nameOf(work),
    format,
    problem: null,
    by,
    now,
  });
  if (fileId === undefined) throw new Error('the file was imported meanwhile');
  for (const [index, statement] of statements.entries()) {
    const { id: accountId } = named[index]!;
    await queries.insertStatement(tx, { fileId, accountId, ...columnsOf(statement, format) });
  }
  await queries.insertLines(tx, fileId);
  const recorded = await recordNewCredits(db, tx, fileId, work);
  await recordAudit(tx, {
    actor: by,
    action: 'statements.imported',
    subject: `statement_file:${fileId}`,
    detail: { fileName: nameOf(work), format, statements: statements.length, recorded },
    ...(requestId !== undefined && { requestId }),
  });
  if (recorded > 0) await publish(tx, { topic: 'bank_credits.recorded', payload: { credits: recorded } });
  return fileId;
}

/** The declared account of a statement, by what the file calls it or by what was chosen for a file that names none. */
function accountOf(
  { summary }: StagedStatement,
  chosen: string | undefined,
  accounts: readonly queries.AccountRow[],
): queries.AccountRow {
  const written = summary.account.trim();
  ensure(written !== '' || chosen, statementError('statements.no_account'));
  const names = accountNumbers(written === '' ? chosen! : written);
  const found = accounts.find(({ number }) => names.includes(number));
  ensure(found, statementError('statements.unknown_account', { account: written || chosen }));
  const isChosen = !chosen || normalizeAccount(chosen) === found.number;
  ensure(isChosen, statementError('statements.other_account', { account: written, chosen }));
  return found;
}

/** Notifications and reports of the day hold part of a day's lines: their balances need not follow one another. */
function columnsOf(statement: StagedStatement, format: string) {
  const { at, summary, firstOn, lastOn, lines, credits, creditVnd, debitVnd } = statement;
  const chains = /^(camt\.053|mt940|csv|xlsx)/.test(format) && lastOn !== undefined;
  const openingVnd = chains && summary.opening ? wholeUnits(summary.opening.amount) : undefined;
  const closingVnd = chains && summary.closing ? wholeUnits(summary.closing.amount) : undefined;
  const both = openingVnd !== undefined && closingVnd !== undefined;
  return {
    at,
    number: summary.number?.slice(0, 40) ?? null,
    firstOn: firstOn ?? null,
    lastOn: lastOn ?? null,
    openingVnd: both ? openingVnd : null,
    closingVnd: both ? closingVnd : null,
    lines,
    credits,
    creditVnd,
    debitVnd,
  };
}

const creditsAtOnce = 1_000;

async function recordNewCredits(
  db: Db,
  tx: Tx,
  fileId: bigint,
  { by, now }: StatementImport,
): Promise<number> {
  let recorded = 0;
  for (let after = 0n; ;) {
    const lines = await queries.listNewCredits(tx, fileId, after, creditsAtOnce);
    const last = lines.at(-1);
    if (!last) return recorded;
    after = last.id;
    const done = await recordIn(db, tx, { lines, source: 'statement', by, now });
    recorded += done.recorded.length;
    await queries.tieCredits(
      tx,
      lines.map((line) => ({ id: line.id, fingerprint: fingerprintOf(line) })),
    );
  }
}
