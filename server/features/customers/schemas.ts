import { Type } from 'typebox';
import { DateSchema, MoneySchema, NamedSchema, nullable } from '../../platform/schemas.ts';

export const CustomerSchema = Type.Object({
  code: Type.String(),
  name: Type.String(),
  address: Type.String(),
  unitName: Type.String(),
  communeName: nullable(Type.String()),
  kind: Type.String(),
});

export const CustomerDetailSchema = Type.Object({
  code: Type.String(),
  name: Type.String(),
  address: Type.String(),
  unit: NamedSchema,
  book: nullable(NamedSchema),
  commune: nullable(NamedSchema),
  village: nullable(Type.Object({ id: Type.String(), name: Type.String(), status: Type.String() })),
  kind: Type.String(),
  phone: nullable(Type.String({ description: 'Only the last three digits are shown' })),
  effectiveOn: nullable(DateSchema),
  openAmount: MoneySchema,
  creditAmount: MoneySchema,
});
