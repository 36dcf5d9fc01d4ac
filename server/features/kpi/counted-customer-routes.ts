import { Type } from 'typebox';
import { formatMonth } from '../../../core/dates.ts';
import { countedThings } from '../../../core/kpi/definition.ts';
import { standingWords } from '../../../core/papers/words.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { InstantSchema, nullable, PeriodSchema } from '../../platform/schemas.ts';
import type { StaffContext } from '../staff/index.ts';
import { readAsOf } from './as-of.ts';
import type { CountedFilter, CountedRow } from './counted-customer-queries.ts';
import {
  countedSpot,
  filterOf,
  readCounted,
  readCountedFigure,
  type CountedFigure,
} from './counted-customers.ts';
import {
  answerList,
  customerCells,
  customerColumns,
  customersPage,
  pageFields,
  presentCustomer,
  type CursorPage,
} from './customer-pages.ts';
import { countedWords } from './definitions-workbook.ts';
import { getDefinition } from './definitions.ts';
import { kpiError } from './errors.ts';
import { unitsAsked } from './units-asked.ts';

const CountedQuery = Type.Object(
  {
    definition: Type.String({
      maxLength: 60,
      description: '`NAME@VERSION`, or `NAME` as it counts the month',
    }),
    period: PeriodSchema,
    counted: Type.Enum([...countedThings]),
    part: Type.Optional(
      Type.Enum(['reached', 'missing'], { description: '`missing`: denominator less numerator' }),
    ),
    unit: Type.Optional(Type.String()),
    commune: Type.Optional(Type.String({ maxLength: 20, description: '`none`: no commune is known' })),
    after: Type.Optional(Type.String({ pattern: countedSpot })),
    ...pageFields,
  },
  { additionalProperties: false },
);

const CountedSchema = Type.Object({
  definition: Type.Object({ name: Type.String(), version: Type.Integer() }),
  from: PeriodSchema,
  to: PeriodSchema,
  asOf: InstantSchema,
  numerator: Type.String(),
  denominator: Type.String(),
  ...customersPage({
    n: Type.String({ description: 'What the customer adds to the part that is listed' }),
    whole: Type.String({ description: 'What the customer adds to the denominator' }),
  }).properties,
  total: nullable(Type.Integer(), {
    description: 'How many are listed; null where bills, times or money are counted',
  }),
});

/** From any figure of any definition down to the customers it is the sum of, and to those it lacks. */
export function countedCustomerRoutes(app: App): void {
  app.get(
    '/kpi/counted-customers',
    {
      schema: { querystring: CountedQuery, response: { 200: CountedSchema } },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }, reply) => {
      const { period, counted, part = 'reached', commune, unit } = query;
      const definition = await getDefinition(staff.db, query.definition, period);
      const reference = `${definition.name}@${definition.version}`;
      ensure(
        definition.counts.includes(counted),
        kpiError('kpi.not_counted', { definition: reference, counted }),
      );
      const whose = { unitIds: await unitsAsked(staff, unit), commune: communeOf(commune) };
      const filter = filterOf(definition, period, { counted, part, ...whose });
      const figure = await readCountedFigure(staff.db, definition, period, { counted, ...whose });
      const asOf = figure.asOf?.toISOString() ?? (await readAsOf(staff.db));
      // Where the figure is of now, nobody need be looked for behind a zero.
      const isNothing = figure.asOf === undefined && partOf(filter, figure) === 0n;
      return answerList(reply, query, {
        read: async (page: CursorPage) =>
          isNothing ? { rows: [], next: null } : readCounted(staff.db, filter, page),
        head: () => ({
          definition: { name: definition.name, version: definition.version },
          ...filter.span,
          asOf,
          numerator: String(figure.numerator),
          denominator: String(figure.denominator),
          total: counted === 'customers' ? Number(partOf(filter, figure)) : null,
        }),
        present: presentCounted,
        sheet: () => sheetOf(staff, filter, { ...figure, asOf }),
      });
    },
  );
}

function communeOf(commune: string | undefined): string | null {
  return commune === 'none' ? '' : (commune ?? null);
}

type Figure = Pick<CountedFigure, 'numerator' | 'denominator'>;

function partOf({ part }: CountedFilter, { numerator, denominator }: Figure): bigint {
  return part === 'reached' ? numerator : denominator - numerator;
}

function presentCounted(row: CountedRow) {
  return { ...presentCustomer(row), n: String(row.n), whole: String(row.whole) };
}

const partNames = { reached: 'Tử số', missing: 'Mẫu số trừ tử số' } as const;

function sheetOf({ company }: StaffContext, filter: CountedFilter, figure: Figure & { asOf: string }) {
  const { definition, span, counted, part } = filter;
  const months =
    span.from === span.to ? formatMonth(span.to) : `${formatMonth(span.from)} đến ${formatMonth(span.to)}`;
  const thing = countedWords[counted];
  return {
    fileName: `khach-hang-${definition.name}-${span.to}.xlsx`,
    name: partNames[part],
    title: `${partNames[part]}, kỳ ${months} – ${company.name}`,
    notes: [
      `${standingWords(definition, figure.asOf)} Danh sách tính đến lúc xuất.`,
      `Đếm ${thing.toLowerCase()}: tử số ${figure.numerator}, mẫu số ${figure.denominator}.`,
    ],
    columns: [
      ...customerColumns,
      { header: partNames[part], kind: 'money' as const, width: 18 },
      { header: 'Mẫu số', kind: 'money' as const, width: 18 },
    ],
    cells: (row: CountedRow) => [...customerCells(row), row.n, row.whole],
  };
}
