import { Type } from 'typebox';
import { transaction } from '../../platform/db.ts';
import type { App } from '../../platform/http.ts';
import { pageOf } from '../../platform/schemas.ts';
import { ensureWholeCompany, type StaffContext } from '../staff/index.ts';
import { cancelRemittance, getRemittance, makeRemittance, receiveCash } from './make-remittance.ts';
import { presentReceipt, presentRemittance } from './present.ts';
import { listReceipts, listRemittances } from './remittance-queries.ts';
import * as schemas from './schemas.ts';
import { layCredit, undoReceipt } from './settle-remittances.ts';

const pageSize = 50;
const RemittanceParams = schemas.IdParams;

/** Cash on its way out of tills: paying-in slips, bags handed to a counter, and the credits that settle slips. */
export function remittanceRoutes(app: App): void {
  listRoute(app);
  moveRoutes(app);
  creditRoutes(app);
}

async function detailOf(staff: StaffContext, id: bigint) {
  const remittance = presentRemittance(await getRemittance(staff, id), staff.businessDate);
  return { remittance, receipts: (await listReceipts(staff.db, id)).map(presentReceipt) };
}

function listRoute(app: App): void {
  app.get(
    '/remittances',
    {
      schema: {
        querystring: Type.Object(
          {
            state: Type.Optional(schemas.RemittanceStateSchema),
            after: Type.Optional(schemas.IdSchema),
          },
          { additionalProperties: false },
        ),
        response: { 200: pageOf(schemas.RemittanceSchema) },
      },
      config: { permission: 'payments.view' },
    },
    async ({ staff, query }) => {
      const before = query.after === undefined ? undefined : BigInt(query.after);
      const filter = { scope: staff.scope, state: query.state, before };
      const found = await listRemittances(staff.db, filter, pageSize + 1);
      const page = found.slice(0, pageSize);
      return {
        rows: page.map((row) => presentRemittance(row, staff.businessDate)),
        next: found.length > pageSize ? String(page.at(-1)?.id) : null,
      };
    },
  );
  app.get(
    '/remittances/:id',
    {
      schema: { params: RemittanceParams, response: { 200: schemas.RemittanceDetailSchema } },
      config: { permission: 'payments.view' },
    },
    async ({ staff, params }) => detailOf(staff, BigInt(params.id)),
  );
}

function moveRoutes(app: App): void {
  app.post(
    '/remittances',
    {
      schema: { body: schemas.RemittanceWishSchema, response: { 201: schemas.RemittanceDetailSchema } },
      config: { permission: 'tills.work' },
    },
    async ({ staff, body }, reply) => {
      const made = await makeRemittance(staff, {
        tillCode: body.till,
        sessionIds: body.sessions.map(BigInt),
        bankAccount: body.bankAccount ?? null,
        toTillCode: body.toTill ?? null,
      });
      return reply.code(201).send(await detailOf(staff, made.id));
    },
  );
  app.post(
    '/remittances/:id/cancelling',
    {
      schema: { params: RemittanceParams, response: { 200: schemas.RemittanceDetailSchema } },
      config: { permission: 'tills.work' },
    },
    async ({ staff, params }) => {
      await cancelRemittance(staff, BigInt(params.id));
      return detailOf(staff, BigInt(params.id));
    },
  );
  app.post(
    '/remittances/:id/receiving',
    {
      schema: { params: RemittanceParams, response: { 200: schemas.RemittanceDetailSchema } },
      config: { permission: 'tills.work' },
    },
    async ({ staff, params }) => {
      await receiveCash(staff, BigInt(params.id));
      return detailOf(staff, BigInt(params.id));
    },
  );
}

function creditRoutes(app: App): void {
  const actorOf = ({ login, now, businessDate }: StaffContext) => ({
    actor: login,
    now,
    businessOn: businessDate,
  });
  app.post(
    '/remittances/:id/receipts',
    {
      schema: {
        params: RemittanceParams,
        body: Type.Object(
          { credit: schemas.IdSchema, amount: schemas.AmountSchema },
          { additionalProperties: false },
        ),
        response: { 200: schemas.RemittanceDetailSchema },
      },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, params, body }) => {
      ensureWholeCompany(staff);
      const remittanceId = BigInt(params.id);
      const receipt = { remittanceId, creditId: BigInt(body.credit), amountVnd: BigInt(body.amount) };
      await transaction(staff.db, (tx) =>
        layCredit(staff.db, tx, { ...receipt, rule: 'by_hand' }, actorOf(staff)),
      );
      return detailOf(staff, remittanceId);
    },
  );
  app.post(
    '/remittances/:id/receipts/:receiptId/undo',
    {
      schema: {
        params: Type.Object({ id: schemas.IdSchema, receiptId: schemas.IdSchema }),
        response: { 200: schemas.RemittanceDetailSchema },
      },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, params }) => {
      ensureWholeCompany(staff);
      const remittanceId = BigInt(params.id);
      const undo = { remittanceId, receiptId: BigInt(params.receiptId) };
      await undoReceipt(staff.db, undo, actorOf(staff));
      return detailOf(staff, remittanceId);
    },
  );
}
