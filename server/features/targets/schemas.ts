import { Type } from 'typebox';
import { nullable } from '../../platform/schemas.ts';

const ShareSchema = nullable(Type.Integer({ description: 'Basis points: 9600 is 96 %' }));

export const TargetsSchema = Type.Object({
  period: Type.String(),
  rows: Type.Array(
    Type.Object({
      unitCode: Type.String(),
      unitName: Type.String(),
      kind: Type.Enum(['company', 'unit', 'team', 'book']),
      customersBp: ShareSchema,
      moneyBp: ShareSchema,
    }),
  ),
});
