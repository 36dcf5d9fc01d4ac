import swagger from '@fastify/swagger';
import type { App } from './platform/http.ts';

/** What a document of a scope says about itself. */
export interface OpenApiHead {
  info: { title: string; version: string; description: string };
  /** Prefix of the scope; paths are then written without it. Absent: paths are written whole. */
  base?: string;
  security?: {
    name: string;
    scheme: { type: 'apiKey'; in: 'header' | 'cookie'; name: string; description: string };
  };
}

/**
 * Collects the routes that are declared in a scope from here on into an OpenAPI 3.1 document, which `app.swagger()`
 * of that scope gives. Schemas registered with an `$id` keep it as their name.
 */
export async function collectOpenApi(app: App, { info, base, security }: OpenApiHead): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info,
      ...(base && { servers: [{ url: base }] }),
      ...(security && {
        components: { securitySchemes: { [security.name]: security.scheme } },
        security: [{ [security.name]: [] }],
      }),
    },
    refResolver: {
      buildLocalReference: ({ $id }, _base, _fragment, index) =>
        typeof $id === 'string' ? $id : `schema${index}`,
    },
  });
}
