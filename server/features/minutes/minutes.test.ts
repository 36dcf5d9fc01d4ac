import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '../../../core/dates.ts';
import { createApp } from '../../app.ts';
import { openTestRuntime, runAsOwner } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomer, makePartner, today } from '../../../test/support/make.ts';
import { callPartner } from '../../../test/support/partner-calls.ts';
import { partnerFile, sendFile } from '../../../test/support/partner-files.ts';
import { pdfText } from '../../../test/support/pdf-text.ts';
import { creditOf, payOn, takeBackOn } from '../../../test/support/settlement.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { ensureWindows } from '../settlement/index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const app = await createApp(runtime);
const accountant = await signInAs(app, runtime, 'accountant');
const head = await signInAs(app, runtime, 'business_head');
const { code: customerCode } = await makeCustomer(runtime);
const us = { side: 'us', signer: 'Phan Minh Anh – Trưởng phòng Kinh doanh' };
const them = { side: 'partner', signer: 'Trần Thu Hà – Phó giám đốc' };

type Partner = Awaited<ReturnType<typeof makePartner>>;

const pay = (partner: Partner, businessOn: string, ...amounts: bigint[]) =>
  payOn(company, partner.id, { customerCode, businessOn, amounts });

async function closeDay(partner: Partner, day: string): Promise<void> {
  const closed = await accountant.send('POST', `/settlement/windows/${partner.code}/${day}/close`);
  assert.equal(closed.status, 200, JSON.stringify(closed.body));
}

async function makeMinutes(partner: Partner, span: { day: string } | { month: string }): Promise<string> {
  const made = await accountant.send('POST', '/minutes', { partner: partner.code, ...span });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body.id;
}

async function sign(id: string, body: object) {
  return accountant.send('POST', `/minutes/${id}/sign`, body);
}

async function signBoth(id: string): Promise<void> {
  for (const body of [us, them]) {
    const signed = await sign(id, body);
    assert.equal(signed.status, 200, JSON.stringify(signed.body));
  }
}

const paperOf = async (id: string) => (await accountant.download(`/minutes/${id}?format=pdf`)).rawPayload;
const read = async (id: string) => (await accountant.get(`/minutes/${id}`)).body;

/** A partner with one closed day whose minutes are made. */
async function madeDay(day: string, ...amounts: bigint[]) {
  const partner = await makePartner(runtime);
  const references = await pay(partner, day, ...amounts);
  await closeDay(partner, day);
  return { partner, references, id: await makeMinutes(partner, { day }) };
}

test('minutes of a day say its figures in figures and words, and both sides sign them', async () => {
  const partner = await makePartner(runtime);
  const [, second] = await pay(partner, '2026-11-03', 1_000_000n, 234_567n);
  await takeBackOn(company, partner.id, { paymentReference: second!, businessOn: '2026-11-03' });
  await closeDay(partner, '2026-11-03');
  const id = await makeMinutes(partner, { day: '2026-11-03' });
  const made = await read(id);
  assert.equal(made.number, `BBDS-PCTEST-${partner.code}-20261103-01`);
  assert.deepEqual(
    [made.content.figures.payments, made.content.figures.paymentsVnd, made.content.figures.reversalsVnd],
    [2, '1234567', '234567'],
  );
  assert.equal(made.content.figures.expectedInWords, 'Một triệu đồng');
  assert.equal((await sign(id, them)).body.code, 'minutes.we_sign_first');
  await signBoth(id);
  const signed = await read(id);
  assert.equal(signed.state, 'signed');
  assert.equal(signed.hash, made.hash);
  const window = (await accountant.get(`/settlement/windows/${partner.code}/2026-11-03`)).body;
  assert.equal(window.state, 'agreed');
  assert.deepEqual(
    signed.steps.map(({ action }: { action: string }) => action),
    ['minutes.made', 'minutes.signed_by_us', 'minutes.signed_by_partner'],
  );
  assert.equal((await sign(id, us)).body.code, 'minutes.already_signed');
  await assertInvariants(company.db);
});

test('the paper says what the minutes say, and who signed', async () => {
  const { id, partner } = await madeDay('2026-11-03', 512_345n);
  await signBoth(id);
  const { hash, number } = await read(id);
  const text = pdfText(await paperOf(id)).join('\n');
  for (const words of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'BIÊN BẢN ĐỐI SOÁT',
    'Tiền điện thu hộ ngày 03/11/2026',
    number,
    partner.name,
    '512.345',
    'Năm trăm mười hai nghìn ba trăm bốn mươi lăm đồng.',
    'Ứng dụng ngân hàng',
    us.signer,
    them.signer,
    hash,
    'Trang 1/',
  ]) {
    assert.ok(text.includes(words), words);
  }
  const workbook = await accountant.download(`/minutes/${id}?format=xlsx`);
  assert.equal(workbook.rawPayload.subarray(0, 2).toString(), 'PK');
});

test('an open session cannot be signed', async () => {
  const partner = await makePartner(runtime);
  await pay(partner, '2026-11-04', 100_000n);
  await closeDay(partner, '2026-11-04');
  await pay(partner, '2026-11-05', 100_000n);
  const nothing = await accountant.send('POST', '/minutes', { partner: partner.code, day: '2026-11-06' });
  assert.equal(nothing.body.code, 'minutes.nothing_to_say');
  await ensureWindows(company.db, '2026-11-22');
  const id = await makeMinutes(partner, { day: '2026-11-05' });
  assert.equal((await read(id)).content.figures.expectedVnd, null);
  assert.equal((await sign(id, us)).body.code, 'minutes.window_open');
  await closeDay(partner, '2026-11-05');
  assert.equal((await sign(id, us)).body.code, 'minutes.out_of_date');
  await makeMinutes(partner, { day: '2026-11-05' });
  assert.equal((await sign(id, us)).status, 200);
});

test('an open difference stops the signature; one that waits with its reason is carried on the paper', async () => {
  const partner = await makePartner(runtime);
  const day = '2026-11-03';
  const { code } = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 300_000n }] });
  const [first] = await payOn(company, partner.id, {
    customerCode: code,
    businessOn: day,
    amounts: [300_000n],
  });
  await closeDay(partner, day);
  const file = await sendFile(runtime, {
    partner: partner.code,
    day,
    content: partnerFile(
      [
        { reference: first!, customer: code, amount: 300_000n },
        { reference: 'P-ONLY-1', customer: code, amount: 70_000n },
      ],
      { day },
    ),
  });
  assert.equal(file.state, 'matched');
  const id = await makeMinutes(partner, { day });
  const { reconciliation } = (await read(id)).content;
  assert.equal(reconciliation.matched, 1);
  const lane = reconciliation.lanes.find((row: { lane: string }) => row.lane === 'at_partner_only');
  assert.deepEqual([lane.found, lane.left, lane.leftVnd], [1, 1, '70000']);
  const refused = await sign(id, us);
  assert.equal(refused.body.code, 'minutes.differences_open');
  assert.equal(refused.body.params.differences, 1);
  const [difference] = (await accountant.get(`/reconciliation/differences?partner=${partner.code}`)).body
    .rows;
  const waits = await accountant.send('POST', '/reconciliation/differences/resolve', {
    ids: [difference.id],
    fix: 'wait',
    note: 'Ngân hàng xác nhận ngày mai',
    untilDay: addDays(today, 1),
  });
  assert.equal(waits.status, 200, JSON.stringify(waits.body));
  assert.equal((await sign(id, us)).body.code, 'minutes.out_of_date');
  assert.equal(await makeMinutes(partner, { day }), id, 'a draft is made anew in place');
  await signBoth(id);
  const text = pdfText(await paperOf(id)).join('\n');
  assert.ok(text.includes('P-ONLY-1') && text.includes('Ngân hàng xác nhận'), text);
});

test('the hash changes when a figure changes, and only then do old hashes stop fitting', async () => {
  const partner = await makePartner(runtime);
  const day = '2026-11-03';
  await pay(partner, day, 100_000n);
  await ensureWindows(company.db, '2026-11-22');
  const id = await makeMinutes(partner, { day });
  const before = (await read(id)).hash;
  await pay(partner, day, 1n);
  await makeMinutes(partner, { day });
  const after = (await read(id)).hash;
  assert.match(after, /^[0-9a-f]{64}$/);
  assert.notEqual(after, before);
});

test('reopening takes two persons; the old version stays readable and byte for byte what it was', async () => {
  const { id, partner } = await madeDay('2026-11-03', 400_000n);
  assert.equal(
    (await accountant.send('POST', `/minutes/${id}/reopen-request`, { reason: 'Sai số' })).body.code,
    'minutes.not_signed',
  );
  await signBoth(id);
  const [old, paper] = [await read(id), await paperOf(id)];
  assert.equal((await head.send('POST', `/minutes/${id}/reopen`, {})).body.code, 'minutes.reopen_not_asked');
  const reason = 'Đối tác gửi lại tệp';
  assert.equal((await accountant.send('POST', `/minutes/${id}/reopen-request`, { reason })).status, 200);
  assert.equal((await accountant.send('POST', `/minutes/${id}/reopen`, {})).body.code, 'minutes.same_person');
  const reopened = await head.send('POST', `/minutes/${id}/reopen`, {});
  assert.equal(reopened.status, 201, JSON.stringify(reopened.body));
  assert.equal((await accountant.get(`/settlement/windows/${partner.code}/2026-11-03`)).body.state, 'closed');
  const next = await read(reopened.body.id);
  assert.deepEqual([next.version, next.state, next.content.previousHash], [2, 'draft', old.hash]);
  assert.equal(next.number, `BBDS-PCTEST-${partner.code}-20261103-02`);
  const kept = await read(id);
  assert.equal(kept.state, 'reopened');
  assert.deepEqual(kept.content, old.content);
  assert.equal(kept.reopen.reopenedBy, head.login);
  assert.ok(paper.equals(await paperOf(id)), 'the signed paper is the same file');
  await signBoth(next.id);
  assert.ok(
    pdfText(await paperOf(next.id))
      .join('\n')
      .includes(`mã băm ${old.hash}`),
  );
  await assertInvariants(company.db);
});

test('minutes whose content was changed behind the hash are not shown as if nothing had happened', async () => {
  const { id } = await madeDay('2026-11-03', 400_000n);
  await runAsOwner(
    runtime,
    company,
    `update minutes set content = jsonb_set(content, '{figures,paymentsVnd}', '"1"') where id = ${id}`,
  );
  assert.equal((await accountant.get(`/minutes/${id}`)).status, 500);
  assert.equal((await sign(id, us)).status, 500);
});

test('a settled day is final and cannot be reopened', async () => {
  const { id, partner } = await madeDay('2026-11-03', 400_000n);
  await signBoth(id);
  const credit = await creditOf(accountant, { bookedOn: '2026-11-04', amount: 400_000n });
  const window = `/settlement/windows/${partner.code}/2026-11-03`;
  await accountant.send('POST', `${window}/receipts`, { creditId: credit, amount: '400000' });
  const settled = await accountant.send('POST', `${window}/settle`);
  assert.equal(settled.body.state, 'settled', JSON.stringify(settled.body));
  await accountant.send('POST', `/minutes/${id}/reopen-request`, { reason: 'Muộn rồi' });
  assert.equal(
    (await head.send('POST', `/minutes/${id}/reopen`, {})).body.code,
    'settlement.settled_is_final',
  );
});

test('a month is the sum of its days, waits for all of them, and keeps them from reopening', async () => {
  const partner = await makePartner(runtime);
  const days = ['2026-10-01', '2026-10-02', '2026-10-15'];
  const ids: string[] = [];
  for (const [index, day] of days.entries()) {
    await pay(partner, day, 100_000n * BigInt(index + 1), 5n);
    await closeDay(partner, day);
    ids.push(await makeMinutes(partner, { day }));
  }
  await signBoth(ids[0]!);
  await signBoth(ids[1]!);
  const month = await makeMinutes(partner, { month: '2026-10' });
  const refused = await sign(month, us);
  assert.equal(refused.body.code, 'minutes.days_unsigned');
  assert.deepEqual(refused.body.params.days, ['2026-10-15']);
  const list = (await accountant.get('/minutes?month=2026-10')).body;
  assert.equal(list.total, list.rows.filter(({ days }: { days: number }) => days > 0).length);
  const row = list.rows.find(({ partnerCode }: { partnerCode: string }) => partnerCode === partner.code);
  assert.deepEqual([row.days, row.daysSigned, row.minutes.state], [3, 2, 'draft']);
  await signBoth(ids[2]!);
  await makeMinutes(partner, { month: '2026-10' });
  const made = await read(month);
  assert.equal(made.number, `BBDS-PCTEST-${partner.code}-202610-01`);
  const sum = (name: string) =>
    made.content.days.reduce((total: bigint, one: Record<string, string>) => total + BigInt(one[name]!), 0n);
  assert.equal(String(sum('paymentsVnd')), made.content.figures.paymentsVnd);
  assert.equal(String(sum('expectedVnd')), made.content.figures.expectedVnd);
  assert.equal(made.content.figures.paymentsVnd, '600015');
  assert.deepEqual(
    made.content.days.map(({ hash }: { hash: string }) => hash.length),
    [64, 64, 64],
  );
  await signBoth(month);
  const signedList = (await accountant.get(`/minutes?month=2026-10&partner=${partner.code}`)).body;
  assert.deepEqual([signedList.signed, signedList.total], [3, 3]);
  await accountant.send('POST', `/minutes/${ids[0]}/reopen-request`, { reason: 'Sai một ngày' });
  assert.equal((await head.send('POST', `/minutes/${ids[0]}/reopen`, {})).body.code, 'minutes.month_signed');
});

test('a partner reads and signs by itself what we have signed, with the hash it saw', async () => {
  const { id, partner } = await madeDay('2026-11-03', 250_000n);
  const { number, hash } = await read(id);
  const path = `/minutes/${number}`;
  const get = () => callPartner(app, partner.key, { method: 'GET', path });
  const send = (body: object) =>
    callPartner(app, partner.key, { method: 'POST', path: `${path}/sign`, body });
  assert.equal((await get()).json<{ code: string }>().code, 'minutes.unknown', 'a draft is not shown');
  await sign(id, us);
  const seen = (await get()).json<{
    hash: string;
    state: string;
    content: { figures: { paymentsVnd: string } };
  }>();
  assert.deepEqual(
    [seen.hash, seen.state, seen.content.figures.paymentsVnd],
    [hash, 'signed_by_us', '250000'],
  );
  const paper = await callPartner(app, partner.key, { method: 'GET', path: `${path}?format=pdf` });
  assert.equal(paper.headers['content-type'], 'application/pdf');
  const wrong = await send({ hash: 'f'.repeat(64), signer: them.signer });
  assert.equal(wrong.statusCode, 409);
  assert.equal(wrong.json<{ code: string }>().code, 'minutes.hash_differs');
  const signed = await send({ hash, signer: them.signer });
  assert.equal(signed.statusCode, 200, signed.body);
  assert.equal(signed.json<{ state: string }>().state, 'signed');
  assert.equal(
    (await send({ hash, signer: them.signer })).statusCode,
    200,
    'sent again it is answered as it is',
  );
  const { steps } = await read(id);
  assert.equal(steps.at(-1).actor, `partner:${partner.code}`);
  const stranger = await makePartner(runtime);
  const other = await callPartner(app, stranger.key, { method: 'GET', path });
  assert.equal(other.json<{ code: string }>().code, 'minutes.unknown');
});

test('who may see, make, sign and reopen minutes', async () => {
  const { id, partner } = await madeDay('2026-11-03', 100_000n);
  const [viewer, operator] = [
    await signInAs(app, runtime, 'viewer'),
    await signInAs(app, runtime, 'operator'),
  ];
  assert.equal((await viewer.get(`/minutes/${id}`)).status, 403);
  assert.equal((await operator.get(`/minutes/${id}`)).status, 200);
  assert.equal((await operator.send('POST', `/minutes/${id}/sign`, us)).status, 403);
  assert.equal(
    (await head.send('POST', '/minutes', { partner: partner.code, day: '2026-11-03' })).status,
    403,
  );
  assert.equal((await operator.send('POST', `/minutes/${id}/reopen`, {})).status, 403);
  const unknown = await accountant.send('POST', '/minutes', { partner: 'NOBODY', day: '2026-11-03' });
  assert.equal(unknown.body.code, 'minutes.unknown_partner');
  const both = await accountant.send('POST', '/minutes', {
    partner: partner.code,
    day: '2026-11-03',
    month: '2026-11',
  });
  assert.equal(both.status, 400);
});
