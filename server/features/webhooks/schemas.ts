import { Type } from 'typebox';
import { eventTypes } from '../../../core/webhooks.ts';
import { InstantSchema, nullable } from '../../platform/schemas.ts';

const exact = { additionalProperties: false };

export const IdSchema = Type.String({ pattern: '^[0-9]{1,18}$' });
export const PartnerParams = Type.Object({ partner: Type.String({ minLength: 1, maxLength: 20 }) });
export const EndpointParams = Type.Object({ ...PartnerParams.properties, id: IdSchema });

export const EndpointSchema = Type.Object({
  id: IdSchema,
  url: Type.String(),
  eventTypes: Type.Array(Type.String(), { description: 'Empty: every type' }),
  reach: Type.Enum(['own', 'all']),
  state: Type.Enum(['live', 'disabled', 'removed']),
  disabledReason: nullable(Type.Enum(['gone', 'failing', 'by_hand'])),
  disabledAt: nullable(InstantSchema),
  failingSince: nullable(InstantSchema),
  nextTryAt: nullable(InstantSchema),
  lastSuccessAt: nullable(InstantSchema),
  lastFault: nullable(Type.String()),
  secrets: Type.Integer({ description: 'Live secrets, one or two' }),
  waiting: Type.Integer(),
  failed: Type.Integer(),
});

export const EndpointWishSchema = Type.Object(
  {
    url: Type.String({ minLength: 1, maxLength: 500 }),
    eventTypes: Type.Array(Type.Enum([...eventTypes]), { maxItems: 20 }),
    reach: Type.Enum(['own', 'all']),
  },
  exact,
);

export const EndpointMadeSchema = Type.Object({
  id: IdSchema,
  secret: Type.String({ description: 'whsec_…, shown this once' }),
});

export const SwitchSchema = Type.Object({ state: Type.Enum(['live', 'disabled', 'removed']) }, exact);

export const DeliverySchema = Type.Object({
  id: IdSchema,
  messageId: Type.String(),
  endpointId: IdSchema,
  url: Type.String(),
  type: Type.String(),
  sequence: nullable(Type.Integer()),
  state: Type.Enum(['waiting', 'delivered', 'failed']),
  attempts: Type.Integer(),
  nextTryAt: nullable(InstantSchema),
  lastStatus: nullable(Type.Integer()),
  lastFault: nullable(Type.String()),
  deliveredAt: nullable(InstantSchema),
  createdAt: InstantSchema,
});

export const DeliveryQuery = Type.Object(
  {
    state: Type.Optional(Type.Enum(['waiting', 'delivered', 'failed'])),
    after: Type.Optional(IdSchema),
  },
  exact,
);

export const ResendSchema = Type.Object(
  { deliveries: Type.Union([Type.Literal('failed'), Type.Array(IdSchema, { minItems: 1, maxItems: 500 })]) },
  exact,
);
