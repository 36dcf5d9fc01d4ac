import { spanOf, type Counted, type Definition } from '../../../core/kpi/definition.ts';
import type { Month } from '../../../core/dates.ts';
import type { Db, Queryable } from '../../platform/db.ts';
import type { Count } from './count-definition.ts';
import {
  listCandidates,
  listCounted,
  type CandidateKind,
  type CountedFilter,
  type CountedRow,
} from './counted-customer-queries.ts';
import type { Answered, CursorPage } from './customer-pages.ts';
import { readDefinition } from './definition-sums.ts';

/** So long customers are looked up for one page, `atOnce` of them each time: one that finds few ends early and goes on. */
const longestMs = 40;

/** `r123`: behind customer 123 of the register; `b123`: behind 123 of those who are billed here and registered elsewhere. */
export const countedSpot = '^[rb][0-9]{1,18}$';

interface Spot {
  kind: CandidateKind;
  after: bigint;
}

/**
 * A page of the customers that a figure of a definition is the sum of, or lacks. It may hold fewer rows than asked for, even
 * none, and go on: the customers are gone through in order, and what none of a stretch did ends no list.
 */
export async function readCounted(
  on: Queryable,
  filter: CountedFilter,
  page: CursorPage,
  atOnce = 2_000,
): Promise<Answered<CountedRow>> {
  const rows: CountedRow[] = [];
  const startedAt = performance.now();
  let spot: Spot | null = readSpot(page.after);
  while (spot !== null && rows.length < page.limit) {
    const limit = Math.max(atOnce, page.limit);
    const ids = await listCandidates(on, filter, { ...spot, limit });
    const found = ids.length === 0 ? [] : await listCounted(on, filter, ids);
    const taken = found.slice(0, page.limit - rows.length);
    rows.push(...taken);
    if (taken.length < found.length) spot = { ...spot, after: taken.at(-1)!.id };
    else spot = ids.length < limit ? nextKind(spot, filter) : { ...spot, after: ids.at(-1)! };
    if (performance.now() - startedAt > longestMs) break;
  }
  return { rows, next: spot && writeSpot(spot) };
}

function nextKind({ kind }: Spot, { unitIds }: CountedFilter): Spot | null {
  return kind === 'registered' && unitIds !== 'all' ? { kind: 'billed', after: 0n } : null;
}

function readSpot(after: string | null): Spot {
  if (after === null) return { kind: 'registered', after: 0n };
  return { kind: after.startsWith('b') ? 'billed' : 'registered', after: BigInt(after.slice(1)) };
}

function writeSpot({ kind, after }: Spot): string {
  return `${kind === 'billed' ? 'b' : 'r'}${after}`;
}

export interface CountedFigure extends Count {
  /** Up to when the figure's data go where that is earlier than the roll-ups'. */
  asOf: Date | undefined;
}

/** The figure whose customers are listed, of the same place. */
export async function readCountedFigure(
  db: Db,
  definition: Definition,
  month: Month,
  { counted, unitIds, commune }: Pick<CountedFilter, 'counted' | 'unitIds' | 'commune'>,
): Promise<CountedFigure> {
  const by = commune === null ? 'nothing' : 'commune';
  const { sums, asOf } = await readDefinition(db, definition, month, { unitIds, by });
  const found = sums.find((sum) => sum.counted === counted && (commune === null || sum.place === commune));
  return { numerator: found?.numerator ?? 0n, denominator: found?.denominator ?? 0n, asOf };
}

export function filterOf(
  definition: Definition,
  month: Month,
  rest: { counted: Counted; part: 'reached' | 'missing' } & Pick<CountedFilter, 'unitIds' | 'commune'>,
): CountedFilter {
  return { definition, span: spanOf(definition.span, month), ...rest };
}
