import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseJson, type JsonObject } from '../../../core/gateways/json-text.ts';
import { readMessage } from '../../../core/gateways/message.ts';
import { providerNames, schemesOf } from '../../../core/gateways/providers.ts';
import { kinds, type Kind } from '../../../core/gateways/scheme.ts';
import { anyText } from '../../../test/support/any-text.ts';
import { signMessage, verifyLine, type Verdict } from './index.ts';

/** Every change of what is signed is refused, whatever the provider; and nothing that is read makes the check fall over. */
const now = 1_790_000_000;

interface Sample {
  provider: (typeof providerNames)[number];
  kind: Kind;
  variant?: string;
  secret: Record<string, string>;
  /** Names of the signed fields. */
  signed: string[];
  unsigned?: string[];
}

const momo = { accessKey: 'F8BBA842ECF85', secretKey: 'K951B6PE1waDMi640xX08PD3vg6EkVlz' };
const zalo = { key1: 'PcY4iZIKFCIdgZvA6ueMcMHHUbRLYjPL', key2: 'kLtgPl8HHhfvMuDHPwKfgfsY4Ydm9eIz' };
const one = { secretKey: 'SECRETKEYFORTESTONLY0123456789AB' };
const viettel = { accessCode: 'accessTest', secretKey: 'viettelHashKeyTest' };
const byName = (list: string): string[] => list.split(' ');
const viettelResult = byName('billcode error_code merchant_code order_id payment_status trans_amount');

const samples: Sample[] = [
  {
    provider: 'momo',
    kind: 'create',
    secret: momo,
    signed: byName('amount extraData ipnUrl orderId orderInfo partnerCode redirectUrl requestId requestType'),
    unsigned: ['lang', 'partnerName'],
  },
  {
    provider: 'momo',
    kind: 'callback',
    secret: momo,
    signed: byName(
      'amount extraData message orderId orderInfo orderType partnerCode payType requestId responseTime resultCode transId',
    ),
    unsigned: ['paymentOption'],
  },
  { provider: 'momo', kind: 'query', secret: momo, signed: byName('orderId partnerCode requestId') },
  {
    provider: 'zalopay',
    kind: 'create',
    secret: zalo,
    signed: byName('app_id app_trans_id app_user amount app_time embed_data item'),
    unsigned: ['description', 'callback_url', 'bank_code'],
  },
  { provider: 'zalopay', kind: 'callback', secret: zalo, signed: ['data'], unsigned: ['type'] },
  {
    provider: 'zalopay',
    kind: 'return',
    secret: zalo,
    signed: byName('appid apptransid pmcid bankcode amount discountamount status'),
  },
  { provider: 'zalopay', kind: 'query', secret: zalo, signed: byName('app_id app_trans_id') },
  {
    provider: 'vnpay',
    kind: 'return',
    secret: one,
    signed: byName('vnp_Amount vnp_BankCode vnp_OrderInfo vnp_ResponseCode vnp_TxnRef vnp_TransactionStatus'),
    unsigned: ['utm_source', 'vnp_SecureHashType'],
  },
  {
    provider: 'vnpay',
    kind: 'refund',
    secret: one,
    signed: byName(
      'vnp_RequestId vnp_Version vnp_Command vnp_TmnCode vnp_TransactionType vnp_TxnRef vnp_Amount vnp_TransactionNo ' +
        'vnp_TransactionDate vnp_CreateBy vnp_CreateDate vnp_IpAddr vnp_OrderInfo',
    ),
    unsigned: ['vnp_Locale'],
  },
  ...['sha1-base64', 'sha256-base64', 'sha1-hex'].flatMap((variant): Sample[] => [
    { provider: 'viettel', kind: 'callback', variant, secret: viettel, signed: viettelResult },
    {
      provider: 'viettel',
      kind: 'create',
      variant,
      secret: viettel,
      signed: byName('billcode merchant_code order_id trans_amount'),
      unsigned: ['return_url', 'cancel_url'],
    },
  ]),
  {
    provider: 'payos',
    kind: 'create',
    secret: one,
    signed: byName('amount cancelUrl description orderCode returnUrl'),
    unsigned: ['items', 'expiredAt'],
  },
];

const awkward = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(...' +&=%/?|#.*~()ạĐ₫😀'), minLength: 1, maxLength: 12 }),
    fc.integer({ min: 0 }).map(String),
  )
  // Viettel leaves out what is blank; half characters cannot be sent at all.
  .map((text) => `x${text.toWellFormed()}`);

const filled = fc.constantFrom(...samples).chain((sample) =>
  fc.record({
    sample: fc.constant(sample),
    values: fc.tuple(...sample.signed.map(() => awkward)),
    other: awkward,
    at: fc.nat({ max: sample.signed.length - 1 }),
    bit: fc.nat({ max: 159 }),
  }),
);

function check(sample: Sample, fields: object, secret = sample.secret): Verdict {
  const { provider, kind, variant } = sample;
  return verifyLine(JSON.stringify({ provider, kind, variant, secret, fields }), () => now);
}

function sealed(
  sample: Sample,
  values: readonly string[],
): { fields: Record<string, string>; field: string } {
  const fields: Record<string, string> = Object.fromEntries(
    sample.signed.map((name, at) => [name, values[at]!]),
  );
  const read = parseJson(JSON.stringify(fields)) as JsonObject;
  const { place, value } = signMessage({
    provider: sample.provider,
    kind: sample.kind,
    variant: sample.variant,
    message: readMessage({ fields: read }),
    keys: sample.secret,
  });
  assert.ok('field' in place);
  return { fields: { ...fields, [place.field]: value }, field: place.field };
}

test('what we sign is valid; a changed, missing or repeated signed field, another key and a changed signature are not', () => {
  fc.assert(
    fc.property(filled, ({ sample, values, other, at, bit }) => {
      const { fields, field } = sealed(sample, values);
      assert.equal(check(sample, fields).valid, true);
      const name = sample.signed[at]!;
      if (other !== values[at]) {
        assert.match(check(sample, { ...fields, [name]: other }).reason!, /^signature_wrong/);
      }
      const { [name]: gone, ...rest } = fields;
      assert.equal(check(sample, rest).valid, false, `without ${name}`);
      assert.match(check(sample, { ...fields, [name]: [gone, gone] }).reason!, /^field_malformed/);
      for (const key of Object.keys(sample.secret)) {
        const changed = { ...sample.secret, [key]: `${sample.secret[key]}x` };
        const inUse = !(sample.provider === 'zalopay' && key !== usedKey(sample));
        assert.equal(check(sample, fields, changed).valid, !inUse, `with another ${key}`);
      }
      assert.equal(check(sample, { ...fields, [field]: flip(fields[field]!, bit) }).valid, false);
      assert.match(
        check(sample, { ...fields, [field]: fields[field]!.slice(0, -4) }).reason!,
        /^signature_malformed/,
      );
      assert.match(check(sample, { ...fields, [field]: '' }).reason!, /^signature_missing/);
    }),
    { numRuns: 300 },
  );
});

function usedKey({ kind }: Sample): string {
  return kind === 'callback' || kind === 'return' ? 'key2' : 'key1';
}

/** Turns one bit of a signature, hex or base64. */
function flip(signature: string, bit: number): string {
  const encoding = /^[0-9a-f]+$/.test(signature) ? 'hex' : 'base64';
  const bytes = Buffer.from(signature, encoding);
  bytes[bit >> 3]! ^= 1 << (bit & 7);
  return bytes.toString(encoding);
}

test('fields that a provider does not sign may change, and values may not change places', () => {
  fc.assert(
    fc.property(filled, ({ sample, values, other, at }) => {
      const { fields } = sealed(sample, values);
      for (const name of sample.unsigned ?? []) {
        assert.equal(check(sample, { ...fields, [name]: other }).valid, true, `${name} is not signed`);
      }
      const [one, two] = [sample.signed[at]!, sample.signed[(at + 1) % sample.signed.length]!];
      if (fields[one] === fields[two]) return;
      const swapped = { ...fields, [one]: fields[two], [two]: fields[one] };
      // Values without a separator can be cut in other places: two neighbours may make the same text.
      if (sample.provider === 'viettel' && `${fields[one]}${fields[two]}` === `${fields[two]}${fields[one]}`)
        return;
      assert.equal(check(sample, swapped).valid, false);
    }),
    { numRuns: 300 },
  );
});

test('the order of fields in a message does not matter where names are sorted or listed', () => {
  fc.assert(
    fc.property(filled, ({ sample, values }) => {
      const { fields } = sealed(sample, values);
      const reversed = Object.fromEntries(Object.entries(fields).reverse());
      assert.deepEqual(check(sample, reversed), check(sample, fields));
    }),
    { numRuns: 60 },
  );
});

test('a message signed over its raw text is refused after any change of that text, its id or its time', () => {
  const secret = { secretKey: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' };
  const cases = [
    {
      provider: 'standard-webhooks',
      headers: { 'webhook-id': 'msg_1', 'webhook-timestamp': String(now) },
      changes: [{ 'webhook-id': 'msg_2' }, { 'webhook-timestamp': String(now - 1) }],
    },
    {
      provider: 'sepay',
      headers: { 'x-sepay-timestamp': String(now) },
      changes: [{ 'x-sepay-timestamp': String(now + 1) }],
    },
  ] as const;
  fc.assert(
    fc.property(fc.constantFrom(...cases), anyText(), fc.nat(), (sample, raw, at) => {
      const body = raw.toWellFormed();
      const { provider, headers } = sample;
      const { place, value } = signMessage({
        provider,
        kind: 'webhook',
        message: readMessage({ headers, body }),
        keys: secret,
      });
      assert.ok('header' in place);
      const ask = (changed: object, text: string): Verdict =>
        verifyLine(
          JSON.stringify({
            provider,
            kind: 'webhook',
            secret,
            headers: { ...headers, [place.header.toUpperCase()]: value, ...changed },
            body: text,
          }),
          () => now,
        );
      assert.deepEqual(ask({}, body).valid, true);
      for (const changed of sample.changes) assert.match(ask(changed, body).reason!, /^signature_wrong/);
      const cut = at % (body.length + 1);
      const longer = `${body.slice(0, cut)}x${body.slice(cut)}`;
      assert.match(ask({}, longer.toWellFormed()).reason!, /^signature_wrong/);
      assert.match(ask({}, `${body}\n`).reason!, /^signature_wrong/);
    }),
  );
});

test('Casso: the order of names and the spacing of the text do not matter, everything else does', () => {
  const leaf = fc.oneof(awkward, fc.integer(), fc.constantFrom(null, true, ''));
  const content = fc.dictionary(awkward, fc.oneof(leaf, fc.dictionary(awkward, leaf), fc.array(leaf)), {
    minKeys: 1,
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(content, (data) => {
      const sent = { error: 0, data };
      const headers = { 'x-casso-signature': `t=${now}123,v1=${'0'.repeat(128)}` };
      const body = JSON.stringify(sent);
      const secret = 'checksum';
      const message = readMessage({ headers, body });
      const { value } = signMessage({
        provider: 'casso',
        kind: 'webhook',
        message,
        keys: { secretKey: secret },
        variant: 'v2',
      });
      const ask = (text: string): Verdict =>
        verifyLine(
          JSON.stringify({
            provider: 'casso',
            kind: 'webhook',
            secret,
            headers: { 'X-CASSO-SIGNATURE': value },
            body: text,
          }),
          () => now,
        );
      assert.equal(ask(body).valid, true);
      const turned = { data: Object.fromEntries(Object.entries(data).reverse()), error: 0 };
      assert.equal(ask(JSON.stringify(turned, null, 2)).valid, true);
      assert.match(ask(JSON.stringify({ ...sent, error: '0' })).reason!, /^signature_wrong/);
      assert.match(ask(JSON.stringify({ ...sent, more: 1 })).reason!, /^signature_wrong/);
    }),
  );
});

test('no line makes the check fall over: a verdict, or an error with a code', () => {
  const provider = fc.oneof(fc.constantFrom(...providerNames), fc.string());
  const kind = fc.oneof(fc.constantFrom(...kinds), fc.string());
  const names = fc.constantFrom(
    ...samples.flatMap(({ signed }) => signed),
    ...byName('signature mac checksum vnp_SecureHash check_sum data __proto__ constructor'),
  );
  const secret = fc.oneof(
    fc.jsonValue(),
    fc.string(),
    fc.constantFrom(...samples.map((sample) => sample.secret)),
  );
  const headerNames = byName(
    'authorization secure-token x-casso-signature x-sepay-signature x-sepay-timestamp webhook-id webhook-timestamp webhook-signature',
  );
  const signature = fc.oneof(
    fc.stringMatching(/^[0-9a-f]{0,140}$/),
    fc.base64String({ maxLength: 100 }),
    anyText(),
  );
  const line = fc.record(
    {
      provider,
      kind,
      secret,
      headers: fc.oneof(fc.dictionary(fc.constantFrom(...headerNames), signature), fc.jsonValue()),
      fields: fc.oneof(fc.dictionary(names, fc.oneof(signature, fc.jsonValue())), fc.jsonValue()),
      body: fc.oneof(anyText(), fc.json(), fc.jsonValue()),
      now: fc.oneof(fc.integer(), fc.jsonValue()),
      variant: fc.option(fc.string(), { nil: undefined }),
    },
    { requiredKeys: ['provider', 'kind'] },
  );
  const text = fc.oneof(
    line.map((asked) => JSON.stringify(asked)),
    fc.json(),
    anyText(),
  );
  fc.assert(
    fc.property(text, (asked) => {
      try {
        const { valid, reason } = verifyLine(asked, () => now);
        assert.equal(valid, reason === undefined);
      } catch (error) {
        assert.match(String((error as { code?: string }).code), /^gateways\./);
      }
    }),
    { numRuns: 3000 },
  );
  assert.throws(() => verifyLine('['.repeat(100_000), () => now), { code: 'gateways.unreadable_line' });
});

test('every scheme of a provider has a name of its own in its kind', () => {
  for (const provider of providerNames) {
    for (const kind of kinds) {
      const variants = schemesOf(provider, kind).map(({ variant }) => variant);
      assert.equal(new Set(variants).size, variants.length);
    }
  }
});
