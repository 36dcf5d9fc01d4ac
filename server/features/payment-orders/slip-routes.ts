import { Type } from 'typebox';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { sendPdf } from '../../platform/pdf/document.ts';
import { pageOf } from '../../platform/schemas.ts';
import { ensureWholeCompany } from '../staff/index.ts';
import { findOrderAccount } from './account-queries.ts';
import { depositCheques } from './change-cheque.ts';
import { findDeposit, listCheques, listDeposits } from './cheque-queries.ts';
import { chequeError } from './errors.ts';
import { presentSlip } from './present.ts';
import { exact, IdParams, IdSchema, NewSlipSchema, SlipSchema } from './schemas.ts';
import { slipDocument } from './slip-paper.ts';
import { lastId } from './workbooks.ts';

const pageSize = 50;
const mostOnSlip = 500;

/** Slips with which cheques go to the bank; they are the whole company's. */
export function slipRoutes(app: App): void {
  app.get(
    '/cheque-slips',
    {
      schema: {
        querystring: Type.Object({ after: Type.Optional(IdSchema) }, exact),
        response: { 200: pageOf(SlipSchema) },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, query }) => {
      ensureWholeCompany(staff);
      const before = query.after === undefined ? lastId : BigInt(query.after);
      const found = await listDeposits(staff.db, before, pageSize + 1);
      const rows = found.slice(0, pageSize);
      const last = rows.at(-1);
      return {
        rows: rows.map(presentSlip),
        next: found.length > pageSize && last ? String(last.id) : null,
      };
    },
  );
  app.post(
    '/cheque-slips',
    {
      schema: { body: NewSlipSchema, response: { 200: SlipSchema } },
      config: { permission: 'cheques.edit' },
    },
    async ({ staff, body }) => {
      ensureWholeCompany(staff);
      const id = await depositCheques(staff, { account: body.account, chequeIds: body.cheques.map(BigInt) });
      return presentSlip((await findDeposit(staff.db, id))!);
    },
  );
  app.get(
    '/cheque-slips/:id/file',
    { schema: { params: IdParams }, config: { permission: 'reconciliation.view' } },
    async ({ staff, params }, reply) => {
      ensureWholeCompany(staff);
      const deposit = await findDeposit(staff.db, BigInt(params.id));
      ensure(deposit, chequeError('cheques.unknown_slip', { id: params.id }));
      const account = await findOrderAccount(staff.db, deposit.account);
      if (!account) throw new Error(`account ${deposit.account} of a slip is gone`);
      const filter = { unitIds: 'all' as const, state: undefined, query: undefined, depositId: deposit.id };
      const cheques = await listCheques(staff.db, filter, { before: lastId, limit: mostOnSlip });
      return sendPdf(
        reply,
        slipDocument({ company: staff.company, deposit, account, cheques: cheques.reverse() }),
      );
    },
  );
}
