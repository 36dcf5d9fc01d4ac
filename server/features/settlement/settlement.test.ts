import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { one, transaction } from '../../platform/db.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makePartner, today } from '../../../test/support/make.ts';
import { creditOf, openSettlement, plainTerms, takeBackOn } from '../../../test/support/settlement.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { addDays } from '../../../core/dates.ts';
import { followSettlement, reopenWindow } from './index.ts';

const { runtime, company, app, accountant, pay, act, agree, balance } = await openSettlement();
const viewer = await signInAs(app, runtime, 'viewer');
const head = await signInAs(app, runtime, 'business_head');

test('a day goes from open to settled, with its event, its audit and its money', async () => {
  const partner = await makePartner(runtime);
  const { code } = partner;
  const [, second] = await pay(partner.id, '2026-11-03', 400_000n, 250_000n, 100_000n);
  await takeBackOn(company, partner.id, { paymentReference: second!, businessOn: '2026-11-03' });
  const closed = await act(code, '2026-11-03', 'close');
  assert.equal(closed.status, 200, JSON.stringify(closed.body));
  assert.equal(closed.body.state, 'closed');
  assert.equal(closed.body.dueOn, '2026-11-04');
  assert.deepEqual(
    [closed.body.payments, closed.body.amount, closed.body.reversals, closed.body.reversalsAmount],
    [3, '750000', 1, '250000'],
  );
  assert.equal(closed.body.expected, '500000');
  const credit = await creditOf(accountant, { bookedOn: '2026-11-04', amount: 500_000n });
  const received = await act(code, '2026-11-03', 'receipts', { creditId: credit, amount: '500000' });
  assert.equal(received.body.state, 'closed', 'money alone is no agreement');
  assert.equal((await act(code, '2026-11-03', 'settle')).body.code, 'settlement.not_possible');
  assert.equal(await agree(partner.id, '2026-11-03'), 'money_in');
  const settled = await act(code, '2026-11-03', 'settle');
  assert.equal(settled.body.state, 'settled');
  assert.deepEqual(
    settled.body.events.map(({ event }: { event: string }) => event),
    ['close', 'received', 'agree', 'money_in', 'settle'],
  );
  assert.equal(await balance('113', partner.id), 0n);
  assert.equal((await act(code, '2026-11-03', 'settle')).body.code, 'settlement.settled_is_final');
  const audited = await one(
    company.db,
    sql<{
      n: number;
    }>`select count(*)::int as n from audit_events where subject = ${`window:${code}/2026-11-03`}`,
  );
  assert.equal(audited.n, 5);
  await assertInvariants(company.db);
});

test('before the cut-off nobody closes a day', async () => {
  const partner = await makePartner(runtime);
  await pay(partner.id, today, 10_000n);
  const answer = await act(partner.code, today, 'close');
  assert.equal(answer.status, 409);
  assert.equal(answer.body.code, 'settlement.before_cut_off');
});

test('a payment that comes after the close settles on the next day, also when it names the closed one', async () => {
  const partner = await makePartner(runtime);
  await pay(partner.id, '2026-11-05', 10_000n);
  await act(partner.code, '2026-11-05', 'close');
  await pay(partner.id, '2026-11-05', 20_000n);
  await followSettlement(runtime, company);
  const first = await accountant.get(`/settlement/windows/${partner.code}/2026-11-05`);
  const next = await accountant.get(`/settlement/windows/${partner.code}/2026-11-06`);
  assert.deepEqual([first.body.amount, next.body.amount], ['10000', '20000']);
  await assertInvariants(company.db);
});

test('the job closes every day that has passed its cut-off, in order, and leaves today open', async () => {
  const partner = await makePartner(runtime);
  await pay(partner.id, addDays(today, -3), 1_000n);
  await pay(partner.id, addDays(today, -1), 2_000n);
  await pay(partner.id, today, 3_000n);
  await followSettlement(runtime, company);
  await followSettlement(runtime, company);
  const { body } = await accountant.get(`/settlement/windows?partner=${partner.code}`);
  assert.deepEqual(
    body.rows.map(({ day, state, amount }: Record<string, string>) => [day, state, amount]),
    [
      [today, 'open', '3000'],
      [addDays(today, -1), 'closed', '2000'],
      [addDays(today, -3), 'closed', '1000'],
    ],
  );
  await assertInvariants(company.db);
});

test('what is missing is carried from day to day until it is zero', async () => {
  const partner = await makePartner(runtime);
  const { code } = partner;
  const days = ['2026-11-10', '2026-11-11', '2026-11-12'];
  for (const [index, day] of days.entries()) {
    await pay(partner.id, day, 100_000n);
    const closed = await act(code, day, 'close');
    assert.equal(closed.body.carriedIn, index === 0 ? '0' : '30000');
    await agree(partner.id, day);
    const amount = index === 2 ? 130_000n : index === 0 ? 70_000n : 100_000n;
    const creditId = await creditOf(accountant, { bookedOn: addDays(day, 1), amount });
    await act(code, day, 'receipts', { creditId, amount: String(amount) });
    if (index === 2) continue;
    assert.equal((await act(code, day, 'settle')).body.code, 'settlement.not_possible');
    const tooMuch = await act(code, day, 'carry', { amount: '30001', reason: 'thiếu', to: 'nextDay' });
    assert.equal(tooMuch.body.code, 'settlement.more_than_difference');
    const carried = await act(code, day, 'carry', { amount: '30000', reason: 'Lô 2 về muộn', to: 'nextDay' });
    assert.equal(carried.body.state, 'money_in');
    assert.deepEqual(carried.body.carriedOut[0].to, addDays(day, 1));
  }
  for (const day of days) assert.equal((await act(code, day, 'settle')).body.state, 'settled', day);
  assert.equal(await balance('113', partner.id), 0n);
  await assertInvariants(company.db);
});

test('what one closed day got too much is set off against what another lacks, once and no further', async () => {
  const partner = await makePartner(runtime);
  const { code } = partner;
  const [first, second, third] = ['2026-11-10', '2026-11-11', '2026-11-12'] as const;
  for (const [day, amount] of [
    [first, 130_000n],
    [second, 60_000n],
  ] as const) {
    await pay(partner.id, day, 100_000n);
    await act(code, day, 'close');
    await agree(partner.id, day);
    const creditId = await creditOf(accountant, { bookedOn: third, amount });
    await act(code, day, 'receipts', { creditId, amount: String(amount) });
  }
  const reason = 'Đối tác ghi nhầm ngày';
  const seen = (await accountant.get(`/settlement/windows/${code}/${first}`)).body;
  assert.deepEqual([seen.difference, seen.opposite], ['-30000', [{ day: second, difference: '40000' }]]);
  for (const to of [first, third, '2026-11-09']) {
    const refused = await act(code, first, 'carry', { amount: '-30000', reason, to });
    assert.equal(refused.body.code, 'settlement.nothing_to_offset', to);
  }
  const tooMuch = await act(code, second, 'carry', { amount: '40000', reason, to: first });
  assert.equal(tooMuch.body.code, 'settlement.nothing_to_offset');
  const done = await act(code, first, 'carry', { amount: '-30000', reason, to: second });
  assert.deepEqual([done.body.difference, done.body.state], ['0', 'money_in']);
  const other = (await accountant.get(`/settlement/windows/${code}/${second}`)).body;
  assert.deepEqual([other.difference, other.state, other.carriedIn], ['10000', 'agreed', '0']);
  assert.deepEqual(
    other.carriedOut.map(({ to, amount }: { to: string; amount: string }) => [to, amount]),
    [[first, '30000']],
  );
  assert.equal((await act(code, first, 'settle')).body.state, 'settled');
  const late = await act(code, second, 'carry', { amount: '10000', reason, to: first });
  assert.equal(late.body.code, 'settlement.settled_is_final');
  await assertInvariants(company.db);
});

test('a difference that no day will settle goes to the account of differences, either way', async () => {
  const partner = await makePartner(runtime);
  const { code } = partner;
  await pay(partner.id, '2026-11-10', 100_000n);
  await pay(partner.id, '2026-11-11', 100_000n);
  for (const [day, amount, carry] of [
    ['2026-11-10', 99_000n, '1000'],
    ['2026-11-11', 100_500n, '-500'],
  ] as const) {
    await act(code, day, 'close');
    await agree(partner.id, day);
    const creditId = await creditOf(accountant, { bookedOn: '2026-11-12', amount });
    const received = await act(code, day, 'receipts', { creditId, amount: String(amount) });
    if (amount > 100_000n) {
      assert.equal(received.body.state, 'money_in');
      assert.equal((await act(code, day, 'settle')).body.code, 'settlement.difference_left');
    }
    await act(code, day, 'carry', { amount: carry, reason: 'Phí chuyển tiền', to: 'account' });
    assert.equal((await act(code, day, 'settle')).body.state, 'settled');
  }
  assert.equal(await balance('1388', partner.id), 500n);
  assert.equal(await balance('113', partner.id), 0n);
  await assertInvariants(company.db);
});

test('one credit covers several days, and an assignment can be taken back once until the day is settled', async () => {
  const partner = await makePartner(runtime);
  const { code } = partner;
  const days = ['2026-11-13', '2026-11-14'];
  for (const day of days) await pay(partner.id, day, 60_000n);
  await act(code, days[1]!, 'close');
  const creditId = await creditOf(accountant, { bookedOn: '2026-11-16', amount: 120_000n });
  for (const day of days) await act(code, day, 'receipts', { creditId, amount: '60000' });
  const again = await act(code, days[0]!, 'receipts', { creditId, amount: '60000' });
  assert.equal(again.body.code, 'settlement.already_assigned', 'a second click assigns nothing');
  const { body } = await accountant.get(`/settlement/windows/${code}/${days[0]}`);
  const undo = `receipts/${body.receipts[0].id}/undo`;
  assert.equal((await act(code, days[1]!, undo)).body.code, 'settlement.unknown_receipt');
  const undone = await act(code, days[0]!, undo);
  assert.equal(undone.body.received, '0');
  assert.equal((await act(code, days[0]!, undo)).body.code, 'settlement.already_undone');
  await agree(partner.id, days[1]!);
  await act(code, days[1]!, 'settle');
  const last = await accountant.get(`/settlement/windows/${code}/${days[1]}`);
  const late = await act(code, days[1]!, `receipts/${last.body.receipts[0].id}/undo`);
  assert.equal(late.body.code, 'settlement.settled_is_final');
  await assertInvariants(company.db);
});

test('a reopened day keeps its money and can be agreed again; a settled one cannot be reopened', async () => {
  const partner = await makePartner(runtime);
  const { code } = partner;
  await pay(partner.id, '2026-11-17', 50_000n);
  await act(code, '2026-11-17', 'close');
  await agree(partner.id, '2026-11-17');
  const creditId = await creditOf(accountant, { bookedOn: '2026-11-18', amount: 50_000n });
  const taken = await act(code, '2026-11-17', 'receipts', { creditId, amount: '50000' });
  assert.equal(taken.body.state, 'money_in');
  const back = await act(code, '2026-11-17', `receipts/${taken.body.receipts[0].id}/undo`);
  assert.equal(back.body.state, 'agreed', 'money that left again leaves the day agreed');
  await act(code, '2026-11-17', 'receipts', { creditId, amount: '50000' });
  const reopen = () =>
    transaction(company.db, (tx) =>
      reopenWindow(tx, {
        partnerId: partner.id,
        settlesOn: '2026-11-17',
        actor: 'b',
        now: new Date(),
        detail: {},
      }),
    );
  assert.equal(await reopen(), 'closed');
  assert.equal(await agree(partner.id, '2026-11-17'), 'money_in');
  await act(code, '2026-11-17', 'settle');
  await assert.rejects(reopen, /settled_is_final/);
});

test('a partner that pays in beforehand draws on it, and what is used cannot be taken back', async () => {
  const partner = await makePartner(runtime);
  const { code } = partner;
  const early = await creditOf(accountant, { bookedOn: '2026-11-01', amount: 300_000n });
  const refused = await accountant.send('POST', `/settlement/prefund/${code}`, {
    creditId: early,
    amount: '1',
  });
  assert.equal(refused.body.code, 'settlement.not_prefunded');
  await accountant.send('PUT', `/settlement/terms/${code}`, {
    ...plainTerms,
    prefunded: true,
    validFrom: '2026-11-01',
  });
  const deposit = await accountant.send('POST', `/settlement/prefund/${code}`, {
    creditId: early,
    amount: '300000',
  });
  assert.equal(deposit.body.available, '300000');
  await pay(partner.id, '2026-11-04', 200_000n);
  assert.equal((await accountant.get(`/settlement/prefund/${code}`)).body.available, '100000');
  const closed = await act(code, '2026-11-04', 'close');
  assert.deepEqual([closed.body.received, closed.body.receipts[0].rule], ['200000', 'prefund']);
  const undo = `/settlement/prefund/${code}/receipts/${deposit.body.movements[0].id}/undo`;
  assert.equal((await accountant.send('POST', undo)).body.code, 'settlement.prefund_used');
  await agree(partner.id, '2026-11-04');
  assert.equal((await act(code, '2026-11-04', 'settle')).body.state, 'settled');
  await assertInvariants(company.db);
});

test('the calendar says of every cell what is in the way', async () => {
  const partner = await makePartner(runtime);
  await pay(partner.id, '2026-10-05', 70_000n);
  await pay(partner.id, '2026-10-06', 80_000n);
  await act(partner.code, '2026-10-05', 'close');
  const { body, status } = await accountant.get('/settlement/calendar?from=2026-10-01&to=2026-10-08');
  assert.equal(status, 200);
  assert.deepEqual(
    body.days.map(({ kind }: { kind: string }) => kind),
    ['work', 'work', 'rest', 'rest', 'work', 'work', 'work'],
  );
  const { cells } = body.partners.find((row: { code: string }) => row.code === partner.code);
  assert.deepEqual(
    cells.map(({ state }: { state: string }) => state),
    ['none', 'none', 'none', 'none', 'closed', 'open', 'none'],
  );
  const [closed] = cells.filter(({ state }: { state: string }) => state === 'closed');
  assert.deepEqual(
    [closed.expected, closed.difference, closed.dueOn, closed.overdue, closed.file],
    ['70000', '70000', '2026-10-06', true, 'late'],
  );
  const future = await accountant.get(`/settlement/calendar?from=${today}&to=${addDays(today, 1)}`);
  const cell = future.body.partners.find((row: { code: string }) => row.code === partner.code).cells[0];
  assert.equal(cell.state, 'not_due');
  const tooLong = await accountant.get('/settlement/calendar?from=2026-01-01&to=2026-12-01');
  assert.equal(tooLong.body.code, 'settlement.range_too_long');
  for (const path of [
    '/settlement/calendar?from=2026-10-01&to=2026-10-08',
    '/settlement/windows?overdue=true',
  ]) {
    const sheet = await accountant.download(`${path}&format=xlsx`);
    assert.match(String(sheet.headers['content-type']), /spreadsheetml/);
  }
});

test('who may look may not settle, and a unit sees none of it', async () => {
  const partner = await makePartner(runtime);
  await pay(partner.id, '2026-11-03', 1_000n);
  assert.equal((await viewer.get('/settlement/calendar')).status, 403);
  assert.equal((await head.get('/settlement/calendar')).status, 200);
  const close = `/settlement/windows/${partner.code}/2026-11-03/close`;
  assert.equal((await head.send('POST', close)).status, 403);
  const unit = await one(
    company.db,
    sql<{ id: bigint }>`select min(id) as id from org_units where code = 'PA99AA'`,
  );
  const inUnit = await signInAs(app, runtime, 'accountant', unit.id);
  assert.equal((await inUnit.get('/settlement/windows')).body.code, 'staff.outside_scope');
  assert.equal(
    (await accountant.get('/settlement/windows/NOBODY/2026-11-03')).body.code,
    'settlement.unknown_partner',
  );
  assert.equal(
    (await accountant.get(`/settlement/windows/${partner.code}/2026-11-30`)).body.code,
    'settlement.unknown_window',
  );
});
