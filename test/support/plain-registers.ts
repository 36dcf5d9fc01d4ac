import { sql } from 'kysely';
import type { BusinessDate } from '../../core/dates.ts';
import { many, type Queryable } from '../../server/platform/db.ts';

/** Rows of the registers as they are written down, and what counting them by hand comes to. */
export interface PlainCustomer {
  id: number;
  code: string;
  name: string;
  unit: string;
  commune: string | null;
  village: string | null;
  book: string | null;
  kind: string;
  phone: string | null;
}

export async function readCustomers(on: Queryable): Promise<PlainCustomer[]> {
  return many(
    on,
    sql<PlainCustomer>`
      select c.id::int as id, c.code, c.name, u.code as unit, c.commune_code as commune, c.village_id::text as village,
             b.code as book, c.kind, c.phone
      from customers c join org_units u on u.id = c.org_unit_id left join org_units b on b.id = c.book_id
      order by c.code`,
  );
}

export interface PlainNumber {
  customer: number;
  msisdn: string;
  verified: string | null;
  zalo: string | null;
  ended: string | null;
}

/** What the last entry of each customer and number says, of numbers that stand. */
export async function readNumbers(on: Queryable): Promise<PlainNumber[]> {
  const entries = await many(
    on,
    sql<PlainNumber>`
      select customer_id::int as customer, msisdn, verified_on::text as verified, zalo_on::text as zalo, ended_on::text as ended
      from contact_entries order by id`,
  );
  const last = new Map(entries.map((entry) => [`${entry.customer}/${entry.msisdn}`, entry]));
  return [...last.values()].filter(({ ended }) => ended === null);
}

/** In which states a customer is; and how many numbers stand. */
export function reachOf(customer: number, numbers: readonly PlainNumber[]) {
  const own = numbers.filter((number) => number.customer === customer);
  const verified = own.some((number) => number.verified !== null);
  return {
    numbers: own.length,
    all: true,
    none: own.length === 0,
    verified,
    unverified: own.length > 0 && !verified,
    zalo: own.some((number) => number.zalo !== null),
    shared: own.some(({ msisdn }) =>
      numbers.some((other) => other.msisdn === msisdn && other.customer !== customer),
    ),
  };
}

export interface PlainPlace {
  code: string;
  kind: string;
  commune: string | null;
  partner: string | null;
  opened: string | null;
  closed: string | null;
  cash: boolean;
}

/** Every place once: the register's, tills that are counters, agents' points; each closed as soon as anybody closes it. */
export async function readPlaces(on: Queryable): Promise<PlainPlace[]> {
  const registered = await many(
    on,
    sql<PlainPlace>`
      select p.code, p.kind, p.commune_code as commune, r.code as partner, p.opened_on::text as opened,
             p.closed_on::text as closed, p.takes_cash as cash
      from pay_points p left join partners r on r.id = p.partner_id`,
  );
  const tills = await many(
    on,
    sql<PlainPlace>`
      select code, 'counter' as kind, commune_code as commune, null as partner, null as opened,
             closes_on::text as closed, true as cash from tills where kind = 'counter'`,
  );
  const points = await many(
    on,
    sql<PlainPlace>`
      select a.code, 'agent' as kind, a.commune_code as commune, r.code as partner, null as opened,
             case when not a.open then a.changed_at::date::text end as closed, true as cash
      from agent_points a join partners r on r.id = a.partner_id`,
  );
  const places = new Map(registered.map((place) => [keyOf(place), place]));
  // Counters alone have no partner, so that a code with its partner says which kind knows the place too.
  for (const other of [...tills, ...points]) {
    const place = places.get(keyOf(other));
    places.set(keyOf(other), place ? { ...place, closed: earlier(place.closed, other.closed) } : other);
  }
  return [...places.values()];
}

const keyOf = ({ code, partner }: PlainPlace): string => `${code}|${partner ?? ''}`;

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

export const isOpen = ({ opened, closed }: PlainPlace, day: BusinessDate): boolean =>
  (opened === null || opened <= day) && (closed === null || closed > day);

interface PlainRule {
  id: string;
  staff: string;
  kind: string;
  book: string | null;
  unit: string | null;
  village: string | null;
  commune: string | null;
  from: string;
  to: string | null;
}

/** Who is responsible for whom on a day, by which rule: the most exact one that names a customer. */
export async function readResponsible(
  on: Queryable,
  customers: readonly PlainCustomer[],
  day: BusinessDate,
): Promise<Map<number, PlainRule>> {
  const rules = await many(
    on,
    sql<PlainRule>`
      select r.id::text as id, r.staff_id::text as staff, r.kind, b.code as book, u.code as unit, r.village_id::text as village,
             r.commune_code as commune, lower(r.valid)::text as from, upper(r.valid)::text as to
      from assignment_rules r left join org_units b on b.id = r.book_id left join org_units u on u.id = r.org_unit_id`,
  );
  const entries = await many(
    on,
    sql<{ rule: string; customer: number; from: string; to: string | null }>`
      select rule_id::text as rule, customer_id::int as customer, lower(valid)::text as from, upper(valid)::text as to
      from assignment_list_customers`,
  );
  const stands = ({ from, to }: { from: string; to: string | null }): boolean =>
    from <= day && (to === null || to > day);
  const names: Record<string, (rule: PlainRule, one: PlainCustomer) => boolean> = {
    list: (rule, one) =>
      entries.some((row) => row.rule === rule.id && row.customer === one.id && stands(row)),
    book: (rule, one) => stands(rule) && rule.book === one.book,
    village: (rule, one) => stands(rule) && rule.village === one.village && rule.unit === one.unit,
    commune: (rule, one) => stands(rule) && rule.commune === one.commune && rule.unit === one.unit,
  };
  const found = new Map<number, PlainRule>();
  for (const one of customers)
    for (const [kind, isNamed] of Object.entries(names)) {
      const rule = rules.find((row) => row.kind === kind && isNamed(row, one));
      if (rule && !found.has(one.id)) found.set(one.id, rule);
    }
  return found;
}
