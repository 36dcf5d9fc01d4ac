import { Type } from 'typebox';
import { accountNames, type AccountCode } from '../../../core/postings.ts';
import type { App } from '../../platform/http.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { readBalances, type BalanceRow } from './queries.ts';

/** Balances of all accounts, as they are at this moment. */
export function ledgerRoutes(app: App): void {
  app.get(
    '/ledger/balances',
    {
      schema: {
        querystring: Type.Object(
          { format: Type.Optional(Type.Enum(['xlsx'])) },
          { additionalProperties: false },
        ),
      },
      config: { permission: 'ledger.view' },
    },
    async ({ staff, query }, reply) => {
      const rows = (await readBalances(staff.db)).filter(
        (row) => staff.scope === 'all' || (row.org_unit_id !== null && staff.scope.includes(row.org_unit_id)),
      );
      const asOf = staff.now.toISOString();
      if (query.format !== 'xlsx') return { asOf, rows: rows.map(presentBalance) };
      return sendXlsx(reply, {
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
      });
    },
  );
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
