import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { billLine, importText, makeCustomers, makePartner } from '../../../test/support/make.ts';
import { payAsPartner, reverseAsPartner } from '../../../test/support/partner-calls.ts';
import { collectAll } from '../../../test/support/clearing.ts';
import { createApp } from '../../app.ts';
import { many, one, run, transaction } from '../../platform/db.ts';
import { collectEntries } from './index.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
const app = await createApp(runtime);
const bank = await makePartner(runtime);
afterEach(() => assertInvariants(db));

let serial = 0;
async function pay(customerCode: string, amount: bigint): Promise<string> {
  const reference = `C-${++serial}`;
  await payAsPartner(app, bank.key, { reference, customerCode, amount });
  return reference;
}

const reverse = (reference: string) => reverseAsPartner(app, bank.key, reference);

const bill = (period: string, totalVnd = 108_000n) => ({ period, totalVnd });
const entries = () =>
  many(
    db,
    sql<{ seq: bigint; allocation_id: bigint; kind: string; amount_vnd: bigint; bill_external_id: string }>`
      select seq, allocation_id, kind, amount_vnd, bill_external_id from clearing_entries order by seq`,
  );

test('what payments lay on bills is cleared and what a reversal takes back is uncleared, each once', async () => {
  const [customer] = await makeCustomers(runtime, [{ bills: [bill('2026-08'), bill('2026-09')] }]);
  await reverse(await pay(customer!.code, 216_000n));
  await pay(customer!.code, 108_000n);
  await collectAll(db);
  const made = await entries();
  assert.deepEqual(
    made.map(({ seq, kind, amount_vnd, bill_external_id }) => [
      seq,
      kind,
      amount_vnd,
      bill_external_id.slice(-6),
    ]),
    [
      [1n, 'clear', 108_000n, '202608'],
      [2n, 'clear', 108_000n, '202609'],
      [3n, 'unclear', 108_000n, '202608'],
      [4n, 'unclear', 108_000n, '202609'],
      [5n, 'clear', 108_000n, '202608'],
    ],
  );
  assert.equal(await collectEntries(db), 0);
  assert.deepEqual(await entries(), made);
});

test('a slow transaction is neither skipped nor overtaken by a run while it is open', async () => {
  const [slow, quick, late] = await makeCustomers(
    runtime,
    Array.from({ length: 3 }, () => ({ bills: [bill('2026-10')] })),
  );
  await pay(slow!.code, 108_000n);
  await collectAll(db);
  const before = (await entries()).length;
  await transaction(db, async (tx) => {
    // Laid on and taken back at once, so that the books hold: two allocations of a transaction that stays open.
    await run(
      tx,
      sql`insert into allocations (payment_id, bill_root_id, amount_vnd, business_on)
          select payment_id, bill_root_id, part, business_on
          from allocations a, unnest(array[5000, -5000]) with ordinality p (part, place)
          where a.bill_root_id = ${slow!.billIds[0]!} order by place`,
    );
    await pay(quick!.code, 108_000n);
    assert.equal(await collectEntries(db), 0, 'the quick payment waits for the slow one before it');
    await pay(late!.code, 108_000n);
    assert.equal(await collectEntries(db), 0);
  });
  await collectAll(db);
  const made = (await entries()).slice(before);
  assert.deepEqual(
    made.map(({ kind, amount_vnd }) => [kind, amount_vnd]),
    [
      ['clear', 5_000n],
      ['unclear', 5_000n],
      ['clear', 108_000n],
      ['clear', 108_000n],
    ],
  );
  assert.deepEqual(
    made.map(({ seq }) => seq),
    made.map((_, index) => BigInt(before + index + 1)),
  );
  const missing = await one(
    db,
    sql<{ n: number }>`
      select count(*)::int as n from allocations a
      where not exists (select from clearing_entries e where e.allocation_id = a.id)`,
  );
  assert.equal(missing.n, 0);
});

test('runs at once, between payments at once, number every allocation once and without gaps', async () => {
  const customers = await makeCustomers(
    runtime,
    Array.from({ length: 40 }, () => ({ bills: [bill('2026-07'), bill('2026-08')] })),
  );
  const before = (await entries()).length;
  await Promise.all([
    ...customers.map(({ code }) => pay(code, 216_000n)),
    ...Array.from({ length: 6 }, () => collectEntries(db)),
  ]);
  await collectAll(db);
  const made = await entries();
  assert.equal(made.length, before + 80);
  assert.deepEqual(
    made.map(({ seq }) => seq),
    made.map((_, index) => BigInt(index + 1)),
  );
});

test('a bill that became smaller than what was paid is uncleared by what was too much', async () => {
  const [customer] = await makeCustomers(runtime, [{ unit: 'PA99CL', bills: [bill('2026-06', 216_000n)] }]);
  await pay(customer!.code, 216_000n);
  await importText(runtime, 'bills', [
    'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN',
    billLine(customer!.code, 'PA99CL', { period: '2026-06', totalVnd: 108_000n }),
  ]);
  await collectAll(db);
  const made = (await entries()).filter(({ bill_external_id }) => bill_external_id.includes(customer!.code));
  assert.deepEqual(
    made.map(({ kind, amount_vnd }) => [kind, amount_vnd]),
    [
      ['clear', 216_000n],
      ['unclear', 108_000n],
    ],
  );
});
