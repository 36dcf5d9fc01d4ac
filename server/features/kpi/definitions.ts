import { sql } from 'kysely';
import { faultOf, parseDefinitionRef, type Definition } from '../../../core/kpi/definition.ts';
import { kpiDefinitions } from '../../../core/kpi-definitions.ts';
import { many, run, transaction, type Db, type Queryable } from '../../platform/db.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { kpiError } from './errors.ts';

const definitionRows = sql<Definition>`
  select name, version, counts, cash_channels as "cashChannels", tender_decides as "tenderDecides", denominator,
         leaves_out as "leavesOut", services, span, bills_of_month as "billsOfMonth", source
  from kpi_definitions`;

/** Those in force, the newest version of each name: first the product's two, then by name. */
export async function listDefinitions(on: Queryable): Promise<Definition[]> {
  return many(
    on,
    sql<Definition>`
      select * from (${definitionRows}) d
      where not exists (select from kpi_definitions newer where newer.name = d.name and newer.version > d.version)
      order by name <> 'official', name <> 'strict', name`,
  );
}

/** `NAME` (its newest version) or `NAME@VERSION`. Throws `kpi.unknown_definition` with the names there are. */
export async function getDefinition(on: Queryable, reference: string): Promise<Definition> {
  const asked = parseDefinitionRef(reference);
  const found = asked
    ? await many(
        on,
        sql<Definition>`
          select * from (${definitionRows}) d
          where name = ${asked.name} and (${asked.version ?? null}::int is null or version = ${asked.version ?? null})
          order by version desc limit 1`,
      )
    : [];
  if (found[0]) return found[0];
  const known = (await listDefinitions(on)).map(({ name, version }) => `${name}@${version}`);
  throw kpiError('kpi.unknown_definition', { definition: reference, known });
}

/**
 * Stores a definition as the next version of its name; versions before it stay as they are. The product's own two are
 * what the roll-ups are kept by and are not replaced. Throws `kpi.unsound_definition`, `kpi.definition_is_built_in`.
 */
export async function addDefinition(
  db: Db,
  wanted: Omit<Definition, 'version'>,
  by: { actor: string; requestId?: string | undefined },
): Promise<Definition> {
  ensure(!(wanted.name in kpiDefinitions), kpiError('kpi.definition_is_built_in', { name: wanted.name }));
  const fault = faultOf({ ...wanted, version: 1 });
  ensure(fault === undefined, kpiError('kpi.unsound_definition', { fault }));
  return transaction(db, async (tx) => {
    await run(tx, sql`select pg_advisory_xact_lock(hashtext('kpi_definitions'))`);
    const before = await getDefinition(tx, wanted.name).catch((error: unknown) => {
      if (error instanceof AppError) return undefined;
      throw error;
    });
    const made: Definition = { ...wanted, version: (before?.version ?? 0) + 1 };
    await run(
      tx,
      sql`insert into kpi_definitions (name, version, counts, cash_channels, tender_decides, denominator, leaves_out,
                                       services, span, bills_of_month, source, made_by)
          values (${made.name}, ${made.version}, ${made.counts}::text[], ${made.cashChannels}::text[],
                  ${made.tenderDecides}::text[], ${made.denominator}, ${made.leavesOut}::text[], ${made.services},
                  ${made.span}, ${made.billsOfMonth}, ${made.source}, ${by.actor})`,
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
