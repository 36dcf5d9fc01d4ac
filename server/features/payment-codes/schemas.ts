import { Type } from 'typebox';
import { DateSchema, InstantSchema, MoneySchema, NamedSchema, nullable } from '../../platform/schemas.ts';

export const exact = { additionalProperties: false };
export const IdSchema = Type.String({ pattern: '^\\d{1,18}$' });
export const CodeParam = Type.Object({ code: Type.String({ maxLength: 40 }) });
export const IdParam = Type.Object({ id: IdSchema });
export const PictureQuery = Type.Object(
  { format: Type.Optional(Type.Enum(['svg', 'png'], { description: 'svg unless said otherwise' })) },
  exact,
);

const AccountSchema = Type.Object({
  bankBin: Type.String(),
  bankName: Type.String(),
  number: Type.String(),
  holder: Type.String(),
});

const CodedBillSchema = Type.Object({
  billId: Type.String(),
  externalId: Type.String(),
  description: Type.String(),
  period: Type.String(),
  dueOn: DateSchema,
  total: MoneySchema,
  amount: MoneySchema,
  state: Type.Enum(
    ['payable', 'paid', 'held', 'handed_over', 'not_released', 'cancelled', 'written_off', 'no_account'],
    { description: 'Why there is no code; `payable` where there is one' },
  ),
  heldUntil: nullable(InstantSchema, { description: 'Business time; only where it is held' }),
  payload: nullable(Type.String({ description: 'What the picture says' })),
  purpose: nullable(Type.String({ description: 'What the transfer says' })),
});

export const BillCodeSchema = Type.Object({
  account: nullable(AccountSchema, { description: 'Null: no account is declared for QR codes' }),
  bill: CodedBillSchema,
});

export const CustomerCodesSchema = Type.Object({
  account: nullable(AccountSchema),
  customer: NamedSchema,
  payload: nullable(Type.String({ description: 'The code for every month, without an amount' })),
  purpose: nullable(Type.String()),
  bills: Type.Array(CodedBillSchema),
});

const filter = {
  customer: Type.Optional(Type.String({ maxLength: 40 })),
  unit: Type.Optional(Type.String({ maxLength: 40 })),
  commune: Type.Optional(Type.String({ maxLength: 10 })),
  village: Type.Optional(IdSchema),
  book: Type.Optional(Type.String({ maxLength: 40 })),
  period: Type.Optional(Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' })),
};
export const SlipQuery = Type.Object(filter, exact);
export const SlipFileQuery = Type.Object(
  {
    ...filter,
    from: Type.Optional(Type.String({ pattern: '^[A-Z0-9]{1,40}\\.\\d{1,18}$', description: 'Of a part' })),
    perPage: Type.Optional(Type.Enum(['2', '4', '8'], { description: '8 unless said otherwise' })),
    names: Type.Optional(Type.Enum(['masked', 'full'], { description: 'masked unless said otherwise' })),
  },
  exact,
);

export const SlipsSchema = Type.Object({
  slips: Type.Integer(),
  customers: Type.Integer(),
  open: MoneySchema,
  account: nullable(AccountSchema),
  parts: Type.Array(Type.Object({ from: Type.String(), slips: Type.Integer() }), {
    description: 'Files to print one by one',
  }),
});
