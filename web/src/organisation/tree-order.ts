import type { OrgUnit } from '../api/types.ts';

export interface TreeUnit extends OrgUnit {
  depth: number;
}

/** Parents before their children, siblings by name; a unit whose parent is not in the list stands at the top. */
export function treeOrder(units: readonly OrgUnit[]): TreeUnit[] {
  const codes = new Set(units.map(({ code }) => code));
  const children = Map.groupBy(units, ({ parentCode }) =>
    parentCode && codes.has(parentCode) ? parentCode : '',
  );
  const collator = new Intl.Collator('vi', { numeric: true });
  const ordered: TreeUnit[] = [];
  const visit = (parentCode: string, depth: number): void => {
    const siblings = [...(children.get(parentCode) ?? [])].sort((a, b) => collator.compare(a.name, b.name));
    for (const unit of siblings) {
      ordered.push({ ...unit, depth });
      visit(unit.code, depth + 1);
    }
  };
  visit('', 0);
  return ordered;
}
