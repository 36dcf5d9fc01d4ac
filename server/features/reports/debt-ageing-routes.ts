import { Type } from 'typebox';
import { daysBetween } from '../../../core/dates.ts';
import { debtBuckets, dueDatesOf, type DebtBucket } from '../../../core/kpi/debt-buckets.ts';
import type { App } from '../../platform/http.ts';
import { DateSchema, InstantSchema, MoneySchema, nullable } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { UnitKindSchema, listUnitsBelow } from '../companies/index.ts';
import {
  answerList,
  customersPage,
  pageFields,
  readAsOf,
  presentCustomer,
  type CursorPage,
} from '../kpi/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { asides, listDebtCells, type Aside, type DebtFilter, type DebtRow } from './debt-ageing-queries.ts';
import { debtSheet, debtWorkbook } from './debt-workbooks.ts';
import { countDebts, debtSpotPattern, readDebtAgeing, readDebts } from './read-debt-ageing.ts';
import { unitAsked } from './routes.ts';

const AmountFields = { bills: Type.String(), amount: MoneySchema };
const AgeFields = {
  code: Type.String(),
  name: Type.String(),
  kind: UnitKindSchema,
  buckets: Type.Array(Type.Object({ bucket: Type.Enum([...debtBuckets]), ...AmountFields })),
  aside: Type.Array(Type.Object({ kind: Type.Enum([...asides]), ...AmountFields })),
  total: Type.Object(AmountFields),
};

const AgeingSchema = Type.Object({
  on: DateSchema,
  asOf: InstantSchema,
  definition: Type.Object({ name: Type.String(), version: Type.Integer() }),
  whole: Type.Object(AgeFields),
  rows: Type.Array(
    Type.Object({
      ...AgeFields,
      itself: Type.Boolean({ description: 'Bills of the unit asked about that no unit below it holds' }),
    }),
  ),
});

const AgeingQuery = Type.Object(
  { unit: Type.Optional(Type.String()), format: Type.Optional(Type.Enum(['xlsx'])) },
  { additionalProperties: false },
);

const DebtsQuery = Type.Object(
  {
    unit: Type.Optional(Type.String()),
    bucket: Type.Optional(Type.Enum([...debtBuckets])),
    standing: Type.Optional(Type.Enum(['owed', 'aside', 'all'])),
    kind: Type.Optional(Type.Enum([...asides])),
    after: Type.Optional(Type.String({ pattern: debtSpotPattern })),
    ...pageFields,
  },
  { additionalProperties: false },
);

const DebtsSchema = customersPage({
  billId: Type.String(),
  period: Type.String(),
  dueOn: DateSchema,
  daysLate: Type.Integer({ description: 'Negative before the due date' }),
  open: MoneySchema,
  aside: nullable(Type.Enum([...asides])),
});

/** How old the debt is: by bucket and unit, and the bills behind each figure. */
export function debtAgeingRoutes(app: App): void {
  app.get(
    '/debt-ageing',
    {
      schema: { querystring: AgeingQuery, response: { 200: AgeingSchema } },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, query }, reply) => {
      const unit = await unitAsked(staff, query.unit);
      const visible = await unitsWithin(staff, unit);
      const ageing = await readDebtAgeing(staff.db, { unit, visible, businessDate: staff.businessDate });
      return query.format ? sendXlsx(reply, debtWorkbook(ageing)) : ageing;
    },
  );

  app.get(
    '/debt-ageing/bills',
    {
      schema: { querystring: DebtsQuery, response: { 200: DebtsSchema } },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }, reply) => {
      const { businessDate } = staff;
      const bucket = (query.bucket ?? null) as DebtBucket | null;
      const standing = query.standing ?? 'owed';
      const kind = (query.kind ?? null) as Aside | null;
      const visible = await unitsWithin(staff, await unitAsked(staff, query.unit));
      const cells = await listDebtCells(staff.db, visible);
      const { bills, unitIds } = countDebts(cells, businessDate, { bucket, standing, kind });
      const due = bucket === null ? { from: null, to: null } : dueDatesOf(bucket, businessDate);
      const filter: DebtFilter = { due, standing, kind };
      const read = (page: CursorPage) => readDebts(staff.db, unitIds, filter, page);
      return answerList(reply, query, {
        read,
        head: () => ({ total: bills }),
        present: (row) => presentDebt(row, businessDate),
        sheet: async () => debtSheet(staff.company.name, businessDate, await readAsOf(staff.db)),
      });
    },
  );
}

async function unitsWithin(
  staff: StaffContext,
  unit: Awaited<ReturnType<typeof unitAsked>>,
): Promise<readonly bigint[] | 'all'> {
  if (unit.kind === 'company') return staff.scope;
  return listUnitsBelow(staff.db, unit.id, staff.businessDate);
}

function presentDebt(row: DebtRow, on: string) {
  return {
    ...presentCustomer(row),
    billId: String(row.bill_id),
    period: row.period,
    dueOn: row.due_on,
    daysLate: daysBetween(row.due_on, on),
    open: String(row.open_vnd),
    aside: row.kind,
  };
}
