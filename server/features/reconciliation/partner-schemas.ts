import { Type } from 'typebox';
import { DateSchema, InstantSchema, MoneySchema, nullable } from '../../platform/schemas.ts';
import { AnswerSchema, LaneSchema } from './schemas.ts';

const exact = { additionalProperties: false };

export const DayParams = Type.Object({
  day: Type.String({ format: 'date', description: 'Settlement day, YYYY-MM-DD' }),
});

export const FileQuery = Type.Object(
  {
    scope: Type.Optional(
      Type.Enum(['final', 'running'], {
        description: 'final (default): the whole day. running: the lines of the day so far',
      }),
    ),
    fileName: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  },
  exact,
);

export const FileReceivedSchema = Type.Object({
  fileId: Type.String(),
  unchanged: Type.Boolean({ description: 'The same bytes are in use already; nothing is done twice' }),
  result: Type.String({ description: 'Where the result is to be asked for' }),
});

const AskedSchema = Type.Object({
  id: Type.String(),
  lane: LaneSchema,
  cause: Type.String(),
  reference: Type.String(),
  customerCode: nullable(Type.String()),
  yourAmount: nullable(MoneySchema),
  ourAmount: nullable(MoneySchema),
  yourTime: nullable(InstantSchema),
  ourTime: nullable(InstantSchema),
  question: nullable(Type.String()),
  dueOn: DateSchema,
  answer: nullable(AnswerSchema),
  answerNote: nullable(Type.String()),
  answeredAt: nullable(InstantSchema),
});

export const DayResultSchema = Type.Object({
  day: DateSchema,
  file: nullable(
    Type.Object({
      fileId: Type.String(),
      fileName: Type.String(),
      sha256: Type.String(),
      scope: Type.Enum(['final', 'running']),
      lines: Type.Integer(),
      amount: MoneySchema,
      receivedAt: InstantSchema,
    }),
    { description: 'The file that speaks for the day; null while none has been used' },
  ),
  latest: nullable(
    Type.Object({
      fileId: Type.String(),
      state: Type.Enum(['reading', 'refused', 'matched', 'superseded']),
      refusal: nullable(
        Type.Object({
          code: Type.String(),
          detail: Type.String(),
          detailEn: Type.String(),
          params: Type.Record(Type.String(), Type.Unknown()),
        }),
      ),
    }),
    { description: 'The file that was received last, used or not' },
  ),
  matched: Type.Integer({ description: 'Lines that are the same on both sides' }),
  matchedAmount: MoneySchema,
  difference: Type.String({ description: 'Your total less ours for the day, whole VND' }),
  byLane: Type.Array(
    Type.Object({
      lane: LaneSchema,
      count: Type.Integer(),
      yourAmount: MoneySchema,
      ourAmount: MoneySchema,
    }),
  ),
  asked: Type.Array(AskedSchema, { description: 'Differences you are asked about, at most 500' }),
});

export const AnswerRequestSchema = Type.Object(
  {
    id: Type.String({ pattern: '^[0-9]{1,18}$' }),
    answer: AnswerSchema,
    note: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  },
  exact,
);

export const AnsweredSchema = Type.Object({
  id: Type.String(),
  answer: AnswerSchema,
  answeredAt: InstantSchema,
});
