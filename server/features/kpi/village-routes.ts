import { Type } from 'typebox';
import { firstDayOf, formatMonth, isMonth } from '../../../core/dates.ts';
import { kpiDefinitions } from '../../../core/kpi-definitions.ts';
import { standingWords } from '../../../core/papers/words.ts';
import { keepBack, withheldWords, withholdAmong, withholdCommunes } from '../../../core/kpi/withholding.ts';
import type { Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { InstantSchema, PeriodSchema, nullable } from '../../platform/schemas.ts';
import { sendXlsx, type Workbook } from '../../platform/xlsx/writer.ts';
import { describeCommune, formerDistrictsOf } from '../areas/index.ts';
import { readAsOf } from './as-of.ts';
import { kpiError } from './errors.ts';
import { shownFigures, type ShownFigures } from './figures.ts';
import { listCommuneSums } from './queries.ts';
import { shownFields } from './schemas.ts';
import { unitsAsked } from './units-asked.ts';
import { listVillageSums } from './village-queries.ts';

const VillagesSchema = Type.Object({
  period: Type.String(),
  commune: Type.Object({ code: Type.String(), name: Type.String() }),
  asOf: InstantSchema,
  rows: Type.Array(
    Type.Object({
      id: nullable(Type.String({ description: 'Null where the address names no village' })),
      name: Type.String(),
      ...shownFields,
    }),
  ),
});

/** The step between a commune and its customers. */
export function villageRoutes(app: App): void {
  app.get(
    '/kpi/villages',
    {
      schema: {
        querystring: Type.Object(
          {
            period: PeriodSchema,
            commune: Type.String({ minLength: 1 }),
            unit: Type.Optional(Type.String()),
            format: Type.Optional(Type.Enum(['xlsx'])),
          },
          { additionalProperties: false },
        ),
        response: { 200: VillagesSchema },
      },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, query }, reply) => {
      const { period } = query;
      ensure(isMonth(period), kpiError('kpi.unknown_period', { period }));
      const question = {
        period: firstDayOf(period),
        unitIds: await unitsAsked(staff, query.unit),
        commune: query.commune,
      };
      const [sums, isShown, commune, asOf] = await Promise.all([
        listVillageSums(staff.db, question),
        isCommuneShown(staff.db, question),
        describeCommune(staff.db, query.commune),
        readAsOf(staff.db),
      ]);
      const bills = sums.map((row) => row.bills);
      const withheld = isShown ? withholdAmong(bills) : keepBack(bills);
      const answer = {
        period,
        commune: { code: query.commune, name: commune?.full_name ?? query.commune },
        asOf,
        rows: sums.map((row, at) => ({
          id: row.id === null ? null : String(row.id),
          name: row.name ?? '',
          ...shownFigures(row, withheld[at] ?? null),
        })),
      };
      return query.format ? sendXlsx(reply, villagesWorkbook(answer, staff.company.name)) : answer;
    },
  );
}

type Villages = { period: string; commune: { name: string }; asOf: string; rows: VillageRow[] };
type VillageRow = { id: string | null; name: string } & ShownFigures;

/** Whether the board shows the commune: one that covers a smaller one must not be the sum of its villages. */
async function isCommuneShown(
  db: Db,
  asked: { period: string; unitIds: readonly bigint[] | 'all'; commune: string },
): Promise<boolean> {
  const rows = await listCommuneSums(db, asked.period, asked.unitIds);
  const former = await formerDistrictsOf(
    db,
    rows.map(({ code }) => code),
  );
  return (withholdCommunes(rows, former).communes.get(asked.commune) ?? null) === null;
}

function villagesWorkbook({ period, commune, asOf, rows }: Villages, companyName: string): Workbook {
  const { official } = kpiDefinitions;
  return {
    fileName: `thon-xom-${period}.xlsx`,
    sheets: [
      {
        name: 'Thôn, xóm',
        title: `Tỷ lệ theo thôn, ${commune.name}, kỳ ${formatMonth(period)} – ${companyName}`,
        notes: [
          `${standingWords(official, asOf)} Thôn có ít hơn 5 hóa đơn không ghi số, kèm thôn nhỏ kế tiếp để không suy ra được từ tổng.`,
        ],
        columns: [
          { header: 'Thôn, xóm', kind: 'text', width: 32 },
          { header: 'KH có hóa đơn', kind: 'integer', width: 14 },
          { header: 'KH không dùng tiền mặt', kind: 'integer', width: 20 },
          { header: 'Tỷ lệ KH', kind: 'percent', width: 10 },
          { header: 'Tiền phát hành (đ)', kind: 'money', width: 20 },
          { header: 'Tiền không dùng tiền mặt (đ)', kind: 'money', width: 24 },
          { header: 'Tỷ lệ tiền', kind: 'percent', width: 10 },
          { header: 'Ghi chú', kind: 'text', width: 20 },
        ],
        rows: rows.map(({ name, small, customers, money }) => [
          name || 'Chưa rõ thôn',
          customers && BigInt(customers.denominator),
          customers && BigInt(customers.official.numerator),
          customers && customers.official.ratio,
          money && BigInt(money.denominator),
          money && BigInt(money.official.numerator),
          money && money.official.ratio,
          customers ? '' : withheldWords({ small }),
        ]),
      },
    ],
  };
}
