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
