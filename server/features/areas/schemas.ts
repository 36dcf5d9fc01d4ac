import { Type } from 'typebox';
import { DateSchema, NamedSchema, nullable } from '../../platform/schemas.ts';
import { villageStates } from './village-queries.ts';
import { settlements } from './village-rows.ts';

export const CommuneSchema = Type.Object({
  code: Type.String(),
  name: Type.String(),
  district: nullable(NamedSchema, { description: 'Former communes only' }),
  province: NamedSchema,
});

export const MappingSchema = Type.Object({
  formerCode: Type.String(),
  formerName: Type.String(),
  formerDistrict: Type.String(),
  presentCode: Type.String(),
  presentName: Type.String(),
  decided: Type.Boolean({ description: 'The former commune went whole into one present commune' }),
});

export const UndecidedSchema = Type.Object({
  /** Former communes that became several present ones, or none that is known. */
  rows: Type.Array(
    Type.Object({
      formerCode: Type.String(),
      formerName: Type.String(),
      formerDistrict: Type.String(),
      formerProvince: Type.String(),
      reason: Type.Enum(['split', 'unmapped']),
      present: Type.Array(NamedSchema),
    }),
  ),
  /** Present communes made from several former districts. */
  spanning: Type.Array(
    Type.Object({
      presentCode: Type.String(),
      presentName: Type.String(),
      province: Type.String(),
      formerDistricts: Type.Array(NamedSchema),
    }),
  ),
});

export const StatusSchema = Type.Enum([...villageStates]);
export const SettlementSchema = Type.Enum([...settlements]);

export const VillageSchema = Type.Object({
  id: Type.String(),
  communeCode: Type.String(),
  communeName: nullable(Type.String()),
  name: Type.String(),
  status: StatusSchema,
  settlement: nullable(SettlementSchema),
  ethnicMinority: nullable(Type.Boolean()),
  mobileCoverage: nullable(Type.Boolean()),
  fibre: nullable(Type.Boolean()),
  confirmedBy: nullable(Type.String()),
  validFrom: nullable(DateSchema),
  validTo: nullable(DateSchema),
});
