import { sql } from 'kysely';
import { spanOf, type Definition } from '../../../core/kpi/definition.ts';
import type { Month } from '../../../core/dates.ts';
import { run, transaction, type Db, type Queryable } from '../../platform/db.ts';
import { countDefinitionByCell, type CountedCell } from './count-definition.ts';
import {
  cellsSuffice,
  findStored,
  hasBills,
  listDue,
  listSpans,
  readMoves,
  storeSums,
  sumCells,
  type CountedSpan,
  type DueSpan,
  type PlacedCount,
  type Whose,
} from './definition-sum-queries.ts';
import { inForce, listVersions } from './definitions.ts';
import { listPeriods, readAsOfTime } from './queries.ts';
import { refreshKpi } from './refresh-kpi.ts';

/** Months for which every definition in force is kept counted; older ones where somebody asked for them. */
const keptMonths = 24;

export interface DefinitionReading {
  /** By place and thing counted; a place without a customer is missing. */
  sums: PlacedCount[];
  /** Up to when the data go where that is earlier than the roll-ups'; undefined where it is not. */
  asOf: Date | undefined;
}

/**
 * What a definition makes of a month, or of the span it lies in, quickly: from the roll-up where it holds all that is
 * asked, else from sums that were counted before. Where payments came in since, these are said to be of their own moment
 * and are counted again soon. What was never counted is counted now, and kept unless it was asked for in a transaction.
 */
export async function readDefinition(
  on: Queryable,
  definition: Definition,
  month: Month,
  whose: Whose,
): Promise<DefinitionReading> {
  const asked: CountedSpan = { definition, ...spanOf(definition.span, month) };
  if (cellsSuffice(asked)) return { sums: await sumCells(on, asked, whose), asOf: undefined };
  const stored = await findStored(on, asked, whose);
  if (stored) return { sums: stored.sums, asOf: stored.moved ? stored.asOf : undefined };
  const cells = isWhole(on) ? await countSpan(on, asked) : await countDefinitionByCell(on, definition, asked);
  return { sums: sumPlaces(cells, whose), asOf: undefined };
}

function isWhole(on: Queryable): on is Db {
  return 'schema' in on;
}

/**
 * Counts again what moved and what was never counted: every definition in force over the last two years, and whatever
 * was asked for. The newest first and most often, for `runForMs` or little longer. Answers how many were counted.
 */
export async function countDefinitions(db: Db, runForMs: number): Promise<number> {
  await refreshKpi(db);
  const startedAt = performance.now();
  let counted = 0;
  for (const asked of inOrderOfNeed(await listDue(db, await listKept(db)))) {
    if (performance.now() - startedAt >= runForMs) break;
    await countSpan(db, asked, 'alone');
    counted++;
  }
  return counted;
}

/** What is to be kept counted. */
async function listKept(on: Queryable): Promise<CountedSpan[]> {
  const versions = await listVersions(on);
  const kept = new Map<string, CountedSpan>();
  const keep = (asked: CountedSpan): void => {
    const { definition, from, to } = asked;
    if (!cellsSuffice(asked)) kept.set([definition.name, definition.version, from, to].join(' '), asked);
  };
  for (const month of (await listPeriods(on)).slice(0, keptMonths))
    for (const definition of inForce(versions, month))
      keep({ definition, ...spanOf(definition.span, month) });
  for (const span of await listStoredSpans(on, versions)) keep(span);
  return [...kept.values()];
}

/** What stands stored, with its definition. */
export async function listStoredSpans(
  on: Queryable,
  versions: readonly Definition[],
): Promise<CountedSpan[]> {
  return (await listSpans(on)).flatMap(({ name, version, from, to }) => {
    const definition = versions.find((one) => one.name === name && one.version === version);
    return definition ? { definition, from, to } : [];
  });
}

/** First what was never counted, from the newest month on; then what waits longest, where an older month waits longer. */
export function inOrderOfNeed<Due extends Pick<DueSpan, 'to' | 'age'>>(due: readonly Due[]): Due[] {
  const monthOf = ({ to }: Due): number => Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7));
  const newest = Math.max(...due.map(monthOf));
  const need = (one: Due): number => (one.age ?? Infinity) / (1 + newest - monthOf(one));
  return due.toSorted((a, b) => {
    const [left, right] = [need(a), need(b)];
    return left === right ? monthOf(b) - monthOf(a) : right - left;
  });
}

/**
 * Counts a span of one moment and keeps it with the moves that moment knew of; a payment that comes in meanwhile waits for
 * nothing, and shows as a move. `alone`: by one process of the database, so that counting never takes more than one core.
 */
async function countSpan(db: Db, asked: CountedSpan, how?: 'alone'): Promise<CountedCell[]> {
  const counted = await transaction(
    db,
    async (tx) => {
      if (how) await run(tx, sql`set local max_parallel_workers_per_gather = 0`);
      return {
        asOf: await readAsOfTime(tx),
        moves: await readMoves(tx, asked),
        cells: await countDefinitionByCell(tx, asked.definition, asked),
      };
    },
    { begin: 'begin isolation level repeatable read read only' },
  );
  if (await hasBills(db, asked)) await transaction(db, (tx) => storeSums(tx, asked, counted));
  return counted.cells;
}

function sumPlaces(cells: readonly CountedCell[], { unitIds, by }: Whose): PlacedCount[] {
  const seen = cells.filter((cell) => unitIds === 'all' || unitIds.includes(cell.org_unit_id));
  const placeOf = { unit: 'org_unit_id', commune: 'commune_code' } as const;
  const places = Map.groupBy(seen, (cell) => (by === 'nothing' ? '' : String(cell[placeOf[by]])));
  return [...places].flatMap(([place, together]) => {
    const things = Object.keys(together[0]?.of ?? {}) as PlacedCount['counted'][];
    return things.map((counted) => ({
      place,
      counted,
      numerator: together.reduce((sum, { of }) => sum + (of[counted]?.numerator ?? 0n), 0n),
      denominator: together.reduce((sum, { of }) => sum + (of[counted]?.denominator ?? 0n), 0n),
    }));
  });
}
