import { Type } from 'typebox';
import { DateSchema, nullable } from '../../platform/schemas.ts';

export const UnitKindSchema = Type.Enum(['company', 'unit', 'team', 'book']);

/** A unit as it stands on one date. */
export const UnitSchema = Type.Object({
  code: Type.String(),
  name: Type.String(),
  kind: UnitKindSchema,
  parentCode: nullable(Type.String()),
  toBeNamed: Type.Boolean({
    description: 'First met in a file and not named by staff yet; its name is its code',
  }),
  validFrom: DateSchema,
  validTo: nullable(DateSchema),
});

/** How a company collects. */
export const SettingsSchema = Type.Object({ partialPayments: Type.Boolean(), oldestFirst: Type.Boolean() });
