import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import { AppError } from './platform/errors.ts';
import { sendProblem, type App } from './platform/http.ts';

const dist = resolve(import.meta.dirname, '../web/dist');

/** Serves the built console. Every address that is no file and no API belongs to the console's own router. */
export async function serveConsole(app: App): Promise<void> {
  const built = existsSync(resolve(dist, 'index.html'));
  if (built) await app.register(fastifyStatic, { root: dist, maxAge: '1h' });
  else app.log.warn(`the console is not built yet: run npm run build (${dist})`);
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && String(request.headers.accept ?? '').includes('text/html');
    const isApi = /^\/(api|partner)\//.test(request.url);
    if (built && wantsPage && !isApi) {
      return reply.header('cache-control', 'no-cache').sendFile('index.html', { maxAge: 0 });
    }
    return sendProblem(new AppError('request.not_found', 'not_found'), request, reply);
  });
}
