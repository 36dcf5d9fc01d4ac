import { Type } from 'typebox';
import { bounceReasons, type BounceReason } from '../../../core/payment-orders/cheque.ts';
import { DateSchema, InstantSchema, MoneySchema, nullable, PeriodSchema } from '../../platform/schemas.ts';
import { chequeStates } from './cheque-queries.ts';
import { mostCodes } from './make-order.ts';
import { orderStates } from './order-queries.ts';

export const exact = { additionalProperties: false };
export const IdSchema = Type.String({ pattern: '^\\d{1,18}$' });
export const IdParams = Type.Object({ id: IdSchema });
const Words = (maxLength: number, options: Type.TStringOptions = {}) =>
  Type.String({ maxLength, ...options });
const Named = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const AccountNumber = Type.String({ pattern: '^[0-9A-Za-z .-]{5,40}$' });
const Bin = Type.String({ pattern: '^[0-9]{6}$', description: 'Of the bank, as Napas gives it' });
const Digits = Type.String({ pattern: '^[1-9][0-9]{0,14}$', description: 'Whole VND' });
const Codes = Type.Array(Words(40), { minItems: 1, maxItems: mostCodes });
const Bills = Type.Optional(
  Type.Array(IdSchema, { minItems: 1, maxItems: 5000, description: 'All open bills where absent' }),
);

export const OrderStateSchema = Type.Enum([...orderStates]);
export const ChequeStateSchema = Type.Enum([...chequeStates]);
export const BounceReasonSchema = Type.Enum(Object.keys(bounceReasons) as BounceReason[]);

export const AccountSchema = Type.Object({
  account: Type.String(),
  holder: Type.String(),
  bankName: Type.String(),
  branch: Type.String(),
  bankBin: Type.String(),
  usable: Type.Boolean({ description: 'Its transfers become payments: it has a partner for transfers' }),
});
export const AccountWordsSchema = Type.Object(
  { holder: Named(140), bankName: Named(140), branch: Words(140), bankBin: Bin },
  exact,
);

export const CodesSchema = Type.Object({ codes: Codes }, exact);
export const OfferSchema = Type.Object({
  unknown: Type.Array(Type.String({ description: 'Codes of no customer' })),
  customers: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      bills: Type.Array(
        Type.Object({
          id: Type.String(),
          number: Type.String(),
          period: PeriodSchema,
          open: MoneySchema,
          order: nullable(Type.String({ description: 'Number of the order that waits for it' })),
        }),
      ),
    }),
  ),
  open: MoneySchema,
});

export const NewOrderSchema = Type.Object(
  {
    codes: Codes,
    bills: Bills,
    payer: Type.Optional(Words(40, { description: 'The code that keeps what is too much; the first' })),
    payerName: Type.Optional(Words(140)),
    payerAccount: Type.Optional(AccountNumber),
    payerBank: Type.Optional(Words(140)),
    payerBranch: Type.Optional(Words(140)),
    payerBankBin: Type.Optional(Bin),
    account: Named(40),
    expiresOn: DateSchema,
    note: Type.Optional(Words(300)),
  },
  exact,
);

export const OrderSchema = Type.Object({
  id: Type.String(),
  number: Type.String(),
  state: OrderStateSchema,
  reference: Type.String({ description: 'What the transfer must carry' }),
  payerCode: Type.String(),
  payerName: Type.String(),
  payerAddress: Type.String(),
  payerAccount: nullable(Type.String()),
  payerBank: Type.String(),
  payerBranch: Type.String(),
  payerBankBin: nullable(Type.String()),
  account: Type.String(),
  bills: Type.Integer(),
  customers: Type.Integer(),
  asked: MoneySchema,
  open: MoneySchema,
  received: MoneySchema,
  expiresOn: DateSchema,
  note: Type.String(),
  madeBy: Type.String(),
  madeAt: InstantSchema,
  issuedBy: nullable(Type.String()),
  issuedOn: nullable(DateSchema),
  endedBy: nullable(Type.String()),
  endedAt: nullable(InstantSchema),
  endReason: nullable(Type.String()),
});

const BillSchema = Type.Object({
  customerCode: Type.String(),
  customerName: Type.String(),
  number: Type.String(),
  period: PeriodSchema,
  asked: MoneySchema,
  open: MoneySchema,
  state: Type.Enum(['open', 'part_paid', 'paid', 'cancelled', 'written_off']),
});
const ReceiptSchema = Type.Object({
  creditId: Type.String(),
  bookedOn: DateSchema,
  remittance: Type.String(),
  rule: Type.String(),
  by: Type.String(),
  customerCode: Type.String(),
  amount: MoneySchema,
  credited: MoneySchema,
  state: Type.Enum(['claimed', 'posted', 'released']),
  paymentId: nullable(Type.String()),
});
export const OrderDetailSchema = Type.Object({
  order: OrderSchema,
  account: AccountSchema,
  text: Type.String({ description: 'What the transfer is to say' }),
  qr: nullable(
    Type.String({ description: 'SVG of the VietQR code of what is left; null from 500 million on' }),
  ),
  lines: Type.Array(BillSchema),
  receipts: Type.Array(ReceiptSchema),
});

export const NewChequeSchema = Type.Object(
  {
    number: Named(30),
    drawer: Named(140),
    drawerAccount: AccountNumber,
    draweeBank: Named(140),
    draweeBranch: Type.Optional(Words(140)),
    amount: Digits,
    wordsAgree: Type.Boolean({ description: 'Figures and words on the paper were compared' }),
    issuedOn: DateSchema,
    certified: Type.Boolean(),
    codes: Codes,
    bills: Bills,
    account: Named(40),
    note: Type.Optional(Words(300)),
  },
  exact,
);
export const ChequeSchema = Type.Object({
  id: Type.String(),
  state: ChequeStateSchema,
  number: Type.String(),
  drawer: Type.String(),
  drawerAccount: Type.String(),
  draweeBank: Type.String(),
  draweeBranch: Type.String(),
  amount: MoneySchema,
  issuedOn: DateSchema,
  presentBy: DateSchema,
  late: Type.Boolean({ description: 'Not paid in, and the time of presentment is over' }),
  certified: Type.Boolean(),
  customerCode: Type.String(),
  account: Type.String(),
  bills: Type.Integer(),
  receivedOn: DateSchema,
  receivedBy: Type.String(),
  note: Type.String(),
  slip: nullable(Type.String()),
  slipId: nullable(Type.String()),
  depositedOn: nullable(DateSchema),
  clearedOn: nullable(DateSchema),
  bouncedOn: nullable(DateSchema),
  bounceReason: nullable(BounceReasonSchema),
  bounceWords: nullable(Type.String()),
  bounceWordsEn: nullable(Type.String()),
  bounceNote: Type.String(),
  fee: MoneySchema,
  feeBearer: nullable(Type.Enum(['company', 'drawer'])),
  withdrawnReason: nullable(Type.String()),
});
export const ChequeDetailSchema = Type.Object({
  cheque: ChequeSchema,
  lines: Type.Array(BillSchema),
  receipts: Type.Array(ReceiptSchema),
});
export const BounceSchema = Type.Object(
  {
    reason: BounceReasonSchema,
    note: Type.Optional(Words(300)),
    fee: Type.Optional(Type.String({ pattern: '^[0-9]{1,12}$' })),
    feeBearer: Type.Optional(Type.Enum(['company', 'drawer'])),
  },
  exact,
);
export const ReasonSchema = Type.Object({ reason: Type.String({ minLength: 3, maxLength: 300 }) }, exact);
export const CreditSchema = Type.Object({ creditId: IdSchema }, exact);
export const NewSlipSchema = Type.Object(
  { account: Named(40), cheques: Type.Array(IdSchema, { minItems: 1, maxItems: 500 }) },
  exact,
);
export const SlipSchema = Type.Object({
  id: Type.String(),
  number: Type.String(),
  reference: Type.String(),
  account: Type.String(),
  depositedOn: DateSchema,
  madeBy: Type.String(),
  cheques: Type.Integer(),
  amount: MoneySchema,
  cleared: MoneySchema,
  bounced: Type.Integer(),
});
