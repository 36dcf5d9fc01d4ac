import { Type } from 'typebox';
import { nounOfMeasure } from '../../../core/targets/explain.ts';
import { nameOfMeasure } from '../../../core/targets/measures.ts';
import { momentWords } from '../../../core/papers/words.ts';
import type { App } from '../../platform/http.ts';
import { DateSchema, InstantSchema, nullable, PeriodSchema } from '../../platform/schemas.ts';
import { sendList } from '../kpi/index.ts';
import type { MeasuredRow } from '../measures/index.ts';
import { openFigure, type OpenFigure } from './open-figure.ts';
import { KeySchema } from './plan-schemas.ts';
import { presentHead } from './present-plan.ts';
import { IdParams } from './step-request.ts';

const pageSize = 50;

const FigureSchema = Type.Object({
  rowName: Type.String(),
  measure: Type.String(),
  definition: Type.Object({ name: Type.String(), version: Type.Integer() }),
  counted: nullable(Type.Object({ from: PeriodSchema, to: PeriodSchema })),
  asOf: nullable(InstantSchema),
  value: nullable(Type.String(), { description: 'Numerator, or the count: the sum of `n` of all rows' }),
  base: nullable(Type.String()),
  isListed: Type.Boolean({ description: 'Not where the definition is counted from bills alone' }),
  rows: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      address: Type.String(),
      unitCode: nullable(Type.String(), { description: 'Null for places and communes' }),
      period: nullable(PeriodSchema),
      since: nullable(DateSchema),
      n: Type.String({ description: 'What it adds to the figure' }),
    }),
  ),
  next: nullable(Type.String()),
});

/** The customers, places or communes behind «Thực hiện» of one row, and behind what it still lacks. */
export function figureRoutes(app: App): void {
  app.get(
    '/targets/plans/:id/rows/:key/things',
    {
      schema: {
        params: Type.Object({ ...IdParams.properties, key: KeySchema }),
        querystring: Type.Object(
          {
            part: Type.Optional(Type.Enum(['reached', 'missing'])),
            after: Type.Optional(Type.String({ maxLength: 60 })),
            format: Type.Optional(Type.Enum(['xlsx'])),
          },
          { additionalProperties: false },
        ),
        response: { 200: FigureSchema },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, params, query }, reply) => {
      const { part = 'reached', after } = query;
      const asked = { planId: BigInt(params.id), key: params.key, part };
      const figure = await openFigure(staff.db, asked, staff);
      if (query.format) return sendList(reply, figureSheet(figure, part));
      const rows = (await figure.list?.({ after: cursorOf(after), limit: pageSize })) ?? [];
      return { ...presentFigure(figure), rows: rows.map(presentRow), next: nextOf(rows, pageSize) };
    },
  );
}

function presentFigure({ plan, row, counted, asOf, list }: OpenFigure) {
  const { measure, definition } = presentHead(plan);
  const { value = null, base = null } = row.attained ?? {};
  return {
    rowName: row.name,
    measure,
    definition,
    counted,
    asOf: asOf?.toISOString() ?? null,
    value: value === null ? null : String(value),
    base: base === null ? null : String(base),
    isListed: list !== undefined,
  };
}

function presentRow({ code, name, address, unit_code, period, on_day, n }: MeasuredRow) {
  const month = period === null ? null : period.slice(0, 7);
  return { code, name, address, unitCode: unit_code, period: month, since: on_day, n: String(n) };
}

/** `PA99NN0001@2026-09` of the last row of a full page. */
function nextOf(rows: readonly MeasuredRow[], limit: number): string | null {
  const last = rows.at(-1);
  return last && rows.length === limit ? `${last.code}@${last.period ?? ''}` : null;
}

function cursorOf(after: string | null | undefined) {
  if (!after) return null;
  const [code = '', period = ''] = after.split('@');
  return { code, period: period === '' ? null : period };
}

const titles = { reached: 'Đã thực hiện', missing: 'Chưa đạt' } as const;

function figureSheet(figure: OpenFigure, part: 'reached' | 'missing') {
  const { plan, row, counted, asOf, list } = figure;
  const measure = nameOfMeasure(plan.measure, 'vi');
  return {
    fileName: `thuc-hien-${plan.id}-${row.key}.xlsx`,
    name: titles[part],
    title: `${measure} – ${row.name} – ${titles[part]}`,
    notes: [
      `Cách tính: ${plan.definition_name}@${plan.definition_version}`,
      counted && asOf
        ? `Từ kỳ ${counted.from} đến kỳ ${counted.to}; số liệu lúc ${momentWords(asOf)}`
        : 'Chưa có dữ liệu',
    ],
    columns: [
      { header: 'Mã', kind: 'text' as const, width: 18 },
      { header: 'Tên', kind: 'text' as const, width: 32 },
      { header: 'Địa chỉ', kind: 'text' as const, width: 44 },
      { header: 'Đơn vị', kind: 'text' as const, width: 12 },
      { header: 'Kỳ', kind: 'text' as const, width: 10 },
      { header: 'Từ ngày', kind: 'date' as const },
      { header: nounOfMeasure(plan.measure, 'vi'), kind: 'money' as const, width: 14 },
    ],
    read: async ({ after, limit }: { after: string | null; limit: number }) => {
      const rows = (await list?.({ after: cursorOf(after), limit })) ?? [];
      return { rows, next: nextOf(rows, limit) };
    },
    cells: (one: MeasuredRow) => [
      one.code,
      one.name,
      one.address,
      one.unit_code,
      one.period?.slice(0, 7) ?? null,
      one.on_day,
      one.n,
    ],
  };
}
