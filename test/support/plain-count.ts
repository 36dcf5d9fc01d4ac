import { sql } from 'kysely';
import { channels, type Channel } from '../../core/channels.ts';
import { addMonths, type Month } from '../../core/dates.ts';
import { spanOf, type Definition } from '../../core/kpi/definition.ts';
import { many, type Queryable } from '../../server/platform/db.ts';

/** What was paid of a bill by one way. */
export interface PlainPart {
  channel: Channel;
  tender: string | null;
  vnd: number;
}

/** A bill that can count, as bills, payments and allocations tell it. Amounts stay far below what a double holds. */
export interface PlainBill {
  id: number;
  customer: number;
  code: string;
  unit: string;
  commune: string;
  village: string | null;
  period: Month;
  term: number;
  root: number;
  kwh: number;
  service: boolean;
  due: string;
  total: number;
  parts: PlainPart[];
}

export async function readPlainBills(on: Queryable): Promise<PlainBill[]> {
  return many(
    on,
    sql<PlainBill>`
      select b.id::int as id, b.customer_id::int as customer, c.code, u.code as unit, coalesce(c.commune_code, '') as commune,
             c.village_id::text as village, to_char(b.period, 'YYYY-MM') as period, b.term::int as term, b.root_id::int as root,
             b.energy_kwh::int as kwh, b.description is not null as service, b.due_on::text as due, b.total_vnd::float8 as total,
             coalesce((
               select json_agg(json_build_object('channel', x.channel, 'tender', x.tender, 'vnd', x.vnd)) from (
                 select p.channel, p.tender, sum(a.amount_vnd) as vnd from allocations a join payments p on p.id = a.payment_id
                 where a.bill_root_id = b.root_id group by 1, 2
               ) x where x.vnd <> 0), '[]') as parts
      from bills b join customers c on c.id = b.customer_id join org_units u on u.id = b.org_unit_id
      where b.state not in ('cancelled', 'unreleased') and b.total_vnd > 0 order by b.id`,
  );
}

export interface PlainRule {
  cashChannels: readonly string[];
  tenderDecides: readonly string[];
}
export const ownCash: PlainRule = { cashChannels: ['staff_cash', 'counter_cash'], tenderDecides: [] };
export const anyCash: PlainRule = {
  cashChannels: ['staff_cash', 'counter_cash', 'agent_cash'],
  tenderDecides: ['bank_counter'],
};

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
export const paidOf = ({ parts }: PlainBill): number => total(parts.map(({ vnd }) => vnd));
export const isSettled = (bill: PlainBill): boolean => paidOf(bill) === bill.total;
export function cashlessOf({ parts }: PlainBill, { cashChannels, tenderDecides }: PlainRule): number {
  const counts = ({ channel, tender }: PlainPart): boolean =>
    !cashChannels.includes(channel) && (!tenderDecides.includes(channel) || tender === 'account');
  return total(parts.filter(counts).map(({ vnd }) => vnd));
}
export const isCashless = (bill: PlainBill, rule: PlainRule): boolean =>
  isSettled(bill) && cashlessOf(bill, rule) === bill.total;

/** One customer in one month; they belong where their latest bill says. */
export interface PlainMonth {
  code: string;
  customer: number;
  unit: string;
  commune: string;
  village: string | null;
  period: Month;
  bills: PlainBill[];
}

export function monthsOfCustomers(bills: readonly PlainBill[]): PlainMonth[] {
  return [...Map.groupBy(bills, ({ customer, period }) => `${customer} ${period}`).values()].map((own) => {
    const { code, customer, unit, commune, village, period } = own.at(-1)!;
    return { code, customer, unit, commune, village, period, bills: own };
  });
}

/** `[numerator, denominator]` of customers, bills and money under a rule, over months of customers. */
export function plainSums(rows: readonly PlainMonth[], rule: PlainRule) {
  const bills = rows.flatMap((row) => row.bills);
  const good = (list: readonly PlainBill[]): PlainBill[] => list.filter((bill) => isCashless(bill, rule));
  return {
    customers: [rows.filter((row) => good(row.bills).length === row.bills.length).length, rows.length],
    bills: [good(bills).length, bills.length],
    money: [total(bills.map((bill) => cashlessOf(bill, rule))), total(bills.map((bill) => bill.total))],
  } as const;
}

/** What ways brought in of these months: dong, bills and customers, of ways that brought anything. */
export function waysOf(rows: readonly PlainMonth[]): Record<string, [number, number, number]> {
  return Object.fromEntries(
    channels.flatMap((channel) => {
      const used = rows.map((row) =>
        row.bills.map(({ parts }) =>
          parts.filter((part) => part.channel === channel).reduce((sum, { vnd }) => sum + vnd, 0),
        ),
      );
      const paid = used.flat().filter((vnd) => vnd !== 0);
      const people = used.filter((own) => own.some((vnd) => vnd !== 0)).length;
      const dong = paid.reduce((sum, vnd) => sum + vnd, 0);
      return people === 0 ? [] : [[channel, [dong, paid.length, people]]];
    }),
  );
}

/** Everybody on the register, whether they have bills or not. */
export interface PlainPerson {
  id: number;
  unit: string;
  commune: string;
}

export async function readRegister(on: Queryable): Promise<PlainPerson[]> {
  return many(
    on,
    sql<PlainPerson>`
      select c.id::int as id, u.code as unit, coalesce(c.commune_code, '') as commune
      from customers c join org_units u on u.id = c.org_unit_id where c.import_id is not null`,
  );
}

/** What a definition counts in the span of a month, of the units that are meant; by the words of docs/kpi.md. */
export function plainDefinition(
  definition: Definition,
  month: Month,
  world: { bills: readonly PlainBill[]; register: readonly PlainPerson[]; marked: ReadonlySet<string> },
  isMeant: (unit: string, commune: string) => boolean,
): Record<string, readonly [number, number]> {
  const { leavesOut, services, span, denominator, billsOfMonth } = definition;
  const { from, to } = spanOf(span, month);
  const withoutPoor = leavesOut.includes('disadvantaged_communes');
  const counting = world.bills.filter(
    ({ period, kwh, service, commune }) =>
      period >= from &&
      period <= to &&
      (services || !service) &&
      (kwh > 0 || !leavesOut.includes('zero_consumption')) &&
      !(withoutPoor && world.marked.has(commune)),
  );
  const chosen =
    billsOfMonth === 'all'
      ? counting
      : monthsOfCustomers(counting).flatMap(
          ({ bills }) => bills.toSorted((a, b) => a.term - b.term || a.root - b.root)[0]!,
        );
  const times = monthsOfCustomers(chosen.toSorted((a, b) => a.id - b.id));
  const people = [...Map.groupBy(times, ({ customer }) => customer).values()].filter((own) => {
    const { unit, commune } = own.toSorted((a, b) => (a.period < b.period ? -1 : 1)).at(-1)!;
    return isMeant(unit, commune);
  });
  const mine = people.flat();
  const bills = mine.flatMap((row) => row.bills);
  const good = (row: { bills: PlainBill[] }): boolean =>
    row.bills.every((bill) => isCashless(bill, definition));
  const settled = (row: { bills: PlainBill[] }): boolean => row.bills.every(isSettled);
  const heads = people.map((own) => ({ bills: own.flatMap((row) => row.bills) }));
  const paying = denominator === 'paying';
  const known = new Set(times.map(({ customer }) => customer));
  const others = world.register.filter(
    ({ id, unit, commune }) =>
      !known.has(id) && isMeant(unit, commune) && !(withoutPoor && world.marked.has(commune)),
  );
  const onRegister = denominator === 'all_customers' && !leavesOut.includes('zero_consumption');
  return {
    customers: [
      heads.filter(good).length,
      (paying ? heads.filter(settled).length : heads.length) + (onRegister ? others.length : 0),
    ],
    bills: [
      bills.filter((bill) => isCashless(bill, definition)).length,
      paying ? bills.filter(isSettled).length : bills.length,
    ],
    customerBills: [mine.filter(good).length, paying ? mine.filter(settled).length : mine.length],
    money: [
      total(bills.map((bill) => cashlessOf(bill, definition))),
      total(bills.map((bill) => (paying ? paidOf(bill) : bill.total))),
    ],
  };
}

export const yearBefore = (month: Month): Month => addMonths(month, -12);

/** Customers of a meter-reading book. */
export async function readBook(on: Queryable, code: string): Promise<ReadonlySet<number>> {
  const rows = await many(
    on,
    sql<{
      id: number;
    }>`select c.id::int as id from customers c join org_units b on b.id = c.book_id where b.code = ${code}`,
  );
  return new Set(rows.map(({ id }) => id));
}
