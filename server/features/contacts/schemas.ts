import { Type } from 'typebox';
import { DateSchema, nullable } from '../../platform/schemas.ts';
import { contactSources, relations } from './entry-queries.ts';

export const RelationSchema = Type.Enum([...relations]);
const SourceSchema = Type.Enum([...contactSources]);

const known = {
  number: Type.String({ description: 'Ten digits; only the last three for who may not change numbers' }),
  relation: nullable(RelationSchema),
  source: SourceSchema,
  verifiedOn: nullable(DateSchema),
  zaloOn: nullable(DateSchema),
};

export const ContactListRowSchema = Type.Object({
  code: Type.String(),
  name: Type.String(),
  unitName: Type.String(),
  communeName: nullable(Type.String()),
  contact: nullable(Type.Object(known), { description: 'The number that is most sure of being theirs' }),
  numbers: Type.Integer({ description: 'Numbers that stand' }),
  sharedWith: Type.Integer({ description: 'Other customers with the number shown' }),
});

export const ContactCountsSchema = Type.Object({
  customers: Type.Integer(),
  verified: Type.Integer(),
  unverified: Type.Integer(),
  none: Type.Integer(),
  shared: Type.Integer(),
  zalo: Type.Integer(),
});

export const CustomerContactsSchema = Type.Object({
  rows: Type.Array(Type.Object({ ...known, endedOn: nullable(DateSchema), sharedWith: Type.Integer() })),
  entries: Type.Array(
    Type.Object({
      id: Type.String(),
      ...known,
      endedOn: nullable(DateSchema),
      recordedBy: Type.String(),
      recordedOn: DateSchema,
    }),
    { description: 'What was recorded, the latest first' },
  ),
});

export const ContactWishSchema = Type.Object(
  {
    number: Type.String({ minLength: 1, maxLength: 30 }),
    relation: nullable(RelationSchema),
    verifiedOn: nullable(DateSchema),
    zaloOn: nullable(DateSchema),
    endedOn: nullable(DateSchema, { description: 'The first day on which it is not theirs any more' }),
  },
  { additionalProperties: false },
);
