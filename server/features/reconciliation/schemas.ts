import { Type } from 'typebox';
import { causes, fixes, lanes } from '../../../core/reconciliation/lanes.ts';
import { DateSchema, InstantSchema, MoneySchema, nullable, pageOf } from '../../platform/schemas.ts';

const exact = { additionalProperties: false };

export const LaneSchema = Type.Enum([...lanes]);
export const FixSchema = Type.Enum([...fixes]);
const CauseSchema = Type.Enum(Object.keys(causes) as (keyof typeof causes)[]);
export const ScopeSchema = Type.Enum(['final', 'running']);
const StateSchema = Type.Enum(['open', 'waiting', 'asked', 'approval', 'resolved']);
export const AnswerSchema = Type.Enum(['confirmed', 'not_ours', 'will_reverse', 'will_resend', 'other']);

/** One lane of a day: how many differences, and what each side counts for the day in them. */
export const LaneCountSchema = Type.Object({
  lane: LaneSchema,
  count: Type.Integer(),
  theirAmount: MoneySchema,
  ourAmount: MoneySchema,
});

export const RefusalSchema = Type.Object({
  code: Type.String(),
  detail: Type.String(),
  detailEn: Type.String(),
  params: Type.Record(Type.String(), Type.Unknown()),
});

export const FileSchema = Type.Object({
  id: Type.String(),
  partnerCode: Type.String(),
  partnerName: Type.String(),
  day: DateSchema,
  scope: ScopeSchema,
  fileName: Type.String(),
  bytes: Type.Integer(),
  state: Type.Enum(['reading', 'refused', 'matched', 'superseded'], {
    description: 'superseded: a later file speaks for the day',
  }),
  refusal: nullable(RefusalSchema, { description: 'Why nothing of it was used' }),
  mapping: nullable(Type.Object({ id: Type.String(), name: Type.String(), version: Type.Integer() }), {
    description: 'Null: recognised from the header',
  }),
  lines: Type.Integer({ description: 'Lines that could be read' }),
  amount: MoneySchema,
  badLines: Type.Integer(),
  control: nullable(Type.Object({ lines: nullable(Type.Integer()), amount: nullable(MoneySchema) }), {
    description: 'What its trailer says',
  }),
  matched: nullable(Type.Integer()),
  matchedAmount: nullable(MoneySchema),
  difference: nullable(MoneySchema, { description: 'Their total less ours for the day' }),
  byLane: Type.Array(LaneCountSchema, { description: 'As the matching found it' }),
  openDifferences: Type.Integer({ description: 'Not resolved yet, of the whole day' }),
  receivedBy: Type.String(),
  receivedAt: InstantSchema,
  matchedAt: nullable(InstantSchema),
});

export const BadLineSchema = Type.Object({
  line: Type.Integer(),
  field: Type.String(),
  code: Type.String(),
  reason: Type.String(),
  reasonEn: Type.String(),
  detail: Type.String({ description: 'The value in question' }),
  raw: Type.String(),
});

const differenceFields = {
  id: Type.String(),
  partnerCode: Type.String(),
  partnerName: Type.String(),
  day: DateSchema,
  lane: LaneSchema,
  cause: CauseSchema,
  reference: Type.String(),
  customerCode: nullable(Type.String()),
  maskedName: nullable(Type.String()),
  theirAmount: nullable(MoneySchema),
  ourAmount: nullable(MoneySchema),
  theirTime: nullable(InstantSchema),
  ourTime: nullable(InstantSchema),
  otherDay: nullable(DateSchema, { description: 'The settlement day on which the other side has it' }),
  paymentId: nullable(Type.String()),
  ageDays: Type.Integer({ description: 'Days since the settlement day' }),
  dueOn: DateSchema,
  overdue: Type.Boolean(),
  owner: nullable(Type.String(), { description: 'Who is on it; taken by hand' }),
  suggestion: FixSchema,
  fixes: Type.Array(FixSchema, { description: 'What may be done with it' }),
  state: StateSchema,
  resolution: nullable(Type.String()),
  answer: nullable(AnswerSchema, { description: 'What the partner said when asked' }),
};

export const DifferenceSchema = Type.Object(differenceFields);
export const DifferencePageSchema = pageOf(DifferenceSchema);

/** One side of a difference in full. */
export const DifferenceDetailSchema = Type.Object({
  ...differenceFields,
  rule: nullable(Type.Enum(['R1', 'R2', 'R3', 'fix', 'nil']), {
    description:
      'How both sides were found to belong together: R1 reference, R2 our payment id, R3 customer, bill and amount, fix: made by a resolved difference',
  }),
  theirs: nullable(
    Type.Object({
      fileId: Type.String(),
      fileName: Type.String(),
      line: Type.Integer(),
      reference: Type.String(),
      ourId: nullable(Type.String()),
      customerCode: Type.String(),
      bill: nullable(Type.String()),
      amount: nullable(MoneySchema),
      occurredAt: nullable(InstantSchema),
      status: Type.Enum(['paid', 'reversed', 'pending', 'bad']),
      raw: nullable(Type.String({ description: 'The line as sent, where it could not be read' })),
    }),
  ),
  ours: nullable(
    Type.Object({
      paymentId: Type.String(),
      reference: Type.String(),
      customerCode: nullable(Type.String()),
      customerName: nullable(Type.String()),
      amount: MoneySchema,
      credited: MoneySchema,
      state: Type.Enum(['accepted', 'reversed']),
      channel: Type.String(),
      occurredAt: InstantSchema,
      recordedAt: InstantSchema,
      settlesOn: DateSchema,
      reversedOn: nullable(DateSchema),
      bills: Type.Array(
        Type.Object({
          billId: Type.String(),
          externalId: Type.String(),
          period: Type.String(),
          amount: MoneySchema,
        }),
      ),
    }),
  ),
  /** Other payments of the same customer or bill, that may explain it. */
  relatedPaymentIds: Type.Array(Type.String()),
  proposal: nullable(
    Type.Object({
      fix: FixSchema,
      note: Type.String(),
      customerCode: nullable(Type.String()),
      by: Type.String(),
    }),
    { description: 'Waits for a second person' },
  ),
  note: nullable(Type.String()),
  made: nullable(Type.Record(Type.String(), Type.Unknown()), { description: 'What the fix made' }),
  resolvedBy: nullable(Type.String()),
  resolvedAt: nullable(InstantSchema),
  answerNote: nullable(Type.String()),
  answeredAt: nullable(InstantSchema),
  timeline: Type.Array(
    Type.Object({
      at: InstantSchema,
      event: Type.String(),
      actor: Type.String(),
      note: nullable(Type.String()),
      detail: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
});

export const LaneSummarySchema = Type.Object({
  rows: Type.Array(
    Type.Object({
      lane: LaneSchema,
      open: Type.Integer({ description: 'Not resolved' }),
      overdue: Type.Integer(),
      approval: Type.Integer({ description: 'Of the open ones, waiting for a second person' }),
      theirAmount: MoneySchema,
      ourAmount: MoneySchema,
      resolved: Type.Integer(),
    }),
    { description: 'All nine lanes, in order of precedence' },
  ),
});

export const ResolveRequestSchema = Type.Object(
  {
    ids: Type.Array(Type.String({ pattern: '^\\d{1,18}$' }), {
      minItems: 1,
      maxItems: 200,
      uniqueItems: true,
    }),
    fix: FixSchema,
    note: Type.String({ minLength: 1, maxLength: 500, description: 'Why' }),
    customerCode: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    untilDay: Type.Optional(DateSchema),
    /** Of a refund by the bank; without them the partner gives the money back. */
    bankAccount: Type.Optional(Type.String({ minLength: 4, maxLength: 30 })),
    bankBin: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
    accountHolder: Type.Optional(Type.String({ minLength: 2, maxLength: 100 })),
  },
  exact,
);

export const ResolveAnswerSchema = Type.Object({
  rows: Type.Array(
    Type.Object({
      id: Type.String(),
      outcome: Type.Enum(['resolved', 'waiting', 'asked', 'approval', 'refused'], {
        description: 'approval: a second person has to approve it',
      }),
      error: nullable(Type.Object({ code: Type.String(), detail: Type.String(), detailEn: Type.String() })),
    }),
  ),
});

export const CausesSchema = Type.Object({
  lanes: Type.Array(
    Type.Object({
      lane: LaneSchema,
      count: Type.Integer(),
      open: Type.Integer(),
      amount: MoneySchema,
    }),
    { description: 'Most frequent first' },
  ),
  ageing: Type.Array(
    Type.Object({
      bucket: Type.Enum(['0-1', '2-3', '4-7', '>7']),
      count: Type.Integer(),
      amount: MoneySchema,
    }),
    { description: 'Of those not resolved, by days since the settlement day' },
  ),
});
