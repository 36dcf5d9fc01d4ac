import { Type } from 'typebox';
import { denominations } from '../../../core/cash-count.ts';
import { differenceResolutions } from '../../../core/postings-tills.ts';
import { DateSchema, InstantSchema, MoneySchema, NamedSchema, nullable } from '../../platform/schemas.ts';
import { tillKinds } from './till-queries.ts';

const exact = { additionalProperties: false };
export const IdSchema = Type.String({ pattern: '^[0-9]{1,18}$' });
export const IdParams = Type.Object({ id: IdSchema });
export const TillCodeSchema = Type.String({ pattern: '^[A-Z0-9_]{2,20}$' });
export const AmountSchema = Type.String({ pattern: '^[1-9][0-9]{0,14}$', description: 'Whole VND' });
export const FromZeroSchema = Type.String({ pattern: '^(0|[1-9][0-9]{0,14})$', description: 'Whole VND' });
export const ReasonSchema = Type.String({ minLength: 3, maxLength: 300 });
const NoteCountSchema = Type.Integer({ minimum: 0, maximum: 1_000_000 });

export const TillChangeSchema = Type.Object(
  {
    kind: Type.Enum([...tillKinds]),
    name: Type.String({ minLength: 1, maxLength: 100 }),
    unit: Type.String({ minLength: 1, maxLength: 40 }),
    commune: Type.Optional(nullable(Type.String({ maxLength: 10 }))),
    cashLimit: AmountSchema,
    closesOn: Type.Optional(
      nullable(DateSchema, { description: 'The first day on which it takes no money any more' }),
    ),
  },
  exact,
);

export const TillSchema = Type.Object({
  code: Type.String(),
  kind: Type.Enum([...tillKinds]),
  name: Type.String(),
  unit: NamedSchema,
  commune: nullable(NamedSchema),
  cashLimit: MoneySchema,
  closesOn: nullable(DateSchema),
  receipts: Type.Integer({ description: 'Receipts given so far; the last number' }),
  cash: Type.String({ description: 'Cash the ledger has here (111), the float not counted; whole VND' }),
  kept: Type.String({ description: 'Of it, cash of closed sessions that has not left; whole VND' }),
  keptSince: nullable(DateSchema),
  inTransit: Type.String({ description: 'Paid in at the bank and not credited yet; whole VND' }),
  inTransitSince: nullable(DateSchema),
  overLimit: Type.Boolean(),
  openDifferences: Type.Integer(),
  session: nullable(
    Type.Object({
      id: Type.String(),
      cashierName: Type.String(),
      openedOn: DateSchema,
      float: MoneySchema,
    }),
  ),
});

export const TillsSchema = Type.Object({
  totals: Type.Object({ cash: MoneySchema, kept: MoneySchema, inTransit: MoneySchema }),
  rows: Type.Array(TillSchema),
});

export const TerminalChangeSchema = Type.Object(
  { partner: Type.String({ maxLength: 20 }), till: TillCodeSchema, enabled: Type.Boolean() },
  exact,
);
export const TerminalSchema = Type.Object({
  terminalId: Type.String(),
  partner: Type.String(),
  till: Type.String(),
  enabled: Type.Boolean(),
});

export const SessionSchema = Type.Object({
  id: Type.String(),
  till: NamedSchema,
  kind: Type.Enum([...tillKinds]),
  cashier: Type.String(),
  cashierName: Type.String(),
  state: Type.Enum(['open', 'closed']),
  float: MoneySchema,
  openedOn: DateSchema,
  openedAt: InstantSchema,
  closedOn: nullable(DateSchema),
  closedAt: nullable(InstantSchema),
  cashCount: Type.Integer(),
  cashTaken: MoneySchema,
  cardCount: Type.Integer(),
  cardTaken: MoneySchema,
  voids: Type.Integer(),
  waiting: Type.Integer({ description: 'Takings that keep the session from closing' }),
  counted: nullable(MoneySchema),
  expected: nullable(MoneySchema),
  cash: nullable(MoneySchema, { description: 'Counted without the float: what is to be remitted' }),
  difference: nullable(MoneySchema),
  resolution: nullable(Type.String()),
  remittance: nullable(Type.Object({ id: Type.String(), number: Type.String() })),
});

const takingStates = ['claimed', 'taken', 'refused', 'void_asked', 'voiding', 'voided'] as const;
export const TakingSchema = Type.Object({
  id: Type.String(),
  sessionId: Type.String(),
  till: Type.String(),
  cashier: Type.String(),
  requestKey: Type.String(),
  tender: Type.Enum(['cash', 'card']),
  customerCode: Type.String(),
  customerName: nullable(Type.String()),
  bills: Type.Array(Type.String()),
  amount: MoneySchema,
  given: nullable(MoneySchema),
  change: nullable(MoneySchema),
  card: nullable(
    Type.Object({
      terminalId: Type.String(),
      batchNumber: Type.String(),
      traceNumber: Type.String(),
      approvalCode: Type.String(),
      last4: Type.String(),
    }),
  ),
  takenOn: DateSchema,
  takenAt: InstantSchema,
  occurredAt: InstantSchema,
  state: Type.Enum([...takingStates]),
  refusal: nullable(Type.String()),
  paymentId: nullable(Type.String()),
  receipt: nullable(
    Type.String({ description: 'Number of the receipt: till and its own count, without gaps' }),
  ),
  prints: Type.Integer(),
  voidReason: nullable(Type.String()),
  voidAskedBy: nullable(Type.String()),
  voidApprovedBy: nullable(Type.String()),
});

export const SessionDetailSchema = Type.Object({
  session: SessionSchema,
  terminals: Type.Array(Type.String(), { description: 'Card terminals at this till' }),
  takings: Type.Array(TakingSchema, { description: 'The newest first' }),
});

const wish = {
  requestKey: Type.String({
    pattern: '^[A-Za-z0-9-]{8,40}$',
    description: 'Made at the till before the first try; repeats are one taking',
  }),
  customerCode: Type.String({ minLength: 1, maxLength: 40 }),
  bills: Type.Array(IdSchema, { minItems: 1, maxItems: 100, uniqueItems: true }),
  amount: AmountSchema,
};
export const CashWishSchema = Type.Object({ ...wish, given: AmountSchema }, exact);
export const CardWishSchema = Type.Object(
  {
    ...wish,
    terminalId: Type.String({ pattern: '^[A-Z0-9]{4,8}$' }),
    batchNumber: Type.String({ pattern: '^[0-9]{1,6}$' }),
    traceNumber: Type.String({ pattern: '^[0-9]{1,6}$', description: 'Number of the slip' }),
    approvalCode: Type.String({ pattern: '^[A-Z0-9]{6}$' }),
    last4: Type.String({ pattern: '^[0-9]{4}$', description: 'Last four digits; never the card number' }),
  },
  exact,
);
export const OfflineSchema = Type.Object(
  {
    rows: Type.Array(Type.Object({ ...wish, occurredAt: InstantSchema }, exact), {
      minItems: 1,
      maxItems: 500,
    }),
  },
  exact,
);
export const OfflineAnswerSchema = Type.Object({
  rows: Type.Array(
    Type.Object({
      requestKey: Type.String(),
      taking: nullable(TakingSchema),
      problem: nullable(Type.Object({ code: Type.String(), detail: Type.String() })),
    }),
  ),
});

export const CountSchema = Type.Object(
  {
    notes: Type.Object(
      Object.fromEntries(denominations.map((note) => [String(note), Type.Optional(NoteCountSchema)])),
      exact,
    ),
    small: FromZeroSchema,
  },
  exact,
);

export const DifferenceSchema = Type.Object({
  sessionId: Type.String(),
  till: NamedSchema,
  cashier: Type.String(),
  cashierName: Type.String(),
  amount: Type.String({ description: 'Over above zero, short below; whole VND' }),
  postedOn: DateSchema,
  resolution: nullable(Type.Enum([...differenceResolutions])),
  note: nullable(Type.String()),
  clearedBy: nullable(Type.String()),
  clearedOn: nullable(DateSchema),
});
export const ClearingSchema = Type.Object(
  { resolution: Type.Enum([...differenceResolutions]), note: ReasonSchema },
  exact,
);

export const RemittanceStateSchema = Type.Enum(['sent', 'settled', 'offered', 'received', 'cancelled']);
export const RemittanceWishSchema = Type.Object(
  {
    till: TillCodeSchema,
    sessions: Type.Array(IdSchema, { minItems: 1, maxItems: 200, uniqueItems: true }),
    bankAccount: Type.Optional(nullable(Type.String({ maxLength: 34 }))),
    toTill: Type.Optional(nullable(TillCodeSchema)),
  },
  exact,
);
export const RemittanceSchema = Type.Object({
  id: Type.String(),
  number: Type.String({ description: 'To be written into the text of the paying-in slip' }),
  till: NamedSchema,
  way: Type.Enum(['bank', 'till']),
  bankAccount: nullable(Type.String()),
  toTill: nullable(Type.String()),
  amount: MoneySchema,
  credited: MoneySchema,
  state: RemittanceStateSchema,
  madeBy: Type.String(),
  madeOn: DateSchema,
  finishedBy: nullable(Type.String()),
  finishedOn: nullable(DateSchema),
  ageDays: Type.Integer({ description: 'Business days it has been or was under way, in calendar days' }),
  sessions: Type.Array(Type.String()),
});
export const RemittanceDetailSchema = Type.Object({
  remittance: RemittanceSchema,
  receipts: Type.Array(
    Type.Object({
      id: Type.String(),
      creditId: Type.String(),
      bookedOn: DateSchema,
      text: Type.String(),
      amount: MoneySchema,
      rule: Type.String(),
      laidBy: Type.String(),
      undone: Type.Boolean(),
    }),
  ),
});

export const DeskSchema = Type.Object({
  customer: Type.Object({ code: Type.String(), name: Type.String(), address: Type.String() }),
  open: MoneySchema,
  bills: Type.Array(
    Type.Object({
      id: Type.String(),
      externalId: Type.String(),
      period: Type.String(),
      kind: Type.String(),
      dueOn: DateSchema,
      open: MoneySchema,
      late: Type.Boolean(),
      handedElsewhere: Type.Boolean({ description: 'Another collector alone may take it' }),
      heldUntil: nullable(InstantSchema, { description: 'Held by somebody else until then' }),
    }),
    { description: 'Open bills, the oldest first' },
  ),
});

export const PointChangeSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    commune: Type.Optional(nullable(Type.String({ maxLength: 10 }))),
    address: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(nullable(AmountSchema)),
    open: Type.Boolean(),
  },
  exact,
);
export const PointSchema = Type.Object({
  partner: NamedSchema,
  code: Type.String(),
  name: Type.String({ description: 'Empty for a point that the agent named and nobody has registered' }),
  registered: Type.Boolean(),
  commune: nullable(NamedSchema),
  address: Type.String(),
  limit: nullable(MoneySchema),
  open: Type.Boolean(),
  todayCount: Type.Integer(),
  todayAmount: MoneySchema,
  used: Type.String({ description: 'Collected on days of its partner that are not closed; whole VND' }),
  overLimit: Type.Boolean(),
});
