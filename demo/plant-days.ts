import { addDays, type BusinessDate } from '../core/dates.ts';
import { atLocalTime } from '../core/settlement-day.ts';
import { customerCode } from '../simulator/customers.ts';
import type { PartnerEntry } from '../simulator/partner-files-record.ts';
import { placeOf } from '../simulator/population.ts';
import { wholeDesk, type DemoDesk } from './desk.ts';

/**
 * What goes wrong in the demo's last days, so that the accountant finds work: of each kind a little, and every partner
 * only where its day ends at midnight. The customers are of those who have not paid their running bill.
 */
export async function plantOn(desk: DemoDesk, date: BusinessDate): Promise<void> {
  const plan = desk.companyCode === wholeDesk ? wholePlan : lightPlan;
  const plants = plan[daysBefore(desk, date)] ?? [];
  for (const { kind, partner, other } of plants) {
    if (!desk.contracts.has(partner)) continue;
    await kinds[kind]({ desk, date, partner, other: other ?? partner });
  }
}

function daysBefore({ today }: DemoDesk, date: BusinessDate): number {
  return [1, 2, 3].find((days) => addDays(today, -days) === date) ?? 0;
}

interface Plant {
  desk: DemoDesk;
  date: BusinessDate;
  partner: string;
  other: string;
}

const kinds = {
  onlyThere,
  onlyHere,
  thousandLess,
  twice,
  unknownCode,
  neighbour,
  pending,
  takenBack,
  crossed,
  unreadable,
  tooMuch,
};
type Plan = Record<number, { kind: keyof typeof kinds; partner: string; other?: string }[]>;

/** By the days before today on which it happens. */
const wholePlan: Plan = {
  3: [
    { kind: 'pending', partner: 'NONGTHON' },
    { kind: 'pending', partner: 'VIETTELPAY' },
    { kind: 'crossed', partner: 'DEONGANG' },
    { kind: 'tooMuch', partner: 'SONGLA' },
  ],
  2: [
    { kind: 'pending', partner: 'SONGLA' },
    { kind: 'twice', partner: 'MOMO', other: 'ZALOPAY' },
    { kind: 'unknownCode', partner: 'VIETTELPAY' },
    { kind: 'takenBack', partner: 'KYLA' },
    { kind: 'unreadable', partner: 'NGANSAU' },
  ],
  1: [
    { kind: 'thousandLess', partner: 'LAMGIANG' },
    { kind: 'onlyThere', partner: 'MMSAOMAI' },
    { kind: 'onlyHere', partner: 'THIENCAM' },
    { kind: 'neighbour', partner: 'HOANHSON' },
  ],
};
const lightPlan: Plan = {
  2: [{ kind: 'onlyHere', partner: 'MOMO' }],
  1: [{ kind: 'thousandLess', partner: 'NONGTHON' }],
};

/** A customer who owes the running bill and no other, and the payment as the partner takes it. Undefined when nobody owes anything. */
async function nextEntry({
  desk,
  date,
  partner,
}: Plant): Promise<(PartnerEntry & { what: 'paid' }) | undefined> {
  for (;;) {
    const index = desk.spare.pop();
    if (index === undefined) return undefined;
    const code = customerCode(placeOf(desk.story.population, index));
    const from = { company: desk.companyCode, partner };
    const { body } = await desk.doors.call(from, 'GET', `/customers/${code}/bills`);
    const { totalOpen, bills } = body as { totalOpen?: string; bills?: unknown[] };
    // Who owes an older month too is left alone: that month's figures are told on the first page.
    if (totalOpen === undefined || bills?.length !== 1) continue;
    const at = atLocalTime(date, '10:15');
    const reference = `${partner}-${date.replaceAll('-', '')}-${code}`;
    return { reference, customerCode: code, amountVnd: BigInt(totalOpen), at, what: 'paid' };
  }
}

/** Sends a payment to the company; what the partner writes down is another thing. */
async function send({ desk, partner }: Plant, entry: PartnerEntry, intent = 'request'): Promise<void> {
  const { reference, customerCode: code, amountVnd, at } = entry;
  const content = { reference, customerCode: code, amount: String(amountVnd), intent };
  const answer = await desk.doors.call({ company: desk.companyCode, partner }, 'POST', '/payments', {
    ...content,
    occurredAt: at.toISOString(),
  });
  if (answer.status !== 201) throw new Error(`${reference}: ${JSON.stringify(answer.body)}`);
}

async function onlyThere(plant: Plant): Promise<void> {
  const entry = await nextEntry(plant);
  if (entry) plant.desk.record.note(plant.partner, entry);
}

async function onlyHere(plant: Plant): Promise<void> {
  const entry = await nextEntry(plant);
  if (entry) await send(plant, entry);
}

async function thousandLess(plant: Plant): Promise<void> {
  const entry = await nextEntry(plant);
  if (!entry) return;
  await send(plant, entry);
  plant.desk.record.note(plant.partner, { ...entry, amountVnd: entry.amountVnd - 1_000n });
}

/** One wallet is told at once, the other tells us after the fact. */
async function twice(plant: Plant): Promise<void> {
  const entry = await nextEntry(plant);
  if (!entry) return;
  const { desk, partner, other } = plant;
  await send(plant, entry);
  desk.record.note(partner, entry);
  const second = { ...entry, reference: entry.reference.replace(partner, other) };
  await send({ ...plant, partner: other }, second, 'notice');
  desk.record.note(other, second);
}

async function unknownCode(plant: Plant): Promise<void> {
  const entry = await nextEntry(plant);
  if (!entry) return;
  const wrong = {
    ...entry,
    customerCode: `${entry.customerCode.slice(0, 6)}9${entry.customerCode.slice(7)}`,
  };
  await send(plant, wrong, 'notice');
  plant.desk.record.note(plant.partner, wrong);
}

/** Our books have it with the neighbour, who owes as well. */
async function neighbour(plant: Plant): Promise<void> {
  const [entry, other] = [await nextEntry(plant), await nextEntry(plant)];
  if (!entry || !other) return;
  await send(plant, { ...entry, customerCode: other.customerCode }, 'notice');
  plant.desk.record.note(plant.partner, entry);
}

async function pending(plant: Plant): Promise<void> {
  const entry = await nextEntry(plant);
  if (entry) plant.desk.record.note(plant.partner, { ...entry, what: 'pending' });
}

/** Taken back at the counter on the next day, when the business day no longer allows it. */
async function takenBack(plant: Plant): Promise<void> {
  const entry = await nextEntry(plant);
  if (!entry) return;
  const { desk, partner, date } = plant;
  await send(plant, entry);
  desk.record.note(partner, entry);
  const at = atLocalTime(addDays(date, 1), '09:40');
  later(plant, async () => desk.record.note(partner, { ...entry, what: 'reversed', at }));
}

/** Taken a little before midnight; the message comes in the morning. */
async function crossed(plant: Plant): Promise<void> {
  const entry = await nextEntry(plant);
  if (!entry) return;
  const late = { ...entry, at: atLocalTime(plant.date, '23:58') };
  plant.desk.record.note(plant.partner, late);
  later(plant, () => send(plant, late, 'notice'));
}

async function unreadable(plant: Plant): Promise<void> {
  const entry = await nextEntry(plant);
  if (!entry) return;
  await send(plant, entry);
  plant.desk.record.note(plant.partner, entry);
  plant.desk.garbled.add(entry.reference);
}

/** A firm's transfer of far more than its bill; the accountant asks for leave to give the rest back. */
async function tooMuch(plant: Plant): Promise<void> {
  const entry = await nextEntry(plant);
  if (!entry) return;
  const { desk, partner } = plant;
  const rest = 6_500_000n;
  const paid = { ...entry, amountVnd: entry.amountVnd + rest };
  await send(plant, paid, 'notice');
  desk.record.note(partner, paid);
  later(plant, async () => {
    const { rows } = await desk.desk.ask<{ rows: { paymentId: string; reference: string }[] }>(
      'GET',
      '/credits',
    );
    const credit = rows.find(({ reference }) => reference === paid.reference);
    if (!credit) return;
    await desk.desk.ask('POST', `/payments/${credit.paymentId}/refunds`, {
      amount: String(rest),
      way: 'bank',
      bank: { account: '3701000123456', holder: 'CTY TNHH MOC AN' },
      reason: 'Khách hàng chuyển thừa, có công văn đề nghị hoàn',
    });
  });
}

function later({ desk, date }: Plant, errand: () => Promise<void>): void {
  const next = addDays(date, 1);
  desk.errands.set(next, [...(desk.errands.get(next) ?? []), errand]);
}
