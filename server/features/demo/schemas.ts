import { Type } from 'typebox';
import { DateSchema, listOf, nullable } from '../../platform/schemas.ts';
import { roles } from '../staff/index.ts';

/** Null until the company's demo history is complete. */
const FillSchema = Type.Object({ anchor: Type.String(), size: Type.Integer(), firstMonth: Type.String() });

const HeadlineSchema = Type.Object({
  companyName: Type.String(),
  period: Type.String(),
  customersRatio: nullable(Type.Number()),
  target: nullable(Type.Number()),
});

export const DemoSchema = Type.Object({
  demo: Type.Literal(true),
  banner: Type.String(),
  companies: Type.Array(
    Type.Object({ code: Type.String(), name: Type.String(), fill: nullable(FillSchema) }),
  ),
  signIns: Type.Array(
    Type.Object({
      login: Type.String(),
      password: Type.String(),
      displayName: Type.String(),
      role: Type.Enum([...roles]),
      companyCode: Type.String(),
      companyName: Type.String(),
      unitName: nullable(Type.String()),
    }),
  ),
  headline: nullable(HeadlineSchema, {
    description: 'The figure the story starts from, of the first company',
  }),
  businessDate: DateSchema,
  offsetDays: Type.Integer(),
  pace: Type.Number({ description: 'Payments a second that the simulated partners aim at' }),
  partnerApi: Type.Object({ baseUrl: Type.String(), docsUrl: Type.String() }),
});

export const ClockSchema = Type.Object({
  businessDate: DateSchema,
  realDate: DateSchema,
  offsetDays: Type.Integer(),
  movable: Type.Boolean(),
});

export const ProvidersSchema = listOf(
  Type.Object({
    code: Type.String(),
    kind: Type.Enum(['bank', 'gateway', 'mail']),
    name: Type.String(),
    speaks: Type.Array(Type.String(), { description: 'Formats of its files, or the protocol it speaks' }),
    waiting: Type.Integer({ description: 'Statements not sent yet, or outcomes not called back yet' }),
    switches: Type.Array(Type.Object({ name: Type.String(), on: Type.Boolean() })),
  }),
);

export const ActionDoneSchema = Type.Object({
  sent: Type.Array(
    Type.Object({
      bank: Type.String(),
      fileName: Type.String(),
      day: DateSchema,
      outcome: Type.Enum(['taken', 'refused']),
      reason: Type.Optional(Type.String()),
    }),
  ),
  calls: Type.Integer({ description: 'Calls that gateways made to us' }),
});
