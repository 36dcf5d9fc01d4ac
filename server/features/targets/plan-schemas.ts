import { Type } from 'typebox';
import { planModes, planSpans } from '../../../core/targets/span.ts';
import { factorNames } from '../../../core/targets/proposal.ts';
import { actions, planStates } from './plan-queries.ts';
import { DateSchema, InstantSchema, listOf, nullable, PeriodSchema } from '../../platform/schemas.ts';

/** Of a row: a unit, an employee, or what is left of a unit. */
export const KeySchema = Type.String({ pattern: '^[urs][0-9]{1,18}$' });
const exact = { additionalProperties: false };
export const WholeSchema = Type.String({
  description: 'Whole customers, bills, dong or things, decimal digits',
});
const WishedWholeSchema = Type.String({ pattern: '^[0-9]{1,16}$' });
const ShareBpSchema = nullable(Type.Integer({ description: 'Basis points: 9600 is 96 %; null for counts' }));
const VersionNumber = Type.Integer({ minimum: 1 });
const ReasonSchema = Type.String({ maxLength: 300 });

const WeightsSchema = Type.Object(
  Object.fromEntries(factorNames.map((name) => [name, Type.Integer({ minimum: 0, maximum: 100 })])) as Record<
    (typeof factorNames)[number],
    Type.TInteger
  >,
  exact,
);

/** What a plan is, wherever it is listed. */
const planFields = {
  id: Type.String(),
  measure: Type.String({ description: 'core/targets/measures.ts' }),
  definition: Type.Object({ name: Type.String(), version: Type.Integer() }),
  span: Type.Enum([...planSpans]),
  firstMonth: Type.String(),
  lastMonth: Type.String(),
  mode: Type.Enum([...planModes]),
  baseMonth: Type.String({ description: 'The month whose denominators the plan was laid out by' }),
  state: Type.Enum([...planStates]),
  version: Type.Integer(),
  letterNumber: nullable(Type.String()),
  handedOverOn: nullable(DateSchema),
  madeBy: Type.String(),
  madeAt: InstantSchema,
};

export const PlansSchema = listOf(
  Type.Object({ ...planFields, target: WholeSchema, shareBp: ShareBpSchema, holders: Type.Integer() }),
);

const FactorSchema = Type.Object({
  name: Type.Enum([...factorNames]),
  value: Type.Number(),
  beside: nullable(Type.Number(), {
    description: 'The same of the row above; null where this account does not see that row',
  }),
  effect: nullable(Type.Integer(), { description: 'Per cent of the row’s part, added or taken off' }),
  draws: Type.Optional(
    Type.Enum(['more', 'less', 'as_much'], {
      description: 'Where the effect is not told: which way it goes',
    }),
  ),
});

const attainedFields = {
  value: nullable(WholeSchema, { description: 'Null: nobody recorded any, which is not zero' }),
  base: nullable(WholeSchema),
};

/** What came of the teams and employees below a row. */
export const PeopleSchema = Type.Object({
  asOf: nullable(InstantSchema),
  rows: Type.Array(Type.Object({ key: Type.String(), ...attainedFields })),
});

const PersonSchema = Type.Object({ id: Type.String(), name: Type.String() });

const signingFields = {
  place: Type.String(),
  basis: Type.String(),
  signerTitle: Type.String(),
  signerName: Type.String(),
};

export const PlanSchema = Type.Object({
  ...planFields,
  otherVersions: Type.Array(Type.Object({ version: Type.Integer(), from: nullable(PeriodSchema) }), {
    description: 'Of the same definition: by these the first or the last month is counted outside the plan',
  }),
  weights: WeightsSchema,
  signing: nullable(Type.Object(signingFields), {
    description: 'Place, basis and signer of the last letter of any plan',
  }),
  letters: Type.Array(
    Type.Object({
      no: Type.Integer({ description: '1 handed the plan over, those after it adjusted it' }),
      number: Type.String(),
      ...signingFields,
      reason: Type.String(),
      on: DateSchema,
      by: Type.String(),
    }),
  ),
  counted: nullable(Type.Object({ from: Type.String(), to: Type.String() }), {
    description: 'The months that what was attained covers; null before the first of them',
  }),
  asOf: nullable(InstantSchema),
  rows: Type.Array(
    Type.Object({
      key: Type.String(),
      parent: nullable(Type.String()),
      kind: Type.Enum(['company', 'unit', 'team', 'employee', 'rest']),
      level: Type.Integer({ description: '1 for the first row this account sees' }),
      unitCode: Type.String({ description: 'The unit the row belongs to' }),
      code: Type.String(),
      name: Type.String(),
      base: nullable(WholeSchema, { description: 'Denominator of the base month; null for counts' }),
      reached: nullable(WholeSchema, { description: 'Numerator of the base month; null without figures' }),
      target: WholeSchema,
      shareBp: ShareBpSchema,
      proposal: WholeSchema,
      proposalBp: ShareBpSchema,
      inForce: nullable(Type.Object({ target: WholeSchema, shareBp: ShareBpSchema }), {
        description: 'What the last letter asks, while the plan is being adjusted',
      }),
      owner: nullable(PersonSchema, { description: 'Who is responsible for the row' }),
      difference: nullable(WholeSchema, {
        description: 'Target less the sum of the rows below, may be negative; null where there are none',
      }),
      locked: Type.Boolean(),
      grounds: Type.Object({
        headroom: WholeSchema,
        factors: Type.Array(FactorSchema),
        percent: nullable(Type.Integer(), { description: 'Null with the effects' }),
        assumed: Type.Boolean(),
      }),
      attained: nullable(Type.Object(attainedFields), {
        description: 'Null for teams and employees, whose figures are asked for unit by unit',
      }),
    }),
  ),
});

export const StepsSchema = listOf(
  Type.Object({
    version: Type.Integer(),
    action: Type.Enum([...actions]),
    reason: Type.String(),
    by: Type.String(),
    at: InstantSchema,
    changed: Type.Integer({ description: 'Rows whose target or lock it changed' }),
  }),
);

export const RowChangesSchema = listOf(
  Type.Object({
    version: Type.Integer(),
    action: Type.Enum([...actions]),
    reason: Type.String(),
    by: Type.String(),
    at: InstantSchema,
    from: WholeSchema,
    to: WholeSchema,
    fromLocked: Type.Boolean(),
    toLocked: Type.Boolean(),
  }),
);

export const MakePlanBody = Type.Object(
  {
    measure: Type.String({ maxLength: 60 }),
    definition: Type.Optional(Type.String({ maxLength: 60, description: 'official where none is named' })),
    span: Type.Enum([...planSpans]),
    month: PeriodSchema,
    mode: Type.Enum([...planModes]),
    goal: WishedWholeSchema,
    weights: Type.Optional(WeightsSchema),
  },
  exact,
);

export const RowsBody = Type.Object(
  {
    version: VersionNumber,
    reason: ReasonSchema,
    rows: Type.Array(
      Type.Object(
        {
          key: Type.String({ maxLength: 40 }),
          shareBp: Type.Optional(Type.Integer()),
          target: Type.Optional(WishedWholeSchema),
          locked: Type.Optional(Type.Boolean()),
        },
        exact,
      ),
      { minItems: 1, maxItems: 2_000 },
    ),
  },
  exact,
);

export const SpreadBody = Type.Object(
  {
    version: VersionNumber,
    reason: Type.Optional(ReasonSchema),
    from: Type.Optional(
      Type.String({ maxLength: 40, description: 'Key of the row whose difference is spread' }),
    ),
    evenly: Type.Optional(Type.Boolean({ description: 'The same for each row, not by their weights' })),
  },
  exact,
);

/** A step that needs nothing but its reason. */
export const ReasonBody = Type.Object(
  { version: VersionNumber, reason: Type.String({ minLength: 3, maxLength: 300 }) },
  exact,
);

export const OwnersBody = Type.Object(
  {
    rows: Type.Array(
      Type.Object(
        {
          key: Type.String({ maxLength: 40 }),
          staff: nullable(Type.String({ pattern: '^[0-9]{1,18}$' }), {
            description: 'Null: nobody is responsible',
          }),
        },
        exact,
      ),
      { minItems: 1, maxItems: 2_000 },
    ),
  },
  exact,
);
export const ColleaguesSchema = listOf(
  Type.Object({
    id: Type.String(),
    name: Type.String(),
    login: Type.String(),
    unitCode: nullable(Type.String()),
  }),
);

export const ProposalBody = Type.Object(
  { version: VersionNumber, reason: Type.Optional(ReasonSchema), weights: Type.Optional(WeightsSchema) },
  exact,
);

export const UndoBody = Type.Object(
  { version: VersionNumber, to: VersionNumber, reason: ReasonSchema },
  exact,
);

export const HandOverBody = Type.Object(
  {
    version: VersionNumber,
    number: Type.String({ minLength: 1, maxLength: 60 }),
    place: Type.String({ minLength: 1, maxLength: 60 }),
    basis: Type.String({ maxLength: 500 }),
    signerTitle: Type.String({ minLength: 1, maxLength: 100 }),
    signerName: Type.String({ minLength: 1, maxLength: 100 }),
  },
  exact,
);

export const MadeSchema = Type.Object({ id: Type.String() });
export const StepSchema = Type.Object({ version: Type.Integer() });
