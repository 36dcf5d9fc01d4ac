import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { addDays } from '../../../core/dates.ts';
import { openTestRuntime, runAsOwner } from '../../../test/support/database.ts';
import { makeFolder } from '../../../test/support/files.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { payAsPartner, reverseAsPartner } from '../../../test/support/partner-calls.ts';
import { partnerFile, sendFile, type SentLine } from '../../../test/support/partner-files.ts';
import { createApp } from '../../app.ts';
import { many, one, transaction } from '../../platform/db.ts';
import { closePartnerDay } from '../partners/index.ts';
import { insertFile } from './file-queries.ts';
import { dayResult, receiveFile, watchBooks } from './index.ts';
import { resolveDifferences } from './resolve-differences.ts';

const runtime = await openTestRuntime({ dataDir: makeFolder() });
const { company } = runtime;
const app = await createApp(runtime);
afterEach(() => assertInvariants(company.db));
const yesterday = addDays(today, -1);
const customers = await makeCustomers(
  runtime,
  Array.from({ length: 12 }, () => ({ bills: [{ period: '2026-10', totalVnd: 100_000n }] })),
);
let next = 0;
type Bank = Awaited<ReturnType<typeof makePartner>>;

async function pay(bank: Bank, reference: string): Promise<SentLine & { paymentId: string }> {
  const customer = customers[next++]!.code;
  const amount = 100_000n;
  const payment = { reference, customerCode: customer, amount };
  return { reference, customer, amount, paymentId: await payAsPartner(app, bank.key, payment) };
}

const stored = (bank: Bank, day: string) =>
  many(
    company.db,
    sql<{
      reference: string;
      lane: string;
      state: string;
      resolution: string | null;
      other_day: string | null;
    }>`
      select reference, lane, state, resolution, other_day from differences
      where partner_id = ${bank.id} and settles_on = ${day}::date order by reference, id`,
  );

test('what is accepted for a closed day settles on the next, and both days say so without anybody asking again', async () => {
  const bank = await makePartner(runtime);
  await transaction(company.db, (tx) => closePartnerDay(tx, { partnerId: bank.id, settlesOn: yesterday }));
  const line = { reference: 'Y-1', customer: customers[next++]!.code, amount: 100_000n };
  const sendYesterday = (lines: SentLine[]) =>
    sendFile(runtime, {
      partner: bank.code,
      content: partnerFile(lines, { day: yesterday }),
      day: yesterday,
    });
  await sendYesterday([line]);
  const { id } = await one(
    company.db,
    sql<{ id: bigint }>`select id from differences where partner_id = ${bank.id} and state = 'open'`,
  );
  const request = { ids: [id], fix: 'accept' as const, note: 'đúng', by: 'ke.toan', businessOn: today };
  const [answer] = await resolveDifferences(company.db, request, new Date());
  assert.deepEqual([answer?.outcome, answer?.error], ['resolved', null]);
  const paid = await one(
    company.db,
    sql<{ settles_on: string }>`select settles_on from payments where reference = 'Y-1'`,
  );
  assert.equal(paid.settles_on, today);
  const kept = await pay(bank, 'Y-2');
  const file = await sendFile(runtime, { partner: bank.code, content: partnerFile([kept]) });
  assert.equal(file.difference_vnd, -100_000n);
  assert.deepEqual(await stored(bank, today), [
    {
      reference: 'Y-1',
      lane: 'crossed_cut_off',
      state: 'resolved',
      resolution: 'made_by_fix',
      other_day: yesterday,
    },
  ]);
  await sendYesterday([{ ...line, at: `${yesterday} 12:00:00` }]);
  assert.deepEqual(await stored(bank, yesterday), [
    { reference: 'Y-1', lane: 'at_partner_only', state: 'resolved', resolution: 'accept', other_day: null },
  ]);
  const result = await dayResult(company.db, bank.id, today);
  assert.deepEqual([result.matched, result.differenceVnd, result.openDifferences], [1, -100_000n, 0]);
  assert.deepEqual(result.byLane.crossed_cut_off, { count: 1, theirVnd: 0n, ourVnd: 100_000n });
});

test('a payment taken back after its day differs on the day it was taken back, until the file of that day says so too', async () => {
  const bank = await makePartner(runtime);
  const line = await pay(bank, 'Z-1');
  await reverseAsPartner(app, bank.key, 'Z-1');
  await company.db.client.query('update payments set settles_on = $1 where id = $2', [
    yesterday,
    line.paymentId,
  ]);
  await watchBooks(runtime, company);
  const early = await stored(bank, today);
  assert.deepEqual([early[0]?.lane, early[0]?.state], ['reversed_after_cut_off', 'open']);
  const content = partnerFile([line], { day: yesterday });
  const first = await sendFile(runtime, { partner: bank.code, content, day: yesterday });
  assert.deepEqual([first.matched, first.difference_vnd], [1, 0n]);
  const second = await sendFile(runtime, {
    partner: bank.code,
    content: partnerFile([{ ...line, status: 'Hoàn tiền' }]),
  });
  assert.deepEqual([second.matched, second.difference_vnd], [1, 0n]);
  const late = await stored(bank, today);
  assert.deepEqual([late.length, late[0]?.resolution], [1, 'no_longer_found']);
});

test('a hold that neither ended nor was paid is told before any file comes, and closed when it ends', async () => {
  const bank = await makePartner(runtime);
  const customer = customers[next++]!;
  const hold = (
    state: string,
  ) => `insert into holds (partner_id, reference, customer_id, bill_ids, amount_vnd, state, held_at, expires_at)
    values (${bank.id}, 'L-1', ${customer.id}, '{${customer.billIds[0]}}', 100000, '${state}', now() - interval '2 hours', now() - interval '90 minutes')`;
  await runAsOwner(runtime, company, hold('open'));
  await watchBooks(runtime, company);
  const lanes = async () => [...(await stored(bank, today)), ...(await stored(bank, yesterday))];
  assert.deepEqual(
    (await lanes()).map(({ lane, state }) => [lane, state]),
    [['pending', 'open']],
  );
  await runAsOwner(runtime, company, `update holds set state = 'expired' where reference = 'L-1'`);
  await watchBooks(runtime, company);
  assert.deepEqual(
    (await lanes()).map(({ state, resolution }) => [state, resolution]),
    [['resolved', 'no_longer_found']],
  );
});

test('a payment that comes after the file explains what stood open, without the file being sent again', async () => {
  const bank = await makePartner(runtime);
  const customer = customers[next]!.code;
  const line = { reference: 'W-1', customer, amount: 100_000n };
  await sendFile(runtime, { partner: bank.code, content: partnerFile([line]) });
  await pay(bank, 'W-1');
  await watchBooks(runtime, company);
  const [row] = await stored(bank, today);
  assert.deepEqual([row?.state, row?.resolution], ['resolved', 'no_longer_found']);
  assert.equal((await dayResult(company.db, bank.id, today)).matched, 1);
});

test('a file whose process was stopped is taken up again; one that never arrived whole is said to be broken off', async () => {
  const bank = await makePartner(runtime);
  const content = partnerFile([{ reference: 'S-1', customer: customers[0]!.code, amount: 1_000n }]);
  const received = await receiveFile(runtime, company, Readable.from([Buffer.from(content)]), {
    partnerCode: bank.code,
    day: today,
    scope: 'final',
    mappingName: undefined,
    fileName: 'dung.csv',
    by: 'test',
    businessOn: today,
  });
  const half = await insertFile(company.db, {
    partnerId: bank.id,
    day: today,
    scope: 'final',
    fileName: 'nua.csv',
    mappingId: null,
    by: 'test',
  });
  const states = () =>
    many(
      company.db,
      sql<{ id: bigint; state: string; code: string | null }>`
        select id, state, refusal ->> 'code' as code from partner_files where partner_id = ${bank.id} order by id`,
    );
  await watchBooks(runtime, company);
  assert.deepEqual(
    (await states()).map(({ state }) => state),
    ['reading', 'reading'],
  );
  await company.db.client.query(`update partner_files set received_at = received_at - interval '1 hour'`);
  await watchBooks(runtime, company);
  assert.deepEqual(await states(), [
    { id: received.id, state: 'matched', code: null },
    { id: half, state: 'refused', code: 'reconciliation.upload_broken' },
  ]);
});
