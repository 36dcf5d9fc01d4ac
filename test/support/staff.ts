import type { LightMyRequestResponse } from 'fastify';
import type { App } from '../../server/platform/http.ts';
import type { Company, Runtime } from '../../server/platform/runtime.ts';
import { addStaff, type Role } from '../../server/features/staff/index.ts';

/** A signed-in member of staff who talks to the application as a browser would. */
export interface StaffClient {
  login: string;
  get(url: string): Promise<Answer>;
  /** The whole answer, for files. */
  download(url: string): Promise<LightMyRequestResponse>;
  /** Asks for a file that is made on the way. */
  fetchFile(url: string, payload: object): Promise<Buffer>;
  send(method: 'POST' | 'PUT' | 'DELETE', url: string, payload?: object): Promise<Answer>;
  /** Sends a file as the console does. */
  upload(url: string, file: Buffer): Promise<Answer>;
}

/** Status and parsed body; `any` because tests look into bodies freely. */
export interface Answer {
  status: number;
  // oxlint-disable-next-line no-explicit-any -- see above
  body: any;
}

let made = 0;

/** Makes a member of staff and signs them in. */
export async function signInAs(
  app: App,
  runtime: Runtime & { company: Company },
  role: Role,
  unitId: bigint | null = null,
): Promise<StaffClient> {
  const login = `${role}.${++made}`;
  const password = 'mat-khau-thu';
  await addStaff(runtime.platform, runtime.company, {
    login,
    displayName: 'Người Thử',
    password,
    role,
    unitId,
  });
  const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { login, password } });
  const cookie = answer.cookies[0]!;
  const cookies = { [cookie.name]: cookie.value };
  const headers = { 'x-csrf-token': answer.json<{ csrfToken: string }>().csrfToken };
  const ask = async (options: {
    method: 'GET' | 'POST' | 'PUT' | 'DELETE';
    url: string;
    payload?: object;
  }) => {
    const { statusCode, body } = await app.inject({ ...options, cookies, headers });
    return { status: statusCode, body: body === '' ? undefined : (JSON.parse(body) as unknown) };
  };
  return {
    login,
    get: (url) => ask({ method: 'GET', url: `/api${url}` }),
    download: (url) => app.inject({ url: `/api${url}`, cookies }),
    fetchFile: async (url, payload) => {
      const answer = await app.inject({ method: 'POST', url: `/api${url}`, cookies, headers, payload });
      return answer.rawPayload;
    },
    upload: async (url, file) => {
      const { statusCode, body } = await app.inject({
        method: 'POST',
        url: `/api${url}`,
        cookies,
        headers: { ...headers, 'content-type': 'application/octet-stream' },
        payload: file,
      });
      return { status: statusCode, body: JSON.parse(body) as unknown };
    },
    send: (method, url, payload) => ask({ method, url: `/api${url}`, ...(payload && { payload }) }),
  };
}
