import { Type } from 'typebox';
import { addDays } from '../../../core/dates.ts';
import { accountNames, type AccountCode } from '../../../core/postings.ts';
import type { App } from '../../platform/http.ts';
import type { Db } from '../../platform/db.ts';
import { sendXlsx, type Workbook } from '../../platform/xlsx/writer.ts';
import type { StaffContext } from '../staff/index.ts';
import { readBalances, readBalancesBefore, type BalanceRow } from './queries.ts';
import { BalancesSchema } from './schemas.ts';

const BalanceQuery = Type.Object(
  {
    /** Balances as they stood at the end of this business day, by business date. */
    on: Type.Optional(Type.String({ format: 'date' })),
    /** Balances as they had been recorded before this instant. */
    recordedBefore: Type.Optional(Type.String({ format: 'date-time' })),
    format: Type.Optional(Type.Enum(['xlsx'])),
  },
  { additionalProperties: false },
);

/** Balances of all accounts: now, at the end of a business day, or as recorded before an instant. */
export function ledgerRoutes(app: App): void {
  app.get(
    '/ledger/balances',
    {
      schema: { querystring: BalanceQuery, response: { 200: BalancesSchema } },
      config: { permission: 'ledger.view' },
    },
    async ({ staff, query }, reply) => {
      const rows = (await readAsked(staff.db, query)).filter(
        (row) => staff.scope === 'all' || (row.org_unit_id !== null && staff.scope.includes(row.org_unit_id)),
      );
      const asOf = query.on ?? query.recordedBefore ?? staff.now.toISOString();
      if (query.format === 'xlsx') return sendXlsx(reply, balanceWorkbook(staff, rows, asOf));
      return { asOf, rows: rows.map(presentBalance) };
    },
  );
}

function readAsked(db: Db, query: { on?: string; recordedBefore?: string }): Promise<BalanceRow[]> {
  if (query.on !== undefined) return readBalancesBefore(db, { businessOn: addDays(query.on, 1) });
  if (query.recordedBefore !== undefined) {
    return readBalancesBefore(db, { recordedAt: new Date(query.recordedBefore) });
  }
  return readBalances(db);
}

function balanceWorkbook(staff: StaffContext, rows: readonly BalanceRow[], asOf: string): Workbook {
  return {
    fileName: `so-du-${staff.businessDate}.xlsx`,
    sheets: [
      {
        name: 'Số dư',
        title: `Số dư tài khoản – ${staff.company.name}`,
        notes: [`Lúc ${asOf}`],
        columns: [
          { header: 'Tài khoản', kind: 'text', width: 12 },
          { header: 'Tên', kind: 'text', width: 34 },
          { header: 'Đơn vị', kind: 'text', width: 12 },
          { header: 'Đối tác', kind: 'text', width: 14 },
          { header: 'Phát sinh Nợ (đ)', kind: 'money', width: 20 },
          { header: 'Phát sinh Có (đ)', kind: 'money', width: 20 },
          { header: 'Số dư (đ)', kind: 'money', width: 20 },
        ],
        rows: rows.map((row) => [
          row.code,
          nameOf(row),
          row.unit_code,
          row.partner_code,
          row.debit_vnd,
          row.credit_vnd,
          row.debit_vnd - row.credit_vnd,
        ]),
      },
    ],
  };
}

function nameOf({ code }: BalanceRow): string {
  return accountNames[code as AccountCode].vi;
}

function presentBalance(row: BalanceRow) {
  return {
    code: row.code,
    name: nameOf(row),
    unitCode: row.unit_code,
    partnerCode: row.partner_code,
    debit: String(row.debit_vnd),
    credit: String(row.credit_vnd),
    balance: String(row.debit_vnd - row.credit_vnd),
  };
}
