import { Type } from 'typebox';
import { DateSchema, InstantSchema, nullable } from '../../platform/schemas.ts';

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
export const SettingsSchema = Type.Object({
  partialPayments: Type.Boolean({ description: 'A bill may be paid in parts' }),
  oldestFirst: Type.Boolean({ description: 'The oldest open period must be paid first' }),
  noGaps: Type.Boolean({ description: 'The bills a request names must leave no open period between them' }),
  holdMinutes: Type.Integer({ minimum: 1, maximum: 1440, description: 'How long bills may be held unpaid' }),
  refundLimit: Type.String({
    pattern: '^[0-9]{1,15}$',
    description: 'Whole VND, decimal digits: a refund above this needs a second person',
  }),
  applyCredit: Type.Boolean({ description: 'Customer credit pays the next bill by itself' }),
});

export type SettingName = keyof typeof SettingsSchema.properties;
export const settingNames = Object.keys(SettingsSchema.properties) as SettingName[];

export const SettingsWithChangesSchema = Type.Object({
  ...SettingsSchema.properties,
  changes: Type.Array(
    Type.Object({
      setting: Type.Enum([...settingNames]),
      by: Type.String({ description: 'Login' }),
      name: nullable(Type.String(), { description: 'Null for who is no member of staff' }),
      at: InstantSchema,
    }),
    { description: 'Who changed each setting last; one that nobody has changed is not in it' },
  ),
});
