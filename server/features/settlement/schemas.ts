import { Type } from 'typebox';
import { DateSchema, InstantSchema, MoneySchema, nullable, pageOf } from '../../platform/schemas.ts';

export const StateSchema = Type.Enum(['open', 'closed', 'agreed', 'money_in', 'settled']);
const FileSchema = nullable(Type.Enum(['missing', 'late', 'running', 'matched', 'refused']));

const CellSchema = Type.Object({
  day: DateSchema,
  state: Type.Enum(['none', 'not_due', 'open', 'closed', 'agreed', 'money_in', 'settled'], {
    description:
      'none: nothing happened; not_due: the cut-off lies ahead; the others are the states of the window',
  }),
  payments: Type.Integer(),
  amount: MoneySchema,
  expected: nullable(MoneySchema, { description: 'Null until the window is closed' }),
  received: MoneySchema,
  difference: nullable(MoneySchema, {
    description: 'Expected less received and carried: above zero when the partner still owes',
  }),
  dueOn: nullable(DateSchema),
  overdue: Type.Boolean(),
  file: FileSchema,
  openDifferences: Type.Integer(),
});

export const CalendarSchema = Type.Object({
  from: DateSchema,
  to: DateSchema,
  days: Type.Array(
    Type.Object({
      day: DateSchema,
      kind: Type.Enum(['work', 'rest', 'holiday']),
      name: nullable(Type.String()),
    }),
  ),
  partners: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      contact: Type.String(),
      cutOff: Type.String(),
      cells: Type.Array(CellSchema),
    }),
  ),
  totals: Type.Object({
    payments: Type.Integer(),
    amount: MoneySchema,
    expected: MoneySchema,
    received: MoneySchema,
    difference: MoneySchema,
    overdueWindows: Type.Integer(),
    overdueAmount: MoneySchema,
    filesLate: Type.Integer(),
    openDifferences: Type.Integer(),
  }),
});

const windowFields = {
  partnerCode: Type.String(),
  partnerName: Type.String(),
  day: DateSchema,
  state: StateSchema,
  dueOn: DateSchema,
  overdueDays: Type.Integer({ description: 'Calendar days past due while the money is not in; else 0' }),
  payments: Type.Integer(),
  amount: MoneySchema,
  reversals: Type.Integer(),
  reversalsAmount: MoneySchema,
  refundsAmount: MoneySchema,
  fee: nullable(MoneySchema, { description: 'Null until the window is closed' }),
  feeVat: nullable(MoneySchema),
  feeMode: nullable(Type.Enum(['netted', 'invoiced'])),
  carriedIn: MoneySchema,
  expected: nullable(MoneySchema),
  received: MoneySchema,
  carried: MoneySchema,
  difference: nullable(MoneySchema),
};

export const WindowRowSchema = Type.Object(windowFields);
export const WindowsSchema = pageOf(WindowRowSchema);

const FeeLineSchema = Type.Object({
  tier: Type.Integer({ description: '0 for a rule without tiers' }),
  upTo: nullable(Type.String({ description: 'Last count or amount of the tier; null without an end' })),
  payments: Type.Integer(),
  amount: MoneySchema,
  fee: MoneySchema,
});

export const WindowSchema = Type.Object({
  ...windowFields,
  cutOff: Type.String(),
  endsAt: InstantSchema,
  feeLines: Type.Array(FeeLineSchema),
  receipts: Type.Array(
    Type.Object({
      id: Type.String(),
      creditId: nullable(Type.String({ description: 'Null when drawn from the prefund' })),
      amount: MoneySchema,
      rule: Type.String(),
      assignedBy: Type.String(),
      assignedAt: InstantSchema,
      undone: Type.Boolean(),
      undoes: nullable(Type.String()),
      bookedOn: nullable(DateSchema),
      reference: nullable(Type.String()),
      payer: nullable(Type.String()),
      remittance: nullable(Type.String()),
    }),
  ),
  carriedInFrom: Type.Array(
    Type.Object({ day: DateSchema, amount: MoneySchema, reason: Type.String(), by: Type.String() }),
  ),
  carriedOut: Type.Array(
    Type.Object({
      to: nullable(DateSchema, { description: 'Null: written to account 1388' }),
      amount: MoneySchema,
      reason: Type.String(),
      by: Type.String(),
      at: InstantSchema,
    }),
  ),
  events: Type.Array(
    Type.Object({
      event: Type.String(),
      actor: Type.String(),
      detail: Type.Record(Type.String(), Type.Unknown()),
      at: InstantSchema,
    }),
  ),
  minutes: nullable(
    Type.Object({ id: Type.String(), number: Type.String(), version: Type.Integer(), state: Type.String() }),
  ),
  file: FileSchema,
  openDifferences: Type.Integer(),
  /** What may be done now, whoever asks. */
  may: Type.Object({
    close: Type.Boolean(),
    assign: Type.Boolean(),
    carry: Type.Boolean(),
    settle: Type.Boolean(),
  }),
  opposite: Type.Array(Type.Object({ day: DateSchema, difference: MoneySchema }), {
    description: 'Closed windows of this partner against which the difference can be set off',
  }),
});

/** Windows that one click ended. */
export const SettledSchema = Type.Object({
  settled: Type.Array(Type.Object({ partnerCode: Type.String(), day: DateSchema })),
});

const AmountText = Type.String({ pattern: '^(0|[1-9][0-9]{0,14})$' });

export const FeeRuleSchema = Type.Union([
  Type.Object({ kind: Type.Literal('none') }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('flat'), perPaymentVnd: AmountText }, { additionalProperties: false }),
  Type.Object(
    {
      kind: Type.Literal('percent'),
      basisPoints: Type.Integer({ minimum: 0, maximum: 10_000 }),
      minVnd: Type.Optional(AmountText),
      maxVnd: Type.Optional(AmountText),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('tiers'),
      by: Type.Enum(['count', 'amount']),
      tiers: Type.Array(
        Type.Object(
          {
            upTo: nullable(AmountText),
            perPaymentVnd: Type.Optional(AmountText),
            basisPoints: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 20 },
      ),
    },
    { additionalProperties: false },
  ),
]);

/** Terms that hold from a day on. */
const termFields = {
  settleDays: Type.Integer({ minimum: 0, maximum: 30 }),
  fileDue: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }),
  feeRule: FeeRuleSchema,
  feeMode: Type.Enum(['netted', 'invoiced']),
  feeVatRate: Type.Integer({ minimum: 0, maximum: 100 }),
  contact: Type.String({ maxLength: 500 }),
  bankMarks: Type.Array(Type.String({ minLength: 2, maxLength: 100, pattern: '\\S' }), { maxItems: 50 }),
};
/** Terms that hold at once. */
const presentFields = {
  cutOff: Type.String({ pattern: '^[0-9]{2}:[0-9]{2}$' }),
  prefunded: Type.Boolean(),
  dailyLimit: nullable(Type.String({ pattern: '^[1-9][0-9]{0,14}$' })),
};

export const TermsSchema = Type.Object({
  partnerCode: Type.String(),
  partnerName: Type.String(),
  ...presentFields,
  closedThrough: nullable(DateSchema),
  versions: Type.Array(
    Type.Object({
      ...termFields,
      validFrom: nullable(DateSchema, { description: 'Null: since ever' }),
      validTo: nullable(DateSchema, { description: 'Half-open; null: until further notice' }),
      inForce: Type.Boolean(),
      setBy: nullable(Type.String({ description: 'Null: nobody yet; these are the terms without any' })),
      setAt: nullable(InstantSchema),
    }),
  ),
});

export const NewTermsSchema = Type.Object(
  { validFrom: DateSchema, ...termFields, ...presentFields },
  { additionalProperties: false },
);

export const DaySchema = Type.Object({
  day: DateSchema,
  kind: Type.Enum(['holiday', 'working']),
  name: Type.String(),
  setBy: Type.String(),
  setAt: InstantSchema,
});
export const NewDaySchema = Type.Object(
  {
    day: DateSchema,
    kind: Type.Enum(['holiday', 'working']),
    name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  },
  { additionalProperties: false },
);

export const FeesSchema = Type.Object({
  partnerCode: Type.String(),
  partnerName: Type.String(),
  month: Type.String(),
  rows: Type.Array(
    Type.Object({
      day: DateSchema,
      frozen: Type.Boolean({ description: 'True when the window is closed and this is its fee' }),
      payments: Type.Integer({ description: 'Payments less reversals' }),
      amount: MoneySchema,
      fee: MoneySchema,
      vat: MoneySchema,
      mode: Type.Enum(['netted', 'invoiced']),
      lines: Type.Array(FeeLineSchema),
    }),
  ),
  byTier: Type.Array(FeeLineSchema),
  total: Type.Object({ payments: Type.Integer(), amount: MoneySchema, fee: MoneySchema, vat: MoneySchema }),
});

export const PrefundSchema = Type.Object({
  partnerCode: Type.String(),
  partnerName: Type.String(),
  prefunded: Type.Boolean(),
  available: MoneySchema,
  deposited: MoneySchema,
  drawn: MoneySchema,
  movements: Type.Array(
    Type.Object({
      id: Type.String(),
      amount: MoneySchema,
      rule: Type.String(),
      assignedBy: Type.String(),
      assignedAt: InstantSchema,
      creditId: nullable(Type.String()),
      bookedOn: nullable(DateSchema),
      reference: nullable(Type.String()),
      day: nullable(DateSchema),
      undone: Type.Boolean(),
    }),
  ),
});
