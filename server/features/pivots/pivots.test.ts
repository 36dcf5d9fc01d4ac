import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Channel } from '../../../core/channels.ts';
import { monthOf } from '../../../core/dates.ts';
import { openCell } from '../../../core/pivots/open-cell.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { importText, makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { pivotOf } from '../../../test/support/pivots.ts';
import { pdfText } from '../../../test/support/pdf-text.ts';
import { signInAs, type StaffClient } from '../../../test/support/staff.ts';
import { unpackText } from '../../../test/support/unpack.ts';
import { createApp } from '../../app.ts';
import { many, one } from '../../platform/db.ts';
import { readSheet } from '../../../test/support/sheet.ts';
import { getUnit } from '../companies/index.ts';
import { checkKpi, refreshKpi } from '../kpi/index.ts';
import { acceptPayments } from '../payments/index.ts';
import { setTargets } from '../targets/index.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
const app = await createApp(runtime);
const partner = await makePartner(runtime, {
  channels: ['bank_app', 'wallet', 'agent_cash', 'counter_cash'],
});
const periods = ['2026-05', '2026-06', '2026-07'];
const units = ['PA99PA', 'PA99PB', 'PA99PC'];
/** One of the district of Hương Sơn, and one that came from several districts. */
const communes = ['18196', '19742'];
await makeCustomers(
  runtime,
  Array.from({ length: 36 }, (_, index) => ({
    unit: units[index % 3]!,
    commune: communes[index % 2]!,
    kind: index % 4 === 1 ? 'NSH' : 'SH',
    bills: periods.slice(index % 4 === 0 ? 1 : 0).map((period, at) => ({
      period,
      totalVnd: BigInt(50_000 + 1_000 * index + 100 * at),
    })),
  })),
);
const channels: Channel[] = ['bank_app', 'wallet', 'agent_cash', 'counter_cash'];
const bills = await many(
  db,
  sql<{ id: bigint; code: string; total_vnd: bigint }>`
    select b.id, c.code, b.total_vnd from bills b join customers c on c.id = b.customer_id order by b.id`,
);
await acceptPayments(
  db,
  bills
    .filter((_, index) => index % 5 !== 0)
    .map(({ id, code, total_vnd }, index) => ({
      partnerId: partner.id,
      reference: `PV${index}`,
      intent: 'notice' as const,
      customerCode: code,
      amountVnd: total_vnd,
      billIds: [id],
      channel: channels[index % 4]!,
      tender: null,
      occurredAt: new Date(),
      businessOn: today,
    })),
  new Date(),
);
await refreshKpi(db);
const company = await getUnit(db, 'PCTEST', today);
const unit = await getUnit(db, 'PA99PA', today);
await setTargets(db, {
  period: '2026-06',
  actor: 'test',
  changes: [
    { unitId: company.id, metric: 'customers', shareBp: 9_000 },
    { unitId: unit.id, metric: 'customers', shareBp: 5_000 },
  ],
});
const head = await signInAs(app, runtime, 'business_head');
const member = await signInAs(app, runtime, 'unit_staff', unit.id);
const other = await signInAs(app, runtime, 'unit_staff', (await getUnit(db, 'PA99PB', today)).id);
const span = 'months=2026-05..2026-07';

interface Body {
  columns: { path: string[]; kind: string }[];
  rows: { path: string[]; kind: string; cells: Record<string, unknown>[] }[];
}

/** Cells by row and column: `PA99PA|2026-05` → what the measure shows there; the path of a sum is shorter. */
function cellsOf({ columns, rows }: Body, field: string, measure = 0, measures = 1): Map<string, unknown> {
  return new Map(
    rows.flatMap(({ path, cells }) =>
      columns.map((column, index) => [
        `${path.join(' ')}|${column.path.join(' ')}`,
        cells[index * measures + measure]?.[field] ?? null,
      ]),
    ),
  );
}

async function view(client: StaffClient, query: string): Promise<Body> {
  const { status, body } = await client.get(`/pivots/view?${query}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body as Body;
}

/** What a plain count over bills and allocations says: whether a bill's every dong came without cash at our own hands. */
const plainBills = sql`
  select b.period, u.code as unit, c.commune_code as commune, c.kind, b.customer_id, b.total_vnd, b.paid_vnd,
         coalesce(sum(a.amount_vnd) filter (where p.channel <> 'counter_cash'), 0) as cashless_vnd
  from bills b join customers c on c.id = b.customer_id join org_units u on u.id = b.org_unit_id
  left join allocations a on a.bill_root_id = b.root_id left join payments p on p.id = a.payment_id
  where b.is_current group by b.id, u.code, c.commune_code, c.kind`;

test('units by months: customers, money and ratios equal a plain count, totals are ratios of sums', async () => {
  const measures = 'customers,customers-cashless-official,money';
  const body = await view(head, `rows=child&columns=month&${span}&measures=${measures}`);
  const counted = await many(
    db,
    sql<{ place: string; customers: string; cashless: string; money: string }>`
      select coalesce(unit, '') || '|' || coalesce(to_char(period, 'YYYY-MM'), '') as place, count(*)::text as customers,
             (count(*) filter (where cashless_vnd = total_vnd))::text as cashless, sum(total_vnd)::text as money
      from (${plainBills}) b group by cube (unit, period)`,
  );
  for (const [at, field] of (['customers', 'cashless', 'money'] as const).entries()) {
    const shown = cellsOf(body, 'amount', at, 3);
    assert.equal(shown.size, 16);
    for (const row of counted) assert.equal(shown.get(row.place), row[field], `${field} ${row.place}`);
  }
  const ratios = await view(head, `rows=child&columns=month&${span}&measures=customers-ratio-official`);
  for (const { place, customers: whole, cashless } of counted)
    assert.equal(cellsOf(ratios, 'ratio').get(place), Number(cashless) / Number(whole), place);
});

test('channels, states and former districts equal a plain count too', async () => {
  const byChannel = await view(head, `rows=channel&columns=unit&${span}&measures=money,money-share`);
  const paid = await many(
    db,
    sql<{ place: string; money: string }>`
      select coalesce(p.channel, '') || '|' || coalesce(u.code, '') as place, sum(a.amount_vnd)::text as money
      from allocations a join payments p on p.id = a.payment_id join bills b on b.root_id = a.bill_root_id
      join org_units u on u.id = b.org_unit_id group by cube (p.channel, u.code)`,
  );
  const shown = cellsOf(byChannel, 'amount', 0, 2);
  for (const { place, money } of paid) assert.equal(shown.get(place), money, place);
  const shares = cellsOf(byChannel, 'ratio', 1, 2);
  assert.equal(
    [...shares].filter(([place]) => place.startsWith('|')).every(([, share]) => share === 1),
    true,
  );

  const byState = await view(head, `rows=state&columns=commune&${span}&measures=bills`);
  const states = await many(
    db,
    sql<{ place: string; bills: string }>`
      select coalesce(state, '') || '|' || coalesce(commune, '') as place, count(*)::text as bills
      from (select commune, case when cashless_vnd = total_vnd then 'cashless' when paid_vnd = total_vnd then 'cash'
                                 else 'unpaid' end as state from (${plainBills}) b) s
      group by cube (state, commune)`,
  );
  for (const { place, bills: count } of states)
    assert.equal(cellsOf(byState, 'amount').get(place), count, place);

  const byDistrict = await view(head, `rows=district,commune&columns=,&${span}&measures=bills`);
  const total = cellsOf(byDistrict, 'amount').get('|');
  const inDistricts = byDistrict.rows.filter(({ kind }) => kind === 'group');
  assert.equal(total, String(bills.length));
  assert.deepEqual(inDistricts.map(({ path }) => path[0]).sort(), ['', '439']);
});

test('kinds of customers equal a plain count, also after a customer became of another kind', async () => {
  const count = async () => {
    const body = await view(
      head,
      `rows=unit,kind&columns=month&${span}&measures=customers-cashless-official`,
    );
    const counted = await many(
      db,
      sql<{ place: string; cashless: string }>`
        select concat_ws(' ', unit, kind) || '|' || coalesce(to_char(period, 'YYYY-MM'), '') as place,
               (count(*) filter (where cashless_vnd = total_vnd))::text as cashless
        from (${plainBills}) b group by rollup (unit, kind), cube (period)`,
    );
    const shown = cellsOf(body, 'amount');
    for (const { place, cashless } of counted) {
      const small = shown.get(place) === null && Number(cashless) < 5;
      if (!small) assert.equal(shown.get(place), cashless, place);
    }
    const others = await view(head, `rows=unit&columns=,&${span}&kind=NSH&measures=customers`);
    return [counted.length, cellsOf(others, 'amount').get('|')];
  };
  const before = await count();
  assert.equal((await head.get('/pivots/view?rows=kind&columns=channel')).body.code, 'pivots.unreadable');
  const { code } = await one(
    db,
    sql<{ code: string }>`select code from customers where kind = 'NSH' limit 1`,
  );
  await importText(runtime, 'customers', [
    'MA_KHANG,TEN_KHANG,DCHI_KHANG,MA_DVIQLY,MA_SOGCS,MA_XA,LOAI_KHANG,DTHOAI,EMAIL,MST,NGAY_HLUC',
    `${code},Nguyễn Văn An,"Thôn 1, Xã Thử",${code.slice(0, 6)},PA001,18196,SH,,,,01/01/2020`,
  ]);
  await refreshKpi(db);
  const after = await count();
  assert.ok(Number(after[1]) < Number(before[1]));
  assert.deepEqual(await checkKpi(db), []);
});

test('a cell of several months, or of a former district, opens at once as many customers as it counts', async () => {
  const address = {
    rows: 'district,kind',
    columns: 'quarter',
    months: '2026-05..2026-07',
    measures: 'customers',
  };
  const { rows, columns } = await view(head, new URLSearchParams(address).toString());
  const pivot = pivotOf(address);
  const counted = rows.flatMap(({ path, cells }) =>
    cells.flatMap(({ amount }, at) => {
      const place = { row: path, column: columns[at]!.path, measure: pivot.measures[0]!, months: periods };
      const opening = openCell(pivot, place);
      return amount === undefined || !opening ? [] : [{ amount: Number(amount), opening }];
    }),
  );
  assert.ok(counted.length > 5);
  for (const { amount, opening } of counted) {
    assert.equal(opening.to, 'customers');
    const query = new URLSearchParams({ ...opening.search, limit: '30' }).toString();
    const listed: string[] = [];
    for (let after = ''; ;) {
      const { body } = await head.get(`/kpi/customers?${query}${after}`);
      assert.equal(body.total, amount, query);
      listed.push(...body.rows.map((row: { code: string; period: string }) => `${row.code} ${row.period}`));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    assert.equal(new Set(listed).size, amount, query);
  }
  const inUnit = (await member.get('/kpi/customers?period=2026-05&through=2026-07')).body;
  assert.ok(inUnit.rows.every(({ unitCode }: { unitCode: string }) => unitCode === 'PA99PA'));
  const backwards = await head.get('/kpi/customers?period=2026-05&through=2026-04');
  assert.equal(backwards.body.code, 'kpi.unknown_period');
  const file = await head.download('/kpi/customers?period=2026-05&through=2026-07&format=xlsx');
  assert.match(await unpackText(file.rawPayload, 'xl/worksheets/sheet1.xml'), /05\/2026 đến 07\/2026/);
});

test('a shared report relative to the unit shows head and member the same numbers for the same thing, and no other unit', async () => {
  const wish = {
    name: 'Đơn vị theo tháng',
    description: '',
    address: {
      rows: 'child',
      columns: 'month',
      months: '2026-05..2026-07',
      measures: 'customers-ratio-official',
    },
    sharing: 'everybody',
  };
  const saved = await head.send('POST', '/pivots', wish);
  assert.equal(saved.status, 201, JSON.stringify(saved.body));
  const list = (await member.get('/pivots')).body.rows;
  assert.deepEqual([list[0].name, list[0].isOwn, list[0].address.unit], [wish.name, false, undefined]);
  const query = new URLSearchParams(list[0].address as Record<string, string>).toString();
  const ofHead = cellsOf(await view(head, query), 'ratio');
  const ofMember = await view(member, query);
  assert.deepEqual(
    ofMember.rows.map(({ path }) => path[0]),
    ['PA99PA'],
  );
  for (const [place, ratio] of cellsOf(ofMember, 'ratio')) assert.equal(ratio, ofHead.get(place), place);
  for (const other of ['PA99PB', 'PCTEST'])
    assert.equal((await member.get(`/pivots/view?${query}&unit=${other}`)).body.code, 'staff.outside_scope');
  assert.equal((await member.send('POST', '/pivots', wish)).body.code, 'staff.outside_scope');
});

test('what is shared with a unit is seen there and above, what is shared with nobody by nobody else', async () => {
  const address = { rows: 'commune', months: 'last-month' };
  const mine = { name: 'Xã của tôi', description: 'Thử', address, sharing: 'nobody' };
  const { body: own } = await member.send('POST', '/pivots', mine);
  const names = async (client: StaffClient): Promise<string[]> =>
    (await client.get('/pivots')).body.rows.map(({ name }: { name: string }) => name);
  assert.equal((await names(head)).includes(mine.name), false);
  assert.equal(
    (await member.send('POST', '/pivots', { ...mine, name: 'xã của TÔI' })).body.code,
    'pivots.name_taken',
  );
  const shared = { ...mine, name: 'Xã của đơn vị', sharing: 'unit', unit: 'PA99PA' };
  const changed = await member.send('PUT', `/pivots/${own.id}`, shared);
  assert.deepEqual(changed.body.unit.code, 'PA99PA');
  assert.equal((await names(head)).includes(shared.name), true);
  assert.equal((await names(other)).includes(shared.name), false);
  assert.equal((await head.send('PUT', `/pivots/${own.id}`, shared)).body.code, 'pivots.not_the_owner');
  assert.equal(
    (await other.send('PUT', `/pivots/${own.id}/favourite`, { favourite: true })).body.code,
    'pivots.unknown_report',
  );
  await head.send('PUT', `/pivots/${own.id}/favourite`, { favourite: true });
  assert.equal((await names(head))[0], shared.name);
  assert.equal((await member.send('DELETE', `/pivots/${own.id}`)).status, 200);
  assert.equal((await names(member)).includes(shared.name), false);
  assert.equal((await member.send('DELETE', `/pivots/${own.id}`)).body.code, 'pivots.unknown_report');
  assert.equal((await member.send('POST', `/pivots/${own.id}/restored`, {})).body.name, shared.name);
  const steps = await one(
    db,
    sql<{ steps: string[] }>`
      select array_agg(action order by id) as steps from audit_events where subject = ${`pivot_report:${own.id}`}`,
  );
  assert.deepEqual(steps.steps, ['pivots.saved', 'pivots.changed', 'pivots.deleted', 'pivots.restored']);
});

test('attainment is held against the plan of the row, the total against the plan of the unit looked at', async () => {
  const body = await view(
    head,
    'rows=child&columns=,&months=2026-06&measures=customers-attainment,customers-ratio-official',
  );
  const ratio = cellsOf(body, 'ratio', 1, 2);
  const attainment = cellsOf(body, 'ratio', 0, 2);
  assert.equal(attainment.get('PA99PA|'), (ratio.get('PA99PA|') as number) / 0.5);
  assert.equal(attainment.get('|'), (ratio.get('|') as number) / 0.9);
  assert.equal(attainment.get('PA99PB|'), null);
});

test('what is not frozen is said to be provisional, and what cannot be read is refused by name', async () => {
  const running = await head.get('/pivots/view?months=this-month');
  assert.deepEqual([running.body.provisional, running.body.months], [true, [monthOf(today)]]);
  for (const query of [
    'rows=village',
    'measures=ratio',
    'months=2026',
    'sort=money',
    'rows=channel&columns=state',
  ]) {
    const { status, body } = await head.get(`/pivots/view?${query}`);
    assert.deepEqual([status, body.code], [400, 'pivots.unreadable'], query);
  }
  assert.equal((await head.get('/pivots/view?village=1')).body.code, 'request.unknown_field');
  assert.equal((await head.get('/pivots/view?unit=KHONG')).status, 404);
  const unsound = { name: 'X', description: '', address: { rows: 'village' }, sharing: 'nobody' };
  assert.equal((await head.send('POST', '/pivots', unsound)).body.code, 'pivots.unreadable');
});

test('the workbook has merged headings, numbers as numbers, its total, its definition and its time; text and paper say the same', async () => {
  const query = `rows=child&columns=year,month&${span}&measures=customers-ratio-official,money&title=Th%E1%BB%AD`;
  const file = await head.download(`/pivots/view?${query}&format=xlsx`);
  const rows = await readSheet(file.rawPayload);
  assert.equal(rows[0]?.[0], 'Thử');
  assert.match(rows[1]?.[0] ?? '', /kỳ 05\/2026 đến 07\/2026.*Số liệu lúc \d\d:\d\d ngày/);
  assert.match(rows[2]?.[0] ?? '', /official@1/);
  const at = rows.findIndex(([, first]) => first === 'Năm 2026');
  assert.deepEqual(rows[at + 1]?.filter(Boolean), ['05/2026', '06/2026', '07/2026', 'Cộng']);
  assert.deepEqual(rows[at + 2]?.slice(0, 3), [
    'Đơn vị trực thuộc',
    'Tỷ lệ KH không tiền mặt (official@1)',
    'Tiền phát hành (đ)',
  ]);
  const total = rows.find(([first]) => first === 'Tổng');
  const money = await one(
    db,
    sql<{ sum: string }>`select sum(total_vnd)::text as sum from bills where is_current`,
  );
  assert.equal(total?.[8], money.sum);
  assert.ok(Number(total?.[7]) > 0 && Number(total?.[7]) < 1);

  const text = (await head.download(`/pivots/view?${query}&format=csv`)).payload;
  assert.match(text, /Tổng;\d+,\d\d%;\d+/);
  assert.match(text, /official@1/);
  const paper = await head.download(`/pivots/view?${query}&format=pdf`);
  assert.equal(paper.headers['content-type'], 'application/pdf');
  assert.match(pdfText(paper.rawPayload).join('\n'), /official@1/);
  assert.equal((await head.download('/pivots?format=xlsx')).rawPayload.subarray(0, 2).toString(), 'PK');
});
