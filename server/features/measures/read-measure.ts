import {
  addDays,
  addMonths,
  firstDayOf,
  monthOf,
  type BusinessDate,
  type Month,
} from '../../../core/dates.ts';
import {
  channelOf,
  isShareMeasure,
  unitOfMeasure,
  type CountMeasure,
  type Measure,
  type ShareMeasure,
} from '../../../core/targets/measures.ts';
import { sql, type RawBuilder } from 'kysely';
import type { Definition } from '../../../core/kpi/definition.ts';
import type { DefinitionName } from '../../../core/kpi-definitions.ts';
import type { Queryable } from '../../platform/db.ts';
import { responsibleOn } from '../assignments/index.ts';
import { countDefinition, factsThatSuffice, readFreshness } from '../kpi/index.ts';
import * as counts from './count-queries.ts';
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
 * times; a customer is an employee's in the months at whose end the employee is responsible for them. Brings nothing up
 * to date: the answer says as of when it stands.
 */
export async function readMeasure(
  on: Queryable,
  question: MeasureQuestion,
): Promise<Map<string, MeasureValue>> {
  const { moved_at, behind, now } = await readFreshness(on);
  const asOf = behind && moved_at ? moved_at : now;
  const stretch = stretchOf(question);
  const sums = stretch ? await sumsOf(on, question, stretch) : new Map<string, Sum>();
  return new Map(
    question.holders.map(({ key }) => {
      const sum = sums.get(key);
      return [key, { value: sum?.n ?? null, base: sum?.d ?? null, asOf }];
    }),
  );
}

async function sumsOf(on: Queryable, question: MeasureQuestion, stretch: Stretch): Promise<Map<string, Sum>> {
  const { measure, definition, holders } = question;
  const channel = channelOf(measure);
  if (channel) {
    const counted = unitOfMeasure(measure) === 'vnd' ? 'money' : 'customers';
    return sumOf(on, channelSource(counted, channel, stretch), holders);
  }
  if (isShareMeasure(measure)) {
    const rollUp = rollUpOf(definition);
    if (rollUp) return sumOf(on, shareSource(measure, rollUp, stretch), holders);
    return countShares(on, measure, question, stretch);
  }
  return countsOf(on, measure, holders, stretch);
}

/** The roll-up whose facts are what a definition counts; undefined where it is counted from bills. */
export function rollUpOf(definition: Definition): DefinitionName | undefined {
  const isPlain = definition.denominator === 'billed' && definition.leavesOut.length === 0;
  return isPlain ? factsThatSuffice(definition) : undefined;
}

const countedOf = { share_customers: 'customers', share_money: 'money', share_bills: 'bills' } as const;

export const countOf = {
  auto_debits: counts.autoDebits,
  accounts_opened: (stretch) => counts.openings('account', stretch),
  wallets_opened: (stretch) => counts.openings('wallet', stretch),
  mobile_money_users: counts.mobileMoneyUsers,
  verified_phones: counts.verifiedPhones,
  zalo_registrations: counts.zaloRegistrations,
} satisfies Partial<Record<CountMeasure, (stretch: Stretch) => counts.Counted>>;

/** Things counted. What nobody ever recorded has no count; where somebody did, who has none has zero. */
async function countsOf(
  on: Queryable,
  measure: Exclude<Measure, ShareMeasure>,
  holders: readonly MeasureHolder[],
  stretch: Stretch,
): Promise<Map<string, Sum>> {
  if (measure === 'agent_points' || measure === 'communes_without_counter') {
    if (!(await knowsPlaces(on))) return new Map();
    const count = measure === 'agent_points' ? countAgentPoints : countCommunesWithoutCounter;
    return count(on, holders, stretch);
  }
  const source = countOf[measure as keyof typeof countOf](stretch);
  if (!(await counts.isRecorded(on, source))) return new Map();
  const found = await sumOf(on, source, holders);
  return new Map(holders.map(({ key }) => [key, found.get(key) ?? { n: 0n, d: null }]));
}

/** By a definition that no roll-up is kept for: month by month and holder by holder, from the facts. */
async function countShares(
  on: Queryable,
  measure: ShareMeasure,
  { definition, holders }: MeasureQuestion,
  { firstPeriod, lastPeriod, until }: Stretch,
): Promise<Map<string, Sum>> {
  const monthly = { ...definition, span: 'month' as const };
  const found = new Map<string, Sum>();
  const last = monthOf(lastPeriod);
  for (let month: Month = monthOf(firstPeriod); month <= last; month = addMonths(month, 1)) {
    const day = month === last ? until : addDays(firstDayOf(addMonths(month, 1)), -1);
    for (const { key, unitIds, staffId } of holders) {
      const whom = staffId === undefined ? unitIds : { customers: customersOf(staffId, day) };
      const { of } = await countDefinition(on, monthly, month, whom);
      const count = of[countedOf[measure]] ?? (measure === 'share_customers' ? of.customerBills : undefined);
      if (!count || count.denominator === 0n) continue;
      const { n, d } = found.get(key) ?? { n: 0n, d: 0n };
      found.set(key, { n: n + count.numerator, d: (d ?? 0n) + count.denominator });
    }
  }
  return found;
}

function customersOf(staffId: bigint, day: BusinessDate): RawBuilder<{ id: bigint }> {
  return sql<{ id: bigint }>`select r.customer_id as id from (${responsibleOn(day, [staffId])}) r`;
}
