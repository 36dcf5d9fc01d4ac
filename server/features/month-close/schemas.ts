import { Type } from 'typebox';
import { channels } from '../../../core/channels.ts';
import { movementReasons } from '../../../core/month-close/movement-reasons.ts';
import { countedThings } from '../../../core/kpi/definition.ts';
import { InstantSchema, MoneySchema, nullable, PeriodSchema } from '../../platform/schemas.ts';
import { movingKinds } from './moving.ts';

const exact = { additionalProperties: false };

const CountSchema = Type.Object({
  numerator: Type.String(),
  denominator: Type.String(),
  ratio: nullable(Type.Number()),
});

const ComparedSchema = Type.Object({
  counted: Type.Enum([...countedThings]),
  frozen: CountSchema,
  live: CountSchema,
});

const ShareSchema = Type.Object({ numerator: Type.String(), ratio: nullable(Type.Number()) });
const FrozenFigureSchema = Type.Object({
  denominator: Type.String(),
  official: ShareSchema,
  strict: ShareSchema,
});

/** What a board shows of a frozen month beside the figures of today. */
export const FrozenSchema = nullable(
  Type.Object({
    version: Type.Integer(),
    at: InstantSchema,
    asOf: InstantSchema,
    by: Type.String(),
    hash: Type.String(),
    figures: Type.Object({
      customers: FrozenFigureSchema,
      bills: FrozenFigureSchema,
      money: FrozenFigureSchema,
    }),
  }),
  { description: 'Null: the figures of the month are provisional' },
);

const MovingSchema = Type.Array(
  Type.Object({
    what: Type.Enum([...movingKinds]),
    count: Type.Integer(),
    amount: nullable(MoneySchema),
  }),
);

const state = {
  period: Type.String(),
  over: Type.Boolean({ description: 'The month has ended, so it can be frozen' }),
};

export const MonthsSchema = Type.Object({
  asOf: InstantSchema,
  rows: Type.Array(
    Type.Object({
      ...state,
      frozen: FrozenSchema,
      live: Type.Object({
        customers: FrozenFigureSchema,
        bills: FrozenFigureSchema,
        money: FrozenFigureSchema,
      }),
      restatementAsked: Type.Boolean(),
    }),
  ),
});

const VersionSchema = Type.Object({
  version: Type.Integer(),
  at: InstantSchema,
  asOf: InstantSchema,
  by: Type.String(),
  askedBy: nullable(Type.String()),
  reason: nullable(Type.String()),
  hash: Type.String(),
  previousHash: nullable(Type.String()),
  intact: Type.Boolean({ description: 'The figures still fit the hash' }),
  definitions: Type.Array(
    Type.Object({
      name: Type.String(),
      version: Type.Integer(),
      from: Type.String({ description: 'First month that is counted' }),
      to: Type.String({ description: 'Last month that is counted' }),
    }),
  ),
  moving: Type.Unsafe<Type.Static<typeof MovingSchema>>({
    ...MovingSchema,
    description: 'What still moved then; empty for who may not see the whole company',
  }),
});

export const MonthSchema = Type.Object({
  ...state,
  versions: Type.Array(VersionSchema, {
    description: 'The newest first; none while the month is provisional',
  }),
  moving: nullable(MovingSchema, { description: 'What still moves; told to who may see the whole company' }),
  restatement: nullable(
    Type.Object({
      reason: Type.String(),
      askedBy: Type.String(),
      askedAt: InstantSchema,
      version: Type.Integer(),
    }),
  ),
});

export const ComparisonSchema = Type.Object({
  period: Type.String(),
  version: Type.Integer(),
  definition: Type.String({ description: 'name@version' }),
  asOf: InstantSchema,
  liveAsOf: Type.Unsafe<string>({
    ...InstantSchema,
    description:
      'Up to when the data of the figures of today go; earlier than asOf where payments came in since',
  }),
  total: Type.Object({ figures: Type.Array(ComparedSchema), movements: Type.Integer() }),
  rows: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      figures: Type.Array(ComparedSchema),
      movements: Type.Integer(),
    }),
  ),
});

export const MovementSchema = Type.Object({
  id: Type.String(),
  kind: Type.Enum(['payment', 'bill']),
  recordedAt: InstantSchema,
  customerCode: Type.String(),
  customerName: Type.String(),
  unitCode: Type.String(),
  communeCode: Type.String(),
  billId: Type.String(),
  billNumber: Type.String(),
  paymentId: nullable(Type.String()),
  reference: nullable(Type.String()),
  channel: nullable(Type.Enum([...channels])),
  amount: MoneySchema,
  why: Type.Enum([...movementReasons]),
  said: nullable(Type.String(), { description: 'The reason that whoever reversed or corrected it gave' }),
});

export const MonthParams = Type.Object({ period: PeriodSchema });
const VersionQuery = Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,5}$' }));

export const MonthsQuery = Type.Object({ format: Type.Optional(Type.Literal('xlsx')) }, exact);

export const FiguresQuery = Type.Object(
  {
    version: VersionQuery,
    definition: Type.Optional(Type.String({ maxLength: 60 })),
    unit: Type.Optional(Type.String({ maxLength: 40 })),
    by: Type.Optional(Type.Enum(['unit', 'commune'])),
    format: Type.Optional(Type.Literal('xlsx')),
  },
  exact,
);

export const MovementsQuery = Type.Object(
  {
    version: VersionQuery,
    unit: Type.Optional(Type.String({ maxLength: 40 })),
    commune: Type.Optional(Type.String({ maxLength: 10 })),
    after: Type.Optional(Type.String({ pattern: '^[0-9]{1,18}$' })),
    limit: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,2}$' })),
    format: Type.Optional(Type.Literal('xlsx')),
  },
  exact,
);

export const ReasonBody = Type.Object({ reason: Type.String({ minLength: 3, maxLength: 500 }) }, exact);
export const NoBody = Type.Object({}, exact);
