import { figureOf, type CellFigure, type PivotNode, type PlanOf } from './figures.ts';
import type { Field, Measure } from './measures.ts';
import type { Role, Slot } from './periods.ts';
import { isTime, isUnit, mostCells, type Dimension, type Pivot } from './pivot.ts';

/** Stored sums of one place of the table. `row` and `column` hold one member per dimension, outermost first. */
export interface Fact {
  row: readonly string[];
  column: readonly string[];
  slot: number;
  role: Role;
  /** In the order of the request's fields. */
  sums: readonly bigint[];
}

export interface ArrangeRequest {
  pivot: Pivot;
  fields: readonly Field[];
  facts: readonly Fact[];
  slots: readonly Slot[];
  /** Members in their natural order. What is met besides comes after them, by code. */
  members: Partial<Record<Dimension, readonly string[]>>;
  planOf: PlanOf;
}

export interface TableRow {
  path: readonly string[];
  /** `group`: a sum over the rows that follow deeper. `rest`: what `top` left out. `total`: everything. */
  kind: 'leaf' | 'group' | 'rest' | 'total';
  /** Of `rest`: how many members of the first dimension it holds. */
  members: number;
}

export interface TableColumn {
  path: readonly string[];
  kind: 'leaf' | 'subtotal' | 'total';
}

export interface PivotTable {
  rows: TableRow[];
  columns: TableColumn[];
  /** Per row: column by column, measure by measure. Null where nothing was billed. */
  cells: (CellFigure | null)[][];
}

/** Stands for the members that `top` left out; no code has this mark. */
const restMember = '…';
const separator = '\u0001';

/**
 * Lays facts out as a table with subtotals and totals. Sums are added, ratios are made of added sums and never added
 * themselves. Answers the number of cells alone where a table would have more than `mostCells`.
 */
export function arrange(request: ArrangeRequest): PivotTable | { tooManyCells: number } {
  const { pivot } = request;
  const ground = gather(request);
  const present = request.facts.filter((fact) => fact.role === 'now' && isFilled(fact));
  const rowTree = treeOf(present.map(({ row }) => row));
  const columnTree = treeOf(present.map(({ column }) => column));
  if (pivot.empty) {
    fill(rowTree, pivot.rows, request);
    fill(columnTree, pivot.columns, request);
  }
  const columns = listColumns(columnTree, request);
  const rows = listRows(rowTree, ground);
  const size = rows.length * columns.length * pivot.measures.length;
  if (size > mostCells) return { tooManyCells: size };
  const cells = rows.map((row) =>
    columns.flatMap((column) =>
      pivot.measures.map((measure) => figureAt(ground, { row: row.path, column: column.path, measure })),
    ),
  );
  return { rows, columns, cells };
}

function isFilled({ sums }: Fact): boolean {
  return sums.some((sum) => sum !== 0n);
}

/** Sums of every place of the table, groups and totals among them: by the path down, then by the path across. */
type Places = Map<string, Map<string, PivotNode>>;

interface Ground {
  request: ArrangeRequest;
  nodes: Places;
  /** The same places over all channels or states, for shares. Empty where no share is asked for. */
  wholes: Places;
  hasShares: boolean;
  /** Whether a figure asks which months a place is made of. */
  hasSlots: boolean;
}

function gather(request: ArrangeRequest): Ground {
  const figures = request.pivot.measures.map(({ figure }) => figure);
  const ground: Ground = {
    request,
    nodes: new Map(),
    wholes: new Map(),
    hasShares: figures.includes('share'),
    hasSlots: figures.some((figure) => ['plan', 'attainment', 'prev', 'year'].includes(figure)),
  };
  for (const fact of request.facts) addFact(ground, fact, 0);
  return ground;
}

/** Adds a fact to its place and to every group above it, up to groups of `fromDepth` dimensions. */
function addFact(ground: Ground, fact: Fact, fromDepth: number): void {
  const { pivot } = ground.request;
  addAlong(ground, ground.nodes, fact, { rows: keysOf(fact.row), columns: keysOf(fact.column), fromDepth });
  if (!ground.hasShares) return;
  const rows = keysOf(overParts(fact.row, pivot.rows));
  const columns = keysOf(overParts(fact.column, pivot.columns));
  addAlong(ground, ground.wholes, fact, { rows, columns, fromDepth });
}

function addAlong(
  { request, hasSlots }: Ground,
  places: Places,
  fact: Fact,
  { rows, columns, fromDepth }: { rows: readonly string[]; columns: readonly string[]; fromDepth: number },
): void {
  for (let depth = fromDepth; depth < rows.length; depth++) {
    let across = places.get(rows[depth]!);
    if (!across) places.set(rows[depth]!, (across = new Map()));
    for (const column of columns) {
      let node = across.get(column);
      if (!node) across.set(column, (node = { sums: {}, slots: new Map() }));
      addSums((node.sums[fact.role] ??= noSums(request)), fact.sums);
      if (!hasSlots || fact.role !== 'now') continue;
      let ofSlot = node.slots.get(fact.slot);
      if (!ofSlot) node.slots.set(fact.slot, (ofSlot = noSums(request)));
      addSums(ofSlot, fact.sums);
    }
  }
}

function noSums({ fields }: ArrangeRequest): bigint[] {
  return fields.map(() => 0n);
}

function addSums(to: bigint[], sums: readonly bigint[]): void {
  for (let at = 0; at < to.length; at++) to[at]! += sums[at]!;
}

/** A path as it is looked at over all channels or states. */
function overParts(path: readonly string[], names: readonly Dimension[]): string[] {
  return path.map((member, index) => (names[index] === 'channel' || names[index] === 'state' ? '' : member));
}

/** Keys of a path and of every path above it, the shortest first. */
function keysOf(path: readonly string[]): string[] {
  const keys = [''];
  for (const member of path) keys.push(`${keys.at(-1)}${separator}${member}`);
  return keys;
}

function nodeAt(places: Places, row: readonly string[], column: readonly string[]): PivotNode | undefined {
  return places.get(keysOf(row).at(-1)!)?.get(keysOf(column).at(-1)!);
}

function figureAt(
  { request, nodes, wholes }: Ground,
  place: { row: readonly string[]; column: readonly string[]; measure: Measure },
): CellFigure | null {
  const { pivot, fields, slots, planOf } = request;
  const { row, column, measure } = place;
  const node = nodeAt(nodes, row, column);
  if (!node?.sums.now) return null;
  const membersOf = (wanted: (dimension: Dimension) => boolean): string[] => [
    ...row.filter((member, index) => member !== restMember && wanted(pivot.rows[index]!)),
    ...column.filter((_, index) => wanted(pivot.columns[index]!)),
  ];
  return figureOf(measure, node, {
    fields,
    slots,
    planOf: (month) => planOf(membersOf(isUnit).at(-1), month),
    whole: () => nodeAt(wholes, overParts(row, pivot.rows), overParts(column, pivot.columns)),
    // «The period before» of a sum over periods would be a period shifted by a part of itself.
    isOnePeriod: () => membersOf(isTime).length === [...pivot.rows, ...pivot.columns].filter(isTime).length,
  });
}

interface Tree {
  children: Map<string, Tree>;
}

function treeOf(paths: readonly (readonly string[])[]): Tree {
  const root: Tree = { children: new Map() };
  for (const path of paths) {
    let at = root;
    for (const member of path) {
      let child = at.children.get(member);
      if (!child) at.children.set(member, (child = { children: new Map() }));
      at = child;
    }
  }
  return root;
}

/** Every known member at its level, also those that nothing was billed for. Communes are too many to be all shown. */
function fill(tree: Tree, names: readonly Dimension[], request: ArrangeRequest): void {
  const [name, ...deeper] = names;
  if (name === undefined) return;
  if (name !== 'commune' && name !== 'district') {
    for (const member of request.members[name] ?? []) {
      if (!tree.children.has(member)) tree.children.set(member, { children: new Map() });
    }
  }
  for (const child of tree.children.values()) fill(child, deeper, request);
}

function listColumns(tree: Tree, request: ArrangeRequest): TableColumn[] {
  const names = request.pivot.columns;
  const walk = (at: Tree, path: readonly string[]): TableColumn[] => {
    if (path.length === names.length) return [{ path, kind: 'leaf' }];
    const inner = orderMembers([...at.children.keys()], names[path.length]!, request).flatMap((member) =>
      walk(at.children.get(member)!, [...path, member]),
    );
    const isSum = path.length === 0 ? 'total' : 'subtotal';
    return inner.length > 1 ? [...inner, { path, kind: isSum }] : inner;
  };
  const columns = walk(tree, []);
  return columns.length > 0 ? columns : [{ path: [], kind: 'total' }];
}

function listRows(tree: Tree, ground: Ground): TableRow[] {
  const { request } = ground;
  const { rows: names, top, sort } = request.pivot;
  const inOrder = (at: Tree, path: readonly string[]): string[] => {
    const natural = orderMembers([...at.children.keys()], names[path.length]!, request);
    return sort === undefined ? natural : sortMembers(natural, path, ground);
  };
  const walk = (at: Tree, path: readonly string[], members: readonly string[]): TableRow[] =>
    members.flatMap((member): TableRow[] => {
      const own = [...path, member];
      const child = at.children.get(member)!;
      if (own.length === names.length) return [{ path: own, kind: 'leaf', members: 1 }];
      return [{ path: own, kind: 'group', members: 1 }, ...walk(child, own, inOrder(child, own))];
    });
  if (names.length === 0) return [{ path: [], kind: 'total', members: 0 }];
  const outer = inOrder(tree, []);
  const kept = top === undefined ? outer : outer.slice(0, top);
  const rows = walk(tree, [], kept);
  const left = new Set(outer.slice(kept.length));
  if (left.size > 0) {
    for (const fact of request.facts)
      if (left.has(fact.row[0]!)) addFact(ground, { ...fact, row: [restMember] }, 1);
    rows.push({ path: [restMember], kind: 'rest', members: left.size });
  }
  return outer.length > 1 ? [...rows, { path: [], kind: 'total', members: outer.length }] : rows;
}

function orderMembers(members: readonly string[], name: Dimension, request: ArrangeRequest): string[] {
  const place = new Map((request.members[name] ?? []).map((member, index) => [member, index]));
  const placeOf = (member: string): number => place.get(member) ?? place.size;
  return [...members].sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : a > b ? 1 : 0));
}

/** By the sort measure's total column; what has no value comes last, equals keep their natural order. */
function sortMembers(members: readonly string[], path: readonly string[], ground: Ground): string[] {
  const { pivot } = ground.request;
  const measure = pivot.measures.find(({ id }) => id === pivot.sort);
  if (!measure) return [...members];
  const values = new Map(
    members.map((member) => {
      const figure = figureAt(ground, { row: [...path, member], column: [], measure });
      return [member, figure?.amount ?? figure?.ratio ?? undefined] as const;
    }),
  );
  const sign = pivot.descending ? -1 : 1;
  return [...members].sort((a, b) => {
    const [left, right] = [values.get(a), values.get(b)];
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined);
    return left === right ? 0 : left < right ? -sign : sign;
  });
}

/** Splits sums by state into three: without cash, settled otherwise, not settled yet. */
export function splitByState(
  sums: Readonly<Partial<Record<Field, bigint>>>,
  { definition }: Pick<Pivot, 'definition'>,
): Record<'cashless' | 'cash' | 'unpaid', Partial<Record<Field, bigint>>> {
  const of = (field: Field): bigint => sums[field] ?? 0n;
  const split = (thing: 'customers' | 'bills' | 'money', paid: Field) => ({
    cashless: of(`${thing}_${definition}`),
    cash: of(paid) - of(`${thing}_${definition}`),
    unpaid: of(thing) - of(paid),
  });
  const customers = split('customers', 'customers_paid');
  const bills = split('bills', 'bills_paid');
  const money = split('money', 'paid');
  const one = (state: 'cashless' | 'cash' | 'unpaid') => ({
    customers: customers[state],
    bills: bills[state],
    money: money[state],
  });
  return { cashless: one('cashless'), cash: one('cash'), unpaid: one('unpaid') };
}
