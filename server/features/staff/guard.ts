import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BusinessDate } from '../../../core/dates.ts';
import { readClock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { listUnitsBelow } from '../companies/index.ts';
import { staffError } from './errors.ts';
import { permissionsOfRole, type Permission, type Role } from './permissions.ts';
import { listColleagues, type SessionRow } from './queries.ts';
import { findSession, splitToken } from './sessions.ts';

export const sessionCookie = 'td_session';

/** The signed-in person of a request: company, rights, and the units whose figures and customers they may see. */
export interface StaffContext {
  company: Company;
  db: Db;
  staffId: bigint;
  login: string;
  displayName: string;
  role: Role;
  /** The unit they belong to; null for the whole company. */
  unitId: bigint | null;
  /** Ids of the units they may see, or `all`. */
  scope: Scope;
  csrfToken: string;
  now: Date;
  businessDate: BusinessDate;
  requestId: string;
}

export type Scope = 'all' | readonly bigint[];

declare module 'fastify' {
  interface FastifyRequest {
    staff: StaffContext;
  }
  interface FastifyContextConfig {
    /** What a staff route asks of its caller; `signed-in` for any member of staff. Every staff route names one. */
    permission?: Permission | 'signed-in' | 'public';
  }
}

/**
 * The one gate of all staff routes: a session cookie, an anti-forgery token on everything that changes something,
 * and the permission the route names. A route that names none stops the server from starting.
 */
export function guardStaffRoutes(app: App, runtime: Runtime): void {
  app.decorateRequest('staff', null as never);
  app.addHook('onRoute', (route) => {
    if (!route.config?.permission)
      throw new Error(`route ${String(route.method)} ${route.url} names no permission`);
  });
  app.addHook('onRequest', async (request: FastifyRequest, _reply: FastifyReply) => {
    const { permission } = request.routeOptions.config;
    if (!permission || permission === 'public') return;
    request.staff = await identify(runtime, request);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      ensure(request.headers['x-csrf-token'] === request.staff.csrfToken, staffError('staff.csrf'));
    }
    if (permission === 'signed-in') return;
    ensure(
      mayDo(request.staff, permission),
      staffError('staff.no_permission', { permission, role: request.staff.role }),
    );
  });
}

async function identify(runtime: Runtime, request: FastifyRequest): Promise<StaffContext> {
  const token = splitToken(request.cookies[sessionCookie]);
  ensure(token, staffError('staff.not_signed_in'));
  const company = await runtime.findCompany(token.companyCode);
  ensure(company, staffError('staff.not_signed_in'));
  const clock = await readClock(runtime.platform);
  const session = await findSession(company.db, token.hash, clock.now);
  ensure(session, staffError('staff.not_signed_in'));
  return contextOf(company, session, {
    csrfToken: session.csrf_token,
    now: clock.now,
    businessDate: clock.businessDate,
    requestId: request.id,
  });
}

/**
 * What a member of staff may see, for work that is done in their name while they are away. Throws
 * `staff.not_signed_in` where nobody of that login works here any more.
 */
export async function standInFor(
  company: Company,
  login: string,
  moment: Pick<StaffContext, 'now' | 'businessDate'>,
): Promise<StaffContext> {
  const person = (await listColleagues(company.db)).find((one) => one.login === login);
  ensure(person, staffError('staff.not_signed_in'));
  const whose = { ...person, staff_id: person.id };
  return contextOf(company, whose, { ...moment, csrfToken: '', requestId: `for ${login}` });
}

type Person = Pick<SessionRow, 'staff_id' | 'login' | 'display_name' | 'role' | 'org_unit_id'>;

async function contextOf(
  company: Company,
  { staff_id, login, display_name, role, org_unit_id }: Person,
  request: Pick<StaffContext, 'csrfToken' | 'now' | 'businessDate' | 'requestId'>,
): Promise<StaffContext> {
  const { db } = company;
  const scope = org_unit_id === null ? 'all' : await listUnitsBelow(db, org_unit_id, request.businessDate);
  const who = { staffId: staff_id, login, displayName: display_name, role, unitId: org_unit_id };
  return { company, db, ...who, scope, ...request };
}

/** Whether the person may do more than the route itself asks for. */
export function mayDo({ role }: Pick<StaffContext, 'role'>, permission: Permission): boolean {
  return permissionsOfRole[role].includes(permission);
}

/** Refuses someone who belongs to one unit what concerns the whole company. */
export function ensureWholeCompany(staff: Pick<StaffContext, 'scope'>): void {
  ensure(staff.scope === 'all', staffError('staff.outside_scope'));
}

/** Refuses a unit outside the person's scope. */
export function ensureInScope(staff: Pick<StaffContext, 'scope'>, unitId: bigint): void {
  ensure(staff.scope === 'all' || staff.scope.includes(unitId), staffError('staff.outside_scope'));
}
