import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { fileError } from '../../platform/tabular/errors.ts';
import { ensureInScope } from '../staff/index.ts';
import { mandateError } from './errors.ts';
import { findPhoto, keepPhoto } from './keep-photo.ts';
import { findMandate } from './queries.ts';
import { ParamsSchema } from './schemas.ts';

/** The photograph of a signed paper, taken in by people of the customer's unit. */
export function photoRoutes(app: App): void {
  // The body is handed on as a stream; its size is bounded by the receiver.
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  app.post(
    '/mandates/:id/photo',
    {
      schema: {
        params: ParamsSchema,
        response: {
          200: Type.Object({
            sha256: Type.String(),
            bytes: Type.Integer(),
            kept: Type.Boolean({ description: 'False: larger than 1 MB, only its hash is kept' }),
          }),
        },
      },
      bodyLimit: Number.MAX_SAFE_INTEGER,
      config: { permission: 'mandates.edit' },
    },
    async ({ staff, params, body }) => {
      ensure(body instanceof Readable, fileError('files.empty'));
      return keepPhoto(staff, BigInt(params.id), body);
    },
  );
  app.get(
    '/mandates/:id/photo/file',
    { schema: { params: ParamsSchema }, config: { permission: 'mandates.edit' } },
    async ({ staff, params }, reply) => {
      const id = BigInt(params.id);
      const mandate = await findMandate(staff.db, id);
      ensure(mandate, mandateError('mandates.unknown_mandate', { id: params.id }));
      ensureInScope(staff, mandate.org_unit_id);
      const photo = await findPhoto(staff.db, id);
      ensure(photo, mandateError('mandates.no_photo', { id: params.id }));
      return reply
        .header('content-type', photo.media_type)
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, no-store')
        .send(photo.content);
    },
  );
}
