import { Type } from 'typebox';
import { channels } from '../../../core/channels.ts';
import { InstantSchema, MoneySchema, nullable } from '../../platform/schemas.ts';
import { UnitKindSchema } from '../companies/index.ts';
import { FigureRef, figureFields } from '../kpi/index.ts';

const ChannelSchema = Type.Enum([...channels]);
const RatioSchema = nullable(Type.Number());
const RatiosSchema = Type.Object({ official: RatioSchema, strict: RatioSchema });
const AmountOfChannel = { channel: ChannelSchema, amount: MoneySchema };

const LeagueSchema = Type.Object({
  code: Type.String(),
  name: Type.String(),
  kind: UnitKindSchema,
  ...figureFields,
  hasChildren: Type.Boolean(),
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

export const BoardSchema = Type.Object({
  period: Type.String(),
  periods: Type.Array(Type.String()),
  unit: Type.Object({ code: Type.String(), name: Type.String(), kind: UnitKindSchema }),
  asOf: InstantSchema,
  provisional: Type.Boolean({ description: 'The month has not ended' }),
  figures: Type.Object(figureFields),
  live: nullable(LiveSchema, {
    description: 'The newest month while it is being collected; null before the first bill',
  }),
  cashBeside: Type.Array(Type.Object({ ...AmountOfChannel, share: RatioSchema })),
  units: Type.Array(LeagueSchema),
  communes: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), ...figureFields })),
  channels: Type.Array(
    Type.Object({
      period: Type.String(),
      ...AmountOfChannel,
      bills: Type.String(),
      share: nullable(Type.Number(), { description: 'Of the money collected for this month' }),
    }),
  ),
  trend: Type.Array(Type.Object({ period: Type.String(), customers: RatiosSchema, money: RatiosSchema })),
});
