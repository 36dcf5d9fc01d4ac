import { Type } from 'typebox';
import { factorNames } from '../../../core/outreach/factors.ts';
import { scenarioNames } from '../../../core/outreach/words.ts';
import { DateSchema, InstantSchema, MoneySchema, NamedSchema, nullable } from '../../platform/schemas.ts';

const WishFields = {
  workers: Type.Integer({ minimum: 1, maximum: 500 }),
  visitsPerDay: Type.Integer({
    minimum: 1,
    maximum: 200,
    description: 'Of one person, without any way to go',
  }),
  travelDays: Type.Number({
    minimum: 0,
    maximum: 0.9,
    description: 'Part of a working day to a village and back',
  }),
  visitOdds: Type.Number({ minimum: 1, maximum: 100, description: 'A visit multiplies the odds by this' }),
  promotionOdds: Type.Number({ minimum: 1, maximum: 20, description: '1 is no promotion' }),
  closingOdds: Type.Number({ minimum: 1, maximum: 100 }),
  closes: Type.Array(Type.String({ pattern: '^[0-9]{1,10}$' }), {
    maxItems: 500,
    description: 'Communes whose counters close, those that the register does not know included',
  }),
};

/** What may be left out when a plan is asked for. */
const laterWishes = {
  closesPoints: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
    maxItems: 500,
    description: 'Counters of the register that close; a commune changes habits once its last one closes',
  }),
  moreWorkers: Type.Integer({
    minimum: 0,
    maximum: 500,
    description: 'A scenario with so many people more; 0 is none',
  }),
  monthlyChance: Type.Number({
    minimum: 0.0001,
    maximum: 0.5,
    description: 'Where history teaches nothing: that any household changes by itself in a month',
  }),
};

export const PlanBody = Type.Object(
  {
    unit: Type.String({ minLength: 1, maxLength: 40 }),
    until: DateSchema,
    targetBp: Type.Integer({ minimum: 1, maximum: 10_000 }),
    ...WishFields,
    closesPoints: Type.Optional(laterWishes.closesPoints),
    moreWorkers: Type.Optional(laterWishes.moreWorkers),
    monthlyChance: Type.Optional(laterWishes.monthlyChance),
  },
  { additionalProperties: false },
);

const WishSchema = Type.Object({ ...WishFields, ...laterWishes });
const StateSchema = Type.Enum(['asked', 'working', 'done', 'failed']);
const ExpectedSchema = Type.Object(
  { mean: Type.Number(), low: Type.Number(), high: Type.Number() },
  { description: 'The bounds hold four times out of five' },
);

const ModelSchema = Type.Object({
  id: Type.String(),
  definition: Type.String(),
  through: Type.String(),
  verdict: Type.Enum(['learned', 'level', 'too_little']),
  months: Type.Integer(),
  examples: Type.Integer(),
  conversions: Type.Integer(),
  relapse: Type.Number({ description: 'Share that falls back in a month' }),
  closing: nullable(
    Type.Object({ households: Type.Integer(), converted: Type.Integer(), odds: Type.Number() }),
    { description: 'What closed counters did, where enough were seen' },
  ),
  learnedAt: InstantSchema,
  measured: nullable(
    Type.Object({
      examples: Type.Integer(),
      conversions: Type.Integer(),
      ranking: Type.Number(),
      rankingError: Type.Number(),
      firstFifth: Type.Number(),
      fifths: Type.Array(
        Type.Object({ examples: Type.Integer(), said: Type.Number(), came: Type.Integer() }),
      ),
    }),
  ),
  factors: Type.Array(
    Type.Object({
      name: Type.Enum([...factorNames]),
      weight: Type.Number({ description: 'Log-odds per spread met while learning' }),
    }),
  ),
});

const PlanHead = {
  id: Type.String(),
  unit: NamedSchema,
  state: StateSchema,
  progress: Type.Integer(),
  businessOn: DateSchema,
  until: DateSchema,
  targetBp: Type.Integer(),
  askedBy: Type.String(),
  askedAt: InstantSchema,
};

const StandingFields = {
  month: Type.String(),
  customers: Type.Integer(),
  cashless: Type.Integer(),
  paid: Type.Integer({ description: 'Paid whole, in whatever way' }),
};

const CounterFields = {
  code: Type.String(),
  name: Type.String(),
  households: Type.Integer({ description: 'Who paid at a counter in the month' }),
  points: Type.Array(NamedSchema),
};

export const GroundSchema = Type.Object({
  unit: NamedSchema,
  /** What the person may ask about. */
  units: Type.Array(NamedSchema),
  /** Null before there are figures of a whole month. */
  standing: nullable(Type.Object(StandingFields)),
  until: DateSchema,
  targetBp: nullable(Type.Integer({ description: 'As assigned for the month of `until`' })),
  counters: Type.Array(Type.Object(CounterFields), {
    description: 'Communes where customers pay at a counter, or where one of the register is open',
  }),
  usual: WishSchema,
  model: nullable(ModelSchema),
  plans: Type.Array(Type.Object(PlanHead)),
});

const ScenarioSchema = Type.Object({
  name: Type.Enum([...scenarioNames]),
  verdict: Type.Enum(['at_target', 'on_its_own', 'reached', 'days_run_out', 'households_run_out']),
  gap: Type.Integer(),
  alone: Type.Number(),
  fallBack: Type.Number(),
  need: Type.Object({
    visits: Type.Integer(),
    villages: Type.Integer(),
    workDays: Type.Number(),
    gain: Type.Number(),
    workers: Type.Integer(),
  }),
  visits: Type.Integer(),
  villages: Type.Integer(),
  workDays: Type.Number(),
  workers: Type.Integer(),
  lastOn: nullable(DateSchema),
  gain: Type.Number(),
  conversions: ExpectedSchema,
  cashless: ExpectedSchema,
});

export const PlanSchema = Type.Object({
  ...PlanHead,
  failure: nullable(Type.Enum(['too_little', 'fault'])),
  assumed: WishSchema,
  ground: nullable(
    Type.Object({
      ...StandingFields,
      asOf: InstantSchema,
      definition: Type.String(),
      households: Type.Integer(),
      villages: Type.Integer(),
      months: Type.Integer(),
      workingDays: Type.Integer(),
      closing: Type.Array(Type.Object({ ...CounterFields, whole: Type.Boolean() }), {
        description:
          'What the scenario closes; habits change where the whole commune is left without a counter',
      }),
      thin: nullable(
        Type.Object({
          months: Type.Integer(),
          examples: Type.Integer(),
          conversions: Type.Integer(),
          through: Type.String(),
        }),
        { description: 'Too little history: the order is the stated one, and chances are assumed' },
      ),
    }),
  ),
  model: nullable(ModelSchema),
  scenarios: Type.Array(ScenarioSchema),
});

export const AskedSchema = Type.Object({ id: Type.String() });

const ReasonSchema = Type.Object({
  factor: Type.Enum([...factorNames]),
  value: Type.Number(),
  push: Type.Number({
    description: 'Log-odds beside an average household; below zero it speaks against, zero is a mere fact',
  }),
});

export const VisitSchema = Type.Object({
  place: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  address: Type.String(),
  unitCode: Type.String(),
  commune: Type.String(),
  village: Type.Integer(),
  villageName: nullable(Type.String()),
  worker: Type.Integer(),
  visitOn: DateSchema,
  billed: MoneySchema,
  chanceAlone: Type.Number(),
  chanceVisited: Type.Number(),
  reasons: Type.Array(ReasonSchema),
});

export const VillageOfPlanSchema = Type.Object({
  village: Type.Integer(),
  name: nullable(Type.String()),
  bookCode: nullable(Type.String()),
  commune: Type.String(),
  unitCode: Type.String(),
  visits: Type.Integer(),
  gain: Type.Number(),
  firstOn: DateSchema,
  lastOn: DateSchema,
  workers: Type.Array(Type.Integer()),
});

export const WorkersOfPlanSchema = Type.Object({
  rows: Type.Array(
    Type.Object({
      worker: Type.Integer(),
      visits: Type.Integer(),
      villages: Type.Integer(),
      days: Type.Integer(),
      firstOn: DateSchema,
      lastOn: DateSchema,
      gain: Type.Number(),
    }),
  ),
});
