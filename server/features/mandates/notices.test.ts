import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { createApp } from '../../app.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import {
  itemsOf,
  registerMandates,
  reportOf,
  runOn,
  setDebitTerms,
  takeAnswer,
  timeOf,
} from '../../../test/support/debits.ts';
import { makeFolder } from '../../../test/support/files.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, makePartner } from '../../../test/support/make.ts';
import { notePayment } from '../../../test/support/notices.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { handOverNotices, listUnderDebit, planNotices } from './index.ts';

const [friday, monday, tuesday, wednesday] = ['2026-11-20', '2026-11-23', '2026-11-24', '2026-11-25'];
const runtime = await openTestRuntime({ dataDir: makeFolder() });
const { company } = runtime;
const app = await createApp(runtime);
const operator = await signInAs(app, runtime, 'operator');
const accountant = await signInAs(app, runtime, 'accountant');
const bank = await makePartner(runtime);
const second = await makePartner(runtime);
const bills = [{ period: '2026-11', totalVnd: 108_000n }];
const people = await makeCustomers(
  runtime,
  Array.from({ length: 6 }, () => ({ bills })),
);
const [told, payer, stopper, late, mover, signer] = people;
await setDebitTerms(operator, bank.code, { noticeRequired: true });
await registerMandates(
  operator,
  bank.code,
  [told, payer, stopper].map((each) => ({ code: each!.code })),
);

const partnerCode = bank.code;
const plan = (day: string) => planNotices(company, { partnerCode, at: timeOf(day) });
const handOver = (day: string) => handOverNotices(company.db, { partnerCode, by: 'test', at: timeOf(day) });
const underDebit = async (code: string) =>
  (await operator.get(`/mandates/under-debit?customer=${code}`)).body;

test('where notice is required nothing is debited before its payer was told', async () => {
  assert.deepEqual(await plan(friday!), { debitOn: monday, planned: 3 });
  assert.deepEqual(await plan(friday!), { debitOn: monday, planned: 0 });
  const { batch, skipped } = await runOn(runtime, partnerCode, monday!);
  assert.deepEqual([batch, skipped], [undefined, { not_noticed: 3 }]);
});

test('what a notice says is read again when it is handed over, and a day that came too near is moved', async () => {
  await notePayment(company, { partnerId: second.id, customerCode: payer!.code, amountVnd: 108_000n });
  const { body } = await operator.get(`/mandates?customer=${stopper!.code}`);
  await operator.send('POST', `/mandates/${body.rows[0].id}/stop`, {});
  const sheet = await handOver(monday!);
  assert.deepEqual([sheet.notices, sheet.dropped], [1, 2]);
  await assert.rejects(handOver(monday!), { code: 'mandates.no_notices' });
  const list = await operator.get('/debits/notices');
  assert.deepEqual(
    list.body.rows.map((row: Record<string, unknown>) => [row['state'], row['dropReason'], row['debitOn']]),
    [
      ['handed_over', null, tuesday],
      ['dropped', 'paid', monday],
      ['dropped', 'mandate_ended', monday],
    ],
  );
  const file = await operator.download(`/debits/notice-sheets/${sheet.id}/file?format=csv`);
  const [, line] = file.body.split('\r\n');
  assert.match(
    line!,
    new RegExp(`${told!.code};.*;2026-11-24;108000;.*ngày 24/11/2026.*108\\.000 đ.*\\*+\\d{4}`),
  );
  const workbook = await operator.download(`/debits/notice-sheets/${sheet.id}/file?format=xlsx`);
  assert.equal(workbook.rawPayload.subarray(0, 2).toString(), 'PK');
});

test('who is told, or asked for by a bank, is not to be reminded', async () => {
  const announced = await underDebit(told!.code);
  assert.deepEqual(
    [announced.mayRemind, announced.announced, announced.pending],
    [false, { bills: 1, amount: '108000', debitOn: tuesday }, null],
  );
  assert.match(announced.mandate.account, /^\*+\d{4}$/);
  const early = await runOn(runtime, partnerCode, monday!);
  assert.deepEqual(early.skipped, { too_early: 1 });
  const { batch } = await runOn(runtime, partnerCode, tuesday!);
  assert.equal(batch?.items, 1);
  const pending = await underDebit(told!.code);
  assert.deepEqual([pending.mayRemind, pending.announced, pending.pending.bills], [false, null, 1]);
  const notice = await operator.get(`/debits/notices?customer=${told!.code}`);
  assert.equal(notice.body.rows[0].state, 'debited');
  const asked = await listUnderDebit(company.db, [late!.id, told!.id, mover!.id]);
  assert.deepEqual(
    asked.map(({ customerId, mayRemind }) => [customerId, mayRemind]),
    [
      [late!.id, true],
      [told!.id, false],
      [mover!.id, true],
    ],
  );
  const free = await underDebit(late!.code);
  assert.deepEqual([free.mayRemind, free.mandate], [true, null]);
});

test('a debit that the bank takes back after it was posted is reversed by two persons', async () => {
  const { batch } = await runOn(runtime, partnerCode, tuesday!);
  const [item] = await itemsOf(company.db, batch!.id);
  const answer = (day: string, fileName: string, status: string, code?: string) =>
    takeAnswer(runtime, {
      partnerCode,
      day,
      fileName,
      text: reportOf(batch!.message_id, [{ reference: item!.reference, status, ...(code && { code }) }]),
    });
  await answer(tuesday!, 'kq.xml', 'ACSC');
  await answer(wednesday!, 'tra-lai.xml', 'RJCT', 'MS02');
  const { body } = await operator.get('/debits/returns');
  const { id, state, customerCode, reasonCode } = body.rows[0];
  assert.deepEqual([state, customerCode, reasonCode], ['open', told!.code, 'MS02']);
  const step = (client: typeof operator, act: string) => client.send('POST', `/debits/returns/${id}/${act}`);
  assert.equal((await step(accountant, 'approve')).body.code, 'mandates.return_decided');
  assert.equal((await step(accountant, 'ask')).status, 200);
  assert.equal((await step(accountant, 'approve')).body.code, 'mandates.second_person');
  assert.equal((await step(operator, 'approve')).status, 403);
  const head = await signInAs(app, runtime, 'business_head');
  const done = await step(head, 'approve');
  assert.deepEqual([done.status, done.body.state, done.body.decidedBy], [200, 'reversed', head.login]);
  const open = await operator.get(`/customers/${told!.code}`);
  assert.equal(open.body.openAmount, '108000');
  const mandate = await operator.get(`/mandates?customer=${told!.code}`);
  assert.deepEqual([mandate.body.rows[0].state, mandate.body.rows[0].stateReason], ['suspended', 'MS02']);
  await assertInvariants(company.db);
});

test('a list may be tried before it is taken, and the trial leaves nothing behind', async () => {
  const list = Buffer.from(`MA_KHANG;SO_TK\n${late!.code};00711\nPA99AA9999999;00712\n`);
  const address = `/mandates/lists?partner=${second.code}&fileName=ds.csv`;
  const tried = await operator.upload(`${address}&dryRun=true`, list);
  assert.deepEqual([tried.body.id, tried.body.registered, tried.body.rejected], [null, 1, 1]);
  assert.equal(tried.body.rejections[0].code, 'unknown_customer');
  assert.equal((await operator.get(`/mandates?customer=${late!.code}`)).body.rows.length, 0);
  const taken = await operator.upload(address, list);
  assert.deepEqual([taken.body.registered, taken.body.rejections], [1, []]);
  const rejected = await operator.download(`/mandates/lists/${taken.body.id}/rejections?format=xlsx`);
  assert.equal(rejected.rawPayload.subarray(0, 2).toString(), 'PK');
});

test('who moves to another bank is answered with both, until the new mandate is active', async () => {
  await registerMandates(operator, bank.code, [{ code: mover!.code }]);
  const { body } = await operator.get(`/mandates?customer=${mover!.code}`);
  const draft = {
    customerCode: mover!.code,
    partner: second.code,
    account: '0071 9999 1',
    holder: 'VAN AN',
    mode: 'on_bill',
  };
  const next = await operator.send('POST', '/mandates', { ...draft, replaces: body.rows[0].id });
  const moving = await underDebit(mover!.code);
  assert.deepEqual([moving.mandate.number, moving.movingTo.number], [body.rows[0].number, next.body.number]);
  const consent = { signedOn: '2026-05-04', by: 'Tổ thu ngân 2', paper: 'GUQ-18' };
  await operator.send('POST', `/mandates/${next.body.id}/sign`, { consent });
  await operator.send('POST', `/mandates/${next.body.id}/activate`, {});
  const moved = await underDebit(mover!.code);
  assert.deepEqual([moved.mandate.number, moved.movingTo], [next.body.number, null]);
  assert.notEqual(moved.movedFrom, null);
});

test('a run that two start at once is one run with one file', async () => {
  const day = '2026-11-26';
  await setDebitTerms(operator, second.code);
  const both = await Promise.all([1, 2].map(() => runOn(runtime, second.code, day)));
  const [one, other] = both.map(({ batch }) => batch!);
  assert.deepEqual([one!.id, one!.file_sha256, one!.items], [other!.id, other!.file_sha256, other!.items]);
  assert.equal(one!.items, 2);
  await assertInvariants(company.db);
});

test('the photograph of a paper is part of the consent; one that is large leaves only its hash', async () => {
  const draft = {
    customerCode: signer!.code,
    partner: second.code,
    account: '0071 8888 1',
    holder: 'VAN AN',
    mode: 'on_bill',
  };
  const { id } = (await operator.send('POST', '/mandates', draft)).body;
  const jpeg = (bytes: number) => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(bytes, 7)]);
  assert.equal(
    (await operator.upload(`/mandates/${id}/photo`, Buffer.from('<svg/>'))).body.code,
    'mandates.photo_kind',
  );
  assert.equal((await operator.upload(`/mandates/${id}/photo`, jpeg(1_100_000))).body.kept, false);
  assert.equal((await operator.download(`/mandates/${id}/photo/file`)).statusCode, 404);
  const photo = jpeg(1_000);
  const sha256 = createHash('sha256').update(photo).digest('hex');
  assert.deepEqual((await operator.upload(`/mandates/${id}/photo`, photo)).body, {
    sha256,
    bytes: 1_004,
    kept: true,
  });
  const signed = await operator.send('POST', `/mandates/${id}/sign`, {
    consent: { signedOn: '2026-05-04', by: 'Tổ 1' },
  });
  assert.deepEqual(
    [signed.body.state, signed.body.consentSha256, signed.body.hasPhoto],
    ['signed', sha256, true],
  );
  const shown = await operator.download(`/mandates/${id}/photo/file`);
  assert.deepEqual([shown.headers['content-type'], shown.rawPayload.equals(photo)], ['image/jpeg', true]);
  assert.equal(
    (await operator.upload(`/mandates/${id}/photo`, photo)).body.code,
    'mandates.act_not_possible',
  );
});
