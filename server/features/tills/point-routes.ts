import { Type } from 'typebox';
import type { App } from '../../platform/http.ts';
import { listOf } from '../../platform/schemas.ts';
import { ensureWholeCompany } from '../staff/index.ts';
import { listPoints } from './point-queries.ts';
import { presentPoint } from './present.ts';
import { savePoint } from './save-point.ts';
import * as schemas from './schemas.ts';

const PartnerSchema = Type.String({ minLength: 2, maxLength: 20 });

/** Points of agents (điểm thu hộ): the register, and what each has collected. */
export function pointRoutes(app: App): void {
  app.get(
    '/agent-points',
    {
      schema: {
        querystring: Type.Object({ partner: Type.Optional(PartnerSchema) }, { additionalProperties: false }),
        response: { 200: listOf(schemas.PointSchema) },
      },
      config: { permission: 'payments.view' },
    },
    async ({ staff, query }) => {
      const filter = { partnerCode: query.partner, businessOn: staff.businessDate };
      return { rows: (await listPoints(staff.db, filter)).map(presentPoint) };
    },
  );
  app.put(
    '/agent-points/:partner/:code',
    {
      schema: {
        params: Type.Object({
          partner: PartnerSchema,
          code: Type.String({ pattern: '^[A-Z0-9_-]{1,20}$' }),
        }),
        body: schemas.PointChangeSchema,
        response: { 200: schemas.PointSchema },
      },
      config: { permission: 'tills.manage' },
    },
    async ({ staff, params, body }) => {
      ensureWholeCompany(staff);
      const { name, commune = null, address = '', limit = null, open } = body;
      const wish = { name, communeCode: commune, address, open };
      const point = await savePoint(staff, {
        ...wish,
        partnerCode: params.partner,
        code: params.code,
        limitVnd: limit === null ? null : BigInt(limit),
      });
      return presentPoint(point);
    },
  );
}
