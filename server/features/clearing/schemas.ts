import { Type } from 'typebox';
import { clearingStates } from '../../../core/clearing.ts';
import { DateSchema, InstantSchema, MoneySchema, nullable } from '../../platform/schemas.ts';

export const StateSchema = Type.Enum([...clearingStates]);
export const SeqSchema = Type.String({ pattern: '^[0-9]{1,18}$' });

const SumSchema = Type.Object({
  entries: Type.Integer(),
  amount: MoneySchema,
  oldestOn: nullable(DateSchema, { description: 'Business day of the oldest of them' }),
});

export const GateSchema = Type.Object({
  open: Type.Boolean(),
  reason: Type.String(),
  opensOn: nullable(DateSchema),
  changedBy: Type.String({ description: 'A login; `billing` where the billing system itself said so' }),
  changedAt: InstantSchema,
});

export const TargetSchema = Type.Object({
  url: nullable(Type.String(), { description: 'Null: by file only' }),
  silentSince: nullable(InstantSchema),
  nextTryAt: nullable(InstantSchema),
  lastFault: nullable(Type.String()),
});

/** How far clearing is. Amounts are net: what is taken back counts against what is cleared. */
export const SummarySchema = Type.Object({
  waiting: SumSchema,
  cleared: SumSchema,
  refused: SumSchema,
  failed: SumSchema,
  blocked: Type.Integer({ description: 'Waiting behind a failed entry of the same bill' }),
  lastSeq: Type.String(),
  gate: GateSchema,
  target: TargetSchema,
});

export const EntrySchema = Type.Object({
  seq: Type.String(),
  paymentId: Type.String(),
  kind: Type.Enum(['clear', 'unclear']),
  billId: Type.String(),
  customerCode: Type.String(),
  amount: MoneySchema,
  partnerCode: Type.String(),
  channel: Type.String(),
  businessOn: DateSchema,
  state: StateSchema,
  marking: Type.String({ description: '01 not marked, 02 marked, 03 waiting, 04 error, 05 failed' }),
  attempts: Type.Integer(),
  nextTryAt: nullable(InstantSchema),
  answeredAt: nullable(InstantSchema),
  answerCode: nullable(Type.String()),
  answerDetail: nullable(Type.String()),
  recordedAt: InstantSchema,
  behindSeq: nullable(Type.String(), { description: 'The entry of the same bill that comes first' }),
});

export const FeedEntrySchema = Type.Object({
  seq: Type.String(),
  kind: Type.Enum(['clear', 'unclear']),
  billId: Type.String(),
  customerCode: Type.String(),
  amount: MoneySchema,
  partner: Type.String(),
  channel: Type.String(),
  paidOn: DateSchema,
});

export const FileSchema = Type.Object({
  id: Type.String(),
  fileName: Type.String(),
  fromSeq: Type.String(),
  uptoSeq: Type.String(),
  entries: Type.Integer(),
  total: MoneySchema,
  sha256: Type.String(),
  madeBy: Type.String(),
  madeAt: InstantSchema,
});
