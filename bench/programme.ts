import { sql } from 'kysely';
import type pg from 'pg';
import { addMonths, firstDayOf } from '../core/dates.ts';
import { assignBooks } from '../server/features/assignments/index.ts';
import { followBilling } from '../server/features/contacts/index.ts';
import { sumByStaff } from '../server/features/kpi/index.ts';
import { listUnits } from '../server/features/companies/index.ts';
import { freezeMonth } from '../server/features/month-close/index.ts';
import { askPlan, usualUntil, usualWish } from '../server/features/outreach/index.ts';
import { addColleagues } from '../server/features/staff/index.ts';
import { countPlans, handOverPlan, makePlan } from '../server/features/targets/index.ts';
import { readClock } from '../server/platform/clock.ts';
import { many, one, transaction } from '../server/platform/db.ts';
import type { Company, Runtime } from '../server/platform/runtime.ts';
import { connectOwner } from './prepare.ts';

const employeesPerUnit = 30;
const actor = 'bench';

/** What the programme's screens are asked about, beside units and months. */
export interface Programme {
  /** Last month that is paid; the plans are counted up to it. */
  month: string;
  /** Handed down to every unit and employee: a share as it stands at the end of the year, one over its twelve months. */
  plans: { atEnd: bigint; cumulative: bigint; counts: bigint[] };
  /** What reaching a target takes of a unit; worked out once the server runs. */
  outreachId: bigint;
  employeeId: bigint;
}

/**
 * The programme around the figures, through the product's own doors: 300 employees with a book of customers each, telephone
 * numbers, plans handed down to all of them, a frozen month, and a plan of visits asked for. What staff report in lists is
 * laid in by SQL.
 */
export async function layProgramme(
  runtime: Runtime,
  company: Company,
  databaseUrl: string,
): Promise<Programme> {
  const { db } = company;
  const { now, businessNow, businessDate } = await readClock(runtime.platform);
  const { month } = await one(
    db,
    sql<{ month: string }>`
      select to_char(max(period), 'YYYY-MM') as month from kpi_cells where customers_paid > customers / 2`,
  );
  const employeeId = await makeEmployees(company, firstDayOf(addMonths(month, -24)));
  await followBilling(db, businessDate);
  const owner = await connectOwner(databaseUrl, db.schema);
  await layLists(owner, month);
  // What was laid in past the product's doors is counted now, as the night does.
  await followBilling(db, businessDate);
  await sumByStaff(db, businessDate);
  await owner.query('vacuum analyze');
  await owner.end();
  const who = { login: actor, scope: 'all' as const, businessDate };
  const plan = async (measure: string, mode: 'at_end' | 'cumulative', goal: bigint): Promise<bigint> => {
    const wish = { measure, definition: 'official', span: 'year' as const, month, mode, goal };
    const planId = await makePlan(db, wish, who);
    const letter = { number: `${planId}/TB`, place: 'Thử', basis: '', signerTitle: 'GĐ', signerName: 'Thử' };
    await handOverPlan(db, { planId, version: 1 }, letter, who);
    return planId;
  };
  const plans = {
    atEnd: await plan('share_customers', 'at_end', 9_600n),
    cumulative: await plan('share_money', 'cumulative', 9_600n),
    counts: [
      await plan('accounts_opened', 'cumulative', 60_000n),
      await plan('mobile_money_users', 'cumulative', 60_000n),
      await plan('verified_phones', 'at_end', 300_000n),
      await plan('auto_debits', 'at_end', 50_000n),
    ],
  };
  await countPlans(db, { businessDate, now });
  const closer = { login: actor, now, at: businessNow, businessDate };
  await freezeMonth(db, addMonths(month, -1), closer);
  const unit = (await listUnits(db, businessDate)).find(({ code }) => code === 'PA99CA');
  if (!unit) throw new Error('the unit that is asked about is missing');
  const until = usualUntil(businessDate);
  const wish = {
    unitId: unit.id,
    businessOn: businessDate,
    until,
    targetBp: 9_600,
    assumed: usualWish,
    actor,
  };
  return { month, plans, outreachId: await askPlan(db, wish), employeeId };
}

/** Thirty to a unit, with one book each from a day on; the id of the first. */
async function makeEmployees({ db }: Company, from: string): Promise<bigint> {
  const books = await many(
    db,
    sql<{ book_id: bigint; unit_id: bigint; place: number }>`
      select book_id, unit_id, row_number() over (partition by unit_id order by book_id)::int as place
      from (select book_id, min(org_unit_id) as unit_id from customers where book_id is not null group by 1) b
      order by 1`,
  );
  const loginOf = (book: (typeof books)[number]): string =>
    `nv.${book.unit_id}.${book.place % employeesPerUnit}`;
  await addColleagues(
    db,
    books.map((book) => ({
      login: loginOf(book),
      displayName: `Nhân viên ${loginOf(book)}`,
      role: 'unit_staff' as const,
      unitId: book.unit_id,
    })),
  );
  const people = await many(db, sql<{ id: bigint; login: string }>`select id, login from staff order by id`);
  const idOf = new Map(people.map(({ id, login }) => [login, id]));
  const given = books.map((book) => ({ staffId: idOf.get(loginOf(book))!, bookId: book.book_id }));
  await transaction(db, (tx) => assignBooks(tx, given, { from }, { actor }));
  return given[0]!.staffId;
}

/** Verified numbers, registrations, accounts and wallets, mandates and places to pay, as a year of work brings them. */
async function layLists(owner: pg.Client, month: string): Promise<void> {
  const year = `${month.slice(0, 4)}-01-01`;
  const day = `($1::date + (customer_id % 330)::int)`;
  await owner.query(
    `update contacts set verified_on = case when customer_id % 2 = 0 then ${day} end,
       zalo_on = case when customer_id % 5 = 0 then ${day} end`,
    [year],
  );
  await owner.query(
    `insert into account_openings (customer_id, kind, opened_on, provider, source, recorded_by)
     select id, case id % 3 when 0 then 'wallet' else 'account' end, $1::date + (id % 330)::int, 'Thử', 'thử', 'bench'
     from customers where id % 10 = 0`,
    [year],
  );
  await owner.query(
    `insert into mandates (number, customer_id, partner_id, account, holder, state, mode, source, signed_on, made_by, made_at)
     select 'M' || id, id, (select min(id) from partners), lpad(id::text, 10, '0'), 'Thử', 'active', 'on_bill', 'bank',
       $1::date + (id % 330)::int, 'bench', $1::date
     from customers where id % 10 = 1`,
    [year],
  );
  await owner.query(
    `insert into mandate_states (mandate_id, state, from_on)
     select id, s.state, signed_on + s.later from mandates cross join (values ('signed', 0), ('active', 3)) s (state, later)`,
  );
  await owner.query(
    `insert into pay_points (code, kind, name, commune_code, partner_id, opened_on, takes_cash, changed_by)
     select upper('D' || n || k.kind), k.kind, 'Điểm thử', commune_code, case k.kind when 'agent' then (select min(id) from partners) end,
       '2020-01-01', true, 'bench'
     from (select commune_code, row_number() over (order by commune_code) as n from customers where commune_code is not null
           group by 1) c
     cross join (values ('counter', 3), ('agent', 1)) k (kind, every) where n % k.every = 0`,
  );
}
