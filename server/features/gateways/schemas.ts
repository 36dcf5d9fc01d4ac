import { Type } from 'typebox';
import { channels } from '../../../core/channels.ts';
import { providerNames } from '../../../core/gateways/providers.ts';
import { InstantSchema, MoneySchema, nullable } from '../../platform/schemas.ts';
import { healthStates } from './health.ts';
import { orderStates } from './queries.ts';

export const OrderStateSchema = Type.Enum([...orderStates]);
export const AccountCodeSchema = Type.String({ pattern: '^[a-z][a-z0-9-]{1,29}$' });
const AddressSchema = Type.String({ minLength: 1, maxLength: 500 });
export const AmountSchema = Type.String({
  pattern: '^[1-9][0-9]{0,14}$',
  description: 'Whole VND, decimal digits',
});
const ProviderSchema = Type.Enum(providerNames.filter((name) => name !== 'standard-webhooks'));

const limitFields = {
  rule: Type.String({
    minLength: 3,
    maxLength: 200,
    description: 'The rule that says so, as people are told it',
  }),
  perPayment: nullable(AmountSchema),
  perDay: nullable(AmountSchema),
  perMonth: nullable(AmountSchema),
};
const LimitsSchema = Type.Object(limitFields, {
  additionalProperties: false,
  description: 'What one subscriber may pay through this contract; null: not limited',
});

export const AccountChangeSchema = Type.Object(
  {
    partner: Type.String({ minLength: 2, maxLength: 20 }),
    provider: ProviderSchema,
    variant: Type.Optional(nullable(Type.String({ maxLength: 40 }))),
    channel: Type.Enum([...channels]),
    merchant: Type.String({ minLength: 1, maxLength: 100 }),
    endpoint: Type.Optional(nullable(AddressSchema)),
    payPage: Type.Optional(nullable(AddressSchema)),
    publicUrl: AddressSchema,
    secrets: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[A-Za-z0-9]{1,40}$' }),
        Type.String({ minLength: 1, maxLength: 2000 }),
        {
          description: 'By the names of the provider; without it those there are stay',
        },
      ),
    ),
    limits: Type.Optional(nullable(LimitsSchema, { description: 'Without it those there are stay' })),
    enabled: Type.Boolean(),
  },
  { additionalProperties: false },
);

export const GatewaySchema = Type.Object({
  code: Type.String(),
  partner: Type.String(),
  provider: ProviderSchema,
  variant: nullable(Type.String()),
  channel: Type.Enum([...channels]),
  merchant: Type.String(),
  endpoint: nullable(Type.String()),
  payPage: nullable(Type.String()),
  publicUrl: Type.String(),
  callbackUrl: Type.String({ description: 'To be registered with the provider' }),
  secrets: Type.Array(Type.String(), { description: 'Names of the keys that are set; never the keys' }),
  limits: nullable(LimitsSchema),
  enabled: Type.Boolean(),
  needsPhone: Type.Boolean({ description: 'The payer is asked on their phone' }),
  refunds: Type.Boolean({ description: 'It gives money back when asked' }),
  takesOrders: Type.Boolean({ description: 'False: it only tells of transfers' }),
  health: Type.Object({
    state: Type.Enum([...healthStates]),
    failuresInRow: Type.Integer(),
    failingSince: nullable(InstantSchema),
    lastFault: nullable(Type.String()),
    lastSuccessAt: nullable(InstantSchema),
    lastFailureAt: nullable(InstantSchema),
    lastCallbackAt: nullable(InstantSchema),
  }),
});

export const OrderRequestSchema = Type.Object(
  {
    account: AccountCodeSchema,
    requestKey: Type.String({
      pattern: '^[A-Za-z0-9_-]{8,64}$',
      description: "The asker's own; repeats are one order",
    }),
    customerCode: Type.String({ minLength: 1, maxLength: 40 }),
    phone: Type.Optional(
      Type.String({
        minLength: 9,
        maxLength: 20,
        description: 'Whose phone is asked to confirm (Mobile Money)',
      }),
    ),
    bills: Type.Optional(
      Type.Array(Type.String({ pattern: '^[0-9]{1,18}$' }), { minItems: 1, maxItems: 100 }),
    ),
  },
  { additionalProperties: false },
);

export const OrderSchema = Type.Object({
  id: Type.String(),
  account: Type.String(),
  reference: Type.String(),
  requestKey: Type.String(),
  customerCode: Type.String(),
  bills: Type.Array(Type.String()),
  amount: MoneySchema,
  phone: nullable(Type.String()),
  channel: Type.Enum([...channels]),
  state: OrderStateSchema,
  expiresAt: InstantSchema,
  payUrl: nullable(Type.String()),
  deeplink: nullable(Type.String()),
  qrContent: nullable(Type.String()),
  transactionId: nullable(Type.String()),
  paymentId: nullable(Type.String()),
  failure: nullable(Type.String()),
  attention: nullable(Type.String()),
  attempts: Type.Integer(),
  nextQueryAt: nullable(InstantSchema),
  refundReference: nullable(Type.String()),
  refundReason: nullable(Type.String()),
  refundBy: nullable(Type.String()),
  refundAmount: nullable(MoneySchema),
  refunded: MoneySchema,
  cancelledBy: nullable(Type.String()),
  createdBy: Type.String(),
  createdAt: InstantSchema,
  finishedAt: nullable(InstantSchema),
});

const messageFields = {
  id: Type.String(),
  kind: Type.String(),
  verdict: Type.String(),
  detail: nullable(Type.String()),
  raw: Type.String({ description: 'As it came, at most 4,000 characters' }),
  receivedAt: InstantSchema,
};

export const OrderDetailSchema = Type.Object({
  order: OrderSchema,
  qrSvg: nullable(
    Type.String({
      description: 'A picture of what the payer scans, while they may pay; nothing but what we draw',
    }),
  ),
  messages: Type.Array(Type.Object(messageFields)),
});

export const MessageSchema = Type.Object({
  ...messageFields,
  account: Type.String(),
  orderId: nullable(Type.String()),
});
