import swagger from '@fastify/swagger';
import type { App } from './platform/http.ts';

/** OpenAPI 3.1 of the partner API, generated from its routes, at `/partner/v1/openapi.json`. */
export async function partnerReference(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'tiendien partner API',
        version: '1',
        description:
          'Banks, wallets and intermediaries ask what a customer owes, pay, ask for the state of a payment and take it ' +
          'back. Every request is signed (headers td-key, td-timestamp, td-nonce, td-digest, td-signature); every money ' +
          "call takes the partner's own reference as idempotency key. Errors are RFC 9457 problem documents with a " +
          'stable code.',
      },
      components: {
        securitySchemes: {
          signature: {
            type: 'apiKey',
            in: 'header',
            name: 'td-signature',
            description: 'See the guide on signing',
          },
        },
      },
      security: [{ signature: [] }],
    },
    refResolver: {
      buildLocalReference: (schema, _base, _fragment, index) => String(schema['$id'] ?? `schema${index}`),
    },
  });
  app.get('/openapi.json', { config: { unsigned: true }, schema: { hide: true } }, async () => app.swagger());
}
