import { Type } from 'typebox';
import { readClock } from '../../platform/clock.ts';
import type { App } from '../../platform/http.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { sessionCookie } from './guard.ts';
import { permissionsOfRole, type Role } from './permissions.ts';
import { SessionSchema } from './schemas.ts';
import { signIn, signOut } from './sessions.ts';

/** Sign-in, sign-out, and who am I. */
export function staffRoutes(app: App, runtime: Runtime): void {
  app.post(
    '/session',
    {
      schema: {
        body: Type.Object(
          { login: Type.String({ maxLength: 100 }), password: Type.String({ maxLength: 200 }) },
          { additionalProperties: false },
        ),
        response: { 200: SessionSchema },
      },
      config: { permission: 'public' },
    },
    async (request, reply) => {
      const clock = await readClock(runtime.platform);
      const session = await signIn(runtime, { ...request.body, now: clock.now });
      reply.setCookie(sessionCookie, session.token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: request.protocol === 'https',
      });
      return presentSession(session, session.company, clock.businessDate);
    },
  );

  app.get(
    '/session',
    { schema: { response: { 200: SessionSchema } }, config: { permission: 'signed-in' } },
    async ({ staff }) => presentSession(staff, staff.company, staff.businessDate),
  );

  app.delete('/session', { config: { permission: 'signed-in' } }, async (request, reply) => {
    await signOut(request.staff.db, request.cookies[sessionCookie] ?? '');
    return reply.clearCookie(sessionCookie, { path: '/' }).code(204).send();
  });
}

function presentSession(
  session: { login: string; displayName: string; role: Role; unitId: bigint | null; csrfToken: string },
  company: Company,
  businessDate: string,
) {
  return {
    staff: {
      login: session.login,
      displayName: session.displayName,
      role: session.role,
      unitId: session.unitId === null ? null : String(session.unitId),
      permissions: [...permissionsOfRole[session.role]],
    },
    company: { code: company.code, name: company.name, demo: company.demo },
    csrfToken: session.csrfToken,
    businessDate,
  };
}
