import { monthOf } from '../../../core/dates.ts';
import { monthsOfPlan } from '../../../core/targets/span.ts';
import { shareOf } from '../../../core/targets/tree.ts';
import type { ChangeRow, PlanRow, VersionRow } from './plan-queries.ts';
import type { Attained, ReadPlan, ReadRow } from './read-plan.ts';

const whole = (value: bigint | null): string | null => (value === null ? null : String(value));

export function presentHead(plan: PlanRow) {
  const { first, last } = monthsOfPlan(plan.span, monthOf(plan.first_month));
  return {
    id: String(plan.id),
    measure: plan.measure,
    definition: { name: plan.definition_name, version: plan.definition_version },
    span: plan.span,
    firstMonth: first,
    lastMonth: last,
    mode: plan.mode,
    baseMonth: monthOf(plan.base_month),
    state: plan.state,
    version: plan.version,
    letterNumber: plan.letter?.number ?? null,
    handedOverOn: plan.handed_over_on,
    madeBy: plan.made_by,
    madeAt: plan.made_at.toISOString(),
  };
}

export function presentPlan(
  { plan, otherVersions, letters, lastLetter, rows, counted, asOf }: ReadPlan,
  unitCodes: ReadonlyMap<bigint, string>,
) {
  const levels = new Map<string, number>();
  return {
    ...presentHead(plan),
    otherVersions,
    weights: plan.weights,
    signing: lastLetter && {
      place: lastLetter.place,
      basis: lastLetter.basis,
      signerTitle: lastLetter.signerTitle,
      signerName: lastLetter.signerName,
    },
    letters: letters.map(({ no, letter, reason, handed_over_on, handed_over_by }) => ({
      no,
      ...letter,
      reason,
      on: handed_over_on,
      by: handed_over_by,
    })),
    counted,
    asOf: asOf?.toISOString() ?? null,
    rows: rows.map((row) => {
      const level = (row.parent_key === null ? 0 : (levels.get(row.parent_key) ?? 0)) + 1;
      levels.set(row.key, level);
      return {
        ...presentRow(row),
        // A row whose parent this account does not see is the first of what it sees.
        parent: level === 1 ? null : row.parent_key,
        level,
        unitCode: unitCodes.get(row.org_unit_id) ?? '',
      };
    }),
  };
}

function presentRow(row: ReadRow) {
  const { key, kind, code, name, base, reached, target, shareBp, proposal, locked, grounds } = row;
  return {
    key,
    kind,
    code,
    name,
    base: whole(base),
    reached: whole(reached),
    target: String(target),
    shareBp,
    proposal: String(proposal),
    proposalBp: base === null ? null : shareOf(proposal, base),
    inForce: row.inForce && { target: String(row.inForce.target), shareBp: row.inForce.shareBp },
    owner: row.owner_id === null ? null : { id: String(row.owner_id), name: row.owner_name ?? '' },
    difference: whole(row.difference),
    locked,
    grounds: { ...grounds, factors: [...grounds.factors] },
    attained: row.attained && presentAttained(row.attained),
  };
}

function presentAttained({ value, base }: Attained) {
  return { value: whole(value), base: whole(base) };
}

/** What came of teams and employees, by the key of their row. */
export function presentPeople({ rows, asOf }: ReadPlan) {
  return {
    asOf: asOf?.toISOString() ?? null,
    rows: rows.flatMap(({ key, kind, attained }) =>
      attained && (kind === 'team' || kind === 'employee' || kind === 'rest')
        ? [{ key, ...presentAttained(attained) }]
        : [],
    ),
  };
}

export function presentStep({ version, action, reason, made_by, made_at }: Omit<VersionRow, 'changed'>) {
  return { version, action, reason, by: made_by, at: made_at.toISOString() };
}

export function presentChange(row: ChangeRow) {
  return {
    ...presentStep(row),
    from: String(row.from_target),
    to: String(row.to_target),
    fromLocked: row.from_locked,
    toLocked: row.to_locked,
  };
}
