import { Type } from 'typebox';
import { channels, tenders } from '../../../core/channels.ts';
import { DateSchema, InstantSchema, MoneySchema, nullable } from '../../platform/schemas.ts';

const BothLanguages = Type.Object({ vi: Type.String(), en: Type.String() });
const Name = nullable(Type.String());
const At = nullable(InstantSchema);

const AccountSchema = Type.Object({
  code: Type.String(),
  name: BothLanguages,
  of: nullable(Type.String(), { description: 'The unit or partner the account is kept for' }),
});

const RequestSchema = Type.Object({
  reference: Type.String(),
  partnerCode: Type.String(),
  partnerName: Type.String(),
  own: Type.Boolean({ description: 'Collected by the company itself: no partner day, no bank credit' }),
  channel: Type.Enum([...channels]),
  tender: nullable(Type.Enum([...tenders])),
  intent: Type.Enum(['request', 'notice']),
  amount: MoneySchema,
  occurredAt: InstantSchema,
  claimedAt: At,
  requestHash: nullable(Type.String(), {
    description: 'SHA-256 of the canonical business fields, hexadecimal',
  }),
  customer: nullable(Type.Object({ code: Type.String(), name: Type.String(), unitName: Name })),
});

const DecisionSchema = Type.Object({
  outcome: Type.Enum(['accepted']),
  recordedAt: InstantSchema,
  businessOn: DateSchema,
  settlesOn: DateSchema,
  credited: MoneySchema,
  /** Signed: what was taken back stands beside what was laid on. */
  allocations: Type.Array(
    Type.Object({
      externalId: Type.String(),
      period: Type.String(),
      customerCode: Type.String(),
      issuedHere: Type.Boolean({ description: 'The billing system does not know this bill' }),
      amount: MoneySchema,
      at: InstantSchema,
    }),
  ),
  credits: Type.Array(
    Type.Object({ reason: Type.String(), customerCode: Name, amount: MoneySchema, at: InstantSchema }),
  ),
});

const TransferSchema = Type.Object({
  kind: Type.String(),
  amount: MoneySchema,
  recordedAt: InstantSchema,
  debit: AccountSchema,
  credit: AccountSchema,
  seal: nullable(Type.Object({ id: Type.String(), hash: Type.String(), sealedAt: InstantSchema })),
});

const SettlementSchema = Type.Object({
  id: Type.String(),
  state: Type.Enum(['open', 'closed', 'agreed', 'money_in', 'settled']),
  dueOn: DateSchema,
  closedAt: At,
  agreedAt: At,
  moneyInAt: At,
  settledAt: At,
  moneyInOn: nullable(DateSchema),
  money: nullable(
    Type.Object({ expected: nullable(MoneySchema), received: MoneySchema, carried: MoneySchema }),
    { description: 'Of the whole day of the partner; null for people of one unit' },
  ),
  receipts: Type.Array(
    Type.Object({
      bankReference: Type.String(),
      bookedOn: nullable(DateSchema),
      amount: MoneySchema,
      rule: Type.String(),
    }),
  ),
});

const ClearingSchema = Type.Object({
  seq: Type.String(),
  kind: Type.Enum(['clear', 'unclear']),
  externalId: Type.String(),
  amount: MoneySchema,
  state: Type.Enum(['waiting', 'cleared', 'refused', 'failed']),
  attempts: Type.Integer(),
  at: InstantSchema,
  answeredAt: At,
  answerCode: Name,
  answerDetail: Name,
});

const LaterSchema = Type.Object({
  reversal: nullable(
    Type.Object({
      reference: Type.String(),
      reason: Type.String(),
      at: InstantSchema,
      settlesOn: DateSchema,
    }),
  ),
  refunds: Type.Array(
    Type.Object({
      id: Type.String(),
      way: Type.Enum(['partner', 'bank']),
      state: Type.Enum(['requested', 'approved', 'paid', 'rejected', 'cancelled']),
      amount: MoneySchema,
      reason: Type.String(),
      requestedBy: Type.String(),
      requestedAt: InstantSchema,
      approvedBy: Name,
      approvedAt: At,
      paidAt: At,
    }),
  ),
  corrections: Type.Array(
    Type.Object({
      fromCustomer: Name,
      toCustomer: Type.String(),
      amount: MoneySchema,
      reason: Type.String(),
      by: Type.String(),
      at: InstantSchema,
    }),
  ),
  differences: Type.Array(
    Type.Object({
      id: Type.String(),
      lane: Type.String(),
      state: Type.Enum(['open', 'waiting', 'asked', 'approval', 'resolved']),
      resolution: Name,
      foundAt: InstantSchema,
      resolvedAt: At,
      owner: Name,
    }),
  ),
});

export const PaymentTraceSchema = Type.Object({
  id: Type.String(),
  sentence: BothLanguages,
  request: RequestSchema,
  decision: DecisionSchema,
  currentState: Type.Enum(['accepted', 'reversed']),
  transfers: Type.Array(TransferSchema),
  settlement: nullable(SettlementSchema),
  clearing: Type.Array(ClearingSchema),
  later: LaterSchema,
});
