import { Type } from 'typebox';
import { nullable } from '../../platform/schemas.ts';
import { UnitKindSchema } from '../companies/index.ts';

const ShareSchema = nullable(Type.Integer({ description: 'Basis points: 9600 is 96 %' }));

export const TargetsSchema = Type.Object({
  period: Type.String(),
  rows: Type.Array(
    Type.Object({
      unitCode: Type.String(),
      unitName: Type.String(),
      kind: UnitKindSchema,
      customersBp: ShareSchema,
      moneyBp: ShareSchema,
    }),
  ),
});
