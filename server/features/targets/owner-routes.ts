import { Type } from 'typebox';
import type { App } from '../../platform/http.ts';
import { listUnits } from '../companies/index.ts';
import { listColleagues } from '../staff/index.ts';
import { ColleaguesSchema, OwnersBody } from './plan-schemas.ts';
import { setOwners } from './set-owners.ts';
import { actorOf, IdParams } from './step-request.ts';

const config = { permission: 'targets.edit' } as const;

/** Who is responsible for what a plan asks, and who could be. */
export function ownerRoutes(app: App): void {
  app.get(
    '/targets/owners',
    { schema: { response: { 200: ColleaguesSchema } }, config },
    async ({ staff }) => {
      const { scope } = staff;
      const units = new Map(
        (await listUnits(staff.db, staff.businessDate)).map(({ id, code }) => [id, code]),
      );
      const people = (await listColleagues(staff.db)).filter(
        ({ org_unit_id: unit }) => scope === 'all' || (unit !== null && scope.includes(unit)),
      );
      return {
        rows: people.map(({ id, display_name, login, org_unit_id: unit }) => ({
          id: String(id),
          name: display_name,
          login,
          unitCode: unit === null ? null : (units.get(unit) ?? null),
        })),
      };
    },
  );

  app.put(
    '/targets/plans/:id/owners',
    {
      schema: {
        params: IdParams,
        body: OwnersBody,
        response: { 200: Type.Object({ saved: Type.Literal(true) }) },
      },
      config,
    },
    async ({ staff, params, body }) => {
      const wishes = body.rows.map(({ key, staff: id }) => ({
        key,
        staffId: id === null ? null : BigInt(id),
      }));
      await setOwners(staff.db, BigInt(params.id), wishes, actorOf(staff));
      return { saved: true as const };
    },
  );
}
