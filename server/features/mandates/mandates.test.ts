import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { createApp } from '../../app.ts';
import { one } from '../../platform/db.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { makeCustomers, makePartner } from '../../../test/support/make.ts';
import { signInAs } from '../../../test/support/staff.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const app = await createApp(runtime);
const operator = await signInAs(app, runtime, 'operator');
const bank = await makePartner(runtime);
const other = await makePartner(runtime);
const people = await makeCustomers(
  runtime,
  Array.from({ length: 12 }, () => ({})),
);
let used = 0;
const nextCustomer = () => people[used++]!;

const draftOf = (customerCode: string, more: object = {}) => ({
  customerCode,
  partner: bank.code,
  account: '0071 0012 34567',
  holder: 'NGUYEN VAN AN',
  mode: 'on_bill',
  ...more,
});
const consent = { signedOn: '2026-05-04', by: 'Tổ thu ngân 2', paper: 'GUQ-17/2026' };
const step = (id: string, act: string, body: object = {}) =>
  operator.send('POST', `/mandates/${id}/${act}`, body);

async function makeActive(customerCode: string, more: object = {}): Promise<string> {
  const { body } = await operator.send('POST', '/mandates', draftOf(customerCode, more));
  assert.equal((await step(body.id, 'sign', { consent })).status, 200);
  await step(body.id, 'send');
  const active = await step(body.id, 'activate');
  assert.equal(active.body.state, 'active', JSON.stringify(active.body));
  return body.id as string;
}

test('a mandate goes from draft to active with the consent kept, and is stopped in one step', async () => {
  const { code } = nextCustomer();
  const made = await operator.send('POST', '/mandates', draftOf(code));
  assert.equal(made.status, 201);
  assert.deepEqual([made.body.state, made.body.account], ['draft', '0071001234567']);
  const { id } = made.body;
  const early = await step(id, 'activate');
  assert.deepEqual([early.status, early.body.code], [409, 'mandates.act_not_possible']);
  assert.equal(
    (await step(id, 'sign', { consent: { ...consent, paper: '' } })).body.code,
    'mandates.consent_needed',
  );
  assert.equal(
    (await step(id, 'sign', { consent: { ...consent, signedOn: '2099-01-01' } })).body.code,
    'mandates.signed_in_future',
  );
  await step(id, 'sign', { consent });
  await step(id, 'send');
  const { body } = await step(id, 'activate');
  assert.deepEqual(
    [body.state, body.signedOn, body.consentBy, body.consentPaper],
    ['active', '2026-05-04', consent.by, consent.paper],
  );
  const stopped = await step(id, 'stop', { reason: 'Khách hàng yêu cầu' });
  assert.deepEqual([stopped.body.state, stopped.body.stateReason], ['cancelled', 'Khách hàng yêu cầu']);
  assert.equal((await step(id, 'resume')).status, 409);
  const { steps } = await one(
    company.db,
    sql<{
      steps: string[];
    }>`select array_agg(action order by id) as steps from audit_events where subject = ${`mandate:${id}`}`,
  );
  assert.deepEqual(
    steps,
    ['made', 'sign', 'send', 'activate', 'stop'].map((each) => `mandates.${each}`),
  );
});

test('a customer has one active mandate; one that replaces it ends it in the same step', async () => {
  const { code } = nextCustomer();
  const old = await makeActive(code);
  const rival = await operator.send('POST', '/mandates', draftOf(code, { partner: other.code }));
  await step(rival.body.id, 'sign', { consent });
  assert.equal((await step(rival.body.id, 'activate')).body.code, 'mandates.one_active');
  const moved = await makeActive(code, { partner: other.code, replaces: old });
  const { body } = await operator.get(`/mandates?customer=${code}`);
  assert.deepEqual(
    body.rows
      .filter(({ id }: { id: string }) => [old, moved].includes(id))
      .map((row: { state: string; stateReason: string | null }) => [row.state, row.stateReason]),
    [
      ['active', null],
      ['cancelled', 'moved'],
    ],
  );
  const suspended = await step(moved, 'suspend', { reason: 'đi vắng' });
  assert.equal(suspended.body.state, 'suspended');
  assert.equal((await step(moved, 'resume')).body.state, 'active');
});

test('what cannot be a mandate is refused with the reason', async () => {
  const { code } = nextCustomer();
  const refused: [object, string][] = [
    [{ customerCode: 'PA99AA9999999' }, 'mandates.unknown_customer'],
    [{ partner: 'NONE' }, 'mandates.unknown_partner'],
    [{ account: '12' }, 'mandates.bad_account'],
    [{ mode: 'fixed_day' }, 'mandates.fixed_day_needed'],
    [{ fixedDay: 5 }, 'mandates.fixed_day_needed'],
    [{ replaces: '999999' }, 'mandates.unknown_mandate'],
  ];
  for (const [more, expected] of refused) {
    assert.equal((await operator.send('POST', '/mandates', draftOf(code, more))).body.code, expected);
  }
  assert.equal((await step('999999', 'stop')).status, 404);
  const viewer = await signInAs(app, runtime, 'viewer');
  assert.equal((await viewer.send('POST', '/mandates', draftOf(code))).status, 403);
});

test('a list of a bank is checked row by row, and the same list again changes nothing', async () => {
  const [fresh, confirmed, elsewhere, named, ending] = Array.from({ length: 5 }, nextCustomer);
  await makeActive(elsewhere!.code, { partner: other.code });
  const waiting = await operator.send('POST', '/mandates', draftOf(confirmed!.code, { account: '99887766' }));
  await step(waiting.body.id, 'sign', { consent });
  await makeActive(ending!.code);
  // One digit that no customer has, one slip away from exactly one who has.
  const wrong = `${fresh!.code.slice(0, -3)}9${fresh!.code.slice(-2)}`;
  const list = [
    'MA_KHANG;TEN_KHANG;SO_TK;TEN_CHU_TK;LOAI;NGAY_KY;NGAY_TRICH',
    `${fresh!.code.toLowerCase()};NGUYEN VAN AN;123.456.789;TRAN THI B;Đăng ký;01/06/2026;15`,
    `${confirmed!.code};;99887766;;M;;`,
    `${elsewhere!.code};;55556666;;M;;`,
    `${named!.code};Lê Thị Khác;55557777;;M;;`,
    `${ending!.code};;;;Hủy;;`,
    `${wrong};;55558888;;M;;`,
    `${fresh!.code};;55559999;;M;;`,
    `${named!.code};;x;;M;;`,
    `;;55558888;;M;;`,
  ].join('\r\n');
  const upload = () =>
    operator.upload(`/mandates/lists?partner=${bank.code}&fileName=ds.csv`, Buffer.from(list));
  const first = await upload();
  assert.equal(first.status, 200, JSON.stringify(first.body));
  const { id, rejections: _none, ...counts } = first.body;
  assert.deepEqual(counts, {
    rows: 9,
    registered: 2,
    changed: 0,
    cancelled: 1,
    unchanged: 0,
    rejected: 6,
  });
  const { body } = await operator.get(`/mandates/lists/${id}/rejections`);
  assert.deepEqual(
    body.rows.map((row: { line: number; code: string }) => [row.line, row.code]),
    [
      [4, 'two_banks'],
      [5, 'name_differs'],
      [7, 'unknown_customer'],
      [8, 'same_customer_twice'],
      [9, 'bad_account'],
      [10, 'empty_customer_code'],
    ],
  );
  assert.equal(body.rows[2].suggestion, fresh!.code);
  assert.equal(body.rows[0].detail, other.name);
  const mandate = (await operator.get(`/mandates?customer=${fresh!.code}`)).body.rows[0];
  assert.deepEqual(
    [mandate.state, mandate.account, mandate.holder, mandate.fixedDay, mandate.source, mandate.signedOn],
    ['active', '123456789', 'TRAN THI B', 15, 'bank', '2026-06-01'],
  );
  const again = await upload();
  assert.deepEqual(
    [again.body.registered, again.body.changed, again.body.cancelled, again.body.unchanged],
    [0, 0, 0, 3],
  );
  const changed = await operator.upload(
    `/mandates/lists?partner=${bank.code}&fileName=ds2.csv`,
    Buffer.from(`MA_KHANG;SO_TK\n${fresh!.code};777888999\n`),
  );
  assert.deepEqual([changed.body.registered, changed.body.changed], [0, 1], JSON.stringify(changed.body));
  const now = (await operator.get(`/mandates?customer=${fresh!.code}`)).body.rows;
  assert.deepEqual(
    now.map((row: { state: string; replaces: string | null }) => [row.state, row.replaces]),
    [
      ['active', mandate.number],
      ['cancelled', null],
    ],
  );
});

test('staff of a unit see and change the mandates of their units; lists are exported', async () => {
  const [mine] = await makeCustomers(runtime, [{ unit: 'PA99BB' }]);
  await makeActive(mine!.code);
  const unit = await one(company.db, sql<{ id: bigint }>`select id from org_units where code = 'PA99BB'`);
  const local = await signInAs(app, runtime, 'unit_staff', unit.id);
  const { body } = await local.get('/mandates');
  assert.deepEqual(
    body.rows.map((row: { customerCode: string }) => row.customerCode),
    [mine!.code],
  );
  const foreign = await operator.get('/mandates?state=active');
  const outside = foreign.body.rows.find((row: { customerCode: string }) => row.customerCode !== mine!.code);
  assert.equal((await local.send('POST', `/mandates/${outside.id}/stop`, {})).status, 403);
  assert.equal((await local.get('/mandates/lists')).status, 403);
  const file = await operator.download('/mandates?format=xlsx');
  assert.deepEqual([file.statusCode, file.rawPayload.subarray(0, 2).toString()], [200, 'PK']);
  const counts = await operator.get('/mandates/counts');
  assert.ok(counts.body.states.some((row: { state: string }) => row.state === 'active'));
});
