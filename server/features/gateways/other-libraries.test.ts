import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { PayOS } from '@payos/node';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { HashAlgorithm, VNPay } from 'vnpay';
import { parseJson, type JsonObject } from '../../../core/gateways/json-text.ts';
import { readMessage } from '../../../core/gateways/message.ts';
import { signMessage, verifyLine } from './index.ts';

/** Libraries that nobody here wrote must take our signatures, and we theirs, for whatever stands in the fields. */
const readable = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(...' +&=%/?#\'"!()*~.-_;,:|ạđĐỹ₫😀é'), maxLength: 20 }),
);

function valid(line: object): boolean {
  return verifyLine(JSON.stringify(line), () => Math.floor(Date.now() / 1000)).valid;
}

function sign(
  provider: 'vnpay' | 'payos' | 'standard-webhooks',
  kind: 'create' | 'return' | 'webhook' | 'refund_answer' | 'query_answer',
  secret: string,
  parts: { headers?: Record<string, string>; fields?: object; body?: string },
) {
  const fields = parseJson(JSON.stringify(parts.fields ?? {})) as JsonObject;
  const message = readMessage({ ...parts, fields });
  return signMessage({ provider, kind, message, keys: { secretKey: secret } });
}

const secureSecret = 'SECRETKEYFORTESTONLY0123456789AB';
const config = {
  tmnCode: '2QXUI4B4',
  secureSecret,
  vnpayHost: 'https://sandbox.vnpayment.vn',
  hashAlgorithm: HashAlgorithm.SHA512,
  enableLog: false,
};
const vnpay = new VNPay(config);

test('addresses that npm vnpay builds are valid here, whatever the order says', () => {
  fc.assert(
    fc.property(
      readable,
      readable,
      fc.integer({ min: 1, max: 2_000_000_000 }),
      (about, reference, amount) => {
        const address = vnpay.buildPaymentUrl({
          vnp_Amount: amount,
          vnp_IpAddr: '203.0.113.5',
          vnp_TxnRef: `T${reference}`,
          vnp_OrderInfo: about,
          vnp_ReturnUrl: `https://pay.example.vn/return?next=${about}`,
        });
        const query = Object.fromEntries(new URL(address).searchParams);
        assert.ok(valid({ provider: 'vnpay', kind: 'create', secret: secureSecret, body: address }));
        assert.ok(valid({ provider: 'vnpay', kind: 'create', secret: secureSecret, fields: query }));
        assert.ok(!valid({ provider: 'vnpay', kind: 'create', secret: `${secureSecret}x`, fields: query }));
      },
    ),
  );
});

test('npm vnpay takes results that we sign, and no others', () => {
  fc.assert(
    fc.property(
      readable,
      fc.integer({ min: 1, max: 1e9 }),
      fc.constantFrom('', 'VNP123'),
      (about, amount, bankNo) => {
        const fields = {
          vnp_Amount: `${amount}00`,
          vnp_BankCode: 'NCB',
          vnp_BankTranNo: bankNo,
          vnp_OrderInfo: about.toWellFormed(),
          vnp_ResponseCode: '00',
          vnp_TmnCode: '2QXUI4B4',
          vnp_TransactionStatus: '00',
          vnp_TxnRef: 'HD20260900012345',
        };
        const { value } = sign('vnpay', 'return', secureSecret, { fields });
        assert.ok(vnpay.verifyReturnUrl({ ...fields, vnp_SecureHash: value }).isVerified);
        assert.ok(vnpay.verifyIpnCall({ ...fields, vnp_SecureHash: value }).isVerified);
        const other = { ...fields, vnp_Amount: `${amount}0000`, vnp_SecureHash: value };
        assert.ok(!vnpay.verifyReturnUrl(other).isVerified);
        assert.ok(!valid({ provider: 'vnpay', kind: 'return', secret: secureSecret, fields: other }));
      },
    ),
  );
});

/** Stands where VNPAY's server would: says whether the request is signed well, and signs its answer. */
const seen: { kind: 'query' | 'refund'; valid: boolean }[] = [];
const gateway = createServer((request, response) => {
  void text(request).then((body) => {
    const fields = JSON.parse(body) as Record<string, unknown>;
    const kind = fields['vnp_Command'] === 'refund' ? 'refund' : 'query';
    seen.push({ kind, valid: valid({ provider: 'vnpay', kind, secret: secureSecret, body }) });
    const answer = {
      vnp_ResponseId: 'RS1',
      vnp_Command: fields['vnp_Command'],
      vnp_ResponseCode: '00',
      vnp_Message: 'Thành công',
      vnp_TmnCode: '2QXUI4B4',
      vnp_TxnRef: fields['vnp_TxnRef'],
      // The library divides the amount of a refund before it checks, so that a refund's answer goes without.
      ...(kind === 'query' && { vnp_Amount: '38491200' }),
      vnp_OrderInfo: fields['vnp_OrderInfo'],
      vnp_TransactionType: '02',
      vnp_TransactionStatus: '00',
    };
    const { value } = sign('vnpay', `${kind}_answer`, secureSecret, { fields: answer });
    response.end(JSON.stringify({ ...answer, vnp_SecureHash: value }));
  });
});
before(() => new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done)));
after(() => new Promise((done) => gateway.close(done)));

test('queries and refunds of npm vnpay are signed as we read them, and it takes our answers', async () => {
  const { port } = gateway.address() as { port: number };
  const client = new VNPay({ ...config, queryDrAndRefundHost: `http://127.0.0.1:${port}` });
  const order = {
    vnp_RequestId: 'RQ1',
    vnp_IpAddr: '203.0.113.5',
    vnp_TxnRef: 'HD20260900012345',
    vnp_OrderInfo: 'Tiền điện, kỳ 9/2026 | hoàn',
    vnp_TransactionNo: 14422574,
    vnp_TransactionDate: 20260901083000,
    vnp_CreateDate: 20260901090000,
  };
  const found = await client.queryDr(order);
  const refunded = await client.refund({
    ...order,
    vnp_Amount: 384912,
    vnp_TransactionType: '02',
    vnp_CreateBy: 'admin',
    vnp_Locale: 'vn',
  } as Parameters<typeof client.refund>[0]);
  assert.deepEqual(seen, [
    { kind: 'query', valid: true },
    { kind: 'refund', valid: true },
  ]);
  assert.deepEqual([found.isVerified, refunded.isVerified], [true, true]);
});

const checksumKey = '1a54716c8f0efb2744fb28b6e38b25da7f67a925d98bc1c18bd8faaecadd7675';
const payos = new PayOS({ clientId: 'c', apiKey: 'a', checksumKey });

const plain = fc.oneof(
  readable,
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constantFrom(null, 'null', 'undefined', ''),
);
const names = fc.string({ unit: fc.constantFrom(...'abcXYZ_'), minLength: 1, maxLength: 6 });
const content = fc.dictionary(
  names,
  fc.oneof(plain, fc.array(fc.dictionary(names, plain, { maxKeys: 4 }), { maxLength: 3 })),
  { minKeys: 1, maxKeys: 12, noNullPrototype: true },
);

test('payOS and we sign any content of a webhook alike', async () => {
  await fc.assert(
    fc.asyncProperty(content, async (data) => {
      // What reaches either side has been through JSON: no minus zero, no half characters.
      const sent = JSON.parse(JSON.stringify(data).toWellFormed()) as Record<string, unknown>;
      const theirs = (await payos.crypto.createSignatureFromObj(sent as never, checksumKey))!;
      const { value } = sign('payos', 'webhook', checksumKey, { fields: { data: sent } });
      assert.equal(value, theirs);
      const body = JSON.stringify({
        code: '00',
        desc: 'success',
        success: true,
        data: sent,
        signature: theirs,
      });
      assert.ok(valid({ provider: 'payos', kind: 'webhook', secret: checksumKey, body }));
      await payos.webhooks.verify({ data: sent, signature: value } as never);
    }),
  );
});

test('payOS and we sign a request for a payment link alike', async () => {
  await fc.assert(
    fc.asyncProperty(readable, fc.maxSafeInteger(), fc.nat(), async (description, orderCode, amount) => {
      const order = {
        orderCode,
        amount,
        description: description.toWellFormed(),
        cancelUrl: 'https://pay.example.vn/huy?a=1&b=2',
        returnUrl: 'https://pay.example.vn/xong',
        buyerName: 'not signed',
      };
      const theirs = (await payos.crypto.createSignatureOfPaymentRequest(order, checksumKey))!;
      assert.equal(sign('payos', 'create', checksumKey, { fields: order }).value, theirs);
      const fields = { ...order, signature: theirs };
      assert.ok(valid({ provider: 'payos', kind: 'create', secret: checksumKey, fields }));
    }),
  );
});

test('npm standardwebhooks and we take each other’s messages', () => {
  const secrets = fc
    .uint8Array({ minLength: 24, maxLength: 64 })
    .map((bytes) => `whsec_${Buffer.from(bytes).toString('base64')}`);
  fc.assert(
    fc.property(secrets, readable, fc.integer({ min: -250, max: 250 }), (secret, said, drift) => {
      const body = JSON.stringify({ type: 'bill.paid', said: said.toWellFormed() });
      const webhook = new Webhook(secret);
      const time = Math.floor(Date.now() / 1000) + drift;
      const theirs = {
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(time),
        'webhook-signature': `v1,bm90IHRoaXM= ${webhook.sign('msg_1', new Date(time * 1000), body)}`,
      };
      const line = { provider: 'standard-webhooks', kind: 'webhook', secret, body };
      assert.ok(valid({ ...line, headers: theirs }));
      assert.ok(!valid({ ...line, body: `${body} `, headers: theirs }));
      const { value } = sign('standard-webhooks', 'webhook', secret, { headers: theirs, body });
      webhook.verify(body, { ...theirs, 'webhook-signature': value });
    }),
  );
});
