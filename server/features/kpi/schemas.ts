import { Type, type Static } from 'typebox';
import { InstantSchema, nullable } from '../../platform/schemas.ts';

const ShareSchema = Type.Object({
  numerator: Type.String(),
  ratio: nullable(Type.Number({ description: '0 to 1; null when there is nothing to measure' })),
});
const VersionSchema = Type.Object({ name: Type.String(), version: Type.Integer() });

/** One ratio with everything that explains it: both definitions, what was counted, and the assigned plan. */
export const FigureSchema = Type.Object(
  {
    denominator: Type.String(),
    official: ShareSchema,
    strict: ShareSchema,
    target: nullable(Type.Number(), {
      description: 'The assigned share, 0 to 1; null where no plan was assigned',
    }),
    attainment: nullable(Type.Number(), {
      description: 'Reached share of the plan (ratio / target), under the official definition',
    }),
    gap: nullable(Type.String(), {
      description: 'Customers, bills or dong still missing to the plan; 0 once it is reached',
    }),
    definition: Type.Object({ official: VersionSchema, strict: VersionSchema }),
  },
  { $id: 'Figure' },
);
export type Figure = Static<typeof FigureSchema>;

/** Refers to the schema by name; the routes of this feature register it. */
export const FigureRef = Type.Unsafe<Figure>(Type.Ref('Figure'));

/** What stands beside each unit, area or company that is measured. */
export const figureFields = { customers: FigureRef, bills: FigureRef, money: FigureRef };

/** What stands beside a place that may be so small that its figures are withheld. */
export const shownFields = {
  small: Type.Boolean({ description: 'Fewer than five bills: the figures are withheld' }),
  covers: Type.Boolean({
    description: 'Withheld so that a place of fewer than five bills cannot be told from the total',
  }),
  customers: nullable(FigureRef),
  bills: nullable(FigureRef),
  money: nullable(FigureRef),
};

export const FormerAreasSchema = Type.Object({
  period: Type.String(),
  asOf: InstantSchema,
  /** Districts of before 1 July 2025. */
  rows: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      communes: Type.Integer({ description: 'Present communes that it is made of' }),
      ...shownFields,
    }),
  ),
  /** Present communes of several former districts, or of none that is known. */
  undecided: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), ...shownFields })),
});
