import { monthOf, type BusinessDate, type Month } from '../../../core/dates.ts';
import { sumVnd } from '../../../core/money.ts';
import { isShareMeasure, unitOfMeasure } from '../../../core/targets/measures.ts';
import { withoutAbove, type ToldFactor } from '../../../core/targets/proposal.ts';
import { monthsOfPlan } from '../../../core/targets/span.ts';
import { differencesOf } from '../../../core/targets/tree.ts';
import type { Queryable } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { getDefinition, listDefinitions, listPeriods } from '../kpi/index.ts';
import { readMeasure, sumMeasured, type ListQuestion, type MeasureValue } from '../measures/index.ts';
import type { Scope } from '../staff/index.ts';
import { targetError } from './errors.ts';
import { shareGiven } from './hand-over-plan.ts';
import { listHolders, type Holder } from './holders.ts';
import { findLastLetter, listLetters, type LetterRow } from './letter-queries.ts';
import { teamsOfPeople, unitsOf } from './whose.ts';
import {
  findPlan,
  listRowsAt,
  listTargetRows,
  type Grounds,
  type KeptRow,
  type Letter,
  type PlanRow,
  type TargetRow,
} from './plan-queries.ts';

/** What came of a row, beside what was asked. */
export interface Attained {
  /** Numerator of a share, or the count; null where nobody recorded any. */
  value: bigint | null;
  /** Denominator of a share. */
  base: bigint | null;
}

export interface ReadRow extends Omit<KeptRow, 'grounds'> {
  /** Without how the row above stands where the reader does not see that row. */
  grounds: ToldGrounds;
  shareBp: number | null;
  /** What the last letter asks while the plan is being adjusted; null at other times. */
  inForce: { target: bigint; shareBp: number | null } | null;
  /** What the rows below do not add up to; null for a row without any below. */
  difference: bigint | null;
  /** Null where it was not asked for. */
  attained: Attained | null;
}

export interface ToldGrounds extends Omit<Grounds, 'factors' | 'percent'> {
  factors: readonly ToldFactor[];
  percent: number | null;
}

/** A version of a plan's definition that counts some of its months elsewhere, though not in the plan. */
export interface OtherVersion {
  version: number;
  /** First month that it counts; null where it counts from the beginning. */
  from: Month | null;
}

export interface ReadPlan {
  plan: PlanRow;
  otherVersions: OtherVersion[];
  letters: LetterRow[];
  /** What the next letter will most likely say of place and signer: the last one of any plan. */
  lastLetter: Letter | null;
  rows: ReadRow[];
  /** The months that are counted so far; null before the first of them. */
  counted: { from: Month; to: Month } | null;
  asOf: Date | null;
}

/**
 * A plan with what came of each row so far, of what the reader may see. Every figure is that of the whole row, whoever
 * reads it. Of teams and employees it is read for those at or below `peopleOf` alone: their customers are gone through one
 * by one, the units' are summed up already. Throws `targets.unknown_plan`.
 */
export async function readPlan(
  on: Queryable,
  id: bigint,
  reader: { scope: Scope; businessDate: BusinessDate },
  peopleOf: string | null,
): Promise<ReadPlan> {
  const plan = await findPlan(on, id);
  ensure(plan, targetError('targets.unknown_plan'));
  const rows = await listTargetRows(on, id);
  const differences = differencesOf(rows.map((row) => ({ ...row, parent: row.parent_key })));
  const { scope } = reader;
  const seen = rows.filter(({ org_unit_id }) => scope === 'all' || scope.includes(org_unit_id));
  const counted = await monthsCounted(on, plan, reader.businessDate);
  const parentOf = new Map(rows.map((row) => [row.key, row.parent_key]));
  const asked = seen.filter(
    ({ key, kind }) =>
      kind === 'company' || kind === 'unit' || (peopleOf !== null && isAtOrBelow(parentOf, key, peopleOf)),
  );
  const attained = counted
    ? await readAttained(on, plan, asked, { ...counted, businessDate: reader.businessDate })
    : new Map<string, MeasureValue>();
  const read = new Set(asked.map(({ key }) => key));
  const letters = await listLetters(on, id);
  const inForce = await targetsInForce(on, plan, letters);
  const isSeen = new Set(seen.map(({ key }) => key));
  return {
    plan,
    otherVersions: await listOtherVersions(on, plan),
    letters,
    lastLetter: (await findLastLetter(on)) ?? null,
    rows: seen.map((row) => {
      const { value = null, base = null } = attained.get(row.key) ?? {};
      return {
        ...row,
        grounds: tellGrounds(row.grounds, row.parent_key === null || isSeen.has(row.parent_key)),
        shareBp: shareGiven(row),
        inForce: inForce(row),
        difference: differences.get(row.key) ?? null,
        attained: read.has(row.key) ? { value, base } : null,
      };
    }),
    counted,
    asOf: [...attained.values()][0]?.asOf ?? null,
  };
}

/**
 * Of the months of a plan of shares the first and the last are counted by these, where a company counts otherwise meanwhile
 * or the plan was told which version to take.
 */
async function listOtherVersions(on: Queryable, plan: PlanRow): Promise<OtherVersion[]> {
  if (!isShareMeasure(plan.measure)) return [];
  const { first, last } = monthsOfPlan(plan.span, monthOf(plan.first_month));
  const others = new Map<number, OtherVersion>();
  for (const month of [first, last]) {
    const found = (await listDefinitions(on, month)).find(({ name }) => name === plan.definition_name);
    if (found && found.version !== plan.definition_version)
      others.set(found.version, { version: found.version, from: found.validFrom });
  }
  return [...others.values()];
}

/** What a row was laid out by. How the row above stands is told only to who may see that row. */
function tellGrounds(grounds: Grounds, isAboveSeen: boolean): ToldGrounds {
  if (isAboveSeen) return grounds;
  return { ...grounds, factors: grounds.factors.map(withoutAbove), percent: null };
}

/** While a plan is being adjusted, what its last letter said of a row is what counts. */
async function targetsInForce(
  on: Queryable,
  plan: PlanRow,
  letters: readonly LetterRow[],
): Promise<(row: TargetRow) => ReadRow['inForce']> {
  const last = letters.at(-1);
  if (plan.state !== 'adjusting' || !last) return () => null;
  const then = new Map((await listRowsAt(on, plan.id, last.version)).map((change) => [change.key, change]));
  return ({ key, base }) => {
    const was = then.get(key);
    if (!was) return null;
    const { target, shareBp } = was;
    return { target, shareBp: shareGiven({ target, base, share_bp: shareBp }) };
  };
}

function isAtOrBelow(parentOf: ReadonlyMap<string, string | null>, key: string, above: string): boolean {
  for (let at: string | null | undefined = key; at != null; at = parentOf.get(at))
    if (at === above) return true;
  return false;
}

/** From the plan's first month to its last that has bills; the running one counts only when there is none before it. */
async function monthsCounted(
  on: Queryable,
  plan: PlanRow,
  businessDate: BusinessDate,
): Promise<{ from: Month; to: Month } | null> {
  const { first, last } = monthsOfPlan(plan.span, monthOf(plan.first_month));
  const present = monthOf(businessDate);
  const to = isShareMeasure(plan.measure)
    ? newestOf(await listPeriods(on), { first, last, present })
    : present < last
      ? present
      : last;
  if (to === undefined || to < first) return null;
  return { from: plan.mode === 'at_end' ? to : first, to };
}

function newestOf(
  periods: readonly Month[],
  { first, last, present }: { first: Month; last: Month; present: Month },
): Month | undefined {
  const within = periods.filter((period) => period >= first && period <= last);
  return within.find((period) => period < present) ?? within.at(-1);
}

async function readAttained(
  on: Queryable,
  plan: PlanRow,
  rows: readonly TargetRow[],
  asked: { from: Month; to: Month; businessDate: BusinessDate },
): Promise<Map<string, MeasureValue>> {
  // The units below a holder are those of the last day that is counted, as the board has them.
  const holders = await listHolders(on, asked.businessDate);
  const question = {
    measure: plan.measure,
    ...asked,
    mode: plan.mode,
    definition: await getDefinition(on, `${plan.definition_name}@${plan.definition_version}`),
  };
  const attained = await readMeasure(on, {
    ...question,
    holders: rows
      .filter(({ kind }) => kind !== 'rest')
      .map((row) => ({
        key: row.key,
        unitIds: row.kind === 'company' ? ('all' as const) : unitsOf(holders, row.org_unit_id),
        ...(row.staff_id !== null && { staffId: row.staff_id }),
      })),
  });
  await addTeams(on, rows, { holders, question, attained });
  await addRests(on, rows, { holders, question, attained });
  return attained;
}

interface Reading {
  holders: readonly Holder[];
  question: Omit<ListQuestion, 'whose' | 'part'>;
  /** By the key of the row; what is read is added. */
  attained: Map<string, MeasureValue>;
}

/** A team without customers of its own has attained what its employees have; what two of them share counts once. */
async function addTeams(on: Queryable, rows: readonly TargetRow[], reading: Reading): Promise<void> {
  const { holders, question, attained } = reading;
  const teams = rows
    .filter(({ kind }) => kind === 'team')
    .map(({ key, org_unit_id }) => ({ key, units: unitsOf(holders, org_unit_id) }));
  if (teams.length === 0) return;
  for (const key of await teamsOfPeople(on, teams)) {
    const people = rows.filter((row) => row.parent_key === key && row.staff_id !== null);
    const known = people.flatMap((row) => attained.get(row.key) ?? []).filter(({ value }) => value !== null);
    const { asOf } = attained.get(key)!;
    if (known.length === 0) {
      attained.set(key, { value: null, base: null, asOf });
      continue;
    }
    const hasBase =
      known.every(({ base }) => base !== null) && unitOfMeasure(question.measure) !== 'communes';
    const staff = people.map(({ staff_id }) => staff_id!);
    const value = hasBase
      ? sumVnd(known.map((one) => one.value!))
      : (await sumMeasured(on, { ...question, whose: { staff }, part: 'reached' }))!.n;
    attained.set(key, { value, base: hasBase ? sumVnd(known.map((one) => one.base!)) : null, asOf });
  }
}

/** What came of the customers of a unit whom nobody is responsible for. */
async function addRests(on: Queryable, rows: readonly TargetRow[], reading: Reading): Promise<void> {
  const { holders, question, attained } = reading;
  const asOf = [...attained.values()][0]?.asOf;
  for (const { key, org_unit_id } of rows.filter(({ kind }) => kind === 'rest')) {
    const units = unitsOf(holders, org_unit_id);
    if (units === 'all' || asOf === undefined) continue;
    const ask = { ...question, whose: { nobodyIn: units } };
    const reached = await sumMeasured(on, { ...ask, part: 'reached' });
    const missing = await sumMeasured(on, { ...ask, part: 'missing' });
    if (!reached || !missing) continue;
    const isShare = isShareMeasure(question.measure);
    attained.set(key, { value: reached.n, base: isShare ? reached.n + missing.n : null, asOf });
  }
}
