import { Type } from 'typebox';
import { channels } from '../../../core/channels.ts';
import {
  billChoices,
  countedThings,
  denominators,
  omissions,
  spans,
  type Definition,
} from '../../../core/kpi/definition.ts';
import type { App } from '../../platform/http.ts';
import { DateSchema, InstantSchema, PeriodSchema, listOf, nullable } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { ensureWholeCompany } from '../staff/index.ts';
import { addDefinition, DefinitionWishSchema, listVersions } from './definitions.ts';
import { ensureCommunes, listDisadvantaged, markDisadvantaged } from './disadvantaged-communes.ts';
import { definitionsWorkbook } from './definitions-workbook.ts';
import { figuresOf, listCounts } from './show-definition.ts';
import { unitsAsked } from './units-asked.ts';

const DefinitionsSchema = Type.Object({
  period: Type.String(),
  unit: nullable(Type.String({ description: 'Null: everything this account may see' })),
  asOf: InstantSchema,
  rows: Type.Array(
    Type.Object({
      name: Type.String(),
      version: Type.Integer(),
      denominator: Type.Enum([...denominators]),
      cashChannels: Type.Array(Type.Enum([...channels])),
      tenderDecides: Type.Array(Type.Enum([...channels])),
      leavesOut: Type.Array(Type.Enum([...omissions])),
      services: Type.Boolean(),
      span: Type.Enum([...spans]),
      billsOfMonth: Type.Enum([...billChoices]),
      validFrom: nullable(Type.String(), { description: 'First month that this version counts' }),
      source: Type.String(),
      versions: Type.Array(Type.Object({ version: Type.Integer(), validFrom: nullable(Type.String()) }), {
        description: 'All of its name, the newest first',
      }),
      from: Type.String({ description: 'First month that is counted' }),
      to: Type.String({ description: 'Last month that is counted' }),
      asOf: Type.Unsafe<string>({
        ...InstantSchema,
        description: 'Earlier than that of the whole where payments came in since it was counted',
      }),
      figures: Type.Array(
        Type.Object({
          counted: Type.Enum([...countedThings]),
          numerator: Type.String(),
          denominator: Type.String(),
          ratio: nullable(Type.Number()),
        }),
      ),
    }),
  ),
});

const CommunesSchema = listOf(
  Type.Object({
    code: Type.String(),
    name: nullable(Type.String()),
    since: DateSchema,
    source: Type.String({ description: 'The decision that marks it' }),
  }),
);

/** How ratios are counted, what each way makes of the same month, and which communes some of them leave out. */
export function definitionRoutes(app: App): void {
  listRoute(app);
  makeRoute(app);
  disadvantagedRoutes(app);
}

function listRoute(app: App): void {
  app.get(
    '/kpi/definitions',
    {
      schema: {
        querystring: Type.Object(
          {
            period: PeriodSchema,
            unit: Type.Optional(Type.String()),
            format: Type.Optional(Type.Enum(['xlsx'])),
          },
          { additionalProperties: false },
        ),
        response: { 200: DefinitionsSchema },
      },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, query }, reply) => {
      const { asOf, rows } = await listCounts(staff.db, query.period, await unitsAsked(staff, query.unit));
      if (query.format) {
        const counted = { period: query.period, unit: query.unit, asOf, rows };
        return sendXlsx(reply, definitionsWorkbook(counted, staff.company.name));
      }
      const versions = Map.groupBy(await listVersions(staff.db), ({ name }) => name);
      return {
        period: query.period,
        unit: query.unit ?? null,
        asOf,
        rows: rows.map(({ definition, counts, asOf: ownAsOf }) => ({
          ...inWords(definition),
          versions: (versions.get(definition.name) ?? []).map(({ version, validFrom }) => ({
            version,
            validFrom,
          })),
          from: counts.from,
          to: counts.to,
          asOf: ownAsOf,
          figures: figuresOf(counts),
        })),
      };
    },
  );
}

function makeRoute(app: App): void {
  app.post(
    '/kpi/definitions',
    {
      schema: {
        body: DefinitionWishSchema,
        response: { 201: Type.Object({ name: Type.String(), version: Type.Integer() }) },
      },
      config: { permission: 'targets.edit' },
    },
    async ({ staff, body }, reply) => {
      ensureWholeCompany(staff);
      const by = { actor: staff.login, requestId: staff.requestId };
      const { name, version } = await addDefinition(staff.db, body, by);
      return reply.status(201).send({ name, version });
    },
  );
}

function disadvantagedRoutes(app: App): void {
  app.get(
    '/kpi/disadvantaged-communes',
    { schema: { response: { 200: CommunesSchema } }, config: { permission: 'kpi.view' } },
    async ({ staff }) => ({ rows: await listDisadvantaged(staff.db, staff.businessDate) }),
  );

  app.put(
    '/kpi/disadvantaged-communes',
    {
      schema: {
        body: Type.Object(
          {
            since: DateSchema,
            codes: Type.Array(Type.String({ pattern: '^[0-9]{5}$' }), { maxItems: 1_000 }),
            source: Type.String({ minLength: 1, maxLength: 300 }),
          },
          { additionalProperties: false },
        ),
        response: { 200: CommunesSchema },
      },
      config: { permission: 'targets.edit' },
    },
    async ({ staff, body }) => {
      ensureWholeCompany(staff);
      await ensureCommunes(staff.db, body.codes);
      await markDisadvantaged(staff.db, body, { actor: staff.login, requestId: staff.requestId });
      return { rows: await listDisadvantaged(staff.db, staff.businessDate) };
    },
  );
}

/** What the console needs to say a definition in words. */
function inWords({ counts: _counts, ...definition }: Definition) {
  return {
    ...definition,
    cashChannels: [...definition.cashChannels],
    tenderDecides: [...definition.tenderDecides],
    leavesOut: [...definition.leavesOut],
  };
}
