import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openTestRuntime } from '../../../test/support/database.ts';
import { makeCustomer, makePartner } from '../../../test/support/make.ts';
import { callPartner } from '../../../test/support/partner-calls.ts';
import { createApp } from '../../app.ts';
import { one, run } from '../../platform/db.ts';
import { createCompany } from '../../platform/migrate.ts';
import { forgetKeys, issueKey, revokeKey, setSuspended } from './index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const app = await createApp(runtime);
const bank = await makePartner(runtime);
const customer = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 60_000n }] });
const path = `/customers/${customer.code}/bills`;
const seconds = (): number => Math.floor(Date.now() / 1000);

test('each rule of signing that is broken has its own answer', async () => {
  const call = { method: 'GET' as const, path };
  const answers = {
    'signature.missing': callPartner(app, bank.key, { ...call, headers: { 'td-signature': '' } }),
    'partners.unknown_key': callPartner(app, { ...bank.key, keyId: 'key_nobody' }, call),
    'signature.expired': callPartner(app, bank.key, { ...call, timestamp: seconds() - 301 }),
    'signature.mismatch': callPartner(app, { ...bank.key, secret: Buffer.from('another') }, call),
    'signature.digest': callPartner(app, bank.key, { ...call, headers: { 'td-digest': 'sha-256=AAAA' } }),
  };
  for (const [code, answer] of Object.entries(answers)) {
    assert.deepEqual([(await answer).json().code, (await answer).statusCode], [code, 401]);
  }
  const mismatch = (await answers['signature.mismatch']).json();
  assert.match(mismatch.params.signed, /^td1\nGET\n\/partner\/v1\/customers\//);
  assert.equal((await callPartner(app, bank.key, { ...call, timestamp: seconds() + 290 })).statusCode, 200);
});

test('a nonce used for another request is refused, also by another server process; the same request may repeat', async () => {
  const nonce = 'nonce-0123456789abcdef';
  const pay = (app_: typeof app, reference: string) =>
    callPartner(app_, bank.key, {
      method: 'POST',
      path: '/payments',
      nonce,
      body: { reference, customerCode: customer.code, amount: '60000' },
    });
  assert.equal((await pay(app, 'N-1')).statusCode, 201);
  assert.equal((await pay(app, 'N-1')).json().outcome, 'replayed');
  const second = await createApp(runtime);
  const replayed = await pay(second, 'N-2');
  assert.deepEqual([replayed.statusCode, replayed.json().code], [409, 'request.replayed']);
  const raced = await Promise.all(
    ['N-3', 'N-4', 'N-5'].map((reference) =>
      callPartner(app, bank.key, {
        method: 'POST',
        path: '/payments',
        nonce: 'nonce-raced-0123456789',
        body: { reference, customerCode: customer.code, amount: '60000' },
      }),
    ),
  );
  assert.equal(raced.filter((answer) => answer.json().code === 'request.replayed').length, 2);
});

test('a partner has two live keys at most, of either algorithm, and a revoked one stops at once', async () => {
  const partner = await makePartner(runtime);
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
  const second = await issueKey(runtime, company, {
    partnerId: partner.id,
    algorithm: 'ed25519',
    publicKey: pem,
    actor: 'test',
  });
  const ed25519 = { keyId: second.keyId, algorithm: 'ed25519' as const, privateKey };
  for (const key of [partner.key, ed25519]) {
    assert.equal((await callPartner(app, key, { method: 'GET', path })).statusCode, 200);
  }
  await assert.rejects(
    issueKey(runtime, company, { partnerId: partner.id, algorithm: 'hmac-sha256', actor: 'test' }),
    /partners.two_live_keys/,
  );
  await revokeKey(runtime, company, { keyId: partner.key.keyId, actor: 'test', now: new Date() });
  assert.equal(
    (await callPartner(app, partner.key, { method: 'GET', path })).json().code,
    'partners.unknown_key',
  );
  await issueKey(runtime, company, { partnerId: partner.id, algorithm: 'hmac-sha256', actor: 'test' });
});

test('a partner over its requests per second is told when to come back, and a suspended one that it is', async () => {
  const partner = await makePartner(runtime);
  await run(company.db, sql`update partners set requests_per_second = 3 where id = ${partner.id}`);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => callPartner(app, partner.key, { method: 'GET', path })),
  );
  const limited = answers.filter(({ statusCode }) => statusCode === 429);
  assert.ok(limited.length >= 4 && limited.length <= 5, `${limited.length} limited`);
  assert.equal(limited[0]?.headers['retry-after'], '1');
  await run(company.db, sql`update partners set requests_per_second = 100 where id = ${partner.id}`);
  await setSuspended(company.db, partner.id, new Date());
  forgetKeys(runtime);
  assert.equal(
    (await callPartner(app, partner.key, { method: 'GET', path })).json().code,
    'partners.suspended',
  );
});

test('a pooled connection never keeps the path of another company', async () => {
  await createCompany(runtime.ownerUrl, { code: 'PCKHAC', name: 'Công ty khác', demo: true });
  const other = await runtime.findCompany('PCKHAC');
  assert.ok(other);
  const paths = await Promise.all(
    Array.from({ length: 40 }, async (_, i) => {
      const { db } = i % 2 ? company : other;
      const row = await one(
        db,
        sql<{ schema: string; role: string }>`select current_schema() as schema, current_user::text as role`,
      );
      return row.schema === db.schema && row.role === 'tiendien_app';
    }),
  );
  assert.ok(paths.every(Boolean));
});

test('the application may add to ledger and audit but neither change nor remove', async () => {
  for (const table of ['transfers', 'audit_events', 'allocations', 'ledger_seals']) {
    await assert.rejects(run(company.db, sql`delete from ${sql.table(table)}`), /permission denied/);
  }
  await assert.rejects(run(company.db, sql`update transfers set amount_vnd = 1`), /permission denied/);
});

test('the reference of the partner API is generated from its routes', async () => {
  const document = (await app.inject('/partner/v1/openapi.json')).json();
  assert.equal(document.openapi, '3.1.0');
  assert.deepEqual(Object.keys(document.paths).sort(), [
    '/partner/v1/customers/{customerCode}/bills',
    '/partner/v1/holds',
    '/partner/v1/holds/{reference}',
    '/partner/v1/holds/{reference}/extension',
    '/partner/v1/holds/{reference}/release',
    '/partner/v1/minutes/{number}',
    '/partner/v1/minutes/{number}/sign',
    '/partner/v1/payments',
    '/partner/v1/payments/{reference}',
    '/partner/v1/payments/{reference}/reversal',
    '/partner/v1/reconciliation/{day}',
    '/partner/v1/reconciliation/{day}/answers',
    '/partner/v1/reconciliation/{day}/file',
  ]);
});
