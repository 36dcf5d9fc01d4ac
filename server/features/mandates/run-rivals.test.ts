import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openTestRuntime } from '../../../test/support/database.ts';
import {
  plainDebitTerms,
  registerMandates,
  runOn,
  setDebitTerms,
  timeOf,
} from '../../../test/support/debits.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, makePartner } from '../../../test/support/make.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { one, transaction } from '../../platform/db.ts';
import { pickRange } from './pick-items.ts';
import { findBatch, lockRange, openBatch, planRanges } from './pick-queries.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
const day = '2026-11-26';

/** Comes true by what another connection does; asked again as soon as the event loop is free. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo()));
}

test('a run waits for every range that another is still picking, and its file holds them all', async () => {
  const app = await createApp(runtime);
  const operator = await signInAs(app, runtime, 'operator');
  const partner = await makePartner(runtime, { kind: 'bank', channels: ['auto_debit_bank'] });
  const bill = { bills: [{ period: '2026-11', totalVnd: 90_000n }] };
  const customers = await makeCustomers(runtime, [bill, bill]);
  await setDebitTerms(operator, partner.code);
  await registerMandates(operator, partner.code, customers);
  const { id } = await transaction(db, async (tx) => {
    const made = await openBatch(tx, {
      partnerId: partner.id,
      businessOn: day,
      messageId: `TN-${partner.code}-20261126`,
      terms: { ...plainDebitTerms, format: 'pain.008.001.02', columns: [] },
      answerDueOn: '2026-12-01',
      by: 'test',
      now: new Date(),
    });
    // One customer a range, and an open one behind them.
    await planRanges(tx, { id: made.id, partnerId: partner.id }, 1);
    return made;
  });
  const batch = (await findBatch(db, id))!;
  const { businessNow } = timeOf(day);

  const release = Array.from({ length: 2 }, () => Promise.withResolvers<void>());
  const held = release.map(() => Promise.withResolvers<void>());
  const rivals = release.map(({ promise }, index) =>
    transaction(db, async (tx) => {
      if (index > 0) await held[index - 1]!.promise;
      const range = await lockRange(tx, id);
      held[index]!.resolve();
      await promise;
      await pickRange(tx, batch, range!, businessNow);
    }),
  );
  await held[1]!.promise;
  const running = runOn(runtime, partner.code, day);
  await until(async () => (await waiting()) > 0);
  release[0]!.resolve();
  await rivals[0];
  await until(async () => (await waiting()) > 0 || (await findBatch(db, id))?.state === 'ready');
  release[1]!.resolve();
  await rivals[1];
  assert.equal((await running).batch?.items, 2);
  await assertInvariants(db);
});

/** Connections that wait for a lock of this database. */
async function waiting(): Promise<number> {
  const { count } = await one(
    db,
    sql<{ count: number }>`
      select count(*)::int as count from pg_locks l join pg_stat_activity a using (pid)
      where a.datname = current_database() and not l.granted`,
  );
  return count;
}
