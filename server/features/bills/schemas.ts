import { Type } from 'typebox';
import { DateSchema, MoneySchema, NamedSchema, nullable } from '../../platform/schemas.ts';

/** One version of a bill. */
export const BillSchema = Type.Object({
  id: Type.String(),
  externalId: Type.String(),
  version: Type.Integer(),
  correctsExternalVersion: nullable(Type.Integer(), {
    description: 'The version that this one corrects; null for a bill as first issued',
  }),
  period: Type.String(),
  term: Type.Integer(),
  kind: Type.String(),
  description: nullable(Type.String({ description: 'What a bill for a service is for; null: electricity' })),
  issuedOn: DateSchema,
  dueOn: DateSchema,
  energyKwh: Type.String(),
  net: MoneySchema,
  vatRate: Type.Integer(),
  vat: MoneySchema,
  total: MoneySchema,
  paid: MoneySchema,
  state: Type.String(),
  handedTo: nullable(NamedSchema, {
    description: 'The one partner that may collect it (giao thu); null: every one',
  }),
});
