import { Type } from 'typebox';
import { channels } from '../../../core/channels.ts';
import type { App } from '../../platform/http.ts';
import { nullable, PeriodSchema } from '../../platform/schemas.ts';
import { WholeSchema } from './plan-schemas.ts';
import { readReasons } from './read-reasons.ts';
import { IdParams } from './step-request.ts';

const ReasonsSchema = Type.Object({
  period: nullable(PeriodSchema, {
    description: 'The last month that is counted; null where none is summed up',
  }),
  definition: nullable(Type.Enum(['official', 'strict'])),
  rows: Type.Array(
    Type.Object({
      key: Type.String(),
      communes: Type.Array(
        Type.Object({
          code: Type.String({ description: 'Empty where the commune is not known' }),
          name: nullable(Type.String()),
          missing: WholeSchema,
        }),
        { description: 'Those that lack most, at most three; none of few bills' },
      ),
      cash: Type.Array(Type.Object({ channel: Type.Enum([...channels]), customers: WholeSchema })),
      unpaid: WholeSchema,
    }),
  ),
});

/** Where and how the customers that a plan still lacks pay, of the company and its units. */
export function reasonRoutes(app: App): void {
  app.get(
    '/targets/plans/:id/reasons',
    { schema: { params: IdParams, response: { 200: ReasonsSchema } }, config: { permission: 'kpi.view' } },
    async ({ staff, params }) => {
      const reasons = await readReasons(staff.db, BigInt(params.id), staff);
      if (!reasons) return { period: null, definition: null, rows: [] };
      return {
        period: reasons.month,
        definition: reasons.rollUp,
        rows: reasons.rows.map(({ key, communes, cash, unpaid }) => ({
          key,
          communes: communes.map((commune) => ({ ...commune, missing: String(commune.missing) })),
          cash: cash.map(({ channel, customers }) => ({ channel, customers: String(customers) })),
          unpaid: String(unpaid),
        })),
      };
    },
  );
}
