import { Type } from 'typebox';
import { channels } from '../../../core/channels.ts';
import { DateSchema, InstantSchema, MoneySchema, NamedSchema, nullable } from '../../platform/schemas.ts';
import { creditKinds } from './credit-queries.ts';

/** A row of the list of credits: money that no bill has taken, or that came for a bill somebody had paid already. */
const CreditSchema = Type.Object({
  paymentId: Type.String(),
  reference: Type.String(),
  kind: Type.Enum([...creditKinds]),
  channel: Type.Enum([...channels]),
  partner: NamedSchema,
  customer: NamedSchema,
  unitName: nullable(Type.String()),
  amount: MoneySchema,
  left: MoneySchema,
  reserved: MoneySchema,
  /** What the customer owes now. */
  open: MoneySchema,
  businessOn: DateSchema,
  ageDays: Type.Integer(),
  /** The payment that paid the bill first, where this one came too late. */
  other: nullable(
    Type.Object({
      paymentId: Type.String(),
      reference: Type.String(),
      partner: NamedSchema,
      businessOn: DateSchema,
      externalId: Type.String(),
      period: Type.String(),
    }),
  ),
});

export const CreditsSchema = Type.Object({
  totals: Type.Object({ count: Type.Integer(), left: MoneySchema, reserved: MoneySchema }),
  rows: Type.Array(CreditSchema),
  next: nullable(Type.String()),
});

export const RefundStateSchema = Type.Enum(['requested', 'approved', 'paid', 'rejected', 'cancelled']);

export const RefundSchema = Type.Object({
  id: Type.String(),
  paymentId: Type.String(),
  reference: Type.String(),
  partner: NamedSchema,
  /** Null for money whose payer is unknown. */
  customer: nullable(NamedSchema),
  amount: MoneySchema,
  way: Type.Enum(['partner', 'bank']),
  bank: nullable(
    Type.Object({ bin: nullable(Type.String()), account: Type.String(), holder: Type.String() }),
  ),
  reason: Type.String(),
  state: RefundStateSchema,
  needsSecond: Type.Boolean(),
  requestedBy: Type.String(),
  requestedAt: InstantSchema,
  approvedBy: nullable(Type.String()),
  paidBy: nullable(Type.String()),
  paidAt: nullable(InstantSchema),
  settlesOn: nullable(DateSchema),
  bankReference: nullable(Type.String()),
  rejectedReason: nullable(Type.String()),
});

/** What a step of a refund answers: where it stands now. */
export const RefundStepSchema = Type.Object({
  id: Type.String(),
  state: RefundStateSchema,
  needsSecond: Type.Boolean(),
});
