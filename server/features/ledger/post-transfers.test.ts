import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openTestRuntime, runAsOwner } from '../../../test/support/database.ts';
import { makePartner, today } from '../../../test/support/make.ts';
import { many } from '../../platform/db.ts';
import { resolveAccounts } from './index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;

const transferOf = (partnerId: bigint) => ({
  kind: 'payment',
  debit: { code: '113', orgUnitId: null, partnerId } as const,
  credit: { code: '3388', orgUnitId: null, partnerId: null } as const,
  amountVnd: 1_000n,
  paymentId: null,
  importId: null,
  businessOn: today,
  occurredAt: new Date(),
});

test('an account that is there already is taken, a new one is opened', async () => {
  const [first, second] = [await makePartner(runtime), await makePartner(runtime)];
  const [one] = await resolveAccounts(company.db, [transferOf(first.id)]);
  const [other] = await resolveAccounts(company.db, [transferOf(second.id)]);
  assert.equal(other?.creditAccountId, one?.creditAccountId);
  assert.notEqual(other?.debitAccountId, one?.debitAccountId);
});

test('a number given out twice, as after a crash of a copied database, is named and not taken for a known account', async () => {
  const [first, second] = [await makePartner(runtime), await makePartner(runtime)];
  await resolveAccounts(company.db, [transferOf(first.id)]);
  await runAsOwner(runtime, company, 'alter table accounts alter column id restart with 1');
  await assert.rejects(resolveAccounts(company.db, [transferOf(second.id)]), {
    code: '23505',
    constraint: 'accounts_pkey',
  });
  const known = await many(
    company.db,
    sql<{ id: bigint }>`select id from accounts where partner_id = ${second.id}`,
  );
  assert.deepEqual(known, []);
});
