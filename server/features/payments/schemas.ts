import { Type, type Static } from 'typebox';
import { channels, tenders } from '../../../core/channels.ts';

const exact = { additionalProperties: false };
const Problem = Type.Ref('Problem');
/** What every partner route may answer besides. */
export const problems = {
  400: Problem,
  401: Problem,
  404: Problem,
  409: Problem,
  422: Problem,
  429: Problem,
  503: Problem,
};

/** Whole dong as decimal digits: a string, so that no JSON parser turns it into a float. */
export const Amount = Type.String({
  pattern: '^[1-9][0-9]{0,14}$',
  description: 'Whole VND, decimal digits',
});
export const Money = Type.String({ pattern: '^-?[0-9]{1,18}$', description: 'Whole VND, decimal digits' });
const Reference = Type.String({
  pattern: '^[A-Za-z0-9._:/-]{1,64}$',
  description: "The partner's own reference: the idempotency key. Make and store it before the first send",
});
const Id = Type.String({ pattern: '^[0-9]{1,18}$' });

export const CustomerCodeParams = Type.Object({
  customerCode: Type.String({ minLength: 1, maxLength: 40, description: 'Mã khách hàng' }),
});
export const ReferenceParams = Type.Object({ reference: Reference });

export const InquirySchema = Type.Object({
  customerCode: Type.String(),
  maskedName: Type.String({ description: 'Show it before the customer pays' }),
  village: Type.Union([Type.String(), Type.Null()]),
  totalOpen: Money,
  bills: Type.Array(
    Type.Object({
      billId: Id,
      externalId: Type.String({ description: "The billing system's bill id (ID_HDON)" }),
      period: Type.String({ description: 'YYYY-MM' }),
      kind: Type.String({
        description: 'TD electricity, VC reactive power, DC adjustment, TT back-billing, DV another service',
      }),
      description: Type.String({ description: 'What the bill is for, to show to the customer' }),
      amount: Type.String({ description: 'Still open, whole VND' }),
      dueOn: Type.String({ format: 'date' }),
      state: Type.Enum(['open', 'part_paid', 'held'], {
        description: 'held: reserved for one partner until heldUntil',
      }),
      heldUntil: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
      heldByYou: Type.Boolean(),
    }),
    { description: 'Open bills that this partner may collect, oldest first' },
  ),
});

export const PaymentRequestSchema = Type.Object(
  {
    reference: Reference,
    customerCode: Type.String({ minLength: 1, maxLength: 40 }),
    amount: Amount,
    bills: Type.Optional(
      Type.Array(Id, {
        minItems: 1,
        maxItems: 100,
        uniqueItems: true,
        description: 'Bills chosen; without it the oldest first',
      }),
    ),
    channel: Type.Optional(
      Type.Enum([...channels], { description: "One of the partner's channels; without it the first" }),
    ),
    tender: Type.Optional(
      Type.Enum([...tenders], { description: 'How the customer handed it over, where known' }),
    ),
    intent: Type.Optional(
      Type.Enum(['request', 'notice'], {
        description:
          'request (default): nothing taken yet, may be refused. notice: the money was taken, never refused',
      }),
    ),
    pointCode: Type.Optional(
      Type.String({
        pattern: '^[A-Z0-9_-]{1,20}$',
        description: "Your own code of the point where the customer paid; the point's limit then applies",
      }),
    ),
    occurredAt: Type.Optional(Type.String({ format: 'date-time' })),
  },
  exact,
);
export type PaymentRequest = Static<typeof PaymentRequestSchema>;

export const PaymentSchema = Type.Object({
  paymentId: Id,
  reference: Type.String(),
  outcome: Type.Enum(['accepted', 'replayed']),
  currentState: Type.Enum(['accepted', 'reversed']),
  amount: Money,
  credited: Type.String({
    description: 'Not taken by any bill: customer credit, or suspense for an unknown customer',
  }),
  allocations: Type.Array(Type.Object({ billId: Id, amount: Money })),
  acceptedAt: Type.String({ format: 'date-time' }),
  businessOn: Type.String({ format: 'date' }),
});

export const ReversalRequestSchema = Type.Object(
  { reference: Reference, reason: Type.String({ minLength: 1, maxLength: 200 }) },
  exact,
);

export const ReversalSchema = Type.Object({
  reference: Type.String(),
  paymentReference: Type.String(),
  outcome: Type.Enum(['reversed', 'tombstone'], {
    description: 'tombstone: the payment had not come; it will be refused when it comes',
  }),
  replayed: Type.Boolean(),
  amount: Money,
  recordedAt: Type.String({ format: 'date-time' }),
});

const Bills = Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 100, uniqueItems: true }));
const Minutes = Type.Optional(
  Type.Integer({
    minimum: 1,
    maximum: 1440,
    description: 'Without it, or above it, as long as the company allows',
  }),
);

export const HoldRequestSchema = Type.Object(
  {
    reference: Reference,
    customerCode: Type.String({ minLength: 1, maxLength: 40 }),
    bills: Bills,
    minutes: Minutes,
  },
  exact,
);
export const HoldExtensionSchema = Type.Object({ minutes: Minutes }, exact);

export const HoldSchema = Type.Object({
  holdId: Id,
  reference: Type.String(),
  customerCode: Type.String(),
  bills: Type.Array(Id),
  amount: Money,
  state: Type.Enum(['open', 'paid', 'released', 'expired']),
  heldAt: Type.String({ format: 'date-time' }),
  expiresAt: Type.String({ format: 'date-time', description: 'From then on it holds nothing' }),
  paymentId: Type.Union([Id, Type.Null()]),
  replayed: Type.Boolean(),
});
