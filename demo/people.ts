import { demoSignIns } from '../server/features/demo/index.ts';
import type { Role } from '../server/features/staff/index.ts';

/** Who of a company does what the demo's history needs somebody of that role for. */
export function loginOf(companyCode: string, role: Role): string {
  const person = demoSignIns.find((one) => one.companyCode === companyCode && one.role === role);
  if (!person) throw new Error(`${companyCode} has no ${role}`);
  return person.login;
}
