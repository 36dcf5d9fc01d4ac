import { sumVnd } from '../../../core/money.ts';
import { weigh, type Conditions, type Weights } from '../../../core/targets/proposal.ts';
import { childrenByParent, proposeTargets, type TreeRow } from '../../../core/targets/tree.ts';
import type { Holder } from './holders.ts';
import type { TargetRow } from './plan-queries.ts';
import { restKey } from './row-keys.ts';
import type { Standing } from './standing.ts';

const unweighed: Conditions = {
  ratio: null,
  rural: null,
  disadvantaged: null,
  coverage: null,
  trend: null,
};

/**
 * The rows of a plan, parents before children, with weights and nothing proposed yet. What a parent has beyond its
 * children is a row of its own, so that every level adds up: customers whom nobody has been made responsible for.
 */
export function buildRows(
  holders: readonly Holder[],
  standings: ReadonlyMap<string, Standing>,
  weights: Weights,
): TargetRow[] {
  const childrenOf = childrenByParent(holders);
  const below = (holder: Holder): TargetRow[] => {
    const own = standings.get(holder.key)!;
    const above = holder.parent === null ? undefined : standings.get(holder.parent);
    const children = childrenOf.get(holder.key) ?? [];
    const rest = restOf(
      own,
      children.map(({ key }) => standings.get(key)!),
    );
    return [
      rowOf(holder, own, weigh(own.headroom, own.conditions, above?.conditions ?? unweighed, weights)),
      ...children.flatMap(below),
      ...(rest === undefined ? [] : [restRow(holder, rest)]),
    ];
  };
  return holders.filter(({ parent }) => parent === null).flatMap(below);
}

function rowOf(holder: Holder, standing: Standing, weighing: ReturnType<typeof weigh>): TargetRow {
  const { base, reached, cap, headroom, assumed } = standing;
  return {
    key: holder.key,
    parent_key: holder.parent,
    kind: holder.kind,
    org_unit_id: holder.orgUnitId,
    staff_id: holder.staffId,
    code: holder.code,
    name: holder.name,
    base,
    reached,
    cap,
    weight: weighing.weight,
    grounds: {
      headroom: String(headroom),
      factors: weighing.factors,
      percent: weighing.percent,
      assumed,
    },
    proposal: 0n,
    target: 0n,
    share_bp: null,
    locked: false,
  };
}

/** What is left of a share's whole beside the children; undefined where there are none, or nothing is left. */
function restOf(own: Standing, children: readonly Standing[]): Standing | undefined {
  if (own.base === null || children.length === 0) return undefined;
  const base = own.base - sumVnd(children.map((child) => child.base ?? 0n));
  if (base <= 0n) return undefined;
  const reached = (own.reached ?? 0n) - sumVnd(children.map((child) => child.reached ?? 0n));
  const within = reached < 0n ? 0n : reached > base ? base : reached;
  return { ...own, base, reached: within, cap: base, headroom: base - within, assumed: false };
}

function restRow(parent: Holder, standing: Standing): TargetRow {
  const holder: Holder = { ...parent, key: restKey(parent.orgUnitId), parent: parent.key, staffId: null };
  const row = rowOf(holder, standing, {
    factors: [],
    percent: 100,
    weight: standing.headroom * 100n,
  });
  return { ...row, kind: 'rest', code: '', name: 'Chưa phân công' };
}

/** A row as the spreading sees it. */
export function treeRowOf(row: TargetRow): TreeRow {
  return {
    key: row.key,
    parent: row.parent_key,
    target: row.target,
    reached: row.reached ?? 0n,
    cap: row.cap,
    weight: row.weight,
    locked: row.locked,
  };
}

/** The proposal for every row, from the company's target down. Locked rows keep theirs. */
export function proposalOf(rows: readonly TargetRow[]): Map<string, bigint> {
  const root = rows.find(({ parent_key }) => parent_key === null);
  return root ? proposeTargets(rows.map(treeRowOf), root.key) : new Map();
}

/** The same rows weighed anew, from the conditions that stand in their grounds. */
export function reweigh(rows: readonly TargetRow[], weights: Weights): TargetRow[] {
  return rows.map((row) => {
    const { grounds } = row;
    const own = { ...unweighed };
    const above = { ...unweighed };
    for (const { name, value, beside } of grounds.factors) {
      own[name] = value;
      above[name] = beside;
    }
    const { factors, percent, weight } = weigh(BigInt(grounds.headroom), own, above, weights);
    return { ...row, weight, grounds: { ...grounds, factors, percent } };
  });
}
