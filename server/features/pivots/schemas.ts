import { Type } from 'typebox';
import { dimensions } from '../../../core/pivots/pivot.ts';
import { InstantSchema, nullable, PeriodSchema } from '../../platform/schemas.ts';
import { UnitKindSchema } from '../companies/index.ts';

const exact = { additionalProperties: false };
const text = Type.Optional(Type.String({ maxLength: 300 }));

/** The address of a table, see `core/pivots/pivot.ts`. */
export const pivotFields = {
  rows: text,
  columns: text,
  measures: text,
  months: text,
  unit: text,
  commune: text,
  district: text,
  kind: text,
  definition: text,
  sort: text,
  order: text,
  top: text,
  empty: text,
};
export const PivotQuery = Type.Object(
  {
    ...pivotFields,
    format: Type.Optional(Type.Enum(['xlsx', 'csv', 'pdf'])),
    /** What stands at the head of a file. */
    title: Type.Optional(Type.String({ maxLength: 200 })),
  },
  exact,
);

/** Only what a cell has is written: a table may have a hundred thousand of them. */
const CellSchema = Type.Object({
  amount: Type.Optional(Type.String({ description: 'Customers, bills or whole dong' })),
  ratio: Type.Optional(
    Type.Number({ description: 'A share of 0 to 1, a difference of two shares, or a share of the plan' }),
  ),
  numerator: Type.Optional(Type.String()),
  denominator: Type.Optional(Type.String()),
  before: Type.Optional(Type.Number({ description: 'The share compared with, or the planned one' })),
  few: Type.Optional(Type.Boolean({ description: 'Too few bills for a number' })),
});

const PathSchema = Type.Array(Type.String(), { description: 'One member per dimension, outermost first' });

export const PivotSchema = Type.Object({
  address: Type.Record(Type.String(), Type.String(), { description: 'The same table has the same address' }),
  unit: Type.Object({ code: Type.String(), name: Type.String(), kind: UnitKindSchema }),
  months: Type.Array(PeriodSchema),
  provisional: Type.Boolean({ description: 'The figures of one of them at least are not frozen' }),
  asOf: InstantSchema,
  names: Type.Array(
    Type.Object({ dimension: Type.Enum([...dimensions]), code: Type.String(), name: Type.String() }),
  ),
  columns: Type.Array(Type.Object({ path: PathSchema, kind: Type.Enum(['leaf', 'subtotal', 'total']) })),
  rows: Type.Array(
    Type.Object({
      path: PathSchema,
      kind: Type.Enum(['leaf', 'group', 'rest', 'total']),
      members: Type.Integer({ description: 'Of `rest`: how many members it holds' }),
      cells: Type.Array(CellSchema, {
        description: 'Column by column, measure by measure; an empty one where nothing was billed',
      }),
    }),
  ),
});

export const ReportSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  description: Type.String(),
  /** The address of its table. */
  address: Type.Record(Type.String(), Type.String()),
  maker: Type.String(),
  isOwn: Type.Boolean(),
  sharing: Type.Enum(['nobody', 'unit', 'everybody']),
  /** With whom it is shared. */
  unit: nullable(Type.Object({ code: Type.String(), name: Type.String() })),
  favourite: Type.Boolean(),
  changedAt: InstantSchema,
});

export const ReportBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120 }),
    description: Type.String({ maxLength: 500 }),
    address: Type.Object(pivotFields, exact),
    sharing: Type.Enum(['nobody', 'unit', 'everybody']),
    /** The unit it is shared with. */
    unit: Type.Optional(Type.String()),
  },
  exact,
);
