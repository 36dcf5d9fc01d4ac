import { Type } from 'typebox';
import { formatBusinessDate } from '../../../core/dates.ts';
import { accountNames, type AccountCode } from '../../../core/postings.ts';
import { describeTransfer } from '../../../core/transfer-kinds.ts';
import type { App } from '../../platform/http.ts';
import { sendCsv } from '../../platform/tabular/write-csv.ts';
import { sendXlsx, type Workbook } from '../../platform/xlsx/writer.ts';
import { ensureWholeCompany, type StaffContext } from '../staff/index.ts';
import { sumTurnover } from './journal-queries.ts';
import {
  cursorBehind,
  cursorPattern,
  ensureRange,
  readAllLines,
  readCursor,
  readLines,
  readStatement,
  startOf,
  writeCursor,
  type LineWithBalance,
  type Statement,
} from './read-statement.ts';
import { JournalSchema, StatementSchema } from './schemas.ts';
import type { AccountChoice, DayRange } from './statement-queries.ts';
import { documentNumber, journalCsv, journalWorkbook } from './write-journal.ts';

const pageSize = 100;
const codes = Object.keys(accountNames) as AccountCode[];
const days = { from: Type.String({ format: 'date' }), to: Type.String({ format: 'date' }) };

/** The books as accountants read them: one account's statement (sổ chi tiết) and the general journal. */
export function accountStatementRoutes(app: App): void {
  app.get(
    '/ledger/statement',
    {
      schema: {
        querystring: Type.Object(
          {
            account: Type.Enum([...codes]),
            unit: Type.Optional(Type.String({ maxLength: 20 })),
            partner: Type.Optional(Type.String({ maxLength: 20 })),
            ...days,
            after: Type.Optional(Type.String({ pattern: cursorPattern })),
            format: Type.Optional(Type.Literal('xlsx')),
          },
          { additionalProperties: false },
        ),
        response: { 200: StatementSchema },
      },
      config: { permission: 'ledger.view' },
    },
    async ({ staff, query }, reply) => {
      ensureWholeCompany(staff);
      const { account, from, to } = query;
      const choice = {
        code: account,
        unitCode: query.unit ?? null,
        partnerCode: query.partner ?? null,
      };
      const statement = await readStatement(staff.db, choice, { from, to });
      if (query.format) {
        return sendXlsx(reply, statementWorkbook(staff, { choice, statement, range: { from, to } }));
      }
      const after =
        query.after === undefined ? startOf({ from, to }, statement.openingVnd) : readCursor(query.after);
      const { accountIds } = statement;
      const found = await readLines(staff.db, accountIds, { to, after, limit: pageSize + 1 });
      const lines = found.slice(0, pageSize);
      const last = lines.at(-1);
      return {
        account: { code: account, name: accountNames[account].vi },
        unitCode: choice.unitCode,
        partnerCode: choice.partnerCode,
        from,
        to,
        opening: String(statement.openingVnd),
        debit: String(statement.debitVnd),
        credit: String(statement.creditVnd),
        closing: String(statement.closingVnd),
        rows: lines.map(presentLine),
        next: found.length > pageSize && last ? writeCursor(cursorBehind(last)) : null,
      };
    },
  );
  journalRoute(app);
}

function journalRoute(app: App): void {
  app.get(
    '/ledger/journal',
    {
      schema: {
        querystring: Type.Object(
          { ...days, format: Type.Optional(Type.Enum(['csv', 'xlsx'])) },
          { additionalProperties: false },
        ),
        response: { 200: JournalSchema },
      },
      config: { permission: 'ledger.view' },
    },
    async ({ staff, query }, reply) => {
      ensureWholeCompany(staff);
      const { from, to, format } = query;
      ensureRange({ from, to });
      if (format === 'xlsx')
        return sendXlsx(reply, journalWorkbook(staff.db, staff.company.name, { from, to }));
      if (format === 'csv') {
        return sendCsv(reply, `nhat-ky-chung-${from}-${to}.csv`, journalCsv(staff.db, { from, to }));
      }
      const turnover = await sumTurnover(staff.db, { from, to });
      return {
        from,
        to,
        entries: turnover.reduce((sum, { entries }) => sum + entries, 0),
        debit: String(turnover.reduce((sum, { debit_vnd }) => sum + debit_vnd, 0n)),
        credit: String(turnover.reduce((sum, { credit_vnd }) => sum + credit_vnd, 0n)),
        accounts: turnover.map(({ code, debit_vnd, credit_vnd }) => ({
          code,
          name: accountNames[code as AccountCode].vi,
          debit: String(debit_vnd),
          credit: String(credit_vnd),
        })),
      };
    },
  );
}

function presentLine(line: LineWithBalance) {
  return {
    businessOn: line.business_on,
    documentNumber: documentNumber(line.id),
    kind: line.kind,
    description: describeTransfer(line.kind, 'vi'),
    counter: { code: line.counter_code, owner: line.counter_unit ?? line.counter_partner },
    debit: String(line.side === 1 ? line.amount_vnd : 0n),
    credit: String(line.side === 2 ? line.amount_vnd : 0n),
    balance: String(line.balance_vnd),
    paymentId: line.payment_id === null ? null : String(line.payment_id),
    reference: line.reference,
  };
}

interface AskedStatement {
  choice: AccountChoice;
  statement: Statement;
  range: DayRange;
}

function statementWorkbook(staff: StaffContext, { choice, statement, range }: AskedStatement): Workbook {
  const owner = [choice.unitCode, choice.partnerCode].filter(Boolean).join(' ');
  const rows = async function* () {
    yield [null, null, 'Số dư đầu kỳ', null, null, null, null, statement.openingVnd, null];
    for await (const line of readAllLines(staff.db, statement, range)) {
      const { side, amount_vnd: amount } = line;
      yield [
        line.business_on,
        documentNumber(line.id),
        describeTransfer(line.kind, 'vi'),
        line.counter_code,
        line.counter_unit ?? line.counter_partner,
        side === 1 ? amount : null,
        side === 2 ? amount : null,
        line.balance_vnd,
        line.reference,
      ];
    }
    const { debitVnd, creditVnd, closingVnd } = statement;
    yield [null, null, 'Cộng phát sinh, số dư cuối kỳ', null, null, debitVnd, creditVnd, closingVnd, null];
  };
  return {
    fileName: `so-chi-tiet-${choice.code}-${range.from}-${range.to}.xlsx`,
    sheets: [
      {
        name: 'Sổ chi tiết',
        title: `Sổ chi tiết tài khoản ${choice.code} ${owner} – ${staff.company.name}`,
        notes: [`Từ ${formatBusinessDate(range.from)} đến ${formatBusinessDate(range.to)}`],
        columns: [
          { header: 'Ngày', kind: 'date', width: 12 },
          { header: 'Số chứng từ', kind: 'text', width: 14 },
          { header: 'Diễn giải', kind: 'text', width: 38 },
          { header: 'TK đối ứng', kind: 'text', width: 11 },
          { header: 'Đối tượng', kind: 'text', width: 16 },
          { header: 'Phát sinh Nợ (đ)', kind: 'money', width: 18 },
          { header: 'Phát sinh Có (đ)', kind: 'money', width: 18 },
          { header: 'Số dư (đ)', kind: 'money', width: 18 },
          { header: 'Mã tham chiếu', kind: 'text', width: 26 },
        ],
        rows: rows(),
      },
    ],
  };
}
