import { Type } from 'typebox';
import { kpiDefinitions } from '../../../core/kpi-definitions.ts';
import type { App } from '../../platform/http.ts';
import { PeriodSchema } from '../../platform/schemas.ts';
import { sendXlsx, type Workbook } from '../../platform/xlsx/writer.ts';
import { getUnit, listUnits } from '../companies/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { planRoutes } from './plan-routes.ts';
import { TargetsSchema } from './schemas.ts';
import { listTargets, setTargets } from './set-targets.ts';

const TargetQuery = Type.Object(
  { period: PeriodSchema, format: Type.Optional(Type.Enum(['xlsx'])) },
  { additionalProperties: false },
);

const TargetBody = Type.Object(
  {
    period: PeriodSchema,
    rows: Type.Array(
      Type.Object(
        { unitCode: Type.String(), metric: Type.Enum(['customers', 'money']), shareBp: Type.Integer() },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 500 },
    ),
  },
  { additionalProperties: false },
);

/** What boards hold a month against, and the plans that are handed down. */
export function targetRoutes(app: App): void {
  monthRoutes(app);
  planRoutes(app);
}

/** The assigned plan of each unit for a month. */
function monthRoutes(app: App): void {
  app.get(
    '/targets',
    {
      schema: { querystring: TargetQuery, response: { 200: TargetsSchema } },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, query }, reply) => {
      const rows = await readTargets(staff, query.period);
      if (query.format === 'xlsx') return sendXlsx(reply, targetWorkbook(staff, query.period, rows));
      return { period: query.period, rows };
    },
  );

  app.put(
    '/targets',
    {
      schema: { body: TargetBody, response: { 200: TargetsSchema } },
      config: { permission: 'targets.edit' },
    },
    async ({ staff, body }) => {
      const changes = [];
      for (const row of body.rows) {
        const unit = await getUnit(staff.db, row.unitCode, staff.businessDate);
        ensureInScope(staff, unit.id);
        changes.push({ unitId: unit.id, metric: row.metric as 'customers' | 'money', shareBp: row.shareBp });
      }
      const { login: actor, requestId } = staff;
      await setTargets(staff.db, { period: body.period, changes, actor, requestId });
      return { period: body.period, rows: await readTargets(staff, body.period) };
    },
  );
}

function targetWorkbook(
  staff: StaffContext,
  period: string,
  rows: Awaited<ReturnType<typeof readTargets>>,
): Workbook {
  const { official } = kpiDefinitions;
  return {
    fileName: `chi-tieu-${period}.xlsx`,
    sheets: [
      {
        name: 'Chỉ tiêu',
        title: `Chỉ tiêu giao kỳ ${period} – ${staff.company.name}`,
        notes: [`Cách tính ${official.name}@${official.version}: chỉ tiêu mà bảng điều hành so với.`],
        columns: [
          { header: 'Mã đơn vị', kind: 'text', width: 12 },
          { header: 'Đơn vị', kind: 'text', width: 32 },
          { header: 'Tỷ lệ khách hàng', kind: 'percent', width: 18 },
          { header: 'Tỷ lệ tiền điện', kind: 'percent', width: 18 },
        ],
        rows: rows.map((row) => [row.unitCode, row.unitName, share(row.customersBp), share(row.moneyBp)]),
      },
    ],
  };
}

function share(basisPoints: number | null): number | null {
  return basisPoints === null ? null : basisPoints / 10_000;
}

async function readTargets(staff: StaffContext, period: string) {
  const [units, targets] = await Promise.all([
    listUnits(staff.db, staff.businessDate),
    listTargets(staff.db, period),
  ]);
  return units
    .filter((unit) => unit.kind === 'company' || unit.kind === 'unit')
    .filter((unit) => staff.scope === 'all' || staff.scope.includes(unit.id))
    .map((unit) => ({
      unitCode: unit.code,
      unitName: unit.name,
      kind: unit.kind,
      customersBp: targets.get(unit.id)?.customersBp ?? null,
      moneyBp: targets.get(unit.id)?.moneyBp ?? null,
    }));
}
