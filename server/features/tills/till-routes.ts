import { Type } from 'typebox';
import { normalizeCode } from '../../../core/text.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { listOf } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { businessInstant, paymentError } from '../payments/index.ts';
import type { StaffContext } from '../staff/index.ts';
import * as present from './present.ts';
import { saveTerminal, saveTill } from './save-till.ts';
import * as schemas from './schemas.ts';
import { findOpenSessionOf } from './session-queries.ts';
import { findDeskCustomer, listDeskBills } from './taking-queries.ts';
import * as queries from './till-queries.ts';
import { tillWorkbook } from './till-workbook.ts';

/** Tills with their cash, their card terminals, and what a customer at a till owes. */
export function tillRoutes(app: App): void {
  listRoutes(app);
  terminalRoutes(app);
  deskRoute(app);
}

async function readTills({ db, scope }: Pick<StaffContext, 'db' | 'scope'>) {
  const tills = await queries.listTills(db, scope);
  const standing = await queries.listStanding(
    db,
    tills.map(({ id }) => id),
  );
  const byTill = new Map(standing.map((row) => [row.till_id, row]));
  const cash = await queries.readCash(
    db,
    tills.map(({ partner_id }) => partner_id),
  );
  return tills.map((till) => present.presentTill(till, byTill.get(till.id), cash.get(till.partner_id) ?? 0n));
}

function listRoutes(app: App): void {
  app.get(
    '/tills',
    {
      schema: {
        querystring: Type.Object(
          { format: Type.Optional(Type.Enum(['xlsx'])) },
          { additionalProperties: false },
        ),
        response: { 200: schemas.TillsSchema },
      },
      config: { permission: 'payments.view' },
    },
    async ({ staff, query }, reply) => {
      const rows = await readTills(staff);
      const { businessDate, company } = staff;
      if (query.format)
        return sendXlsx(reply, tillWorkbook({ companyName: company.name, businessDate }, rows));
      const sum = (key: 'cash' | 'kept' | 'inTransit') =>
        String(rows.reduce((total, row) => total + BigInt(row[key]), 0n));
      return { totals: { cash: sum('cash'), kept: sum('kept'), inTransit: sum('inTransit') }, rows };
    },
  );
  app.put(
    '/tills/:code',
    {
      schema: {
        params: Type.Object({ code: schemas.TillCodeSchema }),
        body: schemas.TillChangeSchema,
        response: { 200: schemas.TillSchema },
      },
      config: { permission: 'tills.manage' },
    },
    async ({ staff, params, body }) => {
      const { unit, commune = null, cashLimit, closesOn = null, kind, name } = body;
      const till = await saveTill(staff, {
        code: params.code,
        kind,
        name,
        unitCode: unit,
        communeCode: commune,
        cashLimitVnd: BigInt(cashLimit),
        closesOn,
      });
      const [standing] = await queries.listStanding(staff.db, [till.id]);
      const cash = await queries.readCash(staff.db, [till.partner_id]);
      return present.presentTill(till, standing, cash.get(till.partner_id) ?? 0n);
    },
  );
}

function terminalRoutes(app: App): void {
  app.get(
    '/tills/terminals',
    {
      schema: { response: { 200: listOf(schemas.TerminalSchema) } },
      config: { permission: 'payments.view' },
    },
    async ({ staff }) => ({
      rows: (await queries.listTerminals(staff.db, staff.scope)).map(present.presentTerminal),
    }),
  );
  app.put(
    '/tills/terminals/:terminalId',
    {
      schema: {
        params: Type.Object({ terminalId: Type.String({ pattern: '^[A-Z0-9]{4,8}$' }) }),
        body: schemas.TerminalChangeSchema,
        response: { 200: schemas.TerminalSchema },
      },
      config: { permission: 'tills.manage' },
    },
    async ({ staff, params, body }) =>
      present.presentTerminal(
        await saveTerminal(staff, {
          terminalId: params.terminalId,
          partnerCode: body.partner,
          tillCode: body.till,
          enabled: body.enabled,
        }),
      ),
  );
}

/** Any customer of the company may pay at any till; of those outside the person's units the name is masked. */
function deskRoute(app: App): void {
  app.get(
    '/tills/desk/:customerCode',
    {
      schema: {
        params: Type.Object({ customerCode: Type.String({ minLength: 1, maxLength: 40 }) }),
        response: { 200: schemas.DeskSchema },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, params }) => {
      const code = normalizeCode(params.customerCode);
      const customer = await findDeskCustomer(staff.db, code);
      ensure(customer, paymentError('payments.unknown_customer', { customerCode: code }));
      const session = await findOpenSessionOf(staff.db, staff.login);
      return present.presentDesk(customer, await listDeskBills(staff.db, customer.id), {
        mayKnow: staff.scope === 'all' || staff.scope.includes(customer.org_unit_id),
        partnerId: session?.partner_id ?? null,
        businessNow: businessInstant(staff.businessDate, staff.now),
        businessOn: staff.businessDate,
      });
    },
  );
}
