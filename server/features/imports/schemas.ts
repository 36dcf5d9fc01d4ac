import { Type } from 'typebox';
import { InstantSchema, nullable } from '../../platform/schemas.ts';

export const KindSchema = Type.Enum(['customers', 'bills']);

export const ImportSchema = Type.Object({
  id: Type.String(),
  kind: KindSchema,
  fileName: Type.String(),
  state: Type.Enum(['receiving', 'checking', 'checked', 'publishing', 'published', 'abandoned', 'failed']),
  bytes: Type.Integer(),
  bytesRead: Type.Integer(),
  rows: Type.Integer(),
  accepted: Type.Integer(),
  unchanged: Type.Integer(),
  changed: Type.Integer(),
  rejected: Type.Integer(),
  total: Type.String({ description: 'What this import publishes: accepted and changed bills' }),
  sentTotal: Type.String({
    description: 'What the billing system sent: the totals of all rows whose total can be read',
  }),
  control: nullable(
    Type.Object({
      source: Type.Enum(['none', 'typed', 'trailer']),
      rows: nullable(Type.Integer()),
      total: nullable(Type.String()),
      agree: Type.Boolean(),
    }),
  ),
  failure: nullable(
    Type.Object({
      code: Type.String(),
      detail: Type.String(),
      detailEn: Type.String(),
      params: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
  newUnits: Type.Array(Type.String()),
  createdBy: Type.String(),
  createdAt: InstantSchema,
  publishedBy: nullable(Type.String()),
  publishedAt: nullable(InstantSchema),
});

export const RejectionSchema = Type.Object({
  line: Type.Integer(),
  field: Type.String(),
  code: Type.String(),
  reason: Type.String(),
  reasonEn: Type.String(),
  detail: Type.String({ description: 'The value in question' }),
  raw: Type.String(),
});
