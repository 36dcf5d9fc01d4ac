import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openTestRuntime } from '../../test/support/database.ts';
import { run, sqlState, transaction } from './db.ts';
import { AppError } from './errors.ts';
import { pipelinedTransaction } from './pipeline.ts';

const { company } = await openTestRuntime();

test("a code of the operating system is not taken for PostgreSQL's, though it has five capitals too", () => {
  for (const code of ['EPIPE', 'EPERM', 'EBUSY'])
    assert.equal(sqlState(Object.assign(new Error(), { code })), undefined);
  for (const code of ['23505', '57P01', 'XX000', 'P0001'])
    assert.equal(sqlState(Object.assign(new Error(), { code })), code);
});

test('a full disk or a broken one is an outage, not a fault: nothing is written, the caller may come again', async () => {
  const isOutage = (error: unknown): boolean =>
    error instanceof AppError && error.code === 'database.unavailable';
  for (const state of ['53100', '53200', '58030']) {
    const breakDown = sql.raw(
      `do $$ begin raise exception 'no space left' using errcode = '${state}'; end $$`,
    );
    await assert.rejects(run(company.db, breakDown), isOutage);
    await assert.rejects(
      transaction(company.db, (tx) => run(tx, breakDown)),
      isOutage,
    );
    await assert.rejects(
      pipelinedTransaction(company.db, (tx, commitWith) => commitWith(() => [run(tx, breakDown)])),
      isOutage,
    );
  }
});
