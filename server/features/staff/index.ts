export { staffError } from './errors.ts';
export {
  ensureInScope,
  ensureWholeCompany,
  guardStaffRoutes,
  mayDo,
  standInFor,
  type Scope,
  type StaffContext,
} from './guard.ts';
export { addColleagues, listColleagues, type ColleagueRow } from './queries.ts';
export { roles, type Permission, type Role } from './permissions.ts';
export { staffRoutes } from './routes.ts';
export { addStaff } from './sessions.ts';
