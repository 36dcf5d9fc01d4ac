import { sql } from 'kysely';
import { channels, type Channel } from '../../core/channels.ts';
import { addMonths, monthOf, type Month } from '../../core/dates.ts';
import { denominators, omissions, spans, countedThings, type Definition } from '../../core/kpi/definition.ts';
import { ensureUnits, firstDay, getUnit, updateSettings } from '../../server/features/companies/index.ts';
import { addApplicant } from '../../server/features/customers/index.ts';
import { addDefinition, refreshKpi } from '../../server/features/kpi/index.ts';
import { acceptPayments, applyCredit, reversePayment } from '../../server/features/payments/index.ts';
import { many, transaction } from '../../server/platform/db.ts';
import type { Company, Runtime } from '../../server/platform/runtime.ts';
import { runAsOwner } from './database.ts';
import { billLine, importText, makePartner, today } from './make.ts';

const billHeader =
  'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN';
export const customerHeader =
  'MA_KHANG,TEN_KHANG,DCHI_KHANG,MA_DVIQLY,MA_SOGCS,MA_XA,LOAI_KHANG,DTHOAI,EMAIL,MST,NGAY_HLUC';
/** Two communes merged in July 2025, and customers of whom none is known. */
const communes = ['18073', '18100', ''];
export const units = ['PA99NN', 'PA99SS'] as const;

/** The running month, the three before it, and the one a year before the last that has ended. */
export const worldMonths: Month[] = [-13, -3, -2, -1, 0].map((back) => addMonths(monthOf(today), back));

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function dice(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return {
    below,
    chance: (part: number): boolean => next() < part,
    pick: <Item>(items: readonly Item[]): Item => items[below(items.length)]!,
    some: <Item>(items: readonly Item[]): Item[] => items.filter(() => next() < 0.4),
  };
}
type Dice = ReturnType<typeof dice>;

interface Person {
  code: string;
  unit: string;
  book: string;
  commune: string;
  village: number;
}

interface Drawn {
  id: string;
  code: string;
  unit: string;
  period: Month;
  total: bigint;
}

type World = Runtime & { company: Company };

/** A company nobody planned: bills of every sort, paid in every way, taken back, spread over others, put right, moved. */
export async function makeRandomWorld(runtime: World, seed: number): Promise<void> {
  const roll = dice(seed);
  const { db } = runtime.company;
  await makeTeam(runtime);
  await transaction(db, (tx) => updateSettings(tx, { partialPayments: true, applyCredit: true }));
  const people = drawPeople(roll);
  await importText(runtime, 'customers', [customerHeader, ...people.map(personLine)]);
  await addStranger(runtime);
  const bills = people.slice(2).flatMap((person) => drawBills(roll, person));
  await importText(runtime, 'bills', [billHeader, ...bills.map((bill) => lineOf(roll, bill))]);
  await runAsOwner(
    runtime,
    runtime.company,
    `update bills set description = 'Kiểm định công tơ' where id % 7 = ${seed % 7}`,
  );
  await payBills(runtime, roll, bills);
  await refreshKpi(db);
  const corrected = bills.filter(() => roll.chance(0.1));
  if (corrected.length > 0)
    await importText(runtime, 'bills', [billHeader, ...corrected.map((bill) => correctedLine(roll, bill))]);
  await applyCredit(db, { businessOn: today, actor: 'test' }, new Date());
  const moved = people.filter(() => roll.chance(0.15)).map((person) => movedPerson(roll, person));
  if (moved.length > 0) await importText(runtime, 'customers', [customerHeader, ...moved.map(personLine)]);
  await addDefinitions(runtime, roll);
  await refreshKpi(db);
}

async function makeTeam({ company }: World): Promise<void> {
  await transaction(company.db, (tx) =>
    ensureUnits(
      tx,
      [
        ...units.map((code) => ({ code, parentCode: null, kind: 'unit' as const })),
        { code: 'NNTO1', parentCode: 'PA99NN', kind: 'team' },
      ],
      firstDay,
    ),
  );
}

/** Somebody who only asks for a service: on no register of customers. */
async function addStranger(runtime: World): Promise<void> {
  const orgUnitId = await unitId(runtime, units[0]);
  const whom = {
    code: 'YC26000001',
    name: 'Trần Thị Bình',
    address: '',
    communeCode: communes[0]!,
    kind: 'SH',
  };
  await transaction(runtime.company.db, (tx) =>
    addApplicant(tx, { ...whom, orgUnitId, phone: null, taxCode: null }),
  );
}

function drawPeople(roll: Dice): Person[] {
  return Array.from({ length: 26 }, (_, at) => {
    const unit = roll.pick(units);
    const book = `${unit.slice(4)}00${1 + roll.below(2)}`;
    const code = `${unit}${String(at + 1).padStart(7, '0')}`;
    return { code, unit, book, commune: roll.pick(communes), village: roll.below(3) };
  });
}

function personLine({ code, unit, book, commune, village }: Person): string {
  const address = village === 0 ? 'Xã Thử' : `"Thôn ${village}, Xã Thử"`;
  return `${code},Nguyễn Văn An,${address},${unit},${book},${commune},SH,,,,01/01/2020`;
}

function movedPerson(roll: Dice, person: Person): Person {
  const unit = roll.pick(units);
  return { ...person, unit, book: `${unit.slice(4)}001`, commune: roll.pick(communes.slice(0, 2)) };
}

function drawBills(roll: Dice, { code, unit }: Person): Drawn[] {
  return worldMonths.flatMap((period) =>
    Array.from({ length: roll.pick([0, 1, 1, 1, 2, 3]) }, (_, place) => ({
      id: `H${code}${period.replace('-', '')}${place + 1}`,
      code,
      // A few are billed by the unit they have moved to.
      unit: roll.chance(0.05) ? roll.pick(units) : unit,
      period,
      total: roll.chance(0.08) ? 0n : BigInt(1 + roll.below(90)) * 1_000n,
    })),
  );
}

function lineOf(roll: Dice, { id, code, unit, period, total }: Drawn): string {
  const cells = billLine(code, unit, { period, totalVnd: total, externalId: id }).split(',');
  cells[3] = id.slice(-1);
  if (roll.chance(0.2)) cells[9] = '0';
  return cells.join(',');
}

function correctedLine(roll: Dice, bill: Drawn): string {
  return lineOf(roll, { ...bill, total: BigInt(roll.below(60)) * 1_000n });
}

const cashOnly: Channel[] = ['staff_cash', 'counter_cash'];
/** Every third person has never paid in any other way. */
const paysCash = ({ code }: Drawn): boolean => Number(code.slice(-7)) % 3 === 0;

/** Whole, in part, twice, too much, several at once, taken back, and taken back before they came. */
async function payBills({ company, ...runtime }: World, roll: Dice, bills: readonly Drawn[]): Promise<void> {
  const { db } = company;
  const partner = await makePartner({ ...runtime, company }, { channels: [...channels] });
  const stored = await many(db, sql<{ id: bigint; external_id: string }>`select id, external_id from bills`);
  const ids = new Map(stored.map(({ id, external_id }) => [external_id, id]));
  let serial = 0;
  const pay = (bill: Drawn, amountVnd: bigint, channel: Channel, named = true) => ({
    partnerId: partner.id,
    reference: `W${++serial}`,
    intent: 'notice' as const,
    customerCode: bill.code,
    amountVnd,
    billIds: named ? [ids.get(bill.id)!] : null,
    channel,
    tender: roll.pick(['account', 'cash', null] as const),
    occurredAt: new Date(),
    businessOn: today,
  });
  const payments = bills.flatMap((bill) => {
    if (bill.total === 0n || roll.chance(0.15)) return [];
    const ways = paysCash(bill) ? cashOnly : channels;
    const [first, second] = [roll.pick(ways), roll.pick(ways)];
    if (roll.chance(0.15)) return [pay(bill, bill.total / 2n, first)];
    if (roll.chance(0.15)) return [pay(bill, bill.total / 2n, first), pay(bill, bill.total, second)];
    if (roll.chance(0.1)) return [pay(bill, bill.total * 3n, first, false)];
    return [pay(bill, bill.total, first)];
  });
  const take = async (reference: string) =>
    reversePayment(
      db,
      {
        partnerId: partner.id,
        paymentReference: reference,
        reference: `R${reference}`,
        reason: 'thử',
        businessOn: today,
      },
      new Date(),
    );
  const half = Math.floor(payments.length / 2);
  await take(payments[half + 1]!.reference);
  for (const part of [payments.slice(0, half), payments.slice(half)]) {
    await acceptPayments(db, part, new Date());
    await refreshKpi(db);
  }
  for (const { reference } of payments.slice(0, half).filter(() => roll.chance(0.15))) await take(reference);
}

/** Ways of counting that no report has used yet. */
async function addDefinitions({ company }: World, roll: Dice): Promise<void> {
  for (const name of ['drawn-a', 'drawn-b', 'drawn-c']) {
    const denominator = roll.pick(denominators);
    const counts: Definition['counts'] = denominator === 'all_customers' ? ['customers'] : countedThings;
    await addDefinition(
      company.db,
      {
        name,
        counts,
        denominator,
        cashChannels: roll.some(channels),
        tenderDecides: roll.some(channels),
        leavesOut: roll.some(omissions),
        services: roll.chance(0.5),
        span: roll.pick(spans),
        billsOfMonth: roll.pick(['all', 'first']),
        source: '',
      },
      { actor: 'test' },
    );
  }
}

export async function unitId({ company }: World, code: string): Promise<bigint> {
  return (await getUnit(company.db, code, today)).id;
}
