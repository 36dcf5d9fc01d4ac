import {
  addDays,
  daysBetween,
  monthOf,
  startOfBusinessDate,
  type BusinessDate,
  type Month,
} from '../core/dates.ts';
import { isWorkingDay } from '../core/working-days.ts';
import { acceptPayments, type PaymentInstruction } from '../server/features/payments/index.ts';
import { billAt } from '../simulator/bills.ts';
import { customerCode } from '../simulator/customers.ts';
import { monthsPaidIn } from '../simulator/habits.ts';
import { payersInOrder, type Payer } from '../simulator/payers.ts';
import { placeOf } from '../simulator/population.ts';
import { monthlySettlementDay, type DemoDesk } from './desk.ts';
import type { PreparedCompany } from './prepare-company.ts';
import type { CompanyStory, Story } from './story.ts';

/** Days of a month on which the demo's history stops and posts what was paid since the last one. */
export const paymentDays = [3, 5, 8, 11, 15, 20] as const;
/** Of the running month so many have paid; the simulated partners go on with the others. */
const paidOfCurrent = 0.45;
const batchSize = 2_000;

/** Who pays on which of the month's stops. */
export function planPayments(
  story: Story,
  { population }: CompanyStory,
  month: Month,
  from: BusinessDate,
): Map<BusinessDate, Payer[]> {
  const payers = payersInOrder(population, month);
  const dateOf = (day: number): BusinessDate => `${month}-${String(day).padStart(2, '0')}`;
  const every = [
    ...new Set([...paymentDays.map(dateOf), ...deskDaysOf(month, { from, to: story.today })]),
  ].sort();
  if (month !== story.current) {
    const last = dateOf(paymentDays.at(-1) ?? 28);
    return Map.groupBy(payers, ({ habit }) => every.find((date) => date >= dateOf(habit.day)) ?? last);
  }
  // The running month: the first to come, spread over the days up to today.
  const stops = [...every.filter((date) => date < story.today), story.today];
  const paying = payers.slice(0, Math.round(payers.length * paidOfCurrent));
  return Map.groupBy(paying, (_payer, index) => {
    return stops[Math.floor((index * stops.length) / paying.length)] ?? story.today;
  });
}

/** Weekends that long ago nobody looks at any more; what was paid on them is told of the next day. */
const freshDays = 7;

/** The days of a month that the desk keeps one by one. */
export function deskDaysOf(
  month: Month,
  { from, to }: { from: BusinessDate; to: BusinessDate },
): BusinessDate[] {
  const days: BusinessDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const fresh = daysBetween(day, to) <= freshDays;
    if (monthOf(day) === month && (fresh || isWorkingDay(day, new Map()))) days.push(day);
  }
  return days;
}

/** Posts payments through the product's posting function in large batches. Every one must be accepted. */
export async function postPayments(
  prepared: PreparedCompany,
  story: CompanyStory,
  stop: { month: Month; date: BusinessDate; payers: readonly Payer[]; now: Date; desk: DemoDesk },
): Promise<number> {
  const { desk } = stop;
  for (let from = 0; from < stop.payers.length; from += batchSize) {
    const instructions = stop.payers
      .slice(from, from + batchSize)
      .map((payer) => toInstruction(prepared, story, stop, payer));
    const outcomes = await acceptPayments(prepared.company.db, instructions, stop.now);
    const refused = outcomes.findIndex(({ outcome }) => outcome !== 'accepted');
    if (refused !== -1) {
      const { reference, customerCode: code } = instructions[refused] ?? {
        reference: '?',
        customerCode: '?',
      };
      throw new Error(`payment ${reference} of ${code} was not accepted: ${outcomes[refused]?.outcome}`);
    }
    if (stop.date >= desk.from) noteAtPartners(prepared, desk, instructions);
  }
  return stop.payers.length;
}

/** The partners write down what they took; the company's own counters hold nothing against themselves. */
function noteAtPartners(
  { partners }: PreparedCompany,
  { contracts, record }: DemoDesk,
  instructions: readonly PaymentInstruction[],
): void {
  const codes = new Map([...partners.values()].map(({ id, code }) => [id, code]));
  for (const { partnerId, reference, customerCode: code, amountVnd, occurredAt: at } of instructions) {
    const partner = codes.get(partnerId) ?? '';
    if (contracts.has(partner)) {
      record.note(partner, { reference, customerCode: code, amountVnd, at, what: 'paid' });
    }
  }
}

function toInstruction(
  { partners }: PreparedCompany,
  { population, firstMonth }: CompanyStory,
  { month, date, now, desk }: { month: Month; date: BusinessDate; now: Date; desk: DemoDesk },
  { index, habit }: Payer,
): PaymentInstruction {
  const partner = partners.get(habit.partner.code);
  if (!partner) throw new Error(`${population.profile.code} has no partner ${habit.partner.code}`);
  const code = customerCode(placeOf(population, index));
  const amount = monthsPaidIn(population, index, month, firstMonth).reduce(
    (sum, paid) => sum + (billAt(population, index, paid)?.totalVnd ?? 0),
    0,
  );
  const came = new Date(startOfBusinessDate(date).getTime() + habit.second * 1000);
  // Nobody has paid later today than it is.
  const at = date === desk.today && came > now ? now : came;
  const settlesOn = monthlySettlementDay(date, desk.from);
  return {
    partnerId: partner.id,
    reference: `${habit.partner.code}-${month.replace('-', '')}-${code}`,
    intent: 'request',
    customerCode: code,
    amountVnd: BigInt(amount),
    billIds: null,
    channel: habit.channel,
    tender: habit.tender,
    occurredAt: at,
    businessOn: date,
    businessAt: at,
    ...(settlesOn !== undefined && { settlesOn }),
  };
}
