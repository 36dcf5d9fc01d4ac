import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { one } from '../../platform/db.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makePartner } from '../../../test/support/make.ts';
import { creditOf, openSettlement, plainTerms } from '../../../test/support/settlement.ts';
import { signInAs, type Answer } from '../../../test/support/staff.ts';
import { followSettlement } from './index.ts';

const { runtime, company, app, accountant, pay, agree, windowOf } = await openSettlement();
const head = await signInAs(app, runtime, 'business_head');
const follow = () => followSettlement(runtime, company);

/** Uploads a statement as the console does. */
async function upload(text: string, options: { fileName?: string; account?: string } = {}): Promise<Answer> {
  const { fileName = 'sao-ke.csv', account } = options;
  const query = `fileName=${fileName}${account ? `&account=${account}` : ''}`;
  return accountant.upload(`/bank-credits/file?${query}`, Buffer.from(text));
}

test('a credit that names its partner and is exactly one day lies on that day by itself', async () => {
  const partner = await makePartner(runtime);
  await pay(partner.id, '2026-11-03', 411_000n);
  await follow();
  await creditOf(accountant, {
    bookedOn: '2026-11-04',
    amount: 411_000n,
    remittance: `${partner.code} TT thu ho`,
  });
  await follow();
  const { receipts, received, difference } = await windowOf(partner.code, '2026-11-03');
  assert.deepEqual(
    [received, difference, receipts[0].rule, receipts[0].assignedBy],
    ['411000', '0', 'exact_window', 'system'],
  );
  await assertInvariants(company.db);
});

test('the amount alone is a suggestion, never a match', async () => {
  const partner = await makePartner(runtime);
  await pay(partner.id, '2026-11-03', 522_000n);
  await follow();
  const id = await creditOf(accountant, {
    bookedOn: '2026-11-04',
    amount: 522_000n,
    remittance: 'chuyen tien',
  });
  await follow();
  assert.equal((await windowOf(partner.code, '2026-11-03')).received, '0');
  const { body } = await accountant.get('/bank-credits');
  const credit = body.rows.find((row: { id: string }) => row.id === id);
  assert.equal(credit.recognisedPartner, null);
  assert.deepEqual(credit.suggestions, [
    {
      partnerCode: partner.code,
      partnerName: partner.name,
      rule: 'exact_window',
      recognised: false,
      days: ['2026-11-03'],
      amounts: ['522000'],
    },
  ]);
});

test('a credit of a weekend lies on its days together; a mark of the terms names the partner', async () => {
  const partner = await makePartner(runtime);
  await accountant.send('PUT', `/settlement/terms/${partner.code}`, {
    ...plainTerms,
    bankMarks: ['Trung tâm thanh toán Sông Lam'],
  });
  for (const [day, amount] of [
    ['2026-11-06', 10_000n],
    ['2026-11-07', 20_000n],
    ['2026-11-08', 31_000n],
  ] as const) {
    await pay(partner.id, day, amount);
  }
  await follow();
  await creditOf(accountant, {
    bookedOn: '2026-11-09',
    amount: 61_000n,
    remittance: 'TRUNG TAM THANH TOAN SONG LAM QT 6-8/11',
  });
  await follow();
  for (const [day, amount] of [
    ['2026-11-06', '10000'],
    ['2026-11-07', '20000'],
    ['2026-11-08', '31000'],
  ] as const) {
    const { received, receipts } = await windowOf(partner.code, day);
    assert.deepEqual([received, receipts[0].rule], [amount, 'exact_windows']);
  }
  await assertInvariants(company.db);
});

test('what a prefunded partner sends is its prefund, and pays the days that wait', async () => {
  const partner = await makePartner(runtime);
  await pay(partner.id, '2026-11-11', 45_000n);
  await follow();
  await accountant.send('PUT', `/settlement/terms/${partner.code}`, {
    ...plainTerms,
    validFrom: '2026-11-20',
    prefunded: true,
  });
  await creditOf(accountant, {
    bookedOn: '2026-11-12',
    amount: 50_000n,
    remittance: `${partner.code} nop truoc`,
  });
  await follow();
  const { body } = await accountant.get(`/settlement/prefund/${partner.code}`);
  assert.deepEqual([body.deposited, body.drawn, body.available], ['50000', '45000', '5000']);
  assert.equal((await windowOf(partner.code, '2026-11-11')).difference, '0');
  await assertInvariants(company.db);
});

test('one click ends every window whose money is in to the dong', async () => {
  const partner = await makePartner(runtime);
  for (const day of ['2026-11-11', '2026-11-12']) await pay(partner.id, day, 7_000n);
  await pay(partner.id, '2026-11-13', 9_000n);
  await follow();
  const remittance = `${partner.code} QT`;
  await creditOf(accountant, { bookedOn: '2026-11-13', amount: 14_000n, remittance });
  await follow();
  for (const settlesOn of ['2026-11-11', '2026-11-12', '2026-11-13']) {
    await agree(partner.id, settlesOn);
  }
  const { body } = await accountant.send('POST', '/settlement/settle', { partner: partner.code });
  assert.deepEqual(
    body.settled.map(({ day }: { day: string }) => day),
    ['2026-11-11', '2026-11-12'],
  );
  assert.equal((await windowOf(partner.code, '2026-11-13')).state, 'agreed');
});

const statement = [
  'SAO KÊ TÀI KHOẢN CHUYÊN THU',
  'Ngày giao dịch,Số tham chiếu,Nội dung,Người chuyển,Ghi nợ,Ghi có',
  '05/11/2026,FT1,Thu hộ tiền điện,NH Một,,1.250.000',
  '05/11/2026,FT2,"Thu hộ, lô 2",NH Một,,"750,000"',
  '05/11/2026,,Nộp tiền mặt,,,100000',
  '05/11/2026,,Nộp tiền mặt,,,100000',
  '05/11/2026,FT3,Phí chuyển tiền,,11000,',
  ',,Tổng cộng,,11000,2200000',
].join('\n');

test('a statement is read by its headings; read again, in other spelling or overlapping, it adds nothing', async () => {
  const first = await upload(statement, { account: '3701' });
  assert.deepEqual(first.body, {
    lines: 4,
    debits: 2,
    recorded: 4,
    alreadyThere: 0,
    recordedAmount: '2200000',
  });
  const again = await upload(statement.normalize('NFD').replaceAll('Thu hộ', 'THU   HỘ'), {
    account: '3701',
  });
  assert.deepEqual([again.status, again.body.recorded, again.body.alreadyThere], [200, 0, 4]);
  const evening = await upload(
    `${statement.split('\n').slice(0, 6).join('\n')}\n05/11/2026,,Nộp tiền mặt,,,100000\n`,
    {
      account: '3701',
    },
  );
  assert.deepEqual([evening.body.recorded, evening.body.alreadyThere], [1, 4], 'a third like the two before');
  const other = await upload(statement, { account: '3702' });
  assert.equal(other.body.recorded, 4, 'another account is another credit');
  await assertInvariants(company.db);
});

test('a statement with a line that cannot be read records nothing and names the line', async () => {
  const before = await one(company.db, sql<{ n: number }>`select count(*)::int as n from bank_credits`);
  const bad = await upload(
    'Ngày,Số tiền,Nội dung\n06/11/2026,5000,a\n31/11/2026,5000,b\n06/11/2026,12.5,c\n',
    { account: '1' },
  );
  assert.equal(bad.body.code, 'statements.bad_lines');
  assert.deepEqual(
    bad.body.errors.map(({ field, code }: Record<string, string>) => [field, code]),
    [
      ['3.bookedOn', 'not_a_date'],
      ['4.amount', 'fractional'],
    ],
  );
  assert.equal((await upload('Ngày,Số tiền\n06/11/2026,1\n')).body.code, 'statements.no_account');
  assert.equal((await upload('Cột một,Cột hai\n1,2\n', { account: '1' })).body.code, 'files.missing_columns');
  assert.equal((await upload('%PDF-1.7 x', { account: '1' })).status, 422);
  const after = await one(company.db, sql<{ n: number }>`select count(*)::int as n from bank_credits`);
  assert.equal(after.n, before.n);
});

test('the same typed credit is refused unless it is said to be a second one', async () => {
  const body = { account: '99', bookedOn: '2026-11-06', amount: '777', reference: 'X1' };
  assert.equal((await accountant.send('POST', '/bank-credits', body)).status, 201);
  assert.equal(
    (await accountant.send('POST', '/bank-credits', body)).body.code,
    'statements.already_recorded',
  );
  assert.equal((await accountant.send('POST', '/bank-credits', { ...body, ordinal: 2 })).status, 201);
  const read = await upload('Ngày,Số tiền,Số tham chiếu,Nội dung\n06/11/2026,777,x1,CHUYEN TIEN\n', {
    account: '99',
  });
  assert.deepEqual(
    [read.body.recorded, read.body.alreadyThere],
    [0, 1],
    'the statement brings what was typed',
  );
  const ahead = await accountant.send('POST', '/bank-credits', { ...body, bookedOn: '2099-01-01' });
  assert.equal(ahead.body.code, 'statements.in_the_future');
  assert.equal((await head.send('POST', '/bank-credits', body)).status, 403);
});

test('the list tells the age of what is unidentified, pages and exports', async () => {
  const { body } = await accountant.get('/bank-credits?state=unidentified');
  const total = body.rows.reduce(
    (sum: bigint, row: { unidentified: string }) => sum + BigInt(row.unidentified),
    0n,
  );
  assert.equal(body.ageing.all.amount, String(total));
  assert.ok(body.rows.every((row: { ageDays: number }) => row.ageDays >= 0));
  const all = await accountant.get('/bank-credits?state=all');
  assert.ok(all.body.rows.length > body.rows.length);
  const behind = await accountant.get(
    `/bank-credits?state=all&after=${all.body.rows[0].bookedOn}~${all.body.rows[0].id}`,
  );
  assert.equal(behind.body.rows[0].id, all.body.rows[1].id);
  const sheet = await accountant.download('/bank-credits?state=all&format=xlsx');
  assert.match(String(sheet.headers['content-type']), /spreadsheetml/);
});

test('however many take from one credit at once, no more than the credit is taken', async () => {
  const partner = await makePartner(runtime);
  const days = ['2026-10-12', '2026-10-13', '2026-10-14', '2026-10-15'];
  for (const day of days) await pay(partner.id, day, 50_000n);
  await follow();
  const creditId = await creditOf(accountant, { bookedOn: '2026-10-16', amount: 120_000n });
  const answers = await Promise.all(
    [...days, ...days].map((day) =>
      accountant.send('POST', `/settlement/windows/${partner.code}/${day}/receipts`, {
        creditId,
        amount: '40000',
      }),
    ),
  );
  assert.equal(answers.filter(({ status }) => status === 200).length, 3);
  const codes = answers.filter(({ status }) => status !== 200).map(({ body }) => body.code as string);
  assert.ok(codes.every((code) => /already_assigned|overassigned/.test(code)));
  assert.ok(codes.includes('statements.overassigned'));
  await assertInvariants(company.db);
});

test('two who close at once close once, and a posting that races the close lies in exactly one day', async () => {
  const partner = await makePartner(runtime);
  const { code } = partner;
  await pay(partner.id, '2026-10-19', 1_000n);
  const close = () => accountant.send('POST', `/settlement/windows/${code}/2026-10-19/close`);
  const work = [close(), close(), follow()];
  for (let index = 0; index < 12; index++)
    work.push(pay(partner.id, '2026-10-19', 1_000n).then(() => undefined) as never);
  await Promise.all(work);
  await follow();
  const events = (await windowOf(code, '2026-10-19')).events.map(({ event }: { event: string }) => event);
  assert.deepEqual(events, ['close']);
  const { body } = await accountant.get(`/settlement/windows?partner=${code}`);
  const sum = body.rows.reduce((all: bigint, row: { amount: string }) => all + BigInt(row.amount), 0n);
  assert.equal(sum, 13_000n);
  await assertInvariants(company.db);
});

test('two who carry and settle at once leave one difference carried and one settlement', async () => {
  const partner = await makePartner(runtime);
  const path = `/settlement/windows/${partner.code}/2026-10-20`;
  await pay(partner.id, '2026-10-20', 9_000n);
  await follow();
  await agree(partner.id, '2026-10-20');
  const carry = () =>
    accountant.send('POST', `${path}/carry`, { amount: '9000', reason: 'x', to: 'nextDay' });
  const carried = await Promise.all([carry(), carry(), carry()]);
  assert.equal(carried.filter(({ status }) => status === 200).length, 1);
  const settled = await Promise.all([1, 2, 3].map(() => accountant.send('POST', `${path}/settle`)));
  assert.equal(settled.filter(({ status }) => status === 200).length, 1);
  await assertInvariants(company.db);
});
