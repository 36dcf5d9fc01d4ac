import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { addMonths, monthOf } from '../core/dates.ts';
import { openTestRuntime } from '../test/support/database.ts';
import { makeCustomers, today } from '../test/support/make.ts';
import { counterIn, keepPlace } from '../test/support/places.ts';
import { signInAs } from '../test/support/staff.ts';
import { makeTwoUnits } from '../test/support/two-units.ts';
import { unpackAll } from '../test/support/unpack.ts';
import { createApp } from './app.ts';
import { getUnit } from './features/companies/index.ts';
import { many } from './platform/db.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
const app = await createApp(runtime);
const period = addMonths(monthOf(today), -1);
await makeTwoUnits(runtime, period);
const [stranger] = await makeCustomers(runtime, [{ unit: 'PA99SS', commune: '18100' }]);
const head = await signInAs(app, runtime, 'business_head');
const idOf = async (code: string): Promise<bigint> => (await getUnit(db, code, today)).id;
const north = await signInAs(app, runtime, 'unit_staff', await idOf('PA99NN'));
const team = await signInAs(app, runtime, 'unit_staff', await idOf('NNTO1'));
const south = await signInAs(app, runtime, 'unit_staff', await idOf('PA99SS'));

const month = `period=${period}`;
/** Every question of the programme that names a unit. */
const byUnit = [
  `/board?${month}`,
  `/board?${month}&format=xlsx`,
  `/board?${month}&format=pdf`,
  `/board?${month}&boundary=former`,
  `/kpi/customers?${month}`,
  `/kpi/customers?${month}&format=xlsx`,
  `/kpi/villages?${month}&commune=18100`,
  `/kpi/definitions?${month}`,
  `/kpi/counted-customers?${month}&definition=hai-phong-2021&counted=bills`,
  `/kpi/channel-mix?${month}`,
  `/kpi/channel-customers?${month}&channel=bank_app`,
  `/kpi/retention?${month}`,
  `/kpi/cohort-customers?${month}&cohort=${period}`,
  `/kpi/relapses?${month}`,
  '/kpi/cash-households?least=1',
  '/kpi/cash-households/list?least=1',
  '/debt-ageing?format=xlsx',
  '/debt-ageing/bills?standing=all',
  '/pivots/view?rows=unit',
  '/pivots/view?rows=unit&format=xlsx',
  '/outreach/ground?',
  '/official-reports/composition?kind=daily_flash',
  `/months/${period}/figures?by=unit`,
  `/months/${period}/movements?limit=5`,
  '/contacts?state=all',
  '/contacts/counts?query=',
  '/assignments/customers?query=',
  '/assignments/books?after=',
];

test('nobody of a unit asks about another, or about the whole under the name of the company', async () => {
  await head.send('POST', `/months/${period}/freeze`, {});
  for (const url of byUnit)
    for (const [who, others] of [
      [north, ['PA99SS', 'PCTEST']],
      [team, ['PA99SS', 'PA99NN', 'PCTEST']],
    ] as const)
      for (const other of others) {
        const asked = url.endsWith('?') ? `${url}unit=${other}` : `${url}&unit=${other}`;
        const answer = await who.download(asked);
        assert.deepEqual(
          [answer.statusCode, answer.json<{ code: string }>().code],
          [403, 'staff.outside_scope'],
          asked,
        );
      }
});

test('what others made of their own units is found by no number', async () => {
  const wish = { measure: 'share_customers', span: 'year', month: period, mode: 'at_end', goal: '9000' };
  const plan = (await head.send('POST', '/targets/plans', wish)).body.id;
  const rows = (await head.get(`/targets/plans/${plan}`)).body.rows;
  const southern = rows.find((row: { unitCode: string }) => row.unitCode === 'PA99SS').key;
  const byHand = { version: 1, reason: 'Miền nam gánh thêm', rows: [{ key: southern, shareBp: 9_500 }] };
  assert.equal((await head.send('PUT', `/targets/plans/${plan}/rows`, byHand)).status, 200);
  const stepsFor = async (who: typeof head): Promise<number[]> =>
    (await who.get(`/targets/plans/${plan}/steps`)).body.rows.map(
      ({ version }: { version: number }) => version,
    );
  assert.deepEqual([await stepsFor(head), await stepsFor(north)], [[2, 1], [1]]);
  const report = (await south.send('POST', '/official-reports', { kind: 'weekly_league', period })).body.id;
  const visits = {
    unit: 'PA99SS',
    until: `${Number(today.slice(0, 4)) + 1}-06-30`,
    targetBp: 9_000,
    workers: 1,
    visitsPerDay: 20,
    travelDays: 0.2,
    visitOdds: 5,
    promotionOdds: 1,
    closingOdds: 2,
    closes: [],
  };
  const visitPlan = (await south.send('POST', '/outreach/plans', visits)).body.id;
  const table = { name: 'Riêng', description: '', address: { rows: 'commune' }, sharing: 'nobody' };
  const pivot = (await south.send('POST', '/pivots', table)).body.id;
  for (const [url, expected] of [
    [`/targets/plans/${plan}/rows/${southern}/changes`, 403],
    [`/targets/plans/${plan}/file?format=pdf`, 403],
    [`/targets/plans/${plan}/file?format=pdf&unit=PA99SS`, 403],
    [`/official-reports/${report}`, 403],
    [`/official-reports/${report}?format=docx`, 403],
    [`/outreach/plans/${visitPlan}`, 403],
    [`/outreach/plans/${visitPlan}/visits`, 403],
    [`/outreach/plans/${visitPlan}/villages`, 403],
    [`/customers/${stranger!.code}/contacts`, 403],
  ] as const) {
    const { statusCode } = await north.download(url);
    assert.ok([expected, 404, 409].includes(statusCode), `${url} ${statusCode}`);
  }
  assert.equal((await north.send('DELETE', `/pivots/${pivot}`)).body.code, 'pivots.unknown_report');
  assert.equal((await north.send('DELETE', `/official-reports/${report}`)).body.code, 'staff.outside_scope');
  assert.deepEqual((await north.get(`/targets/plans/${plan}/people?of=${southern}`)).body.rows, []);
  assert.equal((await south.send('DELETE', `/official-reports/${report}`)).status, 200);
  const traces = await many(
    db,
    sql<{ action: string; actor: string }>`
      select action, actor from audit_events where subject = ${`official-report:${report}`} order by id`,
  );
  assert.deepEqual(
    traces.map(({ action, actor }) => [action, actor]),
    [
      ['official_reports.draft_begun', south.login],
      ['official_reports.draft_dropped', south.login],
    ],
  );
});

test('no answer, sheet or page for a unit holds a name, code or sum of another', async () => {
  const ended = (await north.get(`/months/${period}`)).body;
  assert.equal(ended.versions[0].moving.length, 0);
  assert.equal(ended.moving, null);
  const own = [
    ...byUnit,
    `/kpi/former-areas?${month}`,
    `/targets?${month}`,
    '/targets/plans',
    '/months',
    '/official-reports',
    '/report-schedules',
    '/assignments',
    '/assignments/rules',
    '/pay-points/communes',
    '/account-openings',
    '/documents',
  ];
  for (const url of own)
    for (const who of [north, team]) {
      const answer = await who.download(url);
      assert.equal(answer.statusCode, 200, `${url} ${answer.body.slice(0, 200)}`);
      const isBook = url.includes('format=xlsx');
      const text = isBook ? await unpackAll(answer.rawPayload) : answer.body;
      assert.doesNotMatch(text, /PA99SS|Điện lực Nam/, url);
    }
});

test('whom the head has reports of a unit sent to is not told to that unit, and what it set up itself is', async () => {
  const rhythm = { cadence: 'daily', weekday: null, monthDay: null, atTime: '07:30', workingDaysOnly: false };
  const league = { ...rhythm, kind: 'weekly_league', unit: 'PA99NN', formats: ['pdf'], isActive: true };
  const schedule = async (who: typeof head, more: object) => {
    const { status, body } = await who.send('POST', '/report-schedules', { ...league, ...more });
    assert.equal(status, 201, JSON.stringify(body));
    return body.id;
  };
  const theirs = await schedule(head, { recipients: ['bi.thu@tinhuy.vn'] });
  const own = await schedule(north, { recipients: ['bac@dienluc.vn'] });
  const table = {
    name: 'Riêng của trưởng phòng',
    description: '',
    address: { rows: 'commune' },
    sharing: 'nobody',
  };
  const pivot = (await head.send('POST', '/pivots', table)).body.id;
  await schedule(head, { kind: 'pivot_table', pivot, formats: ['xlsx'], recipients: ['bi.thu@tinhuy.vn'] });
  const listed = (await north.get('/report-schedules')).body.rows;
  assert.deepEqual(
    listed.map(({ id, recipients }: { id: string; recipients: string[] | null }) => [id, recipients]),
    [
      [theirs, null],
      [own, ['bac@dienluc.vn']],
    ],
  );
  const changed = { ...league, recipients: ['toi@dienluc.vn'] };
  assert.equal(
    (await north.send('PUT', `/report-schedules/${theirs}`, changed)).body.code,
    'staff.outside_scope',
  );
  assert.equal((await north.send('PUT', `/report-schedules/${own}`, changed)).status, 200);
  assert.equal((await team.get('/report-schedules')).body.rows.length, 0);

  const signing = { place: 'Hà Tĩnh', capacity: 'GIÁM ĐỐC', signer: 'Phan Minh Anh', companyMark: 'PCT' };
  const settings = { ...(await head.get('/report-settings')).body, ...signing, canMail: undefined };
  assert.equal((await head.send('PUT', '/report-settings', settings)).status, 200);
  const report = (
    await head.send('POST', '/official-reports', { kind: 'weekly_league', unit: 'PA99NN', period })
  ).body.id;
  const issued = await head.send('POST', `/official-reports/${report}/issue`, { revision: 1 });
  assert.equal(issued.status, 200, JSON.stringify(issued.body));
  const enclosed = { formats: ['pdf'], recipients: ['bi.thu@tinhuy.vn'] };
  const sent = await head.send('POST', `/official-reports/${report}/mail`, enclosed);
  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  const [mail] = (await north.get('/report-mails')).body.rows;
  assert.deepEqual([mail.reportId, mail.recipient, mail.reply, mail.fault], [report, null, null, null]);
  assert.equal(
    (await north.send('POST', `/report-mails/${mail.id}/resend`, {})).body.code,
    'staff.outside_scope',
  );
  assert.doesNotMatch(
    await unpackAll((await north.download('/report-mails?format=xlsx')).rawPayload),
    /tinhuy/,
  );
  assert.equal((await head.get('/report-mails')).body.rows[0].recipient, 'bi.thu@tinhuy.vn');
});

test('every workbook of figures, and of the customers behind them, says how they are counted and as of when', async () => {
  for (const url of byUnit.filter(
    (one) => /^.(board|kpi|debt|pivots|months)/.test(one) && !one.includes('format=pdf'),
  )) {
    if (url.includes('movements')) continue;
    const answer = await head.download(url.includes('format=') ? url : `${url}&format=xlsx`);
    assert.equal(answer.statusCode, 200, url);
    const text = await unpackAll(answer.rawPayload);
    assert.ok(/[a-z0-9]@\d/.test(text), `${url} names its definition`);
    assert.ok(/ố liệu lúc \d\d:\d\d ngày|Chưa có dữ liệu/.test(text), `${url} says as of when`);
  }
});

test('a unit changes nothing of another: not a place by its code, not a list by its number', async () => {
  await keepPlace(head, 'BT01', counterIn('18100'));
  const mine = counterIn('18073', { name: 'Của tôi' });
  assert.equal((await north.send('PUT', '/pay-points/BT01', mine)).body.code, 'staff.outside_scope');
  const columns = 'MA_DIEM,LOAI_DIEM,TEN_DIEM,MA_XA,NGAY_MO';
  const list = Buffer.from(`${columns}\nBT01,Bàn thu,Của tôi,18073,01/01/2026\n`);
  const taken = await north.upload('/pay-points/list?fileName=a.csv', list);
  assert.equal(taken.body.rejections[0].code, 'outside_scope', JSON.stringify(taken.body));
  const office = await signInAs(app, runtime, 'unit_staff');
  const officeId = (await head.get('/assignments')).body.rows.find(
    ({ login }: { login: string }) => login === office.login,
  ).id;
  const file = Buffer.from(`MA_KHANG\n${stranger!.code}\n`);
  const route = `/assignments/list?fileName=a.csv&staff=${officeId}&label=Tuy%E1%BA%BFn&from=2026-01-01`;
  assert.equal((await head.upload(route, file)).status, 200);
  const rule = (await head.get('/assignments/rules?kind=list')).body.rows[0].id;
  const end = await north.send('POST', `/assignments/${rule}/end`, { on: today });
  assert.equal(end.body.code, 'staff.outside_scope');
  assert.equal((await south.send('POST', `/assignments/${rule}/end`, { on: today })).status, 200);
});

test('who may only read changes nothing', async () => {
  const viewer = await signInAs(app, runtime, 'viewer');
  const writes = [
    ['POST', '/targets/plans'],
    ['PUT', '/targets'],
    ['PUT', '/targets/plans/1/rows'],
    ['POST', '/targets/plans/1/hand-over'],
    ['PUT', '/kpi/disadvantaged-communes'],
    ['POST', `/months/${period}/freeze`],
    ['POST', '/official-reports'],
    ['POST', '/report-schedules'],
    ['POST', '/outreach/plans'],
    ['POST', '/assignments'],
    ['PUT', '/pay-points/BT01'],
    ['POST', `/customers/${stranger!.code}/contacts`],
  ] as const;
  for (const [method, url] of writes)
    assert.equal((await viewer.send(method, url, {})).body.code, 'staff.no_permission', url);
});

test('months and days that no calendar of ours holds, and text that no table keeps, are refused and not a fault', async () => {
  for (const wrong of ['0000-01', '0001-01', '9999-12', '2026-13', 'NaN', '%00'])
    for (const url of byUnit.filter((one) => one.includes(month))) {
      const { status, body } = await head.get(url.replace(month, `period=${wrong}`));
      assert.equal(status, 400, `${url} ${wrong} ${JSON.stringify(body)}`);
      const rule = body.errors?.[0].detail ?? body.detail;
      assert.match(rule, /phải (là kỳ|có dạng) YYYY-MM, từ năm 1900 đến 2199|sai định dạng/, url);
    }
  const share = { unitCode: 'PA99NN', metric: 'customers', shareBp: 9_000 };
  const send = (shares: object[], of = period) => head.send('PUT', '/targets', { period: of, rows: shares });
  assert.equal((await send([share, { ...share, shareBp: 9_100 }])).body.rows[1].customersBp, 9_100);
  assert.equal((await send([{ ...share, shareBp: -1 }])).body.code, 'targets.out_of_range');
  assert.equal((await send([{ ...share, unitCode: 'a\u0000' }])).body.code, 'request.invalid');
  assert.equal((await send([share], '9999-12')).status, 400);
  const unknown = { since: '2026-01-01', codes: ['99999'], source: 'thử' };
  const marked = await head.send('PUT', '/kpi/disadvantaged-communes', unknown);
  assert.deepEqual([marked.body.code, marked.body.params.codes], ['kpi.unknown_commune', ['99999']]);
  assert.equal((await head.get('/debt-ageing/bills?after=1~2026-02-30~1')).status, 200);
});
