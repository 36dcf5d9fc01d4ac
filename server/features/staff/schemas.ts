import { Type } from 'typebox';
import { DateSchema, nullable } from '../../platform/schemas.ts';
import { permissions, roles } from './permissions.ts';

/** Who is signed in, for which company, on which business day. */
export const SessionSchema = Type.Object({
  staff: Type.Object({
    login: Type.String(),
    displayName: Type.String(),
    role: Type.Enum([...roles]),
    unitId: nullable(Type.String(), { description: 'Null for the whole company' }),
    permissions: Type.Array(Type.Enum([...permissions])),
  }),
  company: Type.Object({ code: Type.String(), name: Type.String(), demo: Type.Boolean() }),
  csrfToken: Type.String(),
  businessDate: DateSchema,
});
