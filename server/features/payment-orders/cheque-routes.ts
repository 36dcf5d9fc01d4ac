import { Type } from 'typebox';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { pageOf } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { ensureInScope, ensureWholeCompany, type StaffContext } from '../staff/index.ts';
import { listBillsOf } from './bill-queries.ts';
import { bounceCheque, withdrawCheque } from './change-cheque.ts';
import { findCheque, listCheques, type ChequeRow } from './cheque-queries.ts';
import { chequeError } from './errors.ts';
import { presentBill, presentCheque, presentReceipt } from './present.ts';
import * as schemas from './schemas.ts';
import { listReceipts } from './split-queries.ts';
import { clearByHand } from './take-by-hand.ts';
import { takeCheque } from './take-cheque.ts';
import { chequeWorkbook, lastId } from './workbooks.ts';

const pageSize = 50;

export function chequeRoutes(app: App): void {
  listRoutes(app);
  takeRoute(app);
  actRoutes(app);
}

/** A cheque of a customer that this person may see. Throws `cheques.unknown_cheque`, `staff.outside_scope`. */
async function getCheque(staff: StaffContext, id: string): Promise<ChequeRow> {
  const cheque = await findCheque(staff.db, BigInt(id));
  ensure(cheque, chequeError('cheques.unknown_cheque', { id }));
  ensureInScope(staff, cheque.customer_unit_id);
  return cheque;
}

function listRoutes(app: App): void {
  app.get(
    '/cheques',
    {
      schema: {
        querystring: Type.Object(
          {
            state: Type.Optional(schemas.ChequeStateSchema),
            query: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
            slip: Type.Optional(schemas.IdSchema),
            after: Type.Optional(schemas.IdSchema),
            format: Type.Optional(Type.Literal('xlsx')),
          },
          schemas.exact,
        ),
        response: { 200: pageOf(schemas.ChequeSchema) },
      },
      config: { permission: 'payments.view' },
    },
    async ({ staff, query }, reply) => {
      const filter = {
        unitIds: staff.scope,
        state: query.state,
        query: query.query?.trim(),
        depositId: query.slip === undefined ? undefined : BigInt(query.slip),
      };
      if (query.format) return sendXlsx(reply, chequeWorkbook(staff.db, filter));
      const before = query.after === undefined ? lastId : BigInt(query.after);
      const found = await listCheques(staff.db, filter, { before, limit: pageSize + 1 });
      const rows = found.slice(0, pageSize);
      const last = rows.at(-1);
      return {
        rows: rows.map((row) => presentCheque(row, staff.businessDate)),
        next: found.length > pageSize && last ? String(last.id) : null,
      };
    },
  );
  app.get(
    '/cheques/:id',
    {
      schema: { params: schemas.IdParams, response: { 200: schemas.ChequeDetailSchema } },
      config: { permission: 'payments.view' },
    },
    async ({ staff, params }) => {
      const cheque = await getCheque(staff, params.id);
      return {
        cheque: presentCheque(cheque, staff.businessDate),
        lines: (await listBillsOf(staff.db, { chequeId: cheque.id })).map(presentBill),
        receipts: (await listReceipts(staff.db, { chequeId: cheque.id })).map(presentReceipt),
      };
    },
  );
}

function takeRoute(app: App): void {
  app.post(
    '/cheques',
    {
      schema: { body: schemas.NewChequeSchema, response: { 200: schemas.ChequeSchema } },
      config: { permission: 'cheques.edit' },
    },
    async ({ staff, body }) => {
      const { codes, bills, amount, draweeBranch = '', note = '', ...words } = body;
      const cheque = await takeCheque(staff, {
        ...words,
        draweeBranch,
        note,
        amountVnd: BigInt(amount),
        customerCodes: codes,
        billIds: bills?.map(BigInt) ?? null,
      });
      return presentCheque(cheque, staff.businessDate);
    },
  );
}

function actRoutes(app: App): void {
  const answer = { params: schemas.IdParams, response: { 200: schemas.ChequeSchema } };
  const present = async (staff: StaffContext, id: string) =>
    presentCheque(await getCheque(staff, id), staff.businessDate);
  app.post(
    '/cheques/:id/clear',
    { schema: { ...answer, body: schemas.CreditSchema }, config: { permission: 'settlement.manage' } },
    async ({ staff, params, body }) => {
      ensureWholeCompany(staff);
      await clearByHand(staff, await getCheque(staff, params.id), BigInt(body.creditId));
      return present(staff, params.id);
    },
  );
  app.post(
    '/cheques/:id/bounce',
    { schema: { ...answer, body: schemas.BounceSchema }, config: { permission: 'cheques.edit' } },
    async ({ staff, params, body }) => {
      const cheque = await getCheque(staff, params.id);
      await bounceCheque(staff, cheque.id, {
        reason: body.reason,
        note: body.note ?? '',
        feeVnd: BigInt(body.fee ?? '0'),
        feeBearer: body.feeBearer ?? null,
      });
      return present(staff, params.id);
    },
  );
  app.post(
    '/cheques/:id/withdraw',
    { schema: { ...answer, body: schemas.ReasonSchema }, config: { permission: 'cheques.edit' } },
    async ({ staff, params, body }) => {
      const cheque = await getCheque(staff, params.id);
      await withdrawCheque(staff, cheque.id, body.reason);
      return present(staff, params.id);
    },
  );
}
