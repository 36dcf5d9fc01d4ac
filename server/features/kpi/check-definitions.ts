import { firstDayOf } from '../../../core/dates.ts';
import type { Queryable } from '../../platform/db.ts';
import type { KpiDifference } from './check-kpi.ts';
import { countDefinitionByCell } from './count-definition.ts';
import { listDue, listStoredCells, type CountedSpan } from './definition-sum-queries.ts';
import { listStoredSpans } from './definition-sums.ts';
import { listVersions } from './definitions.ts';

/**
 * Sums by definition that are said to be of now, against bills and payments as they are. Those that moved say so
 * themselves, and are counted again by the job.
 */
export async function checkDefinitions(on: Queryable): Promise<KpiDifference[]> {
  const stored = await listStoredSpans(on, await listVersions(on));
  const found = [];
  for (const span of stored) {
    if ((await listDue(on, [span])).length > 0) continue;
    const differences = await compareSpan(on, span);
    // What moved while it was counted is no difference.
    if ((await listDue(on, [span])).length === 0) found.push(...differences);
  }
  return found;
}

async function compareSpan(on: Queryable, span: CountedSpan): Promise<KpiDifference[]> {
  const { definition, from, to } = span;
  const kept = new Map(
    (await listStoredCells(on, span)).map((cell) => [
      [cell.org_unit_id, cell.commune_code, cell.counted].join(' '),
      cell,
    ]),
  );
  const plain = await countDefinitionByCell(on, definition, span, 'bills');
  const differences = plain.flatMap(({ org_unit_id, commune_code, of }) =>
    definition.counts.flatMap((counted) => {
      const key = [org_unit_id, commune_code, counted].join(' ');
      const said = kept.get(key) ?? { numerator: 0n, denominator: 0n };
      kept.delete(key);
      const count = of[counted] ?? { numerator: 0n, denominator: 0n };
      const same = said.numerator === count.numerator && said.denominator === count.denominator;
      const shown = `${said.numerator}/${said.denominator} count ${count.numerator}/${count.denominator}`;
      return same ? [] : { org_unit_id, commune_code, what: `${counted} ${shown}` };
    }),
  );
  const gone = [...kept.values()]
    .filter(({ numerator, denominator }) => numerator !== 0n || denominator !== 0n)
    .map(({ org_unit_id, commune_code, counted }) => ({
      org_unit_id,
      commune_code,
      what: `${counted} of a place where nobody counts`,
    }));
  return [...differences, ...gone].map(({ what, ...cell }) => ({
    ...cell,
    period: firstDayOf(to),
    what: `${definition.name}@${definition.version} from ${from}: ${what}`,
  }));
}
