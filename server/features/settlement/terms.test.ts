import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { one } from '../../platform/db.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makePartner } from '../../../test/support/make.ts';
import { creditOf, openSettlement, plainTerms } from '../../../test/support/settlement.ts';
import { reverseByStaff } from '../payments/index.ts';
import { followSettlement } from './index.ts';

const { runtime, company, accountant, pay, act, agree, balance } = await openSettlement();

test('money is due on working days: over the weekend, over Tet, and over a swapped Saturday', async () => {
  const partner = await makePartner(runtime);
  const { code } = partner;
  for (const day of ['2026-02-13', '2026-02-14', '2026-04-29', '2026-10-30'])
    await pay(partner.id, day, 5_000n);
  await followSettlement(runtime, company);
  const due = async (day: string) => (await accountant.get(`/settlement/windows/${code}/${day}`)).body.dueOn;
  assert.equal(await due('2026-02-13'), '2026-02-23', 'a Friday before Tet is due on the Monday after');
  assert.equal(await due('2026-02-14'), '2026-02-23');
  assert.equal(await due('2026-04-29'), '2026-05-04');
  assert.equal(await due('2026-10-30'), '2026-11-02');
  const swap = { day: '2026-10-31', kind: 'working', name: 'Làm bù' };
  assert.equal((await accountant.send('POST', '/settlement/days', swap)).status, 200);
  assert.equal(await due('2026-10-30'), '2026-10-31');
  assert.equal((await accountant.send('DELETE', '/settlement/days/2026-10-31')).status, 204);
  assert.equal(await due('2026-10-30'), '2026-11-02');
  assert.equal(
    (await accountant.send('DELETE', '/settlement/days/2026-10-31')).body.code,
    'settlement.unknown_day',
  );
});

test('a netted fee is kept back from the money, an invoiced one is owed to the partner', async () => {
  for (const feeMode of ['netted', 'invoiced'] as const) {
    const partner = await makePartner(runtime);
    const { code } = partner;
    const feeRule = { kind: 'flat', perPaymentVnd: '2200' };
    const put = { ...plainTerms, feeRule, feeMode, feeVatRate: 10, validFrom: '2026-11-01' };
    const terms = await accountant.send('PUT', `/settlement/terms/${code}`, put);
    assert.equal(terms.status, 200, JSON.stringify(terms.body));
    await pay(partner.id, '2026-11-09', 100_000n, 200_000n);
    const { body } = await act(code, '2026-11-09', 'close');
    assert.deepEqual([body.fee, body.feeVat], ['4400', '440']);
    const expected = feeMode === 'netted' ? 295_160n : 300_000n;
    assert.equal(body.expected, String(expected));
    await agree(partner.id, '2026-11-09');
    const creditId = await creditOf(accountant, { bookedOn: '2026-11-10', amount: expected });
    await act(code, '2026-11-09', 'receipts', { creditId, amount: String(expected) });
    assert.equal((await act(code, '2026-11-09', 'settle')).body.state, 'settled');
    assert.equal(await balance('113', partner.id), 0n);
    assert.equal(await balance('331', partner.id), feeMode === 'invoiced' ? -4_840n : 0n);
  }
  await assertInvariants(company.db);
});

test('tiers by count go on through the month, and a trial rule changes nothing', async () => {
  const partner = await makePartner(runtime);
  const { code } = partner;
  const tiers = [
    { upTo: '3', perPaymentVnd: '3000' },
    { upTo: null, perPaymentVnd: '1000' },
  ];
  const feeRule = { kind: 'tiers', by: 'count', tiers };
  await accountant.send('PUT', `/settlement/terms/${code}`, {
    ...plainTerms,
    feeRule,
    validFrom: '2026-11-01',
  });
  await pay(partner.id, '2026-11-02', 10_000n, 10_000n);
  await pay(partner.id, '2026-11-03', 10_000n, 10_000n, 10_000n);
  await followSettlement(runtime, company);
  const fees = await accountant.get(`/settlement/fees?partner=${code}&month=2026-11`);
  assert.deepEqual(
    fees.body.rows.map(({ fee, frozen }: { fee: string; frozen: boolean }) => [fee, frozen]),
    [
      ['6000', true],
      ['5000', true],
    ],
  );
  assert.deepEqual(fees.body.total, { payments: 5, amount: '50000', fee: '11000', vat: '1100' });
  const trial = await accountant.send('POST', `/settlement/fees/preview?partner=${code}&month=2026-11`, {
    feeRule: { kind: 'percent', basisPoints: 50, minVnd: '100' },
  });
  assert.equal(trial.body.total.fee, '500');
  assert.equal(
    (await accountant.get(`/settlement/fees?partner=${code}&month=2026-11`)).body.total.fee,
    '11000',
  );
  const sheet = await accountant.download(`/settlement/fees?partner=${code}&month=2026-11&format=xlsx`);
  assert.match(String(sheet.headers['content-type']), /spreadsheetml/);
});

test('terms hold from a day on, never for a closed one, and nonsense is refused', async () => {
  const partner = await makePartner(runtime);
  const path = `/settlement/terms/${partner.code}`;
  assert.equal((await accountant.get(path)).body.versions[0].setBy, null);
  await accountant.send('PUT', path, { ...plainTerms, validFrom: '2026-01-01', cutOff: '16:00' });
  const later = await accountant.send('PUT', path, {
    ...plainTerms,
    settleDays: 2,
    validFrom: '2026-11-10',
    cutOff: '17:30',
  });
  assert.equal(later.body.cutOff, '17:30');
  assert.deepEqual(
    later.body.versions.map((row: Record<string, unknown>) => [
      row['validFrom'],
      row['validTo'],
      row['settleDays'],
    ]),
    [
      ['2026-01-01', '2026-11-10', 1],
      ['2026-11-10', null, 2],
    ],
  );
  const wrong = (body: object) =>
    accountant.send('PUT', path, { ...plainTerms, validFrom: '2026-12-01', ...body });
  assert.equal((await wrong({ cutOff: '24:30' })).body.code, 'settlement.bad_cut_off');
  const noPrice = { kind: 'tiers', by: 'amount', tiers: [{ upTo: null }] };
  assert.equal((await wrong({ feeRule: noPrice })).body.params.problem, 'tier_without_price');
  await pay(partner.id, '2026-11-16', 1_000n);
  await act(partner.code, '2026-11-16', 'close');
  assert.equal((await wrong({ validFrom: '2026-11-16' })).body.code, 'settlement.terms_in_the_past');
});

test('what is taken back after the close lessens the next day, and its fee with it', async () => {
  const partner = await makePartner(runtime);
  const { code } = partner;
  const feeRule = { kind: 'flat', perPaymentVnd: '1100' };
  const put = { ...plainTerms, feeRule, feeMode: 'netted', validFrom: '2026-11-01' };
  await accountant.send('PUT', `/settlement/terms/${code}`, put);
  await pay(partner.id, '2026-11-18', 90_000n);
  await act(code, '2026-11-18', 'close');
  const { id } = await one(
    company.db,
    sql<{ id: bigint }>`select id from payments where partner_id = ${partner.id}`,
  );
  const late = { paymentId: id, reason: 'Thu nhầm', actor: 'test', businessOn: '2026-11-19' };
  await reverseByStaff(company.db, late, new Date());
  const first = await accountant.get(`/settlement/windows/${code}/2026-11-18`);
  assert.deepEqual([first.body.reversals, first.body.expected], [0, '88790']);
  const next = await act(code, '2026-11-19', 'close');
  assert.deepEqual([next.body.payments, next.body.reversals, next.body.fee], [0, 1, '-1100']);
  assert.equal(next.body.expected, '-88790', 'both days together are nothing');
  await assertInvariants(company.db);
});
