import { Type } from 'typebox';
import { MoneySchema, nullable } from '../../platform/schemas.ts';

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
