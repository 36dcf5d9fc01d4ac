import { Type } from 'typebox';
import { channels } from '../../../core/channels.ts';
import { DateSchema, InstantSchema, MoneySchema, nullable } from '../../platform/schemas.ts';
import { UnitKindSchema } from '../companies/index.ts';
import { FigureRef, figureFields, shownFields } from '../kpi/index.ts';
import { FrozenSchema } from '../month-close/index.ts';
import { eventKinds } from './event-queries.ts';
import { boundaries } from './read-board-communes.ts';

const ChannelSchema = Type.Enum([...channels]);
const RatioSchema = nullable(Type.Number());
/** One month of a line: both definitions, and what the official one counted. */
const MonthSchema = Type.Object({
  denominator: Type.String(),
  numerator: Type.String(),
  official: RatioSchema,
  strict: RatioSchema,
});
/** Under the official definition. */
const ShareSchema = Type.Object({ numerator: Type.String(), denominator: Type.String(), ratio: RatioSchema });
const sharesFields = { customers: ShareSchema, bills: ShareSchema, money: ShareSchema };
const LastYearSchema = nullable(Type.Object(sharesFields), {
  description: 'The same month a year before; null without figures',
});
const AmountOfChannel = { channel: ChannelSchema, amount: MoneySchema };

const LeagueSchema = Type.Object({
  code: Type.String(),
  name: Type.String(),
  kind: UnitKindSchema,
  ...figureFields,
  lastYear: LastYearSchema,
  months: Type.Array(Type.Object({ period: Type.String(), customers: RatioSchema, money: RatioSchema }), {
    description: 'Up to twelve months, the last of them the period itself; official definition',
  }),
  hasChildren: Type.Boolean(),
});

const CommuneSchema = Type.Object({
  code: Type.String(),
  name: Type.String(),
  kind: Type.Enum(['commune', 'district', 'undecided']),
  codes: Type.Array(Type.String(), { description: 'Present communes that it is made of' }),
  disadvantaged: Type.Boolean(),
  counters: nullable(Type.Integer(), {
    description: "The company's own counters that are open today; null where none was ever registered",
  }),
  uncovered: nullable(Type.Integer(), {
    description:
      'Villages without mobile coverage; null where the register says of none whether there is any',
  }),
  ...shownFields,
  lastYear: LastYearSchema,
});

const AheadSchema = Type.Object({
  points: Type.Array(
    Type.Object({ period: Type.String(), ratio: Type.Number(), low: Type.Number(), high: Type.Number() }),
    { description: 'Band of 80 %; empty with fewer than six months without a gap' },
  ),
  reached: Type.String(),
  denominator: Type.String(),
  target: nullable(Type.Number(), { description: "That December's, else the period's" }),
  missing: nullable(Type.String(), { description: 'To the target, at the present denominator' }),
  perMonth: nullable(Type.String(), { description: 'Needed every month left; null when none is' }),
});

/** From months that have ended, under the official definition. */
const ForecastSchema = Type.Object({
  method: Type.String({ description: 'Name and version of the way of looking ahead' }),
  from: Type.String(),
  to: Type.String(),
  until: Type.String(),
  monthsLeft: Type.Integer(),
  customers: AheadSchema,
  money: AheadSchema,
});

/** The newest month while it is being collected. */
const LiveSchema = Type.Object({
  period: Type.String(),
  bills: Type.String(),
  billsPaid: Type.String(),
  billed: MoneySchema,
  paid: MoneySchema,
  customers: FigureRef,
});

const EventSchema = Type.Object({
  period: Type.String({ description: 'The month of its day, or the month that was frozen' }),
  on: DateSchema,
  kind: Type.Enum([...eventKinds]),
  name: Type.String({ description: "The counter, the letter's number or the frozen version" }),
  key: Type.String({ description: 'Code of the counter, id of the plan, or the frozen month' }),
});

export const BoardSchema = Type.Object({
  period: Type.String(),
  periods: Type.Array(Type.String()),
  unit: Type.Object({ code: Type.String(), name: Type.String(), kind: UnitKindSchema }),
  asOf: InstantSchema,
  provisional: Type.Boolean({ description: 'The figures of the month are not frozen' }),
  frozen: FrozenSchema,
  figures: Type.Object(figureFields),
  lastYear: nullable(Type.Object({ period: Type.String(), ...sharesFields }), {
    description: 'The same month a year before; null without figures',
  }),
  forecast: nullable(ForecastSchema, { description: 'Null before the first month that has ended' }),
  live: nullable(LiveSchema, {
    description: 'The newest month while it is being collected; null before the first bill',
  }),
  cashBeside: Type.Array(Type.Object({ ...AmountOfChannel, share: RatioSchema })),
  units: Type.Array(LeagueSchema),
  boundary: Type.Enum([...boundaries]),
  communes: Type.Array(CommuneSchema),
  channels: Type.Array(
    Type.Object({
      period: Type.String(),
      ...AmountOfChannel,
      bills: Type.String(),
      share: nullable(Type.Number(), { description: 'Of the money collected for this month' }),
    }),
  ),
  trend: Type.Array(Type.Object({ period: Type.String(), customers: MonthSchema, money: MonthSchema })),
  events: Type.Array(EventSchema, {
    description: 'From the first month of the lines to the end of the forecast, so also what is planned',
  }),
});
