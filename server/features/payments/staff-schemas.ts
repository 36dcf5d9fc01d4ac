import { Type } from 'typebox';
import { channels, tenders } from '../../../core/channels.ts';
import { DateSchema, InstantSchema, listOf, MoneySchema, nullable, pageOf } from '../../platform/schemas.ts';

const ChannelSchema = Type.Enum([...channels]);

const ListedPaymentSchema = Type.Object({
  id: Type.String(),
  reference: Type.String(),
  partnerCode: Type.String(),
  partnerName: Type.String(),
  channel: ChannelSchema,
  tender: nullable(Type.Enum([...tenders])),
  amount: MoneySchema,
  credited: Type.String({ description: 'Not taken by any bill' }),
  state: Type.Enum(['accepted', 'reversed']),
  occurredAt: InstantSchema,
  businessOn: DateSchema,
  recordedAt: InstantSchema,
  /** Null for money that no customer could be found for. */
  customerCode: nullable(Type.String()),
  customerName: nullable(Type.String()),
  unitName: nullable(Type.String()),
  allocations: Type.Array(
    Type.Object({
      billId: Type.String(),
      externalId: Type.String(),
      period: Type.String(),
      amount: MoneySchema,
    }),
  ),
});
export const PaymentFeedSchema = pageOf(ListedPaymentSchema);
export const CustomerPaymentsSchema = listOf(ListedPaymentSchema);

const countAndAmount = { count: Type.Integer(), amount: MoneySchema };
export const PaymentsSummarySchema = Type.Object({
  businessDate: DateSchema,
  today: Type.Object(countAndAmount),
  perPartner: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), ...countAndAmount })),
});

export const PartnerDaysSchema = listOf(
  Type.Object({
    code: Type.String(),
    name: Type.String(),
    kind: Type.String(),
    channels: Type.Array(ChannelSchema),
    suspended: Type.Boolean(),
    paymentsToday: Type.Integer(),
    amountToday: MoneySchema,
  }),
);
