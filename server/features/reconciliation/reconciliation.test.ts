import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { openTestRuntime } from '../../../test/support/database.ts';
import { makeFolder } from '../../../test/support/files.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, makePartner } from '../../../test/support/make.ts';
import { payAsPartner } from '../../../test/support/partner-calls.ts';
import { partnerFile, sendFile } from '../../../test/support/partner-files.ts';
import { createApp } from '../../app.ts';
import { many } from '../../platform/db.ts';

const runtime = await openTestRuntime({ dataDir: makeFolder() });
const { company } = runtime;
const app = await createApp(runtime);
afterEach(() => assertInvariants(company.db));

const bank = await makePartner(runtime);
const customers = await makeCustomers(
  runtime,
  Array.from({ length: 12 }, () => ({ bills: [{ period: '2026-10', totalVnd: 100_000n }] })),
);
const pay = (index: number, reference: string) =>
  payAsPartner(app, bank.key, { reference, customerCode: customers[index]!.code, amount: 100_000n });

test('a file that says what our books say is matched whole', async () => {
  await pay(0, 'R-0');
  await pay(1, 'R-1');
  const content = partnerFile([
    { reference: 'R-1', customer: customers[1]!.code, amount: 100_000n },
    { reference: 'R-0', customer: customers[0]!.code, amount: '100.000' },
  ]);
  const file = await sendFile(runtime, { partner: bank.code, content });
  assert.deepEqual([file.state, file.refusal], ['matched', null]);
  assert.deepEqual(
    [file.matched, file.matched_vnd, file.difference_vnd, file.by_lane],
    [2, 200_000n, 0n, {}],
  );
  const rows = await many(company.db, sql`select * from differences`);
  assert.deepEqual(rows, []);
});
