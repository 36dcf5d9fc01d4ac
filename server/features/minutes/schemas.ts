import { Type } from 'typebox';
import { channels } from '../../../core/channels.ts';
import { lanes } from '../../../core/reconciliation/lanes.ts';
import { DateSchema, InstantSchema, MoneySchema, nullable } from '../../platform/schemas.ts';

const exact = { additionalProperties: false };
export const KindSchema = Type.Enum(['day', 'month']);
const StateSchema = Type.Enum(['draft', 'signed_by_us', 'signed', 'reopened']);
const SessionStateSchema = Type.Enum(['open', 'closed', 'agreed', 'money_in', 'settled']);
const HashSchema = Type.String({
  description: 'SHA-256 over the content and the version before, hexadecimal',
});
const SignerSchema = Type.String({
  minLength: 2,
  maxLength: 120,
  pattern: '\\S',
  description: 'Name and office',
});

const counted = {
  payments: Type.Integer(),
  paymentsVnd: MoneySchema,
  reversals: Type.Integer(),
  reversalsVnd: MoneySchema,
};
const Money = nullable(MoneySchema);

const FiguresSchema = Type.Object({
  ...counted,
  refundsVnd: MoneySchema,
  collectedVnd: MoneySchema,
  collectedInWords: Type.String(),
  feeVnd: Money,
  feeVatVnd: Money,
  feeMode: nullable(Type.Enum(['netted', 'invoiced', 'mixed'])),
  carriedInVnd: MoneySchema,
  expectedVnd: nullable(MoneySchema, { description: 'Null while a session is open' }),
  expectedInWords: nullable(Type.String()),
});

const ReconciliationSchema = Type.Object({
  files: Type.Integer(),
  days: Type.Integer(),
  lines: Type.Integer(),
  linesVnd: MoneySchema,
  matched: Type.Integer(),
  matchedVnd: MoneySchema,
  lanes: Type.Array(
    Type.Object({
      lane: Type.Enum([...lanes]),
      found: Type.Integer(),
      resolved: Type.Integer(),
      left: Type.Integer(),
      leftVnd: MoneySchema,
    }),
  ),
  left: Type.Array(
    Type.Object({
      lane: Type.Enum([...lanes]),
      reference: Type.String(),
      customerCode: nullable(Type.String()),
      theirVnd: Money,
      ourVnd: Money,
      state: Type.Enum(['open', 'waiting', 'asked', 'approval']),
      reason: nullable(Type.String()),
      dueOn: DateSchema,
    }),
  ),
});

const MovingSchema = Type.Object({
  asOf: InstantSchema,
  sessions: Type.Array(Type.Object({ state: SessionStateSchema, days: Type.Integer() })),
  dueOn: nullable(DateSchema),
  receivedVnd: MoneySchema,
  carriedVnd: MoneySchema,
  carries: Type.Array(
    Type.Object({ amountVnd: MoneySchema, toDay: nullable(DateSchema), reason: Type.String() }),
  ),
  seal: nullable(
    Type.Object({
      id: Type.String(),
      hash: Type.String(),
      sealedAt: InstantSchema,
      coversAll: Type.Boolean(),
    }),
  ),
});

export const ContentSchema = Type.Object({
  number: Type.String(),
  kind: KindSchema,
  from: DateSchema,
  through: DateSchema,
  version: Type.Integer(),
  previousHash: nullable(Type.String()),
  company: Type.Object({ code: Type.String(), name: Type.String(), demo: Type.Boolean() }),
  partner: Type.Object({ code: Type.String(), name: Type.String() }),
  figures: FiguresSchema,
  channels: Type.Array(Type.Object({ channel: Type.Enum([...channels]), ...counted })),
  units: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), ...counted })),
  days: Type.Array(
    Type.Object({
      day: DateSchema,
      ...counted,
      refundsVnd: MoneySchema,
      feeVnd: Money,
      expectedVnd: Money,
      number: nullable(Type.String()),
      hash: nullable(Type.String()),
    }),
  ),
  reconciliation: ReconciliationSchema,
  moving: MovingSchema,
});

const SignatureSchema = nullable(Type.Object({ signer: Type.String(), at: InstantSchema }));
const head = {
  id: Type.String(),
  number: Type.String(),
  version: Type.Integer(),
  state: StateSchema,
  hash: HashSchema,
  madeBy: Type.String(),
  madeAt: InstantSchema,
  us: SignatureSchema,
  partner: SignatureSchema,
  reopen: nullable(
    Type.Object({
      reason: Type.String(),
      askedBy: Type.String(),
      reopenedBy: nullable(Type.String()),
      reopenedAt: nullable(InstantSchema),
    }),
  ),
};

export const MinutesSchema = Type.Object({
  ...head,
  content: ContentSchema,
  readiness: nullable(
    Type.Object({
      windowOpen: Type.Boolean(),
      differences: Type.Integer({ description: 'Open and not carried with a reason' }),
      unsignedDays: Type.Array(DateSchema),
      outOfDate: Type.Boolean({ description: 'Figures have changed since the minutes were made' }),
    }),
    {
      description: 'What stands between the minutes and the next signature; null when both sides have signed',
    },
  ),
  versions: Type.Array(Type.Object(head)),
  steps: Type.Array(
    Type.Object({
      at: InstantSchema,
      actor: Type.String(),
      action: Type.String(),
      number: Type.String(),
      detail: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
});

export const SignOffSchema = Type.Object({
  month: Type.String(),
  /** How many rows both sides have signed, of how many. */
  signed: Type.Integer(),
  total: Type.Integer(),
  rows: Type.Array(
    Type.Object({
      partnerCode: Type.String(),
      partnerName: Type.String(),
      day: nullable(DateSchema),
      sessionState: nullable(SessionStateSchema),
      collected: Money,
      expected: Money,
      days: Type.Integer(),
      daysSigned: Type.Integer(),
      openDifferences: Type.Integer(),
      minutes: nullable(
        Type.Object({
          id: Type.String(),
          number: Type.String(),
          version: Type.Integer(),
          state: StateSchema,
          hash: HashSchema,
          us: SignatureSchema,
          partner: SignatureSchema,
        }),
      ),
    }),
  ),
});

export const MakeBodySchema = Type.Object(
  {
    partner: Type.String({ minLength: 1, maxLength: 20 }),
    day: Type.Optional(DateSchema),
    month: Type.Optional(Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' })),
  },
  { ...exact, description: 'Either a day or a month' },
);
export const MadeSchema = Type.Object({ id: Type.String() });

export const SignBodySchema = Type.Object(
  { side: Type.Enum(['us', 'partner']), signer: SignerSchema, hash: Type.Optional(Type.String()) },
  exact,
);
export const ReopenRequestSchema = Type.Object(
  { reason: Type.String({ minLength: 3, maxLength: 500, pattern: '\\S' }) },
  exact,
);
export const NoBodySchema = Type.Object({}, exact);

export const PartnerSignSchema = Type.Object(
  {
    hash: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'The hash of the minutes as you saw them' }),
    signer: SignerSchema,
  },
  exact,
);
export const PartnerMinutesSchema = Type.Object({
  number: Type.String(),
  version: Type.Integer(),
  state: StateSchema,
  hash: HashSchema,
  powerCompany: SignatureSchema,
  partner: SignatureSchema,
  content: ContentSchema,
});
