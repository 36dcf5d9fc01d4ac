import { Type } from 'typebox';
import { debitFields } from '../../../core/mandates/debit-columns.ts';
import { DateSchema, InstantSchema, MoneySchema, nullable } from '../../platform/schemas.ts';
import { exact } from './schemas.ts';

const Workdays = Type.Integer({ minimum: 1, maximum: 60 });

export const DebitTermsSchema = Type.Object(
  {
    format: Type.Enum(['pain.008.001.02', 'pain.008.001.08', 'csv', 'wallet']),
    columns: Type.Array(
      Type.Object(
        { header: Type.String({ minLength: 1, maxLength: 60 }), field: Type.Enum([...debitFields]) },
        exact,
      ),
      { maxItems: 40, description: 'Of csv, in the order of the file; empty: the usual ones' },
    ),
    creditorAccount: Type.String({ minLength: 5, maxLength: 40, description: 'Our account at the bank' }),
    bankBin: Type.String({ pattern: '^[0-9]{6}$' }),
    bankBic: nullable(Type.String({ pattern: '^[A-Z0-9]{8}([A-Z0-9]{3})?$' })),
    schemeId: nullable(Type.String({ minLength: 1, maxLength: 35 })),
    runDays: Type.Array(Type.Integer({ minimum: 1, maximum: 31 }), {
      maxItems: 31,
      description: 'Days of the month on which the bank takes a file; empty: every working day',
    }),
    retryDays: Type.Array(Workdays, { maxItems: 10, description: 'Working days until the next try' }),
    resultDays: Type.Integer({ minimum: 1, maximum: 30, description: 'Working days to answer in' }),
    noticeDays: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 10,
        description: 'Working days before a debit on which its payer is told (usually 1); 0: not at all',
      }),
    ),
    noticeRequired: Type.Optional(
      Type.Boolean({ description: 'Nothing is debited before its notice was handed over (usually false)' }),
    ),
  },
  exact,
);

export const DebitTermsRowSchema = Type.Object({
  partnerCode: Type.String(),
  partnerName: Type.String(),
  ...DebitTermsSchema.properties,
  noticeDays: Type.Integer(),
  noticeRequired: Type.Boolean(),
});

const SumSchema = Type.Object({ items: Type.Integer(), amount: MoneySchema });

export const BatchSchema = Type.Object({
  id: Type.String(),
  partnerCode: Type.String(),
  partnerName: Type.String(),
  day: DateSchema,
  messageId: Type.String(),
  fileName: Type.String(),
  format: Type.String(),
  state: Type.Enum(['picking', 'ready', 'sent']),
  items: Type.Integer(),
  amount: MoneySchema,
  skipped: Type.Record(Type.String(), Type.Integer(), { description: 'Open bills left out, by reason' }),
  answerDueOn: DateSchema,
  late: Type.Boolean({ description: 'The bank should have answered everything by now' }),
  pending: SumSchema,
  taken: SumSchema,
  paid: SumSchema,
  failed: SumSchema,
  sha256: nullable(Type.String()),
  bytes: nullable(Type.Integer()),
  madeBy: Type.String(),
  madeAt: InstantSchema,
  sentBy: nullable(Type.String()),
  sentAt: nullable(InstantSchema),
});

export const ItemStateSchema = Type.Enum(['pending', 'taken', 'paid', 'failed']);

export const ItemSchema = Type.Object({
  id: Type.String(),
  batchId: Type.String(),
  day: DateSchema,
  answerDueOn: DateSchema,
  partnerCode: Type.String(),
  reference: Type.String(),
  customerCode: Type.String(),
  customerName: Type.String(),
  billId: Type.String(),
  period: Type.String(),
  amount: MoneySchema,
  takenAmount: nullable(MoneySchema),
  attempt: Type.Integer(),
  state: ItemStateSchema,
  paymentId: nullable(Type.String()),
  reasonCode: nullable(Type.String()),
  reason: nullable(Type.String()),
  reasonEn: nullable(Type.String()),
  bankText: nullable(Type.String({ description: "The bank's own words" })),
  retryOn: nullable(DateSchema),
});

export const ResultSchema = Type.Object({
  id: Type.String(),
  partnerCode: Type.String(),
  fileName: Type.String(),
  bytes: Type.Integer(),
  state: Type.Enum(['reading', 'posting', 'done', 'refused']),
  format: nullable(Type.String()),
  refusal: nullable(
    Type.Object({
      code: Type.String(),
      detail: Type.String(),
      detailEn: Type.String(),
      params: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
  lines: Type.Integer(),
  taken: Type.Integer(),
  takenAmount: MoneySchema,
  failed: Type.Integer(),
  waiting: Type.Integer({ description: 'Said to be on the way; the end is not known yet' }),
  repeated: Type.Integer({ description: 'Said before already' }),
  problems: Type.Integer({ description: 'Lines that a person must look at' }),
  receivedBy: Type.String(),
  receivedAt: InstantSchema,
  doneAt: nullable(InstantSchema),
});

export const ProblemSchema = Type.Object({
  line: Type.Integer(),
  reference: Type.String(),
  code: Type.Enum(['unknown_reference', 'amount_differs', 'returned_after_taken', 'said_twice']),
  detail: Type.String(),
});
