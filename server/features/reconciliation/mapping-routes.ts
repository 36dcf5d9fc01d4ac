import { Type } from 'typebox';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { listOf } from '../../platform/schemas.ts';
import { listMappings, type MappingRow } from './mapping-queries.ts';
import { presentLanes, presentRefusal } from './present-file.ts';
import { previewMapping } from './preview-mapping.ts';
import { saveMapping } from './save-mapping.ts';
import {
  NamedMappingSchema,
  NewMappingSchema,
  PreviewRequestSchema,
  PreviewSchema,
  TestRequestSchema,
  TestSchema,
} from './mapping-schemas.ts';
import { testMapping } from './test-mapping.ts';

const exact = { additionalProperties: false };
/** A sample of half a megabyte in base64, and the mapping. */
const previewBodyLimit = 800_000;

/** How partners' files are read: kept mappings, and trying one on a sample or on a past day. */
export function mappingRoutes(app: App, runtime: Runtime): void {
  keepRoutes(app);
  tryRoutes(app, runtime);
}

function keepRoutes(app: App): void {
  app.get(
    '/reconciliation/mappings',
    {
      schema: {
        querystring: Type.Object(
          {
            partner: Type.Optional(Type.String({ maxLength: 20 })),
            retired: Type.Optional(Type.Literal('true', { description: 'Former versions too' })),
          },
          exact,
        ),
        response: { 200: listOf(NamedMappingSchema) },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, query }) => {
      const filter = { partnerCode: query.partner, withRetired: query.retired !== undefined };
      return { rows: (await listMappings(staff.db, filter)).map(presentMapping) };
    },
  );
  app.post(
    '/reconciliation/mappings',
    {
      schema: { body: NewMappingSchema, response: { 201: NamedMappingSchema } },
      config: { permission: 'reconciliation.resolve' },
    },
    async ({ staff, body }, reply) => {
      const { login: by, requestId, now } = staff;
      const row = await saveMapping(staff.db, { ...body, by, requestId }, now);
      return reply.code(201).send(presentMapping(row));
    },
  );
}

function presentMapping(row: MappingRow) {
  return {
    id: String(row.id),
    partnerCode: row.partner_code,
    name: row.name,
    version: row.version,
    mapping: row.mapping,
    madeBy: row.made_by,
    madeAt: row.made_at.toISOString(),
    retired: row.retired_at !== null,
  };
}

function tryRoutes(app: App, runtime: Runtime): void {
  app.post(
    '/reconciliation/mappings/preview',
    {
      schema: { body: PreviewRequestSchema, response: { 200: PreviewSchema } },
      bodyLimit: previewBodyLimit,
      config: { permission: 'reconciliation.resolve' },
    },
    async ({ body }) => {
      const { fileName, mapping } = body;
      return previewMapping(runtime, { fileName, mapping, sample: Buffer.from(body.sample, 'base64') });
    },
  );
  app.post(
    '/reconciliation/mappings/test',
    {
      schema: { body: TestRequestSchema, response: { 200: TestSchema } },
      config: { permission: 'reconciliation.resolve' },
    },
    async ({ staff, body }) => {
      const { mapping, fileId } = body;
      const tried = await testMapping(runtime, staff.company, { mapping, fileId: BigInt(fileId) });
      return {
        refusal: tried.refusal && presentRefusal(tried.refusal),
        lines: tried.lines,
        badLines: tried.badLines,
        matched: tried.matched,
        matchedAmount: String(tried.matchedVnd),
        difference: String(tried.differenceVnd),
        byLane: presentLanes(tried.byLane),
      };
    },
  );
}
