import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { atLocalTime } from '../../../core/settlement-day.ts';
import { createApp } from '../../app.ts';
import { many, one } from '../../platform/db.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import {
  handOverTo,
  itemsOf,
  registerMandates,
  reportOf,
  runOn,
  setDebitTerms,
  takeAnswer,
} from '../../../test/support/debits.ts';
import { makeFolder } from '../../../test/support/files.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, makePartner } from '../../../test/support/make.ts';
import { notePayment } from '../../../test/support/notices.ts';
import { callPartner } from '../../../test/support/partner-calls.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { debitFilePath } from './write-file.ts';

// Monday, and the working days behind it.
const [monday, tuesday, wednesday] = ['2026-11-23', '2026-11-24', '2026-11-25'];
const runtime = await openTestRuntime({ dataDir: makeFolder() });
const { company } = runtime;
const app = await createApp(runtime);
const operator = await signInAs(app, runtime, 'operator');
const bank = await makePartner(runtime);
const rival = await makePartner(runtime);
const wallet = await makePartner(runtime, { kind: 'wallet', channels: ['auto_debit_wallet'] });
const bills = [{ period: '2026-11', totalVnd: 108_000n }];
const people = await makeCustomers(
  runtime,
  Array.from({ length: 14 }, () => ({ bills })),
);
const [paid, poor, closed, waiting, limited, late, moved, held, handed, later] = people;
const walletPeople = people.slice(10, 13);
const untouched = people[13]!;

await setDebitTerms(operator, bank.code);
await setDebitTerms(operator, wallet.code, { format: 'csv', retryDays: [2] });
await registerMandates(operator, bank.code, [
  { code: paid!.code },
  { code: poor!.code },
  { code: closed!.code },
  { code: waiting!.code },
  { code: limited!.code, limit: 100_000 },
  { code: late!.code, day: 28 },
  // The bill came on the second, behind the agreed day.
  { code: moved!.code, day: 1 },
  { code: held!.code },
  { code: handed!.code },
  { code: later!.code },
]);
await registerMandates(
  operator,
  wallet.code,
  walletPeople.map(({ code }) => ({ code })),
);

let batchId = 0n;
let messageId = '';

function validate(format: string, text: string): void {
  const path = resolve(import.meta.dirname, `../../../data/iso20022/${format}.xsd`);
  using schema = XmlDocument.fromBuffer(readFileSync(path));
  using validator = XsdValidator.fromDoc(schema);
  using document = XmlDocument.fromString(text);
  validator.validate(document);
}

const referenceOf = async (code: string): Promise<string> =>
  (await itemsOf(company.db, batchId)).find((item) => item.code === code)!.reference;

test('a run picks what may be debited, holds it, and makes one valid file', async () => {
  await handOverTo(company.db, handed!.billIds[0]!, rival.id);
  const hold = { reference: 'RIVAL-1', customerCode: held!.code };
  await callPartner(app, rival.key, { method: 'POST', path: '/holds', body: hold });
  // The hold of the other partner is of today's business hour, whatever day that is.
  await company.db.client.query(
    `update bills set held_until = '${atLocalTime('2026-11-27', '23:00').toISOString()}' where id = ${held!.billIds[0]}`,
  );
  const { batch, skipped } = await runOn(runtime, bank.code, monday!);
  assert.ok(batch);
  ({ id: batchId, message_id: messageId } = batch);
  assert.deepEqual(skipped, { too_early: 1, over_limit: 1, held_elsewhere: 1, handed_elsewhere: 1 });
  const items = await itemsOf(company.db, batchId);
  assert.deepEqual(
    items.map(({ code }) => code),
    [paid, poor, closed, waiting, moved, later].map((each) => each!.code),
  );
  assert.deepEqual([batch.items, batch.items_vnd, batch.state], [6, 648_000n, 'ready']);
  const file = await operator.download(`/debits/runs/${batchId}/file`);
  validate('pain.008.001.02', file.body);
  assert.equal(createHash('sha256').update(file.rawPayload).digest('hex'), batch.file_sha256);
  assert.match(file.body, /<NbOfTxs>6<\/NbOfTxs><CtrlSum>648000<\/CtrlSum>/);
  const attention = await operator.get('/mandates?attention=true');
  assert.deepEqual(
    attention.body.rows.map((row: { customerCode: string; attention: string }) => [
      row.customerCode,
      row.attention,
    ]),
    [
      [moved!.code, 'reading_day_moved'],
      [limited!.code, 'over_limit'],
    ],
  );
  await assertInvariants(company.db);
});

test('while a debit is pending nobody else may take the bill, and no second file asks for it', async () => {
  const refused = await callPartner(app, rival.key, {
    method: 'POST',
    path: '/payments',
    body: { reference: 'RIVAL-2', customerCode: paid!.code, amount: '108000' },
  });
  assert.equal(refused.json().code, 'payments.held_elsewhere');
  const again = await runOn(runtime, bank.code, monday!);
  assert.equal(again.batch?.id, batchId);
  assert.equal((await itemsOf(company.db, batchId)).length, 6);
  rmSync(debitFilePath(runtime, company, batchId));
  const rebuilt = await operator.download(`/debits/runs/${batchId}/file`);
  assert.equal(createHash('sha256').update(rebuilt.rawPayload).digest('hex'), again.batch?.file_sha256);
  const next = await runOn(runtime, bank.code, tuesday!);
  assert.deepEqual([next.batch, next.skipped['pending']], [undefined, 6]);
  await assert.rejects(runOn(runtime, bank.code, '2026-11-22'), { code: 'mandates.not_a_run_day' });
});

test('a report posts what was taken, says why the rest failed, and is harmless when repeated', async () => {
  const lines = [
    { reference: await referenceOf(paid!.code), status: 'ACSC' },
    { reference: await referenceOf(poor!.code), status: 'RJCT', code: 'AM04' },
    { reference: await referenceOf(closed!.code), status: 'RJCT', code: 'AC04' },
    { reference: await referenceOf(waiting!.code), status: 'PDNG' },
    { reference: 'TN0000000000000000', status: 'ACSC' },
  ];
  const report = {
    partnerCode: bank.code,
    day: monday!,
    fileName: 'kq.xml',
    text: reportOf(messageId, lines, 'PART'),
  };
  const { id } = await takeAnswer(runtime, report);
  const seen = new Map((await itemsOf(company.db, batchId)).map((item) => [item.code, item]));
  assert.deepEqual(
    [paid, poor, closed, waiting].map((each) => {
      const item = seen.get(each!.code)!;
      return [item.state, item.reason, item.retryOn];
    }),
    [
      ['paid', null, null],
      ['failed', 'AM04', tuesday],
      ['failed', 'AC04', null],
      ['pending', null, null],
    ],
  );
  const { body } = await operator.get(`/debits/results/${id}`);
  assert.deepEqual(
    [body.state, body.taken, body.takenAmount, body.failed, body.waiting, body.rows],
    [
      'done',
      1,
      '108000',
      2,
      1,
      [{ line: body.rows[0].line, reference: 'TN0000000000000000', code: 'unknown_reference', detail: '' }],
    ],
  );
  const { channel, state } = await one(
    company.db,
    sql<{ channel: string; state: string }>`
      select p.channel, b.state from payments p join allocations a on a.payment_id = p.id join bills b on b.id = a.bill_root_id
      where p.id = ${seen.get(paid!.code)!.paymentId}`,
  );
  assert.deepEqual([channel, state], ['auto_debit_bank', 'paid']);
  const mandate = (await operator.get(`/mandates?customer=${closed!.code}`)).body.rows[0];
  assert.deepEqual([mandate.state, mandate.stateReason], ['suspended', 'AC04']);
  const shown = (await operator.get(`/debits/items?run=${batchId}&state=failed`)).body.rows;
  assert.equal(shown[0].reason, 'Tài khoản không đủ số dư');
  assert.equal((await takeAnswer(runtime, report)).unchanged, true);
  const other = await takeAnswer(runtime, { ...report, text: `${report.text}<!-- again -->` });
  const repeated = (await operator.get(`/debits/results/${other.id}`)).body;
  assert.deepEqual([repeated.taken, repeated.failed, repeated.repeated], [0, 0, 3]);
  await assertInvariants(company.db);
});

test('a bill whose debit failed is free for everybody, and is tried again by the retry days', async () => {
  const { held_by: holder } = await one(
    company.db,
    sql<{ held_by: bigint | null }>`select held_by from bills where id = ${poor!.billIds[0]}`,
  );
  assert.equal(holder, null);
  const { batch } = await runOn(runtime, bank.code, tuesday!);
  const [item] = await itemsOf(company.db, batch!.id);
  assert.equal(item!.code, poor!.code);
  // The customer pays elsewhere after all; what the bank takes then is credit.
  await notePayment(company, {
    partnerId: rival.id,
    customerCode: poor!.code,
    amountVnd: 108_000n,
    businessOn: tuesday!,
    businessAt: atLocalTime(tuesday!, '10:00'),
  });
  await assertInvariants(company.db);
  const camt =
    '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>' +
    '<GrpHdr><MsgId>N1</MsgId><CreDtTm>2026-11-24T15:00:00</CreDtTm></GrpHdr><Ntfctn><Id>1</Id>' +
    '<Acct><Id><Othr><Id>3701000111222</Id></Othr></Id></Acct><Ntry><Amt Ccy="VND">158000</Amt><CdtDbtInd>CRDT</CdtDbtInd>' +
    '<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-24</Dt></BookgDt><BkTxCd><Prtry><Cd>DD</Cd></Prtry></BkTxCd><NtryDtls>' +
    `<TxDtls><Refs><EndToEndId>${item!.reference}</EndToEndId></Refs><Amt Ccy="VND">108000</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>` +
    '<TxDtls><Refs><EndToEndId>SOMEONE-ELSE</EndToEndId></Refs><Amt Ccy="VND">50000</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>' +
    '</NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>';
  await takeAnswer(runtime, { partnerCode: bank.code, day: tuesday!, fileName: 'c.xml', text: camt });
  const [after] = await itemsOf(company.db, batch!.id);
  assert.equal(after!.state, 'paid');
  const { credited } = await one(
    company.db,
    sql<{ credited: bigint }>`select credited_vnd as credited from payments where id = ${after!.paymentId}`,
  );
  assert.equal(credited, 108_000n);
  await assertInvariants(company.db);
});

test('money posted before a crash is noted, not posted again; money after a failure is money', async () => {
  const reference = await referenceOf(moved!.code);
  const { paymentId } = await notePayment(company, {
    partnerId: bank.id,
    reference,
    customerCode: moved!.code,
    amountVnd: 108_000n,
    billIds: moved!.billIds,
    channel: 'auto_debit_bank',
    tender: 'account',
    businessOn: tuesday!,
    businessAt: atLocalTime(tuesday!, '09:00'),
  });
  const lines = [
    { reference, status: 'ACSC' },
    { reference: await referenceOf(closed!.code), status: 'ACCC' },
  ];
  await takeAnswer(runtime, {
    partnerCode: bank.code,
    day: tuesday!,
    fileName: 'kq2.xml',
    text: reportOf(messageId, lines),
  });
  const items = await itemsOf(company.db, batchId);
  const stateOf = (code: string) => items.find((item) => item.code === code)!;
  assert.deepEqual([stateOf(moved!.code).state, stateOf(moved!.code).paymentId], ['paid', paymentId]);
  assert.equal(stateOf(closed!.code).state, 'paid');
  const { payments } = await one(
    company.db,
    sql<{ payments: number }>`select count(*)::int as payments from payments where reference = ${reference}`,
  );
  assert.equal(payments, 1);
  // What is taken back afterwards is for a person to decide.
  const back = await takeAnswer(runtime, {
    partnerCode: bank.code,
    day: wednesday!,
    fileName: 'kq3.xml',
    text: reportOf(messageId, [{ reference, status: 'RJCT', code: 'MD06' }]),
  });
  const { body } = await operator.get(`/debits/results/${back.id}`);
  assert.equal(body.rows[0].code, 'returned_after_taken');
  await assertInvariants(company.db);
});

test('what the bank does not answer in its days is listed, and given up by a person', async () => {
  const { body } = await operator.get(`/debits/runs/${batchId}`);
  assert.deepEqual([body.answerDueOn, body.pending.items], ['2026-11-26', 2]);
  const given = await operator.send('POST', `/debits/runs/${batchId}/give-up`);
  assert.deepEqual([given.status, given.body], [200, { items: 2 }]);
  const held = await many(
    company.db,
    sql`select id from bills where id = any(${[...waiting!.billIds, ...later!.billIds]}::bigint[]) and hold_id is not null`,
  );
  assert.deepEqual(held, []);
  await assertInvariants(company.db);
});

test("a wallet's CSV goes out by its columns and comes back in its words", async () => {
  const { batch } = await runOn(runtime, wallet.code, monday!);
  const file = await operator.download(`/debits/runs/${batch!.id}/file`);
  const rows = file.body.replace('\ufeff', '').trim().split('\r\n');
  assert.equal(rows[0], 'MA_THAM_CHIEU;MA_KHANG;TEN_CHU_TK;SO_TK;SO_TIEN;KY_HOA_DON;SO_UY_QUYEN;NOI_DUNG');
  const [first, second, third] = (await itemsOf(company.db, batch!.id)).map(({ reference }) => reference);
  const answer = { partnerCode: wallet.code, day: monday!, fileName: 'kq.csv' };
  const head = 'Mã tham chiếu,Số tiền,Trạng thái,Lý do';
  const unread = takeAnswer(runtime, { ...answer, text: `${head}\n${first},108000,???,\n` });
  await assert.rejects(unread, { code: 'mandates.result_unreadable' });
  await takeAnswer(runtime, {
    ...answer,
    text: [
      head,
      `${first},108.000,Thành công,`,
      `${second},108000,Thất bại,Số dư không đủ`,
      `${third},100000,Thành công,`,
      'Tổng cộng,208000,,',
    ].join('\n'),
  });
  const items = await itemsOf(company.db, batch!.id);
  assert.deepEqual(
    items.map(({ state, reason, retryOn }) => [state, reason, retryOn]),
    [
      ['paid', null, null],
      ['failed', 'AM04', wednesday],
      ['paid', null, null],
    ],
  );
  const { channel, amount } = await one(
    company.db,
    sql<{ channel: string; amount: bigint }>`
      select channel, amount_vnd as amount from payments where id = ${items[2]!.paymentId}`,
  );
  assert.deepEqual([channel, amount], ['auto_debit_wallet', 100_000n]);
  await assertInvariants(company.db);
});

test('a report that refuses a run as a whole lets all its bills go', async () => {
  await setDebitTerms(operator, bank.code, { format: 'pain.008.001.08', bankBic: null });
  await registerMandates(operator, bank.code, [{ code: untouched.code }]);
  const { batch } = await runOn(runtime, bank.code, wednesday!);
  const file = await operator.download(`/debits/runs/${batch!.id}/file`);
  validate('pain.008.001.08', file.body);
  await operator.send('POST', `/debits/runs/${batch!.id}/sent`);
  const text = reportOf(batch!.message_id, [], 'RJCT');
  await takeAnswer(runtime, { partnerCode: bank.code, day: wednesday!, fileName: 'r.xml', text });
  const items = await itemsOf(company.db, batch!.id);
  assert.ok(items.length > 0 && items.every(({ state, reason }) => state === 'failed' && reason === 'FILE'));
  const { body } = await operator.get('/debits/runs');
  assert.equal(body.rows[0].state, 'sent');
  await assertInvariants(company.db);
});
