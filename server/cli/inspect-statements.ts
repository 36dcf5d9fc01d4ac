import { once } from 'node:events';
import { formatDecimal, type Decimal } from '../../core/bank-files/decimals.ts';
import type {
  Balance,
  StatementEntry,
  StatementEvent,
  StatementProblem,
  StatementSummary,
} from '../../core/bank-files/statement.ts';
import { errorMessages, type ErrorCode } from '../../core/messages/errors.ts';
import { readStatements } from '../platform/bank-files/read-statements.ts';
import { Spool } from '../platform/bank-files/spool.ts';
import type { CliOptions } from './options.ts';

interface ReadStatement {
  /** The lines as JSON, parted by commas. */
  lines: Spool;
  summary: StatementSummary | undefined;
}

/**
 * Prints what is in a file of statements: one JSON object on one line with `--json`, else a few lines for each statement.
 * Nothing is printed before the file has been read to its end. False where a statement contradicts itself: its figures
 * stand as written, with the first contradiction as `error`.
 */
export async function inspectStatements(file: string, values: CliOptions): Promise<boolean> {
  const statements: ReadStatement[] = [];
  try {
    const events = readStatements(file);
    let next = await events.next();
    for (; !next.done; next = await events.next()) await take(statements, next.value, values.json ?? false);
    const problem = statements.flatMap(({ summary }) => summary!.problems)[0];
    const error = problem && presentProblem(problem);
    if (values.json) await printJson(statements, { file, format: next.value }, error);
    else printText(statements, { file, format: next.value });
    if (error) process.stderr.write(`${file}: ${error.code}: ${error.message} (line ${error.line})\n`);
    return !error;
  } finally {
    for (const { lines } of statements) await lines.close();
  }
}

async function take(
  statements: ReadStatement[],
  events: readonly StatementEvent[],
  withLines: boolean,
): Promise<void> {
  // Entries of one statement stand together: one piece for the spool, not one for each.
  let piece = '';
  let of: ReadStatement | undefined;
  const flush = async (): Promise<void> => {
    if (of && piece !== '') await of.lines.append(piece);
    piece = '';
  };
  for (const event of events) {
    if (event.kind === 'statement') statements[event.at] = { lines: new Spool(), summary: undefined };
    const statement = statements[event.at]!;
    if (event.kind === 'end') statement.summary = event.summary;
    if (event.kind !== 'entry' || !withLines) continue;
    if (of !== statement) await flush();
    of = statement;
    const comma = piece === '' && statement.lines.isEmpty ? '' : ',';
    piece += comma + JSON.stringify(presentEntry(event.entry));
  }
  await flush();
}

function presentEntry(entry: StatementEntry): object {
  return {
    amount: formatDecimal(entry.amount, entry.currency),
    currency: entry.currency,
    creditDebit: entry.creditDebit,
    bookedOn: entry.bookedOn ?? null,
    valueOn: entry.valueOn ?? null,
    endToEndId: entry.endToEndId ?? null,
    reference: entry.reference ?? null,
    remittance: entry.remittance ?? null,
  };
}

function presentSummary(summary: StatementSummary): object {
  const { account, currency, opening, closing, entries, sumCredit, sumDebit } = summary;
  const problems = summary.problems.map(presentProblem);
  return {
    account: account || null,
    currency: currency ?? null,
    openingBalance: presentBalance(opening),
    closingBalance: presentBalance(closing),
    entries,
    sumCredit: presentSums(sumCredit),
    sumDebit: presentSums(sumDebit),
    ...(problems.length > 0 && { problems }),
  };
}

function presentBalance(balance: Balance | undefined): string | null {
  return balance ? formatDecimal(balance.amount, balance.currency) : null;
}

function presentSums(sums: ReadonlyMap<string, Decimal>): Record<string, string> {
  return Object.fromEntries([...sums].map(([currency, sum]) => [currency, formatDecimal(sum, currency)]));
}

function presentProblem({ code, detail, line }: StatementProblem): {
  code: ErrorCode;
  message: string;
  line: number;
} {
  const known = `bank_files.${code}` as const;
  return { code: known, message: `${errorMessages[known].en}: ${detail}`, line };
}

async function printJson(
  statements: readonly ReadStatement[],
  head: object,
  error: object | undefined,
): Promise<void> {
  await write(`${JSON.stringify(head).slice(0, -1)},"statements":[`);
  for (const [at, { lines, summary }] of statements.entries()) {
    await write(`${at === 0 ? '' : ','}${JSON.stringify(presentSummary(summary!)).slice(0, -1)},"lines":[`);
    for await (const piece of lines.read()) await write(piece);
    await write(']}');
  }
  await write(`]${error ? `,"error":${JSON.stringify(error)}` : ''}}\n`);
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

function printText(statements: readonly ReadStatement[], head: { file: string; format: string }): void {
  process.stdout.write(`${head.file}: ${head.format}\n`);
  for (const { summary } of statements) {
    for (const [name, value] of Object.entries(presentSummary(summary!))) {
      process.stdout.write(`  ${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}\n`);
    }
  }
}
