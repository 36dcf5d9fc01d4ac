import { kpiDefinitions, type DefinitionName } from '../kpi-definitions.ts';

/**
 * Where the figures of a table come from. `cells`: the sums of customers, bills and money. `channels`: what each channel
 * brought in. `states`: the same customers, bills and money split by how they were settled.
 */
export type Source = 'cells' | 'channels' | 'states';

export type Thing = 'customers' | 'bills' | 'money' | 'paid';

/**
 * What stands in a column. `count`: how many. `cashless`: how many of them without cash. `ratio`: the share. `prev` and
 * `year`: the ratio less that of the period before, or of the same period last year, in points. `plan`: the assigned
 * share. `attainment`: reached share of the plan. `share`: part of the whole over all channels or states.
 */
export type FigureKind = 'count' | 'cashless' | 'ratio' | 'prev' | 'year' | 'plan' | 'attainment' | 'share';

/** One measure. A measure of a ratio names its own definition, so that no column mixes two. */
export interface Measure {
  id: string;
  thing: Thing;
  figure: FigureKind;
  definition: DefinitionName | undefined;
}

const things = ['customers', 'bills', 'money'] as const;
const definitionNames = Object.keys(kpiDefinitions) as DefinitionName[];

const counts = [...things, 'paid' as const].map((thing): Measure => ({
  id: thing,
  thing,
  figure: 'count',
  definition: undefined,
}));
const underDefinition = (['ratio', 'cashless', 'prev', 'year'] as const).flatMap((figure) =>
  definitionNames.flatMap((definition) =>
    things.map((thing): Measure => ({ id: `${thing}-${figure}-${definition}`, thing, figure, definition })),
  ),
);
/** Plans are assigned in shares of customers and of money, and read under the official definition. */
const ofPlan = (['plan', 'attainment'] as const).flatMap((figure) =>
  (['customers', 'money'] as const).map((thing): Measure => ({
    id: `${thing}-${figure}`,
    thing,
    figure,
    definition: figure === 'plan' ? undefined : 'official',
  })),
);
const shares = things.map((thing): Measure => ({
  id: `${thing}-share`,
  thing,
  figure: 'share',
  definition: undefined,
}));

/** Every measure that a table of a source can show, in the order in which it is offered. */
export const measuresOf: Record<Source, readonly Measure[]> = {
  cells: [...underDefinition.slice(0, 6), ...counts, ...ofPlan, ...underDefinition.slice(6)],
  // Who paid through two channels counts in both: a share of customers would not add up.
  channels: [
    ...counts.filter(({ thing }) => thing !== 'paid'),
    ...shares.filter(({ thing }) => thing !== 'customers'),
  ],
  states: [...counts.filter(({ thing }) => thing !== 'paid'), ...shares],
};

export function findMeasure(source: Source, id: string): Measure | undefined {
  return measuresOf[source].find((measure) => measure.id === id);
}

/** How a figure is written: whole numbers, whole dong, a share of 0 to 1, points, or a share of the plan. */
export function unitOfMeasure({
  thing,
  figure,
}: Measure): 'count' | 'money' | 'share' | 'points' | 'attainment' {
  if (figure === 'prev' || figure === 'year') return 'points';
  if (figure === 'attainment') return 'attainment';
  if (figure === 'ratio' || figure === 'plan' || figure === 'share') return 'share';
  return thing === 'money' || thing === 'paid' ? 'money' : 'count';
}

/** A stored sum; the name is that of the field that the statement gives. */
export type Field =
  Thing | `${'customers' | 'bills' | 'money'}_${DefinitionName}` | 'customers_paid' | 'bills_paid';

/** The sums that a table needs. `bills` is always among them: it says whether a cell is large enough to be shown. */
export function fieldsOf(source: Source, measures: readonly Measure[], definition: DefinitionName): Field[] {
  const fields = new Set<Field>(['bills']);
  for (const { thing, definition: own } of measures) {
    fields.add(thing);
    if (source === 'cells' && own && thing !== 'paid') fields.add(`${thing}_${own}`);
    if (source !== 'states' || thing === 'paid') continue;
    fields.add(`${thing}_${definition}`);
    fields.add(paidField[thing]);
  }
  if (source === 'states') {
    fields.add(`bills_${definition}`);
    fields.add('bills_paid');
  }
  return [...fields];
}

export const paidField = { customers: 'customers_paid', bills: 'bills_paid', money: 'paid' } as const;
