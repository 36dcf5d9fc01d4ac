import { sql } from 'kysely';
import { firstDayOf, type Month } from '../../../core/dates.ts';
import { Type } from 'typebox';
import { channels } from '../../../core/channels.ts';
import {
  billChoices,
  countedThings,
  denominators,
  faultOf,
  omissions,
  parseDefinitionRef,
  spans,
  type Definition,
} from '../../../core/kpi/definition.ts';
import { usualDefinition } from '../../../core/kpi/shipped-definitions.ts';
import { kpiDefinitions } from '../../../core/kpi-definitions.ts';
import { many, run, transaction, type Db, type Queryable } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { PeriodSchema, nullable } from '../../platform/schemas.ts';
import { recordAudit } from '../audit/index.ts';
import { kpiError } from './errors.ts';

const ChannelsSchema = Type.Array(Type.Enum([...channels]), { maxItems: channels.length });

/** A version that a company asks for. What is left out is as in the official definition. */
export const DefinitionWishSchema = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' }),
    counts: Type.Array(Type.Enum([...countedThings]), { minItems: 1, maxItems: countedThings.length }),
    cashChannels: Type.Optional(ChannelsSchema),
    tenderDecides: Type.Optional(ChannelsSchema),
    denominator: Type.Optional(Type.Enum([...denominators])),
    leavesOut: Type.Optional(Type.Array(Type.Enum([...omissions]), { maxItems: omissions.length })),
    services: Type.Optional(Type.Boolean()),
    span: Type.Optional(Type.Enum([...spans])),
    billsOfMonth: Type.Optional(Type.Enum([...billChoices])),
    validFrom: Type.Optional(nullable(PeriodSchema, { description: 'First month that it counts' })),
    source: Type.Optional(Type.String({ maxLength: 300 })),
  },
  { additionalProperties: false },
);
export type DefinitionWish = Pick<Definition, 'name' | 'counts'> & Partial<Omit<Definition, 'version'>>;

const definitionRows = sql<Definition>`
  select name, version, counts, cash_channels as "cashChannels", tender_decides as "tenderDecides", denominator,
         leaves_out as "leavesOut", services, span, bills_of_month as "billsOfMonth",
         to_char(valid_from, 'YYYY-MM') as "validFrom", source
  from kpi_definitions`;

/** Every version of every definition: first the product's two, then by name, the newest version first. */
export async function listVersions(on: Queryable): Promise<Definition[]> {
  return many(
    on,
    sql<Definition>`
      select * from (${definitionRows}) d
      order by name <> 'official', name <> 'strict', name, version desc`,
  );
}

/** Of each name the version that counts `month`, or the newest one where no month is told, in the order of `listVersions`. */
export async function listDefinitions(on: Queryable, month?: Month): Promise<Definition[]> {
  return inForce(await listVersions(on), month);
}

/** The same of versions as `listVersions` gives them. */
export function inForce(versions: readonly Definition[], month?: Month): Definition[] {
  const begun = versions.filter((one) => countsMonth(one, month));
  return [...Map.groupBy(begun, ({ name }) => name).values()].map(([newest]) => newest!);
}

function countsMonth({ validFrom }: Definition, month: Month | undefined): boolean {
  return month === undefined || validFrom === null || validFrom <= month;
}

/**
 * `NAME@VERSION`, or `NAME` for the version that counts `month`: the newest one where no month is told. Throws
 * `kpi.unknown_definition` with the names there are, `kpi.definition_not_begun` with the first month that is counted.
 */
export async function getDefinition(on: Queryable, reference: string, month?: Month): Promise<Definition> {
  const asked = parseDefinitionRef(reference);
  const versions = await listVersions(on);
  const named = versions.filter(
    ({ name, version }) => name === asked?.name && (asked.version ?? version) === version,
  );
  const found = named.find((one) => asked?.version !== undefined || countsMonth(one, month));
  if (found) return found;
  const last = named.at(-1);
  if (last) throw kpiError('kpi.definition_not_begun', { definition: reference, from: last.validFrom });
  const known = versions.map(({ name, version }) => `${name}@${version}`);
  throw kpiError('kpi.unknown_definition', { definition: reference, known });
}

/**
 * Stores a definition as the next version of its name; versions before it stay as they are. What the wish leaves out is as
 * in the official one. The product's own two are what the roll-ups are kept by and are not replaced. Throws
 * `kpi.unsound_definition`, `kpi.definition_is_built_in`.
 */
export async function addDefinition(
  db: Db,
  wish: DefinitionWish,
  by: { actor: string; requestId?: string | undefined },
): Promise<Definition> {
  ensure(!(wish.name in kpiDefinitions), kpiError('kpi.definition_is_built_in', { name: wish.name }));
  const wanted: Definition = { ...usualDefinition, ...wish, version: 1 };
  const fault = faultOf(wanted);
  ensure(fault === undefined, kpiError('kpi.unsound_definition', { fault }));
  return transaction(db, async (tx) => {
    await run(tx, sql`select pg_advisory_xact_lock(hashtext('kpi_definitions'))`);
    const before = (await listDefinitions(tx)).find(({ name }) => name === wish.name);
    const made: Definition = { ...wanted, version: (before?.version ?? 0) + 1 };
    await run(
      tx,
      sql`insert into kpi_definitions (name, version, counts, cash_channels, tender_decides, denominator, leaves_out,
                                       services, span, bills_of_month, valid_from, source, made_by)
          values (${made.name}, ${made.version}, ${made.counts}::text[], ${made.cashChannels}::text[],
                  ${made.tenderDecides}::text[], ${made.denominator}, ${made.leavesOut}::text[], ${made.services},
                  ${made.span}, ${made.billsOfMonth}, ${made.validFrom && firstDayOf(made.validFrom)}::date, ${made.source}, ${by.actor})`,
    );
    const subject = `kpi_definition:${made.name}@${made.version}`;
    await recordAudit(tx, {
      actor: by.actor,
      action: 'kpi.definition_made',
      subject,
      detail: { ...made },
      ...(by.requestId !== undefined && { requestId: by.requestId }),
    });
    return made;
  });
}
