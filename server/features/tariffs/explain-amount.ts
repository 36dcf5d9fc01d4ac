import { addDays, addMonths, firstDayOf, monthOf, type BusinessDate } from '../../../core/dates.ts';
import { AppError } from '../../platform/errors.ts';
import { pricePeriod, type PeriodToPrice, type PricedPeriod } from './price-period.ts';
import { hasTiers, readTariffs } from './read-tariffs.ts';

/** What a bill says of itself. Whole dong and kWh; households and reading dates are not among it. */
export interface BilledAmount {
  energyKwh: bigint;
  issuedOn: BusinessDate;
  netVnd: bigint;
  vatVnd: bigint;
  totalVnd: bigint;
  /** SH buys for a household; of any other the bill does not say at which price. */
  customerKind: string;
}

/** Where a fact that the price needs was taken from: told by who asks, by the customer's kind, or taken for granted. */
export type FactSource = 'asked' | 'customer' | 'fits' | 'assumed';

export interface PriceFacts {
  /** Null where nothing says which group of the tariff it is. */
  group: string | null;
  groupFrom: FactSource;
  households: string;
  householdsFrom: FactSource;
  from: BusinessDate;
  to: BusinessDate;
  datesFrom: FactSource;
}

/**
 * `adds_up`: the tariff gives the billed amount to the dong. `vat_differs`: the same before tax. `differs`: another
 * amount. `not_priced`: the tariff has no price for it.
 */
export type AmountVerdict = 'adds_up' | 'vat_differs' | 'differs' | 'not_priced';

export interface ExplainedAmount {
  facts: PriceFacts;
  verdict: AmountVerdict;
  priced: PricedPeriod | null;
  /** What is billed beyond what the tariff gives. */
  difference: { netVnd: bigint; vatVnd: bigint; totalVnd: bigint } | null;
  /** Other facts under which the tariff gives the billed amount exactly: our reading, where the given ones do not. */
  fits: Fit | null;
}

/** Facts under which the tariff gives exactly what is billed before tax. */
export interface Fit {
  group: string;
  households: string;
  from: BusinessDate;
  to: BusinessDate;
}

export type FactsAsked = Partial<Record<'group' | 'households' | 'from' | 'to', string | undefined>>;

/** Numbers of households tried when one does not explain the amount: whole ones, and the quarters that quotas have. */
const householdsTried = [
  ...Array.from({ length: 20 }, (_, index) => String(index + 1)),
  '0.25',
  '0.5',
  '0.75',
  '1.25',
  '1.5',
];

/**
 * Prices a bill by the dated tariff and holds the result against what was billed. What the bill does not say is taken
 * for granted and named: one household, and the month that ends on the day of issue. Throws `tariffs.…` for facts that
 * are asked for and make no sense.
 */
export function explainAmount(billed: BilledAmount, asked: FactsAsked): ExplainedAmount {
  const facts = factsOf(billed, asked);
  const priced = tryPrice(billed, facts, asked);
  const verdict = priced ? judge(billed, priced) : 'not_priced';
  return {
    facts,
    verdict,
    priced,
    difference: priced && {
      netVnd: billed.netVnd - priced.netVnd,
      vatVnd: billed.vatVnd - priced.vatVnd,
      totalVnd: billed.totalVnd - priced.totalVnd,
    },
    fits: verdict === 'differs' || verdict === 'not_priced' ? findFit(billed, facts) : null,
  };
}

function factsOf(billed: BilledAmount, asked: FactsAsked): PriceFacts {
  const to = asked.to ?? billed.issuedOn;
  const from = asked.from ?? monthBefore(to);
  const households = asked.households ?? '1';
  const isHousehold = billed.customerKind === 'SH';
  const dates = {
    from,
    to,
    datesFrom: asked.from === undefined && asked.to === undefined ? ('assumed' as const) : ('asked' as const),
    households,
    householdsFrom: asked.households === undefined ? ('assumed' as const) : ('asked' as const),
  };
  if (asked.group !== undefined) return { ...dates, group: asked.group, groupFrom: 'asked' };
  if (isHousehold) return { ...dates, group: 'household', groupFrom: 'customer' };
  // A group of one price for all energy is told by the amount itself.
  const told = onePriceGroups().find((group) => fitsNet(billed, { ...dates, group }));
  return { ...dates, group: told ?? null, groupFrom: told ? 'fits' : 'assumed' };
}

/** The same day of the month before, or its last day where it has no such day. */
function monthBefore(date: BusinessDate): BusinessDate {
  const month = addMonths(monthOf(date), -1);
  const same = `${month}-${date.slice(8)}`;
  const last = addDays(`${addMonths(month, 1)}-01`, -1);
  return same < last ? same : last;
}

function tryPrice(billed: BilledAmount, facts: PriceFacts, asked: FactsAsked): PricedPeriod | null {
  if (facts.group === null) return null;
  try {
    return pricePeriod(questionOf(billed, { ...facts, group: facts.group }));
  } catch (error) {
    const wasAsked = Object.values(asked).some((value) => value !== undefined);
    if (error instanceof AppError && !wasAsked) return null;
    throw error;
  }
}

function judge(billed: BilledAmount, priced: PricedPeriod): AmountVerdict {
  if (billed.netVnd !== priced.netVnd) return 'differs';
  return billed.vatVnd === priced.vatVnd ? 'adds_up' : 'vat_differs';
}

/** The facts as they stand come first; days between readings are tried only where nobody has given them. */
function findFit(billed: BilledAmount, facts: PriceFacts): Fit | null {
  const { from, to, datesFrom } = facts;
  const days =
    datesFrom === 'assumed' ? [{ from, to }, calendarMonthBefore(billed.issuedOn)] : [{ from, to }];
  const buyers = ['household', ...onePriceGroups()].flatMap((group) =>
    (group === 'household' ? householdsTried : ['1']).map((households) => ({ group, households })),
  );
  const readings = days.flatMap((dates) => buyers.map((buyer) => ({ ...buyer, ...dates })));
  return readings.find((reading) => fitsNet(billed, reading)) ?? null;
}

/** Meters are read at the end of a month by many companies, and the bill is issued some days later. */
function calendarMonthBefore(issuedOn: BusinessDate): { from: BusinessDate; to: BusinessDate } {
  const month = monthOf(addDays(issuedOn, 1));
  return { from: firstDayOf(addMonths(month, -1)), to: firstDayOf(month) };
}

function fitsNet(
  billed: BilledAmount,
  facts: Pick<PriceFacts, 'households' | 'from' | 'to'> & { group: string },
): boolean {
  try {
    return billed.energyKwh > 0n && pricePeriod(questionOf(billed, facts)).netVnd === billed.netVnd;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

function questionOf(
  { energyKwh }: BilledAmount,
  { group, households, from, to }: { group: string; households: string; from: string; to: string },
): PeriodToPrice {
  return { kwh: String(energyKwh), from, to, households, group };
}

/** Business below 6 kV first: most customers who are no household are small shops. */
function onePriceGroups(): string[] {
  const single = readTariffs()
    .groups.map(({ code }) => code)
    .filter((code) => !hasTiers(code));
  return single.sort((a, b) => Number(b === 'business-lv') - Number(a === 'business-lv'));
}
