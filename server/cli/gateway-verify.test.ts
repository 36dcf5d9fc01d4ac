import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { test } from 'node:test';

/** The command as an operator calls it; it opens no database. */
function run(input: string, ...args: string[]) {
  const cli = resolve(import.meta.dirname, '../cli.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'gateway', 'verify', ...args], {
    input,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
  });
  const answers = stdout.split('\n').filter((line) => line !== '');
  return { status, stderr, answers: answers.map((line): unknown => JSON.parse(line)) };
}

const keys = { accessKey: 'F8BBA842ECF85', secretKey: 'K951B6PE1waDMi640xX08PD3vg6EkVlz' };
const query = {
  provider: 'momo',
  kind: 'query',
  secret: keys,
  fields: {
    partnerCode: 'MOMO',
    orderId: 'HD20260900012345',
    requestId: 'REQ0002',
    signature: '24ef7d5a39e04a707146723c259f3437fdaa77754a6171afe9a4e295410ed782',
  },
};
const signed = 'accessKey=F8BBA842ECF85&orderId=HD20260900012345&partnerCode=MOMO&requestId=REQ0002';

test('each line has one answer in its order; a wrong signature is a result, and the exit code is 0', () => {
  const wrong = { ...query, fields: { ...query.fields, orderId: 'HD20260900012346' } };
  // A line separator of Unicode inside a value ends no line.
  const odd = {
    provider: 'sepay',
    kind: 'webhook',
    secret: 'k\u2028',
    headers: { Authorization: 'Apikey k\u2028' },
  };
  const input = `\uFEFF${JSON.stringify(query)}\r\n\n${JSON.stringify(wrong)}\n${JSON.stringify(odd)}`;
  const { status, answers, stderr } = run(input, '-', '--json');
  assert.deepEqual(answers, [
    { valid: true, signed },
    { valid: false, reason: 'signature_wrong: signature', signed: signed.replace('12345&', '12346&') },
    { valid: true },
  ]);
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
});

test('a line that cannot be read is answered with its error and number, the rest go on, and the exit code is 1', () => {
  const other = { ...query, provider: 'nganluong' };
  const { status, answers } = run(
    `{"provider":\n${JSON.stringify(other)}\n${JSON.stringify(query)}\n`,
    '-',
    '--json',
  );
  assert.deepEqual(answers, [
    {
      file: '-',
      error: {
        code: 'gateways.unreadable_line',
        message: 'This line is not a JSON object of the expected form',
        line: 1,
        part: 'the line',
      },
    },
    {
      file: '-',
      error: {
        code: 'gateways.unknown_provider',
        message: 'There is no such payment gateway',
        line: 2,
        provider: 'nganluong',
      },
    },
    { valid: true, signed },
  ]);
  assert.equal(status, 1);
});

test('it reads standard input only where it is asked to', () => {
  const { status, stderr } = run('', '--json');
  assert.equal(status, 1);
  assert.match(stderr, /gateway verify reads standard input/);
});

test("Viettel's question before the debit is known at the result's address too, in each of its three ways", () => {
  const fields = { billcode: 'HD20260900012345', merchant_code: 'PCHATINH', order_id: 'ORD0001' };
  const sums = ['ngZt45MnxOrXH2mVAK8HH8X/fE4=', '9e066de39327c4ead71f699500af071fc5ff7c4e'];
  const secret = { accessCode: 'accessTest', secretKey: 'viettelHashKeyTest' };
  const lines = sums.flatMap((check_sum) => {
    const asked = { ...fields, trans_amount: '384912', check_sum };
    // With a word about the result in it, the same signature says nothing of that word.
    const forged = { ...asked, payment_status: '1', error_code: '00' };
    return [asked, forged].map((each) => ({ provider: 'viettel', kind: 'callback', secret, fields: each }));
  });
  const { answers } = run(lines.map((line) => JSON.stringify(line)).join('\n'), '-', '--json');
  assert.deepEqual(
    answers.map((answer) => (answer as { valid: boolean }).valid),
    [true, false, true, false],
  );
});
