import { Type } from 'typebox';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { DateSchema, listOf, NamedSchema, nullable, pageOf } from '../../platform/schemas.ts';
import {
  ListQuerySchema,
  ListTakenSchema,
  receiveList,
  uploadRoutes,
} from '../../platform/tabular/take-list.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { pointKinds } from './kinds.ts';
import { listCommunePlaces, listPlaces, type PlaceRow } from './place-queries.ts';
import { communeWorkbook, placeWorkbook } from './place-workbooks.ts';
import { savePoint } from './save-point.ts';
import { takePoints } from './take-points.ts';

const exact = { additionalProperties: false };
const KindSchema = Type.Enum([...pointKinds]);

const PlaceSchema = Type.Object({
  code: Type.String(),
  kind: KindSchema,
  name: Type.String(),
  address: Type.String(),
  commune: nullable(NamedSchema),
  village: nullable(Type.String()),
  partner: nullable(NamedSchema, { description: 'Null: of the company itself' }),
  openedOn: nullable(DateSchema, { description: 'Null: not known, counts as always open' }),
  closedOn: nullable(DateSchema, { description: 'The first day on which it takes no payments' }),
  openingHours: Type.String(),
  takesCash: Type.Boolean(),
  origin: Type.Enum(['register', 'till', 'agent_point'], {
    description: 'Whether tills or points of agents know the place too',
  }),
});

const WishSchema = Type.Object(
  {
    kind: KindSchema,
    name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
    address: Type.String({ maxLength: 200 }),
    commune: Type.String({ pattern: '^[0-9]{5}$' }),
    village: nullable(Type.String({ maxLength: 100 })),
    partner: nullable(Type.String({ maxLength: 20 })),
    openedOn: DateSchema,
    closedOn: nullable(DateSchema),
    openingHours: Type.String({ maxLength: 60 }),
    takesCash: Type.Boolean(),
  },
  exact,
);

const CommuneSchema = Type.Object({
  code: Type.String(),
  name: nullable(Type.String()),
  customers: Type.Integer(),
  counters: Type.Integer({ description: 'Counters of the company' }),
  agents: Type.Integer(),
  offices: Type.Integer({ description: 'Bank branches and post offices' }),
  mobileMoney: Type.Integer(),
});
const pageSize = 100;

/** Places where customers can pay (điểm thanh toán), and the communes that have none of a kind. */
export function payPointRoutes(app: App, runtime: Runtime): void {
  listRoute(app);
  communeRoute(app);
  app.put(
    '/pay-points/:code',
    {
      schema: {
        params: Type.Object({ code: Type.String({ pattern: '^[A-Z0-9_-]{1,20}$' }) }),
        body: WishSchema,
        response: { 200: Type.Object({ saved: Type.Literal(true) }) },
      },
      config: { permission: 'pay_points.edit' },
    },
    async ({ staff, params, body }) => {
      const { commune, partner, ...rest } = body;
      await savePoint(staff, { ...rest, code: params.code, communeCode: commune, partnerCode: partner });
      return { saved: true as const };
    },
  );
  uploadRoutes(app, (uploads) => {
    uploads.post(
      '/pay-points/list',
      {
        schema: { querystring: ListQuerySchema, response: { 200: ListTakenSchema } },
        bodyLimit: Number.MAX_SAFE_INTEGER,
        config: { permission: 'pay_points.edit' },
      },
      async ({ staff, query, body }) =>
        receiveList(body, query, runtime.config.maxUploadBytes, (source) => takePoints(staff, source)),
    );
  });
}

function listRoute(app: App): void {
  app.get(
    '/pay-points',
    {
      schema: {
        querystring: Type.Object(
          {
            kind: Type.Optional(KindSchema),
            commune: Type.Optional(Type.String({ maxLength: 10 })),
            partner: Type.Optional(Type.String({ maxLength: 20 })),
            query: Type.Optional(Type.String({ maxLength: 100 })),
            standing: Type.Optional(Type.Enum(['open', 'closed', 'all'])),
            on: Type.Optional(DateSchema),
            after: Type.Optional(Type.String({ maxLength: 60 })),
            format: Type.Optional(Type.Literal('xlsx')),
          },
          exact,
        ),
        response: { 200: pageOf(PlaceSchema) },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }, reply) => {
      const { kind, commune, partner, standing = 'open', on = staff.businessDate } = query;
      const text = (query.query ?? '').trim();
      const filter = { kind, commune, partner, standing, text, onDate: on, scope: staff.scope };
      if (query.format) return sendXlsx(reply, placeWorkbook(staff.db, filter));
      const found = await listPlaces(staff.db, filter, { after: query.after ?? '', limit: pageSize + 1 });
      const rows = found.slice(0, pageSize);
      return {
        rows: rows.map(presentPlace),
        next: found.length > pageSize ? (rows.at(-1)?.key ?? null) : null,
      };
    },
  );
}

function communeRoute(app: App): void {
  app.get(
    '/pay-points/communes',
    {
      schema: {
        querystring: Type.Object(
          {
            on: Type.Optional(DateSchema),
            without: Type.Optional(Type.Literal('counter')),
            format: Type.Optional(Type.Literal('xlsx')),
          },
          exact,
        ),
        response: { 200: listOf(CommuneSchema) },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }, reply) => {
      const { on: onDate = staff.businessDate, without } = query;
      const filter = { onDate, scope: staff.scope, withoutCounter: without === 'counter' };
      const rows = await listCommunePlaces(staff.db, filter);
      if (query.format) return sendXlsx(reply, communeWorkbook(rows, onDate));
      return { rows: rows.map(({ mobile_money: mobileMoney, ...row }) => ({ ...row, mobileMoney })) };
    },
  );
}

function presentPlace(row: PlaceRow) {
  const named = (code: string | null, name: string | null) =>
    code === null ? null : { code, name: name ?? code };
  return {
    code: row.code,
    kind: row.kind,
    name: row.name,
    address: row.address,
    commune: named(row.commune_code, row.commune_name),
    village: row.village_name,
    partner: named(row.partner_code, row.partner_name),
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    openingHours: row.opening_hours,
    takesCash: row.takes_cash,
    origin: row.origin,
  };
}
