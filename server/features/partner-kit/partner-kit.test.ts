import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { certificationSteps } from '../../../core/certification.ts';
import { signRequest } from '../../../clients/typescript/signing.ts';
import { atEnd } from '../../../test/support/at-end.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomer, makePartner } from '../../../test/support/make.ts';
import { callPartner } from '../../../test/support/partner-calls.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { startReceiver } from '../../../test/support/webhook-receiver.ts';
import { createApp } from '../../app.ts';
import { sql } from 'kysely';
import { many } from '../../platform/db.ts';
import { deliverEvents } from '../webhooks/index.ts';

const runtime = await openTestRuntime({ webhookTargets: 'any' });
const { company } = runtime;
const app = await createApp(runtime);
const bank = await makePartner(runtime);
const operator = await signInAs(app, runtime, 'operator');
atEnd(() => assertInvariants(company.db));

/** A browser of somebody who builds for a partner. */
interface Browser {
  see(path: string): Promise<string>;
  send(path: string, fields: Record<string, string>): Promise<LightMyRequestResponse>;
}

const formHeaders = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };

async function invite(
  partner: { code: string },
  name = 'Lê Thị Lập Trình',
): Promise<{ id: string; code: string }> {
  const { status, body } = await operator.send('POST', `/partners/${partner.code}/developers`, { name });
  assert.equal(status, 201, JSON.stringify(body));
  return body as { id: string; code: string };
}

async function enter(code: string): Promise<LightMyRequestResponse> {
  const payload = new URLSearchParams({ code }).toString();
  return app.inject({ method: 'POST', url: '/partner/enter', headers: formHeaders, payload });
}

async function browse(code: string): Promise<Browser> {
  const entered = await enter(code);
  assert.equal(entered.statusCode, 303, entered.body);
  const cookies = Object.fromEntries(entered.cookies.map((cookie) => [cookie.name, cookie.value]));
  return {
    see: async (path) => {
      const answer = await app.inject({ url: `/partner${path}`, cookies });
      assert.equal(answer.statusCode, 200, `${path}: ${answer.statusCode} ${answer.body.slice(-400)}`);
      return answer.body;
    },
    send: (path, fields) =>
      app.inject({
        method: 'POST',
        url: `/partner${path}`,
        cookies,
        headers: formHeaders,
        payload: new URLSearchParams(fields).toString(),
      }),
  };
}

/** Reads until the log, which is written a little later, has what is looked for. */
async function seeSoon(browser: Browser, path: string, wanted: RegExp): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const page = await browser.see(path);
    if (wanted.test(page)) return page;
    if (attempt > 200) assert.match(page, wanted);
    await new Promise((done) => setTimeout(done, 25));
  }
}

const browser = await browse((await invite(bank)).code);

test('a code opens the pages once; nothing is seen without it, after the end, or through the form of another site', async () => {
  const invited = await invite(bank);
  const other = await browse(invited.code);
  assert.match(await other.see(''), /Mười phút đầu tiên/);
  assert.match(await other.see('?lang=en'), /The first ten minutes/);
  assert.equal((await enter(invited.code)).statusCode, 401);
  assert.equal((await enter('PCTEST.sai')).statusCode, 401);
  assert.equal((await app.inject({ url: '/partner/keys' })).headers.location, '/partner/enter');
  const foreign = await app.inject({
    method: 'POST',
    url: '/partner/enter',
    headers: { ...formHeaders, 'sec-fetch-site': 'cross-site' },
    payload: 'code=x',
  });
  assert.equal(foreign.statusCode, 403);
  await operator.send('POST', `/partners/${bank.code}/developers/${invited.id}/end`);
  await assert.rejects(other.see(''));
  const { body } = await operator.get(`/partners/${bank.code}/kit`);
  assert.ok(body.developers.find((one: { id: string }) => one.id === invited.id).endedAt);
});

test("every call stands in its partner's log with what was sent and answered, escaped and without secrets, and in no other partner's", async () => {
  const customer = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 60_000n }] });
  const body = {
    reference: 'LOG-<b>-1'.replaceAll(/[<>]/g, ''),
    customerCode: customer.code,
    amount: '59000',
    secretWord: '<script>',
  };
  const refused = await callPartner(app, bank.key, { method: 'POST', path: '/payments', body });
  assert.equal(refused.json().code, 'request.unknown_field');
  const id = refused.json().requestId as string;
  const page = await seeSoon(browser, `/requests?place=live&find=${id}`, /requests\/\d+/);
  assert.match(page, /request\.unknown_field/);
  const detail = await browser.see(`/requests/${/requests\/(\d+)\?place=live/.exec(page)![1]}?place=live`);
  assert.ok(!detail.includes('<script>') && detail.includes('***'));
  assert.match(detail, /td1\nPOST\n\/partner\/v1\/payments\n/);
  const stranger = await browse((await invite(await makePartner(runtime))).code);
  assert.ok(!(await stranger.see('/requests?place=live')).includes(id));
  const rows = await many(
    company.db,
    sql<{ id: bigint }>`select id from partner_requests where request_id = ${id}`,
  );
  await assert.rejects(stranger.see(`/requests/${rows[0]!.id}?place=live`));
});

test('the debugger names the first byte that differs, and the usual mistakes with a secret', async () => {
  const body = '{"reference":"S-1","amount":"1"}';
  const request = {
    method: 'POST',
    path: '/partner/v1/payments',
    body,
    timestamp: 1_790_000_000,
    nonce: 'nonce-0123456789abcdef',
  };
  const { signedText, headers } = signRequest(bank.key, request);
  const ask = async (theirs: string, signature: string): Promise<string> =>
    (
      await browser.send('/signature?place=live&lang=en', {
        place: 'live',
        keyId: bank.key.keyId,
        method: 'POST',
        path: request.path,
        timestamp: String(request.timestamp),
        nonce: request.nonce,
        body,
        theirs: theirs.replaceAll('\n', '\r\n'),
        signature,
      })
    ).body;
  const hmac = (secret: Buffer | string, text: string) => createHmac('sha256', secret).update(text);
  assert.match(await ask(signedText, headers['td-signature']!), /The signature is right/);
  const wrong = signedText.replace('/partner', '/Partner');
  const parted = await ask(wrong, hmac(bank.key.secret, wrong).digest('base64'));
  assert.match(parted, /They part at byte\s+10/);
  assert.match(parted, /The key is right, the string is not/);
  const base64 = bank.key.secret.toString('base64');
  assert.match(await ask('', hmac(base64, signedText).digest('base64')), /Decode it first/);
  assert.match(await ask('', hmac(bank.key.secret, signedText).digest('hex')), /written in hex/);
  assert.match(
    await ask('', hmac(bank.key.secret, `${signedText}\n`).digest('base64')),
    /a line feed too many/,
  );
});

test('in the sandbox every scenario answers what it promises, and the checklist fills itself until a live key may be made', async () => {
  assert.equal((await browser.send('/keys', { place: 'live', publicKey: '' })).statusCode, 200);
  const filled = await browser.send('/sandbox', {});
  assert.equal(filled.statusCode, 303, filled.body.slice(-500));
  const [sandbox] = (await runtime.listCompanies()).filter(({ code }) => code === 'SANDBOX');
  const made = await browser.send('/keys', { place: 'sandbox', publicKey: '' });
  const keyId = /test_[\w-]+/.exec(made.body)![0];
  const secret = Buffer.from(/base64\)[^<]*<code[^>]*>([^<]+)</.exec(made.body)![1]!, 'base64');
  assert.match(made.body, new RegExp(`KEY=${keyId}`));
  const key = { keyId, algorithm: 'hmac-sha256' as const, secret };
  const codes = [...(await browser.see('/sandbox')).matchAll(/<code[^>]*>(SBX\d+)</g)].map(
    (match) => match[1]!,
  );
  assert.equal(codes.length, 9);
  const [open, two, paid, held, wrong, unknown, , lost, limit] = codes as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const ask = (code: string) => callPartner(app, key, { method: 'GET', path: `/customers/${code}/bills` });
  const pay = (reference: string, customerCode: string, amount = '250000', more = {}) =>
    callPartner(app, key, {
      method: 'POST',
      path: '/payments',
      body: { reference, customerCode, amount },
      ...more,
    });
  const codeOf = async (answer: Promise<LightMyRequestResponse>) => (await answer).json().code;
  assert.equal((await ask(open)).json().totalOpen, '250000');
  assert.equal((await ask(two)).json().bills.length, 2);
  assert.equal((await ask(paid)).json().bills.length, 0);
  const hold = await callPartner(app, key, {
    method: 'POST',
    path: '/holds',
    body: { reference: 'H-1', customerCode: open },
  });
  assert.equal(hold.statusCode, 201, hold.body);
  assert.equal((await pay('T-1', open)).statusCode, 201);
  assert.equal((await pay('T-1', open)).json().outcome, 'replayed');
  assert.equal(await codeOf(pay('T-1', open, '1')), 'payments.conflict');
  assert.equal(await codeOf(pay('T-2', paid)), 'payments.already_paid');
  assert.equal(await codeOf(pay('T-3', held)), 'payments.held_elsewhere');
  assert.equal(await codeOf(pay('T-4', wrong, '249000')), 'payments.wrong_amount');
  assert.equal(await codeOf(pay('T-5', unknown)), 'payments.unknown_customer');
  assert.equal(await codeOf(pay('T-6', limit, '2000000000')), 'payments.partner_limit');
  assert.equal(await codeOf(pay('T-7', lost)), 'payment.outcome_unknown');
  const status = (reference: string) =>
    callPartner(app, key, { method: 'GET', path: `/payments/${reference}` });
  await seeSoon(browser, '/requests?find=payment.outcome_unknown', /requests\/\d+/);
  assert.equal((await status('T-7')).json().currentState, 'accepted');
  const reversal = { reference: 'T-1-H', reason: 'khách trả nhầm' };
  const reversed = await callPartner(app, key, {
    method: 'POST',
    path: '/payments/T-1/reversal',
    body: reversal,
  });
  assert.equal(reversed.statusCode, 201, reversed.body);
  assert.equal(await codeOf(pay('T-8', open, '250000', { timestamp: 1_700_000_000 })), 'signature.expired');
  assert.equal(
    await codeOf(pay('T-9', open, '250000', { headers: { 'td-signature': 'AAAA' } })),
    'signature.mismatch',
  );
  const receiver = await startReceiver(() => ({ status: 200 }));
  assert.match(
    (await browser.send('/webhooks', { place: 'sandbox', url: receiver.url, reach: 'own' })).body,
    /whsec_/,
  );
  const endpoint = /name="id" value="(\d+)"/.exec(await browser.see('/webhooks'))![1]!;
  await browser.send('/webhooks/test', { place: 'sandbox', id: endpoint });
  await deliverEvents(sandbox!.db, { companyCode: sandbox!.code, targets: 'any', now: new Date() });
  assert.equal(receiver.received.length, 1);
  assert.match(await browser.see('/webhooks'), /✓\s+200/);
  assert.match(await checkFile('Mã giao dịch,Mã khách hàng,Số tiền\nA-1,PA1,abc\n'), /Dòng lỗi/);
  assert.match(await checkFile('chẳng,phải,tệp\n1,2,3\n'), /note wrong/);
  assert.match(await checkFile('Mã giao dịch,Mã khách hàng,Số tiền\nA-1,PA16HT0000001,1000\n'), /Đọc được/);
  const done = certificationSteps.length;
  const page = await seeSoon(browser, '/certification', /Đã đủ/);
  assert.equal([...page.matchAll(/class="good"\s*>✓\s+\d/g)].length, done);
  const { body } = await operator.get(`/partners/${bank.code}/kit`);
  assert.equal(
    body.certification.filter((step: { sandboxAt: string | null }) => step.sandboxAt).length,
    done,
  );
  await assertInvariants(sandbox!.db);
});

async function checkFile(content: string): Promise<string> {
  const cookies = await sessionCookies();
  const boundary = 'xxBOUNDARYxx';
  const payload = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="thu.csv"\r\nContent-Type: text/csv\r\n\r\n${content}\r\n--${boundary}--\r\n`;
  const answer = await app.inject({
    method: 'POST',
    url: '/partner/file',
    cookies,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'sec-fetch-site': 'same-origin' },
    payload,
  });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.body;
}

let kept: Record<string, string> | undefined;
async function sessionCookies(): Promise<Record<string, string>> {
  if (!kept) {
    const entered = await enter((await invite(bank)).code);
    kept = Object.fromEntries(entered.cookies.map((cookie) => [cookie.name, cookie.value]));
  }
  return kept;
}
