import { Type } from 'typebox';
import { DateSchema, MoneySchema, NamedSchema, nullable } from '../../platform/schemas.ts';

export const BalancesSchema = Type.Object({
  asOf: Type.String({
    description: 'The business day or the instant asked for; the instant of the answer otherwise',
  }),
  rows: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      unitCode: nullable(Type.String()),
      partnerCode: nullable(Type.String()),
      debit: MoneySchema,
      credit: MoneySchema,
      balance: MoneySchema,
    }),
  ),
});

export const StatementSchema = Type.Object({
  account: NamedSchema,
  unitCode: nullable(Type.String()),
  partnerCode: nullable(Type.String()),
  from: DateSchema,
  to: DateSchema,
  /** Debit less credit before the first day. */
  opening: MoneySchema,
  debit: MoneySchema,
  credit: MoneySchema,
  closing: MoneySchema,
  rows: Type.Array(
    Type.Object({
      businessOn: DateSchema,
      documentNumber: Type.String(),
      kind: Type.String(),
      description: Type.String(),
      counter: Type.Object({ code: Type.String(), owner: nullable(Type.String()) }),
      debit: MoneySchema,
      credit: MoneySchema,
      /** After this line. */
      balance: MoneySchema,
      paymentId: nullable(Type.String()),
      reference: nullable(Type.String()),
    }),
  ),
  next: nullable(Type.String()),
});

export const JournalSchema = Type.Object({
  from: DateSchema,
  to: DateSchema,
  entries: Type.Integer(),
  debit: MoneySchema,
  credit: MoneySchema,
  accounts: Type.Array(
    Type.Object({ code: Type.String(), name: Type.String(), debit: MoneySchema, credit: MoneySchema }),
  ),
});
