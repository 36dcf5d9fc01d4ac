import { Type } from 'typebox';
import { searchKey } from '../../../core/text.ts';
import type { App } from '../../platform/http.ts';
import { listOf, NamedSchema, pageOf } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { communeWorkbook, mappingWorkbook, undecidedWorkbook } from './area-workbooks.ts';
import { listMappingsOf } from './find-areas.ts';
import * as queries from './queries.ts';
import type { CommuneRow, MappingRow } from './queries.ts';
import { CommuneSchema, MappingSchema, UndecidedSchema } from './schemas.ts';
import { villageRoutes } from './village-routes.ts';

const CodeSchema = Type.String({ minLength: 1, maxLength: 10 });
const FormatSchema = Type.Optional(Type.Literal('xlsx'));
const EraSchema = Type.Union([Type.Literal('present'), Type.Literal('former')]);
/** The country's areas, as they stand and as they stood before 1 July 2025, and the villages below them. */
export function areaRoutes(app: App): void {
  communeRoutes(app);
  mappingRoutes(app);
  undecidedRoutes(app);
  villageRoutes(app);
}

function communeRoutes(app: App): void {
  app.get(
    '/areas/provinces',
    {
      schema: {
        querystring: Type.Object({ era: Type.Optional(EraSchema) }, { additionalProperties: false }),
        response: { 200: listOf(NamedSchema) },
      },
      config: { permission: 'organisation.view' },
    },
    async ({ staff, query }) => {
      const provinces = await queries.listProvinces(staff.db, query.era ?? 'present');
      return { rows: provinces.map(({ code, full_name }) => ({ code, name: full_name })) };
    },
  );

  app.get(
    '/areas/communes',
    {
      schema: {
        querystring: Type.Object(
          {
            era: Type.Optional(EraSchema),
            province: Type.Optional(CodeSchema),
            query: Type.Optional(Type.String({ maxLength: 100 })),
            after: Type.Optional(CodeSchema),
            format: FormatSchema,
          },
          { additionalProperties: false },
        ),
        response: {
          200: pageOf(CommuneSchema),
        },
      },
      config: { permission: 'organisation.view' },
    },
    async ({ staff, query }, reply) => {
      const limit = query.format ? 20_000 : 200;
      const filter = {
        era: query.era ?? 'present',
        province: query.province,
        key: searchKey(query.query ?? ''),
      };
      const found = await queries.listCommunes(staff.db, {
        ...filter,
        after: query.after ?? '',
        limit: limit + 1,
      });
      const rows = found.slice(0, limit);
      if (query.format) return sendXlsx(reply, communeWorkbook(rows));
      return { rows: rows.map(presentCommune), next: found.length > limit ? rows.at(-1)!.code : null };
    },
  );
}

function mappingRoutes(app: App): void {
  app.get(
    '/areas/mappings',
    {
      schema: {
        // Exactly one of the two: where did it come from, or where did it go?
        querystring: Type.Object(
          { present: Type.Optional(CodeSchema), former: Type.Optional(CodeSchema), format: FormatSchema },
          {
            additionalProperties: false,
            oneOf: [
              { required: ['present'], not: { required: ['former'] } },
              { required: ['former'], not: { required: ['present'] } },
            ],
          },
        ),
        response: { 200: listOf(MappingSchema) },
      },
      config: { permission: 'organisation.view' },
    },
    async ({ staff, query }, reply) => {
      const question =
        query.present === undefined ? { former: query.former ?? '' } : { present: query.present };
      const rows = await listMappingsOf(staff.db, question);
      return query.format ? sendXlsx(reply, mappingWorkbook(rows)) : { rows: rows.map(presentMapping) };
    },
  );
}

function undecidedRoutes(app: App): void {
  app.get(
    '/areas/undecided',
    {
      schema: {
        // A province of before 1 July 2025.
        querystring: Type.Object(
          { province: Type.Optional(CodeSchema), format: FormatSchema },
          { additionalProperties: false },
        ),
        response: {
          200: UndecidedSchema,
        },
      },
      config: { permission: 'organisation.view' },
    },
    async ({ staff, query }, reply) => {
      const undecided = await queries.listUndecided(staff.db, query.province);
      const spanning = await queries.listSpanning(staff.db, query.province);
      if (query.format) return sendXlsx(reply, undecidedWorkbook(undecided, spanning));
      return { rows: undecided.map(presentUndecided), spanning: spanning.map(presentSpanning) };
    },
  );
}

function presentUndecided(row: queries.UndecidedRow) {
  return {
    formerCode: row.code,
    formerName: row.name,
    formerDistrict: row.district,
    formerProvince: row.province,
    reason: row.present.length > 1 ? ('split' as const) : ('unmapped' as const),
    present: row.present,
  };
}

function presentSpanning(row: queries.SpanningRow) {
  return {
    presentCode: row.code,
    presentName: row.name,
    province: row.province,
    formerDistricts: row.districts,
  };
}

function presentCommune(row: CommuneRow) {
  return {
    code: row.code,
    name: row.full_name,
    district:
      row.district_code === null
        ? null
        : { code: row.district_code, name: row.district_name ?? row.district_code },
    province: { code: row.province_code, name: row.province_name },
  };
}

function presentMapping(row: MappingRow) {
  return {
    formerCode: row.former_code,
    formerName: row.former_name,
    formerDistrict: row.former_district,
    presentCode: row.present_code,
    presentName: row.present_name,
    decided: row.decided,
  };
}
