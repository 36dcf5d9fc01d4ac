import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { readMessage } from '../../../core/gateways/message.ts';
import { verifyLine, verifyMessage, type Verdict } from './index.ts';

/** A verdict names the rule that failed; what is signed is what stands in the message, to the byte. */
const now = 1_790_000_000;
const verify = (line: string | object): Verdict =>
  verifyLine(typeof line === 'string' ? line : JSON.stringify(line), () => now);
const hmac = (algorithm: string, key: string, text: string, encoding: 'hex' | 'base64' = 'hex'): string =>
  createHmac(algorithm, key).update(text).digest(encoding);

const zalo = { key1: 'first', key2: 'second' };
const secret = 'checksum';

test('a signature made with the other key of the contract names both keys', () => {
  const callback = { data: '{}', mac: hmac('sha256', zalo.key1, '{}') };
  const line = { provider: 'zalopay', kind: 'callback', secret: zalo, fields: callback };
  assert.deepEqual(verify(line), {
    valid: false,
    reason: 'wrong_key: signed with key1, must be key2',
    signed: '{}',
  });
});

test('what is missing is named: the signature, a field, a header, the body', () => {
  const momo = { provider: 'momo', kind: 'query', secret: { accessKey: 'a', secretKey: 's' } };
  const reasonOf = (more: object): string | undefined => verify({ ...momo, ...more }).reason;
  const query = { orderId: '1', partnerCode: 'P', requestId: 'R' };
  assert.equal(reasonOf({ fields: query }), 'signature_missing: signature');
  assert.equal(
    reasonOf({ fields: { ...query, requestId: undefined, signature: '00' } }),
    'field_missing: requestId',
  );
  assert.equal(reasonOf({ fields: { ...query, orderId: null, signature: '00' } }), 'field_missing: orderId');
  assert.equal(
    reasonOf({ fields: { ...query, orderId: { deep: 1 }, signature: '00' } }),
    'field_malformed: orderId is repeated or not a plain value',
  );
  assert.equal(
    reasonOf({ fields: { ...query, signature: 'zz' } }),
    'signature_malformed: signature is no sha256 in hex',
  );
  assert.equal(reasonOf({ fields: { ...query, signature: 'ab'.repeat(32) } }), 'signature_wrong: signature');
  assert.equal(reasonOf({ body: '{"orderId":' }), 'body_unreadable: neither a JSON object nor a form');
  const webhook = { provider: 'standard-webhooks', kind: 'webhook', secret: 'whsec_c2VjcmV0', body: '' };
  const headers = { 'webhook-id': 'm', 'webhook-timestamp': String(now), 'webhook-signature': 'v1,abc' };
  assert.equal(verify({ ...webhook }).reason, 'signature_missing: webhook-signature');
  assert.equal(
    verify({ ...webhook, headers: { ...headers, 'webhook-signature': 'v1a,abc' } }).reason,
    'signature_missing: webhook-signature has none of v1',
  );
  assert.equal(
    verify({ ...webhook, headers: { ...headers, 'webhook-id': '' } }).reason,
    'header_missing: webhook-id',
  );
  assert.equal(
    verify({ ...webhook, headers: { ...headers, 'webhook-timestamp': '17e8' } }).reason,
    'timestamp_malformed: webhook-timestamp',
  );
  assert.equal(verify({ ...webhook, headers, body: undefined }).reason, 'body_missing: the raw text');
});

test('a line that is no question has an error with a code', () => {
  const codeOf = (line: string | object): string | undefined => {
    try {
      verify(line);
      return undefined;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  assert.equal(codeOf('{"provider":'), 'gateways.unreadable_line');
  assert.equal(codeOf('[]'), 'gateways.unreadable_line');
  assert.equal(codeOf('null'), 'gateways.unreadable_line');
  assert.equal(codeOf({ kind: 'create' }), 'gateways.unreadable_line');
  assert.equal(codeOf({ provider: 'toString', kind: 'create', secret }), 'gateways.unknown_provider');
  assert.equal(codeOf({ provider: 'momo', kind: 'refunds', secret }), 'gateways.unknown_kind');
  assert.equal(codeOf({ provider: 'casso', kind: 'return', secret }), 'gateways.unknown_kind');
  assert.equal(codeOf({ provider: 'momo', kind: 'create' }), 'gateways.secret_malformed');
  assert.equal(
    codeOf({ provider: 'momo', kind: 'create', secret, fields: { signature: 'x' } }),
    'gateways.secret_malformed',
  );
  assert.equal(codeOf({ provider: 'vnpay', kind: 'create', secret: '' }), 'gateways.secret_malformed');
  assert.equal(
    codeOf({ provider: 'zalopay', kind: 'callback', secret: { key1: 'a' }, fields: { data: '', mac: '00' } }),
    'gateways.secret_malformed',
  );
  assert.equal(
    codeOf({ provider: 'standard-webhooks', kind: 'webhook', secret: 'whsec_!' }),
    'gateways.secret_malformed',
  );
  assert.equal(
    codeOf({ provider: 'viettel', kind: 'create', variant: 'md5', secret }),
    'gateways.unknown_variant',
  );
  assert.equal(codeOf({ provider: 'vnpay', kind: 'create', secret, fields: [] }), 'gateways.unreadable_line');
  assert.equal(codeOf({ provider: 'vnpay', kind: 'create', secret, body: {} }), 'gateways.unreadable_line');
  assert.equal(
    codeOf({ provider: 'vnpay', kind: 'create', secret, now: 'noon' }),
    'gateways.unreadable_line',
  );
});

test('a number is signed as it is spelled, also beyond what a double holds', () => {
  const text = 'amount=50000.0&orderCode=12345678901234567891&paid=5e4&rate=-0.10';
  const body = `{"data":{"orderCode":12345678901234567891,"amount":50000.0,"rate":-0.10,"paid":5e4},"signature":"${hmac('sha256', secret, text)}"}`;
  const line = { provider: 'payos', kind: 'webhook', secret, body };
  assert.deepEqual(verify(line), { valid: true, signed: text });
  assert.equal(verify({ ...line, body: body.replace('7891', '7890') }).valid, false);
  const read = `{"provider":"payos","kind":"webhook","secret":"${secret}","fields":${body}}`;
  assert.deepEqual(verify(read), { valid: true, signed: text });
});

test('payOS: null is empty, lists of objects are JSON with their names in order', () => {
  const text = 'empty=&items=[{"a":1,"b":"ă \\"x\\""},{"c":null}]&none=&on=true&word=';
  const data = { word: 'null', none: null, items: [{ b: 'ă "x"', a: 1 }, { c: null }], empty: '', on: true };
  const fields = { data, signature: hmac('sha256', secret, text) };
  assert.deepEqual(verify({ provider: 'payos', kind: 'webhook', secret, fields }), {
    valid: true,
    signed: text,
  });
});

test('VNPAY: marks as each of the known signers encodes them, empty fields kept or left out, composed or not', () => {
  const fields = { vnp_OrderInfo: "Tiền điện (kỳ 9) *~!' +&=%", vnp_BankTranNo: '', vnp_Amount: '100' };
  const signers = [
    ['%28k%E1%BB%B3+9%29+*%7E%21%27', 'Java'],
    ['%28k%E1%BB%B3+9%29+%2A%7E%21%27', 'PHP'],
    ["(k%E1%BB%B3+9)+*~!'", 'JavaScript'],
    ['(k%E1%BB%B3+9)+*%7E!%27', '.NET'],
    ['%28k%E1%BB%B3+9%29+%2A~%21%27', 'Python'],
  ] as const;
  for (const [middle, signer] of signers) {
    const info = `Ti%E1%BB%81n+%C4%91i%E1%BB%87n+${middle}+%2B%26%3D%25`;
    for (const empty of ['', '&vnp_BankTranNo=']) {
      const signed = `vnp_Amount=100${empty}&vnp_OrderInfo=${info}`;
      const line = { provider: 'vnpay', kind: 'return', secret };
      const hash = hmac('sha512', secret, signed);
      assert.deepEqual(
        verify({ ...line, fields: { ...fields, vnp_SecureHash: hash } }),
        { valid: true, signed },
        signer,
      );
      const decomposed = { ...fields, vnp_OrderInfo: fields.vnp_OrderInfo.normalize('NFD') };
      assert.equal(verify({ ...line, fields: { ...decomposed, vnp_SecureHash: hash } }).valid, false);
    }
  }
});

test('VNPAY: a query in another encoding is read as it was hashed; %20 for a space is not the rule; twice is refused', () => {
  const line = { provider: 'vnpay', kind: 'callback', secret };
  const lower = 'vnp_Amount=100&vnp_OrderInfo=a%2fb+c';
  const ask = (query: string, hashed = query): Verdict =>
    verify({ ...line, body: `${query}&vnp_SecureHash=${hmac('sha512', secret, hashed)}` });
  assert.deepEqual(ask(lower), { valid: true, signed: lower });
  assert.equal(ask('vnp_OrderInfo=a%20b').valid, false);
  assert.deepEqual(ask('vnp_OrderInfo=a%20b', 'vnp_OrderInfo=a+b').valid, true);
  assert.match(ask('vnp_Amount=100&vnp_Amount=1').reason!, /^field_malformed: vnp_Amount/);
  const both = {
    ...line,
    fields: { vnp_Amount: '1', vnp_SecureHash: hmac('sha512', secret, lower) },
    body: lower,
  };
  assert.equal(verify(both).valid, false, 'the raw text does not speak for other fields');
});

test('MoMo: values stand as they are, extraData may be missing, linking fields belong to the text', () => {
  const keys = { accessKey: 'a&b', secretKey: 's' };
  const result = {
    amount: 50000,
    message: 'Thành công. + & =',
    orderId: 'O',
    orderInfo: '',
    orderType: 'momo_wallet',
    partnerCode: 'P',
    payType: 'qr',
    requestId: 'R',
    responseTime: '1790000000000',
    resultCode: 0,
    transId: 1,
  };
  const start = 'accessKey=a&b&amount=50000&';
  const middle = 'extraData=&message=Thành công. + & =&orderId=O&orderInfo=&orderType=momo_wallet&';
  const end = 'partnerCode=P&payType=qr&requestId=R&responseTime=1790000000000&resultCode=0&transId=1';
  const line = { provider: 'momo', kind: 'callback', secret: keys };
  const plain = start + middle + end;
  assert.deepEqual(verify({ ...line, fields: { ...result, signature: hmac('sha256', 's', plain) } }), {
    valid: true,
    signed: plain,
  });
  const linked = `${start}callbackToken=T&${middle}partnerClientId=C&${end}`;
  const link = { ...result, callbackToken: 'T', partnerClientId: 'C' };
  assert.deepEqual(verify({ ...line, fields: { ...link, signature: hmac('sha256', 's', linked) } }), {
    valid: true,
    signed: linked,
  });
});

test('Viettel: three ways, blank values and addresses left out, a plus that became a space', () => {
  const result = {
    billcode: 'HD+1',
    cust_msisdn: ' ',
    error_code: '00',
    merchant_code: 'M',
    order_id: 'O 1',
    payment_status: 1,
    trans_amount: 384912,
    vt_transaction_id: '',
    return_url: 'https://pay.example.vn',
  };
  const text = 'ACCHD+100MO 11384912';
  const line = { provider: 'viettel', kind: 'callback', secret: { accessCode: 'ACC', secretKey: 'k' } };
  const ways = [
    ['sha1-base64', 'sha1', 'base64'],
    ['sha256-base64', 'sha256', 'base64'],
    ['sha1-hex', 'sha1', 'hex'],
  ] as const;
  for (const [variant, algorithm, encoding] of ways) {
    const signature = hmac(algorithm, 'k', text, encoding);
    for (const check_sum of [signature, signature.replaceAll('+', ' ')]) {
      const asked = { ...line, fields: { ...result, check_sum } };
      assert.equal(verify(asked).valid, true, `guessed ${variant}`);
      for (const [other] of ways) {
        assert.equal(
          verify({ ...asked, variant: other }).valid,
          other === variant,
          `${other} for ${variant}`,
        );
      }
    }
  }
  const carried = { ...result, access_code: 'ACC', check_sum: hmac('sha1', 'k', text) };
  assert.equal(verify({ ...line, secret: 'k', fields: carried }).valid, true);
});

test('ZaloPay: what comes back with the payer is signed with key2, a refund with its fee where it has one', () => {
  const back = { appid: 2553, apptransid: '260901_1', pmcid: 38, bankcode: '', amount: 50000, status: 1 };
  const line = { provider: 'zalopay', secret: zalo };
  const checksum = hmac('sha256', zalo.key2, '2553|260901_1|38||50000|0|1');
  const returned = { ...back, discountamount: 0, checksum };
  assert.equal(verify({ ...line, kind: 'return', fields: returned }).valid, true);
  const query = '?appid=2553&apptransid=260901_1&pmcid=38&bankcode=&amount=50000&discountamount=0&status=1';
  assert.equal(verify({ ...line, kind: 'return', body: `${query}&checksum=${checksum}` }).valid, true);
  const refund = { app_id: 2553, zp_trans_id: 1, amount: 5, description: 'a|b', timestamp: 7 };
  const sealed = [
    [{ ...refund, mac: hmac('sha256', zalo.key1, '2553|1|5|a|b|7') }, 'refund'],
    [{ ...refund, refund_fee_amount: 2, mac: hmac('sha256', zalo.key1, '2553|1|5|2|a|b|7') }, 'refund'],
    [
      { app_id: 2553, m_refund_id: 'R', timestamp: 7, mac: hmac('sha256', zalo.key1, '2553|R|7') },
      'query_refund',
    ],
  ] as const;
  for (const [fields, kind] of sealed) assert.equal(verify({ ...line, kind, fields }).valid, true, kind);
});

test('SePay and Casso: the texts that are signed, letter by letter', () => {
  const body = '{"id": 92704, "content": "Tiền điện 1/2"}';
  const sepay = {
    provider: 'sepay',
    kind: 'webhook',
    secret,
    body,
    headers: {
      'X-SePay-Timestamp': String(now - 300),
      'X-SePay-Signature': `sha256=${hmac('sha256', secret, `${now - 300}.${body}`)}`,
    },
  };
  assert.deepEqual(verify(sepay), { valid: true, signed: `${now - 300}.${body}` });
  assert.match(verify({ ...sepay, now: now + 1 }).reason!, /^too_old: signed 301 s ago, at most 300 s/);
  assert.match(verify({ ...sepay, now: now - 601 }).reason!, /^too_new/);
  const notice = '{"error":0,"data":[{"id":2,"amount":599000,"description":"Tiền điện 1/2"}]}';
  const sent = '{"data":[{"id":2,"amount":599000,"description":"Tiền điện 1/2"}],"error":0}';
  const ordered = '{"data":[{"amount":599000,"description":"Tiền điện 1/2","id":2}],"error":0}';
  for (const text of [sent, ordered]) {
    const signature = `v1=${hmac('sha512', secret, `1727948258788.${text}`)}, t=1727948258788`;
    const headers = { 'x-casso-signature': signature };
    assert.deepEqual(verify({ provider: 'casso', kind: 'webhook', secret, body: notice, headers }), {
      valid: true,
      signed: `1727948258788.${text}`,
    });
  }
});

test('a contract that names its way of signing is not talked into another', () => {
  const asked = (variant: string, headers: Record<string, string>): Verdict =>
    verifyMessage({
      provider: 'sepay',
      kind: 'webhook',
      variant,
      keys: { secretKey: secret },
      message: readMessage({ headers, body: '{}' }),
      now,
    });
  const key = { authorization: `Apikey ${secret}` };
  const signed = {
    'x-sepay-timestamp': String(now),
    'x-sepay-signature': `sha256=${hmac('sha256', secret, `${now}.{}`)}`,
  };
  assert.equal(asked('apikey', key).valid, true);
  assert.equal(asked('hmac', signed).valid, true);
  assert.equal(asked('hmac', key).reason, 'signature_missing: x-sepay-signature');
  assert.equal(asked('apikey', signed).reason, 'signature_missing: authorization');
});
