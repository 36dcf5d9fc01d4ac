import { basename } from 'node:path';
import { sql } from 'kysely';
import { takeCustomerList } from '../features/assignments/index.ts';
import { takeContacts } from '../features/contacts/index.ts';
import { takeOpenings } from '../features/measures/index.ts';
import { takePoints } from '../features/pay-points/index.ts';
import { find } from '../platform/db.ts';
import type { Company } from '../platform/runtime.ts';
import type { TableSource } from '../platform/tabular/table.ts';
import { explainRow, type ListTaken } from '../platform/tabular/take-list.ts';
import { eachFile, filesOf } from './each-file.ts';
import { CliError, withCompany, type CliOptions, type Command } from './options.ts';

/** Whoever runs the command sees the whole company. */
interface Operator {
  db: Company['db'];
  scope: 'all';
  login: string;
  businessDate: string;
  requestId: string;
}

type Take = (
  operator: Operator,
  source: TableSource & { dryRun: boolean },
  values: CliOptions,
) => Promise<ListTaken>;

/** Takes each list as the console does: every good row, the others told with line, field and reason. */
function listCommand(name: string, options: string, purpose: string, take: Take): [string, Command] {
  return [
    `${name} import`,
    {
      usage: `${name} import FILE…|- --company C${options} [--dry-run]`,
      purpose,
      run: async ({ values, args }) => {
        const files = await filesOf(`${name} import`, args);
        const dryRun = values['dry-run'] ?? false;
        return withCompany(values, (runtime, company, businessDate) => {
          const operator = {
            db: company.db,
            scope: 'all' as const,
            login: 'cli',
            businessDate,
            requestId: 'cli',
          };
          const maxUnpackedBytes = runtime.config.maxUploadBytes;
          return eachFile(values, files, async (path) => {
            const source = { path, fileName: basename(path), maxUnpackedBytes, dryRun };
            const { rows, rejections, ...taken } = await take(operator, source, values);
            const counts = { rows, accepted: rows - taken.rejected, ...taken };
            return { ...(dryRun && { dryRun }), ...counts, rejections: rejections.map(explainRow) };
          });
        });
      },
    },
  ];
}

async function takeAssignments(
  operator: Operator,
  source: TableSource & { dryRun: boolean },
  values: CliOptions,
): Promise<ListTaken> {
  const staffId = values.login === undefined ? null : await findEmployee(operator.db, values.login);
  const { name: label = source.fileName, from = operator.businessDate, to = null } = values;
  for (const day of [from, to])
    if (day !== null && !/^\d{4}-\d{2}-\d{2}$/.test(day))
      throw new CliError(`--from and --to are days as YYYY-MM-DD, not "${day}"`);
  const list = { staffId, label, from, to, takeOver: values['take-over'] ?? false };
  return takeCustomerList(operator, list, source);
}

async function findEmployee(db: Company['db'], login: string): Promise<bigint> {
  const person = await find(
    db,
    sql<{ id: bigint }>`select id from staff where login = ${login} and disabled_at is null`,
  );
  if (!person) throw new CliError(`nobody with the login ${login} works here`);
  return person.id;
}

export const registerCommands: [string, Command][] = [
  listCommand(
    'contacts',
    '',
    'bring in a list of numbers: whose, when verified, since when on Zalo',
    (operator, source) => takeContacts(operator, source),
  ),
  listCommand('pay-points', '', 'bring in a list of places to pay', (operator, source) =>
    takePoints(operator, source),
  ),
  listCommand(
    'openings',
    '',
    'bring in a list of accounts and wallets that customers opened',
    (operator, source) => takeOpenings(operator, source),
  ),
  listCommand(
    'assignments',
    ' [--login L] [--name LIST] [--from D] [--to D] [--take-over]',
    'make employees responsible for the customers of a list: one (--login), or each row its own (NHAN_VIEN)',
    takeAssignments,
  ),
];
