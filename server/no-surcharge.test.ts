import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { channels } from '../core/channels.ts';
import { hasSurcharge, surchargeWords } from '../core/no-surcharge.ts';
import { openTestRuntime } from '../test/support/database.ts';
import { assertInvariants } from '../test/support/invariants.ts';
import { makeCustomers, makePartner, today } from '../test/support/make.ts';
import { createApp } from './app.ts';
import { acceptPayments, holdIn } from './features/payments/index.ts';
import { many, transaction } from './platform/db.ts';
import { readStaffOpenApi } from './staff-openapi.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
const totalVnd = 384_912n;
const customers = await makeCustomers(
  runtime,
  [...channels, ...channels].map(() => ({ bills: [{ period: '2026-09', totalVnd }] })),
);

/** As every road hands its payment over. */
const paid = (
  at: number,
  partnerId: bigint,
  rest: { channel: (typeof channels)[number]; intent: 'request' | 'notice'; amountVnd: bigint },
) => ({
  partnerId,
  reference: `N${at}-${rest.intent}-${rest.amountVnd}`,
  customerCode: customers[at]!.code,
  billIds: customers[at]!.billIds,
  tender: null,
  occurredAt: new Date(),
  businessOn: today,
  ...rest,
});

test('whichever way a customer pays, a dong above the bill is refused, and the bill is paid with what it says', async () => {
  for (const [at, channel] of channels.entries()) {
    const kind = channel === 'counter_cash' || channel === 'staff_cash' ? 'own' : 'bank';
    const { id } = await makePartner(runtime, { kind, channels: [channel] });
    const ask = (amountVnd: bigint) =>
      acceptPayments(db, [paid(at, id, { channel, intent: 'request', amountVnd })], new Date());
    const [above] = await ask(totalVnd + 1n);
    assert.deepEqual(above, { outcome: 'wrong_amount', expectedVnd: totalVnd }, channel);
    const [exact] = await ask(totalVnd);
    assert.ok(exact?.outcome === 'accepted' && exact.payment.creditedVnd === 0n, channel);
  }
  await assertInvariants(db);
});

test("what came in above a bill is the customer's, whichever way it came; nothing of it is income", async () => {
  const incomeOf = async () =>
    many(
      db,
      sql<{ code: string; moved: number }>`
        select a.code, count(*)::int as moved from transfers t join accounts a on a.id in (t.debit_account_id, t.credit_account_id)
        where a.code like '5%' or a.code like '7%' group by 1 order by 1`,
    );
  const before = await incomeOf();
  for (const [index, channel] of channels.entries()) {
    const at = channels.length + index;
    const { id } = await makePartner(runtime, { channels: [channel] });
    const notice = paid(at, id, { channel, intent: 'notice', amountVnd: totalVnd + 5_500n });
    const [taken] = await acceptPayments(db, [notice], new Date());
    assert.ok(taken?.outcome === 'accepted' && taken.payment.creditedVnd === 5_500n, channel);
  }
  assert.deepEqual(await incomeOf(), before);
  await assertInvariants(db);
});

test('bills are held for what they are open for: an order through a gateway cannot ask for more', async () => {
  const [customer] = await makeCustomers(runtime, [{ bills: [{ period: '2026-09', totalVnd }] }]);
  const { id } = await makePartner(runtime, { channels: ['wallet'] });
  const { code: customerCode, billIds } = customer!;
  const asked = { partnerId: id, reference: 'GIU-1', customerCode, billIds, minutes: null };
  const hold = await transaction(db, (tx) => holdIn(tx, asked, new Date()));
  assert.equal(hold.amountVnd, totalVnd);
  assert.ok(hasSurcharge(totalVnd + 1n, [{ openVnd: totalVnd }]));
  assert.ok(!hasSurcharge(totalVnd, [{ openVnd: totalVnd }]));
});

/**
 * Where money beside bills is spoken of: what a partner gets for its work, and what a bank charges for a cheque that
 * bounced, which is written down with who bears it and is part of no payment.
 */
const besideBills = /^\w+ \/(settlement\/(terms|fees)|cheques\/\{id\}\/bounce$)/;

test('no route takes a fee of a customer: fees stand in the terms of partners alone', async () => {
  const app = await createApp(runtime);
  const partnerApi = await app.inject({ url: '/partner/v1/openapi.json' });
  assert.equal(partnerApi.statusCode, 200);
  const staffApi = (await readStaffOpenApi()) as { paths?: object };
  const taking: string[] = [];
  for (const { paths = {} } of [partnerApi.json<{ paths?: object }>(), staffApi]) {
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(
        operations as Record<string, { requestBody?: object }>,
      )) {
        const named = [...JSON.stringify(operation.requestBody ?? {}).matchAll(/"(\w+)":\{/g)];
        if (named.some(([, name]) => surchargeWords.test(name!))) taking.push(`${method} ${path}`);
      }
    }
  }
  assert.deepEqual(
    taking.filter((place) => !besideBills.test(place)),
    [],
  );
  assert.ok(taking.length > 0, 'the words are those of the terms');
});
