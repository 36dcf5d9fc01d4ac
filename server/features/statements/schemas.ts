import { Type } from 'typebox';
import { DateSchema, InstantSchema, MoneySchema, nullable } from '../../platform/schemas.ts';

/** Windows whose money a credit may be. */
export const SuggestionSchema = Type.Object({
  partnerCode: Type.String(),
  partnerName: Type.String(),
  rule: Type.Enum(['exact_window', 'exact_windows', 'prefund_deposit']),
  /** False when the amount alone speaks for it: nobody lays such a credit on a window but a person. */
  recognised: Type.Boolean(),
  days: Type.Array(DateSchema, { description: 'Settlement days, oldest first; none for a prefund' }),
  amounts: Type.Array(MoneySchema, { description: 'What each of these windows still waits for' }),
});

export const BankCreditSchema = Type.Object({
  id: Type.String(),
  account: Type.String(),
  bookedOn: DateSchema,
  valueOn: DateSchema,
  amount: MoneySchema,
  assigned: MoneySchema,
  unidentified: MoneySchema,
  reference: Type.String(),
  payer: Type.String(),
  remittance: Type.String(),
  source: Type.Enum(['typed', 'file', 'statement']),
  recordedBy: Type.String(),
  recordedAt: InstantSchema,
  ageDays: Type.Integer({ description: 'Calendar days since the bank booked it' }),
  /** The partner that payer or text name; null when none or several. */
  recognisedPartner: nullable(Type.Object({ code: Type.String(), name: Type.String() })),
  suggestions: Type.Array(SuggestionSchema),
  /** The customer whose transfer it is, and the payment that it became; null while it is none. */
  transfer: nullable(
    Type.Object({
      customerCode: Type.String(),
      rule: Type.String(),
      state: Type.Enum(['claimed', 'posted', 'released']),
      paymentId: nullable(Type.String()),
    }),
  ),
  suggestedCustomers: Type.Array(Type.String(), {
    description: 'Codes of customers whom the text of an unassigned credit names, not surely enough',
  }),
});

const AgeSchema = Type.Object({ credits: Type.Integer(), amount: MoneySchema });

export const BankCreditsSchema = Type.Object({
  rows: Type.Array(BankCreditSchema),
  next: nullable(Type.String()),
  /** What is not identified, by the age of the credit in calendar days. */
  ageing: Type.Object({
    upTo1: AgeSchema,
    upTo3: AgeSchema,
    upTo7: AgeSchema,
    older: AgeSchema,
    all: AgeSchema,
  }),
});

export const NewCreditSchema = Type.Object(
  {
    account: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
    bookedOn: DateSchema,
    valueOn: Type.Optional(DateSchema),
    amount: Type.String({ pattern: '^[1-9][0-9]{0,14}$' }),
    reference: Type.Optional(Type.String({ maxLength: 100 })),
    payer: Type.Optional(Type.String({ maxLength: 200 })),
    remittance: Type.Optional(Type.String({ maxLength: 1000 })),
    ordinal: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 99,
        description: 'Of credits of a day that are alike; 1 unless said',
      }),
    ),
  },
  { additionalProperties: false },
);

export const StatementReadSchema = Type.Object({
  lines: Type.Integer({ description: 'Credit lines of the statement' }),
  debits: Type.Integer({ description: 'Lines that are no credits, left aside' }),
  recorded: Type.Integer(),
  alreadyThere: Type.Integer(),
  recordedAmount: MoneySchema,
});
