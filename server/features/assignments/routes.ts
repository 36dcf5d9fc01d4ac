import { Type } from 'typebox';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { DateSchema, nullable } from '../../platform/schemas.ts';
import {
  ListQuerySchema,
  ListTakenSchema,
  receiveList,
  uploadRoutes,
} from '../../platform/tabular/take-list.ts';
import { assign, endAssignment, ensureEmployee } from './change-rules.ts';
import { takeCustomerList } from './customer-list.ts';
import { assignmentListRoutes } from './list-routes.ts';

const exact = { additionalProperties: false };
const IdSchema = Type.String({ pattern: '^[0-9]{1,18}$' });
const ChangedSchema = Type.Object({
  customers: Type.Integer({ description: 'Customers who have somebody else now, or nobody' }),
});

const WishSchema = Type.Object(
  {
    staff: IdSchema,
    books: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 1000 }),
    place: nullable(
      Type.Object(
        {
          unit: Type.String({ maxLength: 40 }),
          commune: Type.String({ maxLength: 10 }),
          village: nullable(IdSchema),
        },
        exact,
      ),
    ),
    from: DateSchema,
    to: nullable(DateSchema, { description: 'The first day that does not count any more' }),
    takeOver: Type.Boolean({ description: 'Whoever holds it now hands it over' }),
  },
  exact,
);

/** Who is responsible for which customers: by book, place or list, dated. */
export function assignmentRoutes(app: App, runtime: Runtime): void {
  assignmentListRoutes(app);
  app.post(
    '/assignments',
    {
      schema: { body: WishSchema, response: { 200: ChangedSchema } },
      config: { permission: 'assignments.edit' },
    },
    async ({ staff, body }) => {
      const { place } = body;
      const customers = await assign(staff, {
        ...body,
        staffId: BigInt(body.staff),
        place: place && { ...place, villageId: place.village === null ? null : BigInt(place.village) },
      });
      return { customers };
    },
  );
  app.post(
    '/assignments/:id/end',
    {
      schema: {
        params: Type.Object({ id: IdSchema }),
        body: Type.Object({ on: DateSchema }, exact),
        response: { 200: ChangedSchema },
      },
      config: { permission: 'assignments.edit' },
    },
    async ({ staff, params, body }) => ({
      customers: await endAssignment(staff, { id: BigInt(params.id), on: body.on }),
    }),
  );
  uploadRoutes(app, (uploads) => listRoute(uploads, runtime));
}

function listRoute(app: App, runtime: Runtime): void {
  app.post(
    '/assignments/list',
    {
      schema: {
        querystring: Type.Object(
          {
            ...ListQuerySchema.properties,
            staff: Type.Optional({ ...IdSchema, description: 'Without it every row names its employee' }),
            label: Type.String({ minLength: 1, maxLength: 100 }),
            from: DateSchema,
            to: Type.Optional(DateSchema),
            takeOver: Type.Optional(Type.Literal('true')),
          },
          exact,
        ),
        response: { 200: ListTakenSchema },
      },
      bodyLimit: Number.MAX_SAFE_INTEGER,
      config: { permission: 'assignments.edit' },
    },
    async ({ staff, query, body }) => {
      const list = {
        staffId: query.staff === undefined ? null : BigInt(query.staff),
        label: query.label,
        from: query.from,
        to: query.to ?? null,
        takeOver: query.takeOver === 'true',
      };
      if (list.staffId !== null) await ensureEmployee(staff, list.staffId);
      return receiveList(body, query, runtime.config.maxUploadBytes, (source) =>
        takeCustomerList(staff, list, source),
      );
    },
  );
}
