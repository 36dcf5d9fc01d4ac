import { Type } from 'typebox';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { act, listProviders, turnSwitch, worldActions } from './drive-world.ts';
import { ActionDoneSchema, ProvidersSchema } from './schemas.ts';

/** Drives the banks and gateways of the simulated world by hand; only in a demo. */
export function worldRoutes(app: App, { config }: Runtime): void {
  app.get(
    '/demo/providers',
    { schema: { response: { 200: ProvidersSchema } }, config: { permission: 'demo.drive' } },
    async () => ({ rows: await listProviders(config) }),
  );

  app.put(
    '/demo/providers/:code/switches/:name',
    {
      schema: {
        params: Type.Object({
          code: Type.String({ pattern: '^[A-Za-z0-9-]{1,30}$' }),
          name: Type.String({ pattern: '^[A-Za-z]{1,30}$' }),
        }),
        body: Type.Object({ on: Type.Boolean() }, { additionalProperties: false }),
        response: { 200: ProvidersSchema },
      },
      config: { permission: 'demo.drive' },
    },
    async ({ params, body }) => {
      await turnSwitch(config, { ...params, on: body.on });
      return { rows: await listProviders(config) };
    },
  );

  app.post(
    '/demo/actions/:action',
    {
      schema: {
        params: Type.Object({ action: Type.Enum([...worldActions]) }),
        response: { 200: ActionDoneSchema },
      },
      config: { permission: 'demo.drive' },
    },
    async ({ params }) => act(config, params.action),
  );
}
