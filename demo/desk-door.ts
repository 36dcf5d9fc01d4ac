import { signRequest } from '../clients/typescript/client.ts';
import { createApp } from '../server/app.ts';
import { demoPassword } from '../server/features/demo/index.ts';
import type { Role } from '../server/features/staff/index.ts';
import type { Runtime } from '../server/platform/runtime.ts';
import type { Desk } from '../simulator/accountant.ts';
import { simulatedKey } from '../simulator/keys.ts';
import { loginOf } from './people.ts';

/** The product's own doors while nothing listens yet: the same routes, without a network. */
export interface Doors {
  /** A session of somebody of the company, its accountant as a rule. */
  openDesk(companyCode: string, role?: Role): Promise<Desk>;
  /** Where providers reach the product while it is being filled. */
  listen(): Promise<string>;
  /** A signed call of a partner; answers status and body. */
  call(
    from: { company: string; partner: string },
    method: 'GET' | 'POST',
    path: string,
    content?: object,
  ): Promise<{ status: number; body: unknown }>;
  close(): Promise<void>;
}

export async function openDoors(runtime: Runtime): Promise<Doors> {
  const app = await createApp(runtime);
  return {
    openDesk: (companyCode, role = 'accountant') => openDesk(app, companyCode, role),
    listen: () => app.listen({ host: '127.0.0.1', port: 0 }),
    call: async ({ company, partner }, method, route, content) => {
      const path = `/partner/v1${route}`;
      const body = content === undefined ? '' : JSON.stringify(content);
      const { headers } = signRequest(simulatedKey(company, partner).key, { method, path, body });
      const answer = await app.inject({
        method,
        url: path,
        headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
        ...(body && { payload: body }),
      });
      return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json<unknown>() };
    },
    close: () => app.close(),
  };
}

async function openDesk(
  app: Awaited<ReturnType<typeof createApp>>,
  companyCode: string,
  role: Role,
): Promise<Desk> {
  const login = loginOf(companyCode, role);
  const payload = { login, password: demoPassword };
  const session = await app.inject({ method: 'POST', url: '/api/session', payload });
  const [cookie] = session.cookies;
  if (!cookie) throw new Error(`${login} cannot sign in: ${session.body}`);
  const cookies = { [cookie.name]: cookie.value };
  const headers = { 'x-csrf-token': session.json<{ csrfToken: string }>().csrfToken };
  const read = <Answer>(what: string, answer: { statusCode: number; body: string }): Answer => {
    if (answer.statusCode >= 300) throw new Error(`${what}: ${answer.statusCode} ${answer.body}`);
    return (answer.body === '' ? undefined : JSON.parse(answer.body)) as Answer;
  };
  return {
    ask: async <Answer>(method: 'GET' | 'POST' | 'PUT', path: string, content?: object) => {
      const url = `/api${path}`;
      const answer = await app.inject({
        method,
        url,
        cookies,
        headers,
        ...(content && { payload: content }),
      });
      return read<Answer>(`${method} ${path}`, answer);
    },
    upload: async <Answer>(path: string, content: Buffer) => {
      const answer = await app.inject({
        method: 'POST',
        url: `/api${path}`,
        cookies,
        headers: { ...headers, 'content-type': 'application/octet-stream' },
        payload: content,
      });
      return read<Answer>(`POST ${path}`, answer);
    },
    download: async (path) => {
      const answer = await app.inject({ url: `/api${path}`, cookies });
      if (answer.statusCode >= 300) throw new Error(`GET ${path}: ${answer.statusCode} ${answer.body}`);
      return answer.rawPayload;
    },
  };
}
