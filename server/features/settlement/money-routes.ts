import { Type } from 'typebox';
import { readClock } from '../../platform/clock.ts';
import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { DateSchema } from '../../platform/schemas.ts';
import type { StaffContext } from '../staff/index.ts';
import { actorOf, getPartner, getWindow, PartnerParams, WindowParams } from './asked.ts';
import { assignToWindow, depositPrefund, undoReceipt } from './assign-receipt.ts';
import { carryDifference } from './carry-difference.ts';
import { settlementError } from './errors.ts';
import { presentPrefund } from './present-prefund.ts';
import { readWindow } from './read-window.ts';
import { PrefundSchema, SettledSchema, WindowSchema } from './schemas.ts';
import { settleAll, settleWindow } from './settle-window.ts';

const IdText = Type.String({ pattern: '^[1-9][0-9]{0,17}$' });
const AmountText = Type.String({ pattern: '^[1-9][0-9]{0,14}$' });
const ReceiptBody = Type.Object({ creditId: IdText, amount: AmountText }, { additionalProperties: false });
const CarryBody = Type.Object(
  {
    amount: Type.String({
      pattern: '^-?[1-9][0-9]{0,14}$',
      description: 'Above zero when the partner still owes',
    }),
    reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
    to: Type.Union([Type.Enum(['nextDay', 'account']), DateSchema], {
      description: 'A day: set off against the opposite difference of that closed window',
    }),
  },
  { additionalProperties: false },
);

/** The money of windows: assigned, taken back, carried, settled; and what partners pay in beforehand. */
export function moneyRoutes(app: App, runtime: Runtime): void {
  receiptRoutes(app, runtime);
  endRoutes(app, runtime);
  settleAllRoute(app);
  prefundRoutes(app);
}

async function answer(runtime: Runtime, { db }: StaffContext, params: { partner: string; day: string }) {
  const { businessNow, businessDate: today } = await readClock(runtime.platform);
  return readWindow(db, await getWindow(db, params), { businessNow, today });
}

function receiptRoutes(app: App, runtime: Runtime): void {
  app.post(
    '/settlement/windows/:partner/:day/receipts',
    {
      schema: { params: WindowParams, body: ReceiptBody, response: { 200: WindowSchema } },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, params, body }) => {
      const { db } = staff;
      const { window } = await getWindow(db, params);
      const money = { creditId: BigInt(body.creditId), amountVnd: BigInt(body.amount), rule: 'by_hand' };
      await transaction(db, (tx) =>
        assignToWindow(db, tx, { windowId: window.id, ...money }, actorOf(staff)),
      );
      return answer(runtime, staff, params);
    },
  );
  app.post(
    '/settlement/windows/:partner/:day/receipts/:id/undo',
    {
      schema: {
        params: Type.Object({ ...WindowParams.properties, id: IdText }),
        response: { 200: WindowSchema },
      },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, params }) => {
      const { window } = await getWindow(staff.db, params);
      const undo = { receiptId: BigInt(params.id), windowId: window.id, partnerId: window.partner_id };
      await undoReceipt(staff.db, undo, actorOf(staff));
      return answer(runtime, staff, params);
    },
  );
}

function endRoutes(app: App, runtime: Runtime): void {
  app.post(
    '/settlement/windows/:partner/:day/carry',
    {
      schema: { params: WindowParams, body: CarryBody, response: { 200: WindowSchema } },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, params, body }) => {
      const { window } = await getWindow(staff.db, params);
      const { amount, reason, to } = body;
      await carryDifference(
        staff.db,
        { windowId: window.id, amountVnd: BigInt(amount), reason, to },
        actorOf(staff),
      );
      return answer(runtime, staff, params);
    },
  );
  app.post(
    '/settlement/windows/:partner/:day/settle',
    {
      schema: { params: WindowParams, response: { 200: WindowSchema } },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, params }) => {
      const { window } = await getWindow(staff.db, params);
      await settleWindow(staff.db, window.id, actorOf(staff));
      return answer(runtime, staff, params);
    },
  );
}

function settleAllRoute(app: App): void {
  app.post(
    '/settlement/settle',
    {
      schema: {
        body: Type.Object(
          { partner: Type.Optional(Type.String({ maxLength: 40 })) },
          { additionalProperties: false },
        ),
        response: { 200: SettledSchema },
      },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, body }) => {
      const partner = body.partner === undefined ? undefined : await getPartner(staff.db, body.partner);
      const settled = await settleAll(staff.db, { partnerCode: partner?.code }, actorOf(staff));
      return {
        settled: settled.map(({ partner_code, settles_on }) => ({
          partnerCode: partner_code,
          day: settles_on,
        })),
      };
    },
  );
}

function prefundRoutes(app: App): void {
  app.get(
    '/settlement/prefund/:partner',
    {
      schema: { params: PartnerParams, response: { 200: PrefundSchema } },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff: { db }, params }) => presentPrefund(db, await getPartner(db, params.partner)),
  );
  app.post(
    '/settlement/prefund/:partner',
    {
      schema: { params: PartnerParams, body: ReceiptBody, response: { 200: PrefundSchema } },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, params, body }) => {
      const { db } = staff;
      const partner = await getPartner(db, params.partner);
      ensure(partner.prefunded, settlementError('settlement.not_prefunded', { partner: partner.code }));
      const money = { creditId: BigInt(body.creditId), amountVnd: BigInt(body.amount), rule: 'by_hand' };
      const whose = { partnerId: partner.id, partnerCode: partner.code };
      await transaction(db, (tx) => depositPrefund(db, tx, { ...whose, ...money }, actorOf(staff)));
      return presentPrefund(db, partner);
    },
  );
  app.post(
    '/settlement/prefund/:partner/receipts/:id/undo',
    {
      schema: {
        params: Type.Object({ ...PartnerParams.properties, id: IdText }),
        response: { 200: PrefundSchema },
      },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, params }) => {
      const partner = await getPartner(staff.db, params.partner);
      const undo = { receiptId: BigInt(params.id), windowId: null, partnerId: partner.id };
      await undoReceipt(staff.db, undo, actorOf(staff));
      return presentPrefund(staff.db, partner);
    },
  );
}
