import { Type } from 'typebox';
import { mandateStates } from '../../../core/mandates/life.ts';
import { DateSchema, InstantSchema, MoneySchema, nullable } from '../../platform/schemas.ts';

export const exact = { additionalProperties: false };
export const IdSchema = Type.String({ pattern: '^\\d{1,18}$' });
export const ParamsSchema = Type.Object({ id: IdSchema });
export const StateSchema = Type.Enum([...mandateStates]);
export const ModeSchema = Type.Enum(['on_bill', 'fixed_day']);
const DayOfMonth = Type.Integer({ minimum: 1, maximum: 31 });

export const MandateSchema = Type.Object({
  id: Type.String(),
  number: Type.String({ description: 'Ours; stands on the paper and in every debit' }),
  customerCode: Type.String(),
  customerName: Type.String(),
  partnerCode: Type.String(),
  partnerName: Type.String(),
  isWallet: Type.Boolean({ description: 'The account is a wallet' }),
  account: Type.String(),
  holder: Type.String(),
  state: StateSchema,
  mode: ModeSchema,
  fixedDay: nullable(Type.Integer()),
  limit: nullable(MoneySchema, { description: 'Most that one debit may take' }),
  source: Type.Enum(['field', 'bank']),
  signedOn: nullable(DateSchema),
  consentBy: nullable(Type.String()),
  consentPaper: nullable(Type.String()),
  consentSha256: nullable(Type.String({ description: 'Of the photograph of the paper' })),
  hasPhoto: Type.Boolean({ description: 'The photograph itself is kept, and may be looked at' }),
  expiresOn: nullable(DateSchema),
  replaces: nullable(Type.String({ description: 'Number of the mandate whose place it takes' })),
  stateReason: nullable(Type.String()),
  attention: nullable(Type.Enum(['reading_day_moved', 'over_limit'])),
  attentionOn: nullable(DateSchema),
  madeBy: Type.String(),
  changedAt: InstantSchema,
});

export const NewMandateSchema = Type.Object(
  {
    customerCode: Type.String({ minLength: 1, maxLength: 40 }),
    partner: Type.String({ minLength: 1, maxLength: 20 }),
    account: Type.String({ minLength: 1, maxLength: 60 }),
    holder: Type.String({ minLength: 1, maxLength: 140 }),
    mode: ModeSchema,
    fixedDay: Type.Optional(nullable(DayOfMonth)),
    limit: Type.Optional(nullable(Type.String({ pattern: '^[1-9][0-9]{0,14}$' }))),
    expiresOn: Type.Optional(nullable(DateSchema)),
    replaces: Type.Optional(nullable(IdSchema)),
  },
  exact,
);

export const StepSchema = Type.Object(
  {
    reason: Type.Optional(Type.String({ maxLength: 300 })),
    consent: Type.Optional(
      Type.Object(
        {
          signedOn: DateSchema,
          by: Type.String({ maxLength: 100, description: 'Before whom it was signed' }),
          paper: Type.Optional(nullable(Type.String({ maxLength: 100 }))),
          sha256: Type.Optional(nullable(Type.String({ pattern: '^[0-9a-f]{64}$' }))),
        },
        exact,
      ),
    ),
  },
  exact,
);

export const MandateCountsSchema = Type.Object({
  states: Type.Array(Type.Object({ state: StateSchema, mandates: Type.Integer() })),
  attention: Type.Integer({ description: 'Marked for a person to look at' }),
});

const BillsSchema = { bills: Type.Integer(), amount: MoneySchema };

export const UnderDebitSchema = Type.Object({
  customerCode: Type.String(),
  mayRemind: Type.Boolean({ description: 'False as long as a debit is on its way or announced' }),
  mandate: nullable(
    Type.Object({
      number: Type.String(),
      partnerName: Type.String(),
      account: Type.String({ description: 'Masked' }),
      state: StateSchema,
    }),
  ),
  movedFrom: nullable(Type.String({ description: 'The bank before this one' })),
  movingTo: nullable(Type.Object({ number: Type.String(), partnerName: Type.String(), state: StateSchema })),
  pending: nullable(
    Type.Object({ ...BillsSchema, answerDueOn: DateSchema }, { description: 'Asked for, not answered yet' }),
  ),
  announced: nullable(
    Type.Object({ ...BillsSchema, debitOn: DateSchema }, { description: 'The payer was told' }),
  ),
});
