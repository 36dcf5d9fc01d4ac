import { useQueries } from '@tanstack/react-query';
import { peopleQuery, type Plan, type PlanRow } from './queries.ts';

/** Where a plan is read from: its units, or the rows this account sees first. */
export function isTop({ kind, level }: PlanRow): boolean {
  return kind === 'unit' || (level === 1 && kind !== 'company');
}

/**
 * The rows of a plan with what teams and people below some rows have attained. It is asked for unit by unit, when it comes
 * into sight; a row whose figures are still on the way has none.
 */
export function useAttainedRows(plan: Plan, topKeys: readonly string[]): PlanRow[] {
  const answers = useQueries({ queries: topKeys.map((key) => peopleQuery(plan.id, key)) });
  const attainedOf = new Map(
    answers.flatMap(({ data }) => data?.rows ?? []).map(({ key, ...attained }) => [key, attained]),
  );
  return plan.rows.map((row) => {
    const attained = row.attained ?? attainedOf.get(row.key) ?? null;
    return attained === row.attained ? row : { ...row, attained };
  });
}
