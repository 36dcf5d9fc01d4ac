import { Type } from 'typebox';
import { DateSchema, InstantSchema, MoneySchema, nullable } from '../../platform/schemas.ts';

const QrSchema = Type.Object(
  {
    bankBin: Type.String({ pattern: '^\\d{6}$', description: 'The bank, as QR codes name it' }),
    holder: Type.String({ minLength: 1, maxLength: 70, description: 'As printed under the code' }),
  },
  { additionalProperties: false },
);

export const AccountSchema = Type.Object({
  number: Type.String(),
  bankName: Type.String(),
  transferPartner: nullable(Type.String()),
  qr: nullable(QrSchema, { description: 'Null: not the account that QR codes name' }),
  declaredBy: Type.String(),
  declaredAt: InstantSchema,
});

export const DeclarationSchema = Type.Object(
  {
    bankName: Type.String({ minLength: 1, maxLength: 100 }),
    transferPartner: nullable(Type.String({ maxLength: 20 })),
    qr: Type.Optional(nullable(QrSchema, { description: 'Left out: as it was; null: not on QR codes' })),
  },
  { additionalProperties: false },
);

const SignedMoneySchema = Type.String({ pattern: '^-?\\d+$' });

const StatementSchema = Type.Object({
  id: Type.String(),
  account: Type.String(),
  number: nullable(Type.String()),
  firstOn: nullable(DateSchema),
  lastOn: nullable(DateSchema),
  openingBalance: nullable(SignedMoneySchema),
  closingBalance: nullable(SignedMoneySchema),
  lines: Type.Integer(),
  credits: Type.Integer(),
  creditAmount: MoneySchema,
  debitAmount: MoneySchema,
  knownLines: Type.Integer({ description: 'Lines that an earlier statement had brought' }),
  linesToAttend: Type.Integer({ description: 'Reversals and returns that nobody has looked at' }),
  chain: Type.Enum(['first', 'follows', 'gap', 'missing_number', 'overlap', 'resent', 'none'], {
    description: 'How it stands to the statement before; none: its balances need not follow',
  }),
  chainDifference: nullable(SignedMoneySchema),
});

const file = {
  id: Type.String(),
  fileName: Type.String(),
  format: nullable(Type.String()),
  state: Type.Enum(['imported', 'refused']),
  problem: nullable(
    Type.Object({
      code: Type.String(),
      message: Type.String({ description: 'What the code means, in Vietnamese' }),
      messageEn: Type.String(),
      detail: Type.String({ description: 'Account, line and figures, as the file has them' }),
    }),
  ),
  importedBy: Type.String(),
  importedAt: InstantSchema,
  statements: Type.Array(StatementSchema),
};

export const ImportedSchema = Type.Object({
  ...file,
  alreadyImported: Type.Boolean({ description: 'The same content was imported before; nothing was done' }),
  dryRun: Type.Boolean({ description: 'Everything was taken back' }),
  lines: Type.Integer(),
  credits: Type.Integer(),
  recorded: Type.Integer(),
  alreadyThere: Type.Integer(),
  recordedAmount: MoneySchema,
});

const BreakSchema = Type.Object({
  statementId: Type.String(),
  account: Type.String(),
  finding: Type.Enum(['gap', 'missing_number', 'overlap']),
  number: nullable(Type.String()),
  afterOn: nullable(DateSchema),
  firstOn: DateSchema,
  lastOn: DateSchema,
  difference: SignedMoneySchema,
});

const line = {
  id: Type.String(),
  account: Type.String(),
  line: Type.Integer(),
  bookedOn: DateSchema,
  valueOn: DateSchema,
  creditDebit: Type.Enum(['CRDT', 'DBIT']),
  amount: MoneySchema,
  reference: Type.String(),
  payer: Type.String(),
  remittance: Type.String(),
  attention: nullable(Type.Enum(['reversal', 'returned', 'takes_back'])),
  returnReason: nullable(Type.String()),
  attendedBy: nullable(Type.String()),
  attendedNote: nullable(Type.String()),
  known: Type.Boolean(),
  creditId: nullable(Type.String()),
  paymentId: nullable(Type.String()),
};

export const LinesSchema = Type.Object({
  rows: Type.Array(Type.Object(line)),
  next: nullable(Type.String()),
});

export const StatementsSchema = Type.Object({
  rows: Type.Array(Type.Object(file)),
  next: nullable(Type.String()),
  accounts: Type.Array(AccountSchema),
  breaks: Type.Array(BreakSchema),
  attention: Type.Array(
    Type.Object({
      ...line,
      takesBack: nullable(
        Type.Object({ creditId: Type.String(), bookedOn: DateSchema, paymentId: nullable(Type.String()) }),
      ),
    }),
  ),
});
