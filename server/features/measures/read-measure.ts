import {
  channelOf,
  isShareMeasure,
  unitOfMeasure,
  type Measure,
  type ShareMeasure,
} from '../../../core/targets/measures.ts';
import type { Definition } from '../../../core/kpi/definition.ts';
import type { DefinitionName } from '../../../core/kpi-definitions.ts';
import type { Queryable } from '../../platform/db.ts';
import { factsThatSuffice, readAsOfTime } from '../kpi/index.ts';
import * as counts from './count-queries.ts';
import { countShares } from './definition-shares.ts';
import { findKept, keptSource, type KeptCount } from './kept-counts.ts';
import { countAgentPoints, countCommunesWithoutCounter, knowsPlaces } from './place-queries.ts';
import {
  stretchOf,
  type MeasureHolder,
  type MeasureQuestion,
  type MeasureValue,
  type Stretch,
} from './ask.ts';
import { channelSource, shareSource } from './share-queries.ts';
import { sumOf, type Sum } from './sums.ts';

/**
 * A measure of several holders at once. Shares come with the whole they are a part of, over the months as customers'
 * times; a customer is an employee's in the months at whose end the employee is responsible for them. What is counted by
 * heads, or by an unusual definition, is read from what was kept of it, if anything was. Brings nothing up to date: the answer says as of when it stands.
 */
export async function readMeasure(
  on: Queryable,
  question: MeasureQuestion,
): Promise<Map<string, MeasureValue>> {
  const stretch = stretchOf(question);
  const { measure } = question;
  const kept = stretch && counts.isHeadMeasure(measure) ? await findKept(on, measure, stretch) : undefined;
  const read: Read = stretch ? await sumsOf(on, question, stretch, kept) : { sums: new Map() };
  const current = await readAsOfTime(on);
  const asOf = (kept && !kept.stands ? kept.as_of : read.asOf) ?? current;
  return new Map(
    question.holders.map(({ key }) => {
      const sum = read.sums.get(key);
      return [key, { value: sum?.n ?? null, base: sum?.d ?? null, asOf }];
    }),
  );
}

interface Read {
  sums: Map<string, Sum>;
  /** Where what was kept is of before the last payments. */
  asOf?: Date | undefined;
}

async function sumsOf(
  on: Queryable,
  question: MeasureQuestion,
  stretch: Stretch,
  kept: KeptCount | undefined,
): Promise<Read> {
  const { measure, definition, holders } = question;
  const channel = channelOf(measure);
  if (channel) {
    const counted = unitOfMeasure(measure) === 'vnd' ? 'money' : 'customers';
    return { sums: await sumOf(on, channelSource(counted, channel, stretch), holders) };
  }
  if (isShareMeasure(measure)) {
    const rollUp = rollUpOf(definition);
    if (rollUp) return { sums: await sumOf(on, shareSource(measure, rollUp, stretch), holders) };
    return countShares(on, measure, question, stretch);
  }
  return { sums: await countsOf(on, { measure, holders, kept }, stretch) };
}

/** The roll-up whose facts are what a definition counts; undefined where it is counted from bills. */
export function rollUpOf(definition: Definition): DefinitionName | undefined {
  const isPlain = definition.denominator === 'billed' && definition.leavesOut.length === 0;
  return isPlain ? factsThatSuffice(definition) : undefined;
}

/** Things counted. What nobody ever recorded has no count; where somebody did, who has none has zero. */
async function countsOf(
  on: Queryable,
  {
    measure,
    holders,
    kept,
  }: {
    measure: Exclude<Measure, ShareMeasure>;
    holders: readonly MeasureHolder[];
    kept: KeptCount | undefined;
  },
  stretch: Stretch,
): Promise<Map<string, Sum>> {
  if (measure === 'agent_points' || measure === 'communes_without_counter') {
    if (!(await knowsPlaces(on))) return new Map();
    const count = measure === 'agent_points' ? countAgentPoints : countCommunesWithoutCounter;
    return count(on, holders, stretch);
  }
  const counted = counts.countOf[measure as counts.HeadMeasure](stretch);
  if (!(await counts.isRecorded(on, counted))) return new Map();
  const found = await sumOf(on, kept ? keptSource(kept) : counted, holders);
  return new Map(holders.map(({ key }) => [key, found.get(key) ?? { n: 0n, d: null }]));
}
