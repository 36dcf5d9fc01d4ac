import type { LightMyRequestResponse } from 'fastify';
import { addStaff, type Role } from '../../server/features/staff/index.ts';
import type { App } from '../../server/platform/http.ts';
import type { Company, Runtime } from '../../server/platform/runtime.ts';

let serial = 0;

export type StaffCall = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
) => Promise<LightMyRequestResponse>;

/** A member of staff who has signed in: calls go through the real routes with cookie and anti-forgery token. */
export async function signInAs(
  app: App,
  runtime: Runtime & { company: Company },
  role: Role,
  unitId: bigint | null = null,
): Promise<StaffCall> {
  const login = `${role}.${++serial}`;
  const password = 'mot-mat-khau-dai';
  await addStaff(runtime.platform, runtime.company, { login, displayName: login, password, role, unitId });
  const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { login, password } });
  const [cookie] = answer.cookies;
  if (!cookie) throw new Error(`sign-in failed: ${answer.body}`);
  const headers = { 'x-csrf-token': String(answer.json().csrfToken) };
  return (method, url, payload) =>
    app.inject({
      method,
      url: `/api${url}`,
      cookies: { [cookie.name]: cookie.value },
      headers,
      ...(payload && { payload }),
    });
}
