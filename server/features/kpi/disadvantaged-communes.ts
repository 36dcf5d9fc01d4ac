import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, run, transaction, type Db, type Queryable } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { kpiError } from './errors.ts';
import { noteGroundMoved } from './moves-queries.ts';

export interface DisadvantagedCommune {
  code: string;
  name: string | null;
  since: string;
  source: string;
}

/** The communes that count as disadvantaged on a day. */
export async function listDisadvantaged(on: Queryable, day: BusinessDate): Promise<DisadvantagedCommune[]> {
  return many(
    on,
    sql<DisadvantagedCommune>`
      select d.commune_code as code, a.full_name as name, to_char(lower(d.valid), 'YYYY-MM-DD') as since, d.source
      from kpi_disadvantaged_communes d
      left join platform.areas a on a.era = 'present' and a.level = 'commune' and a.code = d.commune_code
      where d.valid @> ${day}::date order by d.commune_code`,
  );
}

/** Throws `kpi.unknown_commune` for codes that the list of communes does not know. */
export async function ensureCommunes(on: Queryable, codes: readonly string[]): Promise<void> {
  const rows = await many(
    on,
    sql<{ code: string }>`
      select distinct code from unnest(${codes}::text[]) code
      where not exists (select from platform.areas a where a.era = 'present' and a.level = 'commune' and a.code = code.code)
      order by code limit 20`,
  );
  ensure(rows.length === 0, kpiError('kpi.unknown_commune', { codes: rows.map(({ code }) => code) }));
}

/**
 * From `since` on exactly these communes are marked. Earlier days keep what they had; what was marked from a day after
 * `since` is taken back.
 */
export async function markDisadvantaged(
  db: Db,
  wish: { since: BusinessDate; codes: readonly string[]; source: string },
  by: { actor: string; requestId?: string },
): Promise<void> {
  const { since, codes, source } = wish;
  const span = sql`daterange(${since}::date, null)`;
  await transaction(db, async (tx) => {
    await run(tx, sql`delete from kpi_disadvantaged_communes where lower(valid) > ${since}::date`);
    await run(
      tx,
      sql`delete from kpi_disadvantaged_communes
          where lower(valid) = ${since}::date and commune_code <> all (${codes}::text[])`,
    );
    await run(
      tx,
      sql`update kpi_disadvantaged_communes set valid = daterange(lower(valid), ${since}::date)
          where valid && ${span} and lower(valid) < ${since}::date and commune_code <> all (${codes}::text[])`,
    );
    await run(
      tx,
      sql`insert into kpi_disadvantaged_communes (commune_code, valid, source, set_by)
          select distinct code, ${span}, ${source}, ${by.actor} from unnest(${codes}::text[]) code
          where not exists (select from kpi_disadvantaged_communes d
                            where d.commune_code = code and d.valid && ${span})`,
    );
    await noteGroundMoved(tx);
    await recordAudit(tx, {
      actor: by.actor,
      action: 'kpi.disadvantaged_marked',
      subject: `since:${since}`,
      detail: { codes, source },
      requestId: by.requestId,
    });
  });
}
