import { collectOpenApi } from '../openapi.ts';
import type { App } from '../platform/http.ts';
import { renderErrors, renderReference, type OpenApi } from './render.ts';

const description =
  'Banks, wallets and intermediaries ask what a customer owes, pay, ask for the state of a payment and take it back. ' +
  "Every request is signed; every money call takes the partner's own reference as idempotency key. Errors are RFC 9457 " +
  'problem documents with a stable code.';

/** Collects the routes of a scope into an OpenAPI 3.1 document and serves it at `openapi.json` of that scope. */
export async function serveOpenApi(app: App): Promise<void> {
  await collectOpenApi(app, {
    info: { title: 'tiendien partner API', version: '1', description },
    security: {
      name: 'signature',
      scheme: {
        type: 'apiKey',
        in: 'header',
        name: 'td-signature',
        description: 'See the guide on signing',
      },
    },
  });
  app.get('/openapi.json', { config: { unsigned: true }, schema: { hide: true } }, async () => app.swagger());
}

/** The same document as pages that can be read without JavaScript: `/partner/docs` and `/partner/errors`. */
export function servePartnerPages(app: App, readOpenApi: () => OpenApi, demo: boolean): void {
  const html = 'text/html; charset=utf-8';
  app.get('/partner/docs', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(html).send(renderReference(readOpenApi(), demo)),
  );
  app.get('/partner/errors', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(html).send(renderErrors(demo)),
  );
}
