import assert from 'node:assert/strict';
import { sql, type RawBuilder } from 'kysely';
import { channels, type Channel } from '../../core/channels.ts';
import { markDisadvantaged } from '../../server/features/kpi/disadvantaged-communes.ts';
import { refreshKpi } from '../../server/features/kpi/index.ts';
import { acceptPayments, type PaymentInstruction } from '../../server/features/payments/index.ts';
import { many, one, type Db } from '../../server/platform/db.ts';
import type { Company, Runtime } from '../../server/platform/runtime.ts';
import { runAsOwner } from './database.ts';
import { billLine, importText, makeCustomers, makePartner, today } from './make.ts';

type TestRuntime = Runtime & { company: Company };

const months = ['2026-01', '2026-02', '2026-03', '2026-06', '2026-07'];
/** The commune that is marked as disadvantaged. */
export const poor = '00712';

export type Plain = Record<string, { numerator: bigint; denominator: bigint }>;

export interface DefinitionTown {
  /** What a shipped definition makes of a month and the units whose codes are like a pattern, counted plainly. */
  plainOf: Record<string, (month: string, unit: string) => Promise<Plain>>;
  plainly: (query: RawBuilder<{ n: bigint; d: bigint }>) => Promise<Plain[string]>;
  /** Pays an open bill of a month without cash, of a customer who has no other where there is one. */
  payOneMore: (month: string) => Promise<void>;
}

/** A town for every way of counting: see `fillTown` for who lives in it. */
export async function makeDefinitionTown(runtime: TestRuntime): Promise<DefinitionTown> {
  const { db } = runtime.company;
  const partner = await makePartner(runtime, { channels: [...channels] });
  const toInstruction = (bill: PaidBill): PaymentInstruction => ({
    partnerId: partner.id,
    reference: `D${bill.id}${bill.channel}`,
    intent: 'notice',
    customerCode: bill.code,
    amountVnd: bill.amountVnd,
    billIds: [bill.id],
    channel: bill.channel,
    tender: bill.account ? 'account' : null,
    occurredAt: new Date(),
    businessOn: today,
  });
  const pay = async (bills: readonly PaidBill[]): Promise<void> => {
    for (const { outcome } of await acceptPayments(db, bills.map(toInstruction), new Date()))
      assert.equal(outcome, 'accepted');
    await refreshKpi(db);
  };
  await fillTown(runtime, pay);
  return {
    plainOf: plainDefinitions(db),
    plainly: (query) => plainly(db, query),
    payOneMore: async (month) => pay([{ ...(await findOpen(db, month)), channel: 'bank_app' }]),
  };
}

interface PaidBill {
  id: bigint;
  code: string;
  amountVnd: bigint;
  channel: Channel;
  account?: boolean;
}

async function findOpen(db: Db, month: string): Promise<Omit<PaidBill, 'channel'>> {
  return one(
    db,
    sql<Omit<PaidBill, 'channel'>>`
      select b.id, c.code, b.total_vnd as "amountVnd" from bills b join customers c on c.id = b.customer_id
      where b.state = 'open' and b.period = ${`${month}-01`}::date
      order by (select count(*) from bills o where o.customer_id = b.customer_id and o.period = b.period), b.id
      limit 1`,
  );
}

/** Thirty customers in two units and two communes: bills of two terms, of no energy, of services, paid in every way. */
async function fillTown(
  runtime: TestRuntime,
  pay: (bills: readonly PaidBill[]) => Promise<void>,
): Promise<void> {
  const { db } = runtime.company;
  const made = await makeCustomers(
    runtime,
    Array.from({ length: 30 }, (_, index) => ({
      unit: index % 3 === 0 ? 'PA99KX' : 'PA99KY',
      commune: index % 4 === 0 ? poor : '00715',
    })),
  );
  const lines: string[] = [];
  const bills: { id: string; code: string; total: bigint }[] = [];
  for (const [at, { code }] of made.entries()) {
    for (const [month, period] of months.entries()) {
      // Some months bring no bill, and the last three customers never have one.
      if ((at + month) % 5 === 0 || at > 26) continue;
      for (const term of at % 6 === 0 ? [2, 1] : [1]) {
        const total = BigInt(10_000 + ((at * 7 + month * 13 + term) % 50) * 1_000);
        const id = `H${code}${period.replace('-', '')}${term}`;
        const fields = billLine(code, code.slice(0, 6), { period, totalVnd: total, externalId: id }).split(
          ',',
        );
        fields[3] = String(term);
        if ((at + month) % 7 === 1) fields[9] = '0';
        lines.push(fields.join(','));
        bills.push({ id, code, total });
      }
    }
  }
  const header =
    'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN';
  await importText(runtime, 'bills', [header, ...lines]);
  await runAsOwner(
    runtime,
    runtime.company,
    `update bills set description = 'Kiểm định công tơ' where external_id like '%072' or id % 11 = 0`,
  );
  await pay(await waysOfPaying(db, bills));
  await markDisadvantaged(db, { since: '2026-01-01', codes: [poor], source: 'thử' }, { actor: 'test' });
}

/** Who pays what of which bill: in every way, in part, in two ways, or not at all. */
async function waysOfPaying(
  db: Db,
  bills: readonly { id: string; code: string; total: bigint }[],
): Promise<PaidBill[]> {
  const ids = new Map(
    (await many(db, sql<{ id: bigint; external_id: string }>`select id, external_id from bills`)).map(
      ({ id, external_id }) => [external_id, id],
    ),
  );
  const ways: Channel[] = ['bank_app', 'wallet', 'agent_cash', 'counter_cash', 'bank_counter', 'bank_app'];
  return bills.flatMap(({ id: externalId, code, total }, index): PaidBill[] => {
    const bill = { id: ids.get(externalId)!, code };
    const kind = index % 8;
    if (kind === 7) return [];
    if (kind < 6) return [{ ...bill, amountVnd: total, channel: ways[kind]!, account: index % 3 === 0 }];
    const most = { ...bill, amountVnd: total - 3_000n, channel: 'vietqr' as const };
    return index % 2 === 0 ? [most, { ...bill, amountVnd: 3_000n, channel: 'staff_cash' as const }] : [most];
  });
}

/** Each bill that can count, with what was paid of it in cash, in words that share nothing with the product's. */
export const plainBills = sql`
  bill as (
    select b.*, coalesce((
      select sum(a.amount_vnd) from allocations a join payments p on p.id = a.payment_id
      where a.bill_root_id = b.root_id and p.channel in ('counter_cash', 'staff_cash')
    ), 0) as own_cash, coalesce((
      select sum(a.amount_vnd) from allocations a join payments p on p.id = a.payment_id
      where a.bill_root_id = b.root_id and (p.channel in ('counter_cash', 'staff_cash', 'agent_cash')
        or p.channel = 'bank_counter' and p.tender is distinct from 'account')
    ), 0) as any_cash
    from bills b where b.state not in ('cancelled', 'unreleased') and b.total_vnd > 0
  )`;

async function plainly(db: Db, query: RawBuilder<{ n: bigint; d: bigint }>): Promise<Plain[string]> {
  const { n, d } = await one(db, query);
  return { numerator: n, denominator: d };
}

/** Heads, bills and money of one month under a rule of cash, plainly. */
async function plainMonth(
  db: Db,
  month: string,
  cash: 'own_cash' | 'any_cash',
  unit: string,
): Promise<Plain> {
  const mine = sql`bill where period = ${`${month}-01`}::date
    and org_unit_id in (select id from org_units where code like ${unit})`;
  const cashOf = sql.ref(cash);
  return {
    customers: await plainly(
      db,
      sql`
      with ${plainBills} select count(*) filter (where good) as n, count(*) as d
      from (select bool_and(paid_vnd = total_vnd and ${cashOf} = 0) as good from ${mine} group by customer_id) x`,
    ),
    bills: await plainly(
      db,
      sql`
      with ${plainBills} select count(*) filter (where paid_vnd = total_vnd and ${cashOf} = 0) as n, count(*) as d from ${mine}`,
    ),
    money: await plainly(
      db,
      sql`
      with ${plainBills} select coalesce(sum(paid_vnd - ${cashOf}), 0)::bigint as n, coalesce(sum(total_vnd), 0)::bigint as d from ${mine}`,
    ),
  };
}

function plainDefinitions(db: Db): DefinitionTown['plainOf'] {
  return {
    official: (month, unit) => plainMonth(db, month, 'own_cash', unit),
    strict: (month, unit) => plainMonth(db, month, 'any_cash', unit),
    'phu-luong-2020': async (month, unit) => {
      const { customers, money } = await plainMonth(db, month, 'own_cash', unit);
      return { customers: customers!, money: money! };
    },
    'hai-phong-2021': async (month, unit) => ({
      bills: (await plainMonth(db, month, 'own_cash', unit)).bills!,
    }),
    'ha-tinh-all': async (month, unit) => ({
      customers: {
        numerator: (await plainMonth(db, month, 'own_cash', unit)).customers!.numerator,
        denominator: (
          await plainly(
            db,
            sql`select 0::bigint as n, count(*) as d from customers
                          where org_unit_id in (select id from org_units where code like ${unit})`,
          )
        ).denominator,
      },
    }),
    'evnnpc-2018': async (month, unit) => ({
      customers: await plainly(
        db,
        sql`
      with ${plainBills} select count(*) filter (where good) as n, count(*) as d from (
        select bool_and(paid_vnd = total_vnd and own_cash = 0) as good from bill
        where period = ${`${month}-01`}::date and energy_kwh <> 0 and description is null
          and org_unit_id in (select id from org_units where code like ${unit})
          and customer_id in (select id from customers where commune_code <> ${poor})
        group by customer_id) x`,
      ),
    }),
    'bac-me-2021': async (month, unit) => {
      const half = month <= '2026-06' ? ['2026-01-01', '2026-06-01'] : ['2026-07-01', '2026-12-01'];
      const mine = sql`bill where period between ${half[0]}::date and ${half[1]}::date
      and org_unit_id in (select id from org_units where code like ${unit})`;
      return {
        customerBills: await plainly(
          db,
          sql`
        with ${plainBills} select count(*) filter (where good) as n, count(*) as d
        from (select bool_and(paid_vnd = total_vnd and own_cash = 0) as good from ${mine} group by customer_id, period) x`,
        ),
        money: await plainly(
          db,
          sql`
        with ${plainBills} select coalesce(sum(paid_vnd - own_cash), 0)::bigint as n, sum(total_vnd)::bigint as d from ${mine}`,
        ),
      };
    },
  };
}
