import { Type } from 'typebox';
import { errorMessages } from '../../../core/messages/errors.ts';
import { AppError } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { sendPdf } from '../../platform/pdf/document.ts';
import { listOf } from '../../platform/schemas.ts';
import type { StaffContext } from '../staff/index.ts';
import { presentTaking } from './present.ts';
import { printReceipt } from './print-receipt.ts';
import { receiptSizes } from './receipt-paper.ts';
import * as schemas from './schemas.ts';
import type { SessionRow } from './session-queries.ts';
import { recordCash, takeCard, takeCash, type TakingWish } from './take-money.ts';
import { listVoidsAsked } from './taking-queries.ts';
import { approveVoid, askForVoid, withdrawVoid } from './void-taking.ts';
import { getOwnSession } from './work-session.ts';

/** Taking money at a till: cash, card, and what a collector took earlier; receipts, and voiding them. */
export function takingRoutes(app: App): void {
  cashRoute(app);
  cardRoute(app);
  offlineRoute(app);
  printRoute(app);
  voidRoutes(app);
}

interface WishBody {
  requestKey: string;
  customerCode: string;
  bills: string[];
  amount: string;
}
const wishOf = ({ requestKey, customerCode, bills, amount }: WishBody): TakingWish => ({
  requestKey,
  customerCode,
  billIds: bills.map(BigInt),
  amountVnd: BigInt(amount),
});

function cashRoute(app: App): void {
  app.post(
    '/tills/sessions/:id/cash',
    {
      schema: {
        params: schemas.IdParams,
        body: schemas.CashWishSchema,
        response: { 200: schemas.TakingSchema },
      },
      config: { permission: 'tills.work' },
    },
    async ({ staff, params, body }) => {
      const session = await getOwnSession(staff, BigInt(params.id));
      const wish = { ...wishOf(body), givenVnd: BigInt(body.given) };
      return presentTaking(await takeCash(staff, session, wish));
    },
  );
}

function cardRoute(app: App): void {
  app.post(
    '/tills/sessions/:id/cards',
    {
      schema: {
        params: schemas.IdParams,
        body: schemas.CardWishSchema,
        response: { 200: schemas.TakingSchema },
      },
      config: { permission: 'tills.work' },
    },
    async ({ staff, params, body }) => {
      const session = await getOwnSession(staff, BigInt(params.id));
      const { terminalId, batchNumber, traceNumber, approvalCode, last4 } = body;
      const slip = { terminalId, batchNumber, traceNumber, approvalCode, last4 };
      return presentTaking(await takeCard(staff, session, { ...wishOf(body), slip }));
    },
  );
}

/** One line that cannot be taken does not keep the others back. */
function offlineRoute(app: App): void {
  app.post(
    '/tills/sessions/:id/offline',
    {
      schema: {
        params: schemas.IdParams,
        body: schemas.OfflineSchema,
        response: { 200: schemas.OfflineAnswerSchema },
      },
      config: { permission: 'tills.work' },
    },
    async ({ staff, params, body }) => {
      const session = await getOwnSession(staff, BigInt(params.id));
      const rows = [];
      for (const row of body.rows) rows.push(await recordOne(staff, session, row));
      return { rows };
    },
  );
}

async function recordOne(staff: StaffContext, session: SessionRow, row: WishBody & { occurredAt: string }) {
  const { requestKey } = row;
  try {
    const wish = { ...wishOf(row), occurredAt: new Date(row.occurredAt) };
    return { requestKey, taking: presentTaking(await recordCash(staff, session, wish)), problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return {
      requestKey,
      taking: null,
      problem: { code: error.code, detail: errorMessages[error.code].vi },
    };
  }
}

function printRoute(app: App): void {
  app.post(
    '/tills/takings/:id/prints',
    {
      schema: {
        params: schemas.IdParams,
        body: Type.Object({ size: Type.Enum([...receiptSizes]) }, { additionalProperties: false }),
      },
      config: { permission: 'tills.work' },
    },
    async ({ staff, params, body }, reply) =>
      sendPdf(reply, await printReceipt(staff, BigInt(params.id), body.size)),
  );
}

function voidRoutes(app: App): void {
  app.get(
    '/tills/voids',
    { schema: { response: { 200: listOf(schemas.TakingSchema) } }, config: { permission: 'payments.view' } },
    async ({ staff }) => ({
      rows: (await listVoidsAsked(staff.db, staff.scope)).map(presentTaking),
    }),
  );
  app.post(
    '/tills/takings/:id/void',
    {
      schema: {
        params: schemas.IdParams,
        body: Type.Object({ reason: schemas.ReasonSchema }, { additionalProperties: false }),
        response: { 200: schemas.TakingSchema },
      },
      config: { permission: 'tills.work' },
    },
    async ({ staff, params, body }) => presentTaking(await askForVoid(staff, BigInt(params.id), body.reason)),
  );
  app.delete(
    '/tills/takings/:id/void',
    {
      schema: { params: schemas.IdParams, response: { 200: schemas.TakingSchema } },
      config: { permission: 'tills.work' },
    },
    async ({ staff, params }) => presentTaking(await withdrawVoid(staff, BigInt(params.id))),
  );
  app.post(
    '/tills/takings/:id/void/approval',
    {
      schema: { params: schemas.IdParams, response: { 200: schemas.TakingSchema } },
      config: { permission: 'money.approve' },
    },
    async ({ staff, params }) => presentTaking(await approveVoid(staff, BigInt(params.id))),
  );
}
