import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyLine } from './index.ts';

/** Examples that the providers or other implementations have published, as they came: raw text and all. */
function verify(line: object, nowSeconds = 0) {
  return verifyLine(JSON.stringify(line), () => nowSeconds);
}

function holds(line: object, nowSeconds?: number): void {
  const { valid, reason } = verify(line, nowSeconds);
  assert.deepEqual({ valid, reason }, { valid: true, reason: undefined });
}

/** developers.momo.vn: public sandbox keys of partner MOMO. Signatures computed by an independent program. */
const momoKeys = { accessKey: 'F8BBA842ECF85', secretKey: 'K951B6PE1waDMi640xX08PD3vg6EkVlz' };
const momoOrder = {
  partnerCode: 'MOMO',
  requestId: 'REQ0001',
  amount: 384912,
  orderId: 'HD20260900012345',
  orderInfo: 'Tien dien PE20000003396 ky 1 thang 9/2026',
  extraData: '',
};

test('MoMo v2: create, notification, query and refund', () => {
  const create = {
    ...momoOrder,
    partnerName: 'not signed',
    redirectUrl: 'https://pay.example.vn/return',
    ipnUrl: 'https://pay.example.vn/ipn/momo',
    requestType: 'captureWallet',
    lang: 'vi',
    signature: '5ad058dbf1fe8b6194b55080ba0e3c5ec286e712f571b8bc0b3474788bfb9fe6',
  };
  holds({ provider: 'momo', kind: 'create', secret: momoKeys, fields: create });
  const result = {
    ...momoOrder,
    orderType: 'momo_wallet',
    transId: 4088878653,
    resultCode: 0,
    message: 'Successful.',
    payType: 'qr',
    responseTime: 1790000000000,
    signature: '9e6551b27d112a1a2216ee55941de988bce591dcac41181f71941953e20d6350',
  };
  holds({ provider: 'momo', kind: 'callback', secret: momoKeys, body: JSON.stringify(result) });
  const texts = Object.entries(result).map(([name, value]): [string, string] => [name, String(value)]);
  holds({
    provider: 'momo',
    kind: 'return',
    secret: momoKeys,
    body: `https://pay.example.vn/return?${new URLSearchParams(texts).toString()}`,
  });
  holds({
    provider: 'momo',
    kind: 'query',
    secret: momoKeys,
    fields: {
      partnerCode: 'MOMO',
      orderId: 'HD20260900012345',
      requestId: 'REQ0002',
      signature: '24ef7d5a39e04a707146723c259f3437fdaa77754a6171afe9a4e295410ed782',
    },
  });
  holds({
    provider: 'momo',
    kind: 'refund',
    secret: momoKeys,
    fields: {
      partnerCode: 'MOMO',
      orderId: 'RF0001',
      requestId: 'REQ0003',
      amount: 384912,
      transId: 4088878653,
      description: 'Hoan tien',
      signature: 'ba3411da18c1caa8a360b9139ab787fa3decf92417a0631485d0e57536183d55',
    },
  });
});

/** docs.zalopay.vn: public sandbox keys of application 2553. Signatures computed by an independent program. */
const zaloKeys = { key1: 'PcY4iZIKFCIdgZvA6ueMcMHHUbRLYjPL', key2: 'kLtgPl8HHhfvMuDHPwKfgfsY4Ydm9eIz' };

test('ZaloPay v2: create, query and refund with key1, callback with key2 over the text of data', () => {
  const order = {
    app_id: 2553,
    app_trans_id: '260901_HD00012345',
    app_user: 'PE20000003396',
    amount: 384912,
    app_time: 1788224400000,
    embed_data: '{}',
    item: '[]',
  };
  const create = { ...order, mac: '4eaebbddf2ae7b862f7742699e5ca7eb481f5fdd435ad353fa21cf389c0b30f4' };
  holds({ provider: 'zalopay', kind: 'create', secret: zaloKeys, fields: create });
  const query = {
    app_id: 2553,
    app_trans_id: '260901_HD00012345',
    mac: 'e95cb9c1a048bfb1c4909af7864ff679dd9c68c948e3cbb831aa773217053e0b',
  };
  holds({ provider: 'zalopay', kind: 'query', secret: zaloKeys, fields: query });
  const refund = {
    app_id: '2553',
    zp_trans_id: '260901000000389',
    amount: '384912',
    description: 'Hoan tien',
    timestamp: '1788224500000',
    mac: '13b5e2f707b50b4ccc116b6d3001b771409ac0b4d5a793ba0acba24e9c364ba1',
  };
  holds({ provider: 'zalopay', kind: 'refund', secret: zaloKeys, fields: refund });
  const content =
    '{"app_id":2553,"app_trans_id":"260901_HD00012345","app_time":1788224400000,"app_user":"PE20000003396",' +
    '"amount":384912,"embed_data":"{}","item":"[]","zp_trans_id":260901000000389,"server_time":1788224460000,' +
    '"channel":38,"merchant_user_id":"","user_fee_amount":0,"discount_amount":0}';
  const callback = {
    data: content,
    mac: '2a03cc1e7c56932b2a7e90e61cc2964b76d70ce941c2eaee2b4b614847b52b42',
    type: 1,
  };
  holds({ provider: 'zalopay', kind: 'callback', secret: zaloKeys, body: JSON.stringify(callback) });
});

/** Computed with npm vnpay 2.5.0. */
const vnpaySecret = 'SECRETKEYFORTESTONLY0123456789AB';
const vnpayQuery =
  'vnp_Amount=38491200&vnp_Command=pay&vnp_CreateDate=20260901083000&vnp_CurrCode=VND&vnp_ExpireDate=20260901084500' +
  '&vnp_IpAddr=203.0.113.5&vnp_Locale=vn&vnp_OrderInfo=Tien+dien+PE20000003396+ky+1+thang+9%2F2026&vnp_OrderType=250000' +
  '&vnp_ReturnUrl=https%3A%2F%2Fpay.example.vn%2Freturn%2Fvnpay&vnp_TmnCode=2QXUI4B4&vnp_TxnRef=HD20260900012345' +
  '&vnp_Version=2.1.0';
const vnpayHash =
  'bac91270f9b3aa751bb61f41cb8746a0903424350bae4307d4c5221fe814267d8670d437dc52fde65fb6a367a677294282d0824f04f0da285bfb3ca7eda24520';

test('VNPAY 2.1.0: the address of a payment, as fields, as query and as address, in any order and case of the hash', () => {
  const fields = {
    ...Object.fromEntries(new URLSearchParams(vnpayQuery)),
    vnp_SecureHashType: 'HmacSHA512',
    vnp_SecureHash: vnpayHash.toUpperCase(),
  };
  const line = { provider: 'vnpay', kind: 'create', secret: vnpaySecret };
  assert.deepEqual(verify({ ...line, fields }), { valid: true, signed: vnpayQuery });
  const reversed = vnpayQuery.split('&').reverse().join('&');
  holds({ ...line, body: `vnp_SecureHash=${vnpayHash}&${reversed}` });
  holds({
    ...line,
    kind: 'return',
    body: `https://pay.example.vn/vpcpay.html?order=7&${vnpayQuery}&vnp_SecureHash=${vnpayHash}#top`,
  });
});

test('VNPAY 2.1.0: query and refund sign values between bars', () => {
  const line = { provider: 'vnpay', secret: vnpaySecret };
  const ask = {
    vnp_RequestId: 'RQ0001',
    vnp_Version: '2.1.0',
    vnp_Command: 'querydr',
    vnp_TmnCode: '2QXUI4B4',
    vnp_TxnRef: 'HD20260900012345',
    vnp_TransactionDate: 20260901083000,
    vnp_CreateDate: '20260901090000',
    vnp_IpAddr: '203.0.113.5',
    vnp_OrderInfo: 'Truy van HD20260900012345',
    vnp_SecureHash:
      '1f89e9a1d4613da594c59d44a9bbc8a6c91e6fbbb8a270750c89339d7eebf23ef3b17588083a278713f3d18b451f2db5c68838bc0b011e3a52df406e3ef474e5',
  };
  holds({ ...line, kind: 'query', fields: ask });
  const refund = {
    vnp_RequestId: 'RQ0002',
    vnp_Version: '2.1.0',
    vnp_Command: 'refund',
    vnp_TmnCode: '2QXUI4B4',
    vnp_TransactionType: '02',
    vnp_TxnRef: 'HD20260900012345',
    vnp_Amount: 38491200,
    vnp_TransactionNo: 14422574,
    vnp_TransactionDate: 20260901083000,
    vnp_CreateBy: 'admin',
    vnp_CreateDate: 20260901091000,
    vnp_IpAddr: '203.0.113.5',
    vnp_OrderInfo: 'Hoan tien',
    vnp_SecureHash:
      '1dca50e66ee0b6184e3b1c313f459122b00cc722f7c8536e3871cd40dd46729bea0d93b3a0f1bde81f8666a68270a3b7a0bffe2738c0c022cfdd07023267b131',
  };
  holds({ ...line, kind: 'refund', fields: refund });
});

test('Viettel: two ways over one text, the contract or the look of the signature telling which', () => {
  const order = {
    billcode: 'HD20260900012345',
    merchant_code: 'PCHATINH',
    order_id: 'ORD0001',
    trans_amount: 384912,
    return_url: 'https://pay.example.vn/return',
  };
  const secret = { accessCode: 'accessTest', secretKey: 'viettelHashKeyTest' };
  const line = { provider: 'viettel', kind: 'create', secret };
  const hex = { ...order, check_sum: '9e066de39327c4ead71f699500af071fc5ff7c4e' };
  const base64 = { ...order, check_sum: 'ngZt45MnxOrXH2mVAK8HH8X/fE4=' };
  holds({ ...line, fields: hex });
  holds({ ...line, variant: 'sha1-hex', fields: hex });
  holds({ ...line, fields: base64 });
  holds({ ...line, variant: 'sha1-base64', fields: base64 });
  assert.equal(verify({ ...line, variant: 'sha256-base64', fields: base64 }).valid, false);
  const answer = {
    error_code: '00',
    merchant_code: 'PCHATINH',
    order_id: 'ORD0001',
    check_sum: '79d8994cbb1416a18940cdd931e8b29c919f6a21',
  };
  holds({ ...line, kind: 'answer', fields: answer });
});

test('payOS: the webhook of the documentation', () => {
  const body =
    '{"code":"00","desc":"success","success":true,"data":{"accountNumber":"12345678","amount":3000,' +
    '"description":"VQRIO123","reference":"TF230204212323","transactionDateTime":"2023-02-04 18:25:00",' +
    '"virtualAccountNumber":"","counterAccountBankId":"","counterAccountBankName":"","counterAccountName":"",' +
    '"counterAccountNumber":"","virtualAccountName":"","orderCode":123,"currency":"VND",' +
    '"paymentLinkId":"124c33293c43417ab7879e14c8d9eb18","code":"00","desc":"Thành công"},' +
    '"signature":"412e915d2871504ed31be63c8f62a149a4410d34c4c42affc9006ef9917eaa03"}';
  const secret = '1a54716c8f0efb2744fb28b6e38b25da7f67a925d98bc1c18bd8faaecadd7675';
  holds({ provider: 'payos', kind: 'webhook', secret, body });
  holds({ provider: 'payos', kind: 'webhook', secret, fields: JSON.parse(body) as object });
});

test('Casso V2: the webhook of the documentation, and the older token', () => {
  const secret = 'mgExMrjj4i7a1p8Cs6LmFbpCd8lbw4sSX4LZXPag7TKazeIogtR90tvWYTkwQbvs';
  const body = JSON.stringify({
    error: 0,
    data: {
      id: 0,
      reference: 'MA_GIAO_DICH_THU_NGHIEM',
      description: 'giao dich thu nghiem',
      amount: 599000,
      runningBalance: 25000000,
      transactionDateTime: '2024-10-03 15:06:37',
      accountNumber: '88888888',
      bankName: 'VPBank',
      bankAbbreviation: 'VPB',
      virtualAccountNumber: '',
      virtualAccountName: '',
      counterAccountName: 'NGUYEN VAN A',
      counterAccountNumber: '8888888888',
      counterAccountBankId: '970415',
      counterAccountBankName: 'VietinBank',
    },
  });
  const signature =
    't=1727948258788,v1=ed0a4bd2e826d5cb69988cdb141e6c1a080e21f3b57eb72cd78192220042b9e7dde0868fc667faea8e224900fa7904e7c88dfa098032fb2d6b6996856e8b7ff3';
  const line = {
    provider: 'casso',
    kind: 'webhook',
    secret,
    body,
    headers: { 'X-Casso-Signature': signature },
  };
  holds(line, 1_900_000_000);
  holds({ ...line, now: 1727948258 + 299 });
  assert.match(verify({ ...line, now: 1727948258 + 400 }).reason ?? '', /^too_old: signed 400 s ago/);
  holds({ provider: 'casso', kind: 'webhook', secret, body: '{}', headers: { 'Secure-Token': secret } });
});

test('SePay: key in Authorization, HMAC over time and raw body, and the signed form of its own library 1.0.0', () => {
  const line = { provider: 'sepay', kind: 'webhook', secret: 'SEPAY_KEY' };
  holds({ ...line, headers: { authorization: 'Apikey SEPAY_KEY' }, body: '{"id":92704}' });
  assert.deepEqual(verify({ ...line, headers: { Authorization: 'Apikey SEPAY_KEY ' } }), { valid: true });
  assert.equal(verify({ ...line, headers: { Authorization: 'Bearer SEPAY_KEY' } }).valid, false);
  assert.equal(verify({ ...line, headers: { Authorization: 'Apikey SEPAY_KEY2' } }).valid, false);
  const form = {
    operation: 'PURCHASE',
    payment_method: 'BANK_TRANSFER',
    order_invoice_number: 'HD20260900012345',
    order_amount: 384912,
    currency: 'VND',
    order_description: 'Tiền điện, kỳ 9/2026',
    success_url: 'https://pay.example.vn/ok?a=1&b=2',
    custom_data: 'not signed',
    merchant: 'SP-TEST',
    signature: 'CzL4zGeIRggXo9yBuFQrmb8+R/ml/a5JY1yacLwok5c=',
  };
  holds({ provider: 'sepay', kind: 'create', secret: 'spsk_test_1', fields: form });
});

test('Standard Webhooks: the example of the specification', () => {
  const line = {
    provider: 'standard-webhooks',
    kind: 'webhook',
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    headers: {
      'Webhook-Id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'Webhook-Timestamp': '1614265330',
      'Webhook-Signature':
        'v1a,abc v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,x v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    },
    body: '{"test": 2432232314}',
  };
  holds(line, 1614265330 + 300);
  holds({ ...line, now: 1614265330 - 300 }, 1);
  assert.match(verify({ ...line, now: 1614265631 }).reason ?? '', /^too_old/);
  assert.match(verify({ ...line, now: 1614265029 }).reason ?? '', /^too_new/);
  assert.match(verify(line, 1_790_000_000).reason ?? '', /^too_old/);
});
