import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

/** The command as an operator calls it; it opens no database. */
function run(args: string[], input: string | Buffer = '') {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve(import.meta.dirname, '../cli.ts'), 'qr', ...args],
    {
      input,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: { PATH: process.env['PATH'], DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
    },
  );
  return { status, stdout, stderr };
}
const answersOf = (stdout: string): unknown[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));

const acb = '00020101021138530010A0000007270123000697041601092576788590208QRIBFTTA53037045802VN6304AE9F';
const readAcb = {
  valid: true,
  kind: 'vietqr',
  bankBin: '970416',
  account: '257678859',
  amount: null,
  purpose: null,
  reference: null,
  errors: [],
};

test('a code on the command line is one line of JSON with exactly the promised fields', () => {
  const { status, stdout, stderr } = run(['decode', acb, '--json']);
  assert.equal(stdout, `${JSON.stringify(readAcb)}\n`);
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
});

test('an invalid code is an answer: what is wrong is said with tag and place, and the exit code is 0', () => {
  const { status, stdout } = run(['decode', acb.replace('AE9F', 'AE90'), 'hello', '', '--json']);
  const [wrong, hello, empty] = answersOf(stdout) as { valid: boolean; errors: object[] }[];
  assert.deepEqual(wrong, {
    ...readAcb,
    valid: false,
    errors: [
      {
        code: 'wrong_crc',
        tag: '63',
        offset: 82,
        level: 'error',
        message: 'The check sum (CRC) does not agree: the text was changed or copied wrongly',
      },
    ],
  });
  assert.deepEqual([hello?.valid, empty?.valid, status], [false, false, 0]);
});

test('lines of standard input are answered in their order; one that is no text is said, the rest go on', () => {
  const input = Buffer.concat([
    Buffer.from(`\ufeff${acb}\r\n\n`),
    Buffer.from([0xff, 0xfe, 0x0a]),
    Buffer.from(`${'9'.repeat(3_000_000)}\n`),
    Buffer.from(acb),
  ]);
  const { status, stdout, stderr } = run(['decode', '-', '--json'], input);
  const [first, unreadable, long, last] = answersOf(stdout);
  assert.deepEqual([first, last], [readAcb, readAcb]);
  assert.deepEqual(unreadable, {
    file: '-',
    error: { code: 'qr.unreadable_line', message: 'The line is not text in UTF-8', line: 3 },
  });
  assert.deepEqual(
    (long as { errors: { code: string }[] }).errors.map(({ code }) => code),
    ['too_long'],
  );
  assert.equal(status, 1);
  assert.match(stderr, /line 3/);
});

test('ten thousand lines are ten thousand answers', () => {
  const { status, stdout } = run(['decode', '-', '--json'], `${acb}\n`.repeat(10_000));
  const lines = stdout.split('\n').slice(0, -1);
  assert.deepEqual([lines.length, new Set(lines).size, status], [10_000, 1, 0]);
});

test('what encode writes, decode reads; words lose their marks', () => {
  const asked =
    'encode --bin 970436 --account 0011001234567 --amount 384912 --reference QK000028K38PP1 --json';
  const made = run([...asked.split(' '), '--purpose', 'Tiền điện PA16HT0001234']);
  assert.deepEqual([made.status, made.stderr], [0, '']);
  const [{ payload }] = answersOf(made.stdout) as [{ payload: string }];
  assert.equal(made.stdout, `${JSON.stringify({ payload })}\n`);
  assert.deepEqual(answersOf(run(['decode', payload, '--json']).stdout), [
    {
      ...readAcb,
      bankBin: '970436',
      account: '0011001234567',
      amount: '384912',
      purpose: 'Tien dien PA16HT0001234',
      reference: 'QK000028K38PP1',
    },
  ]);
});

test('a code is drawn into a file', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'qr-')), 'bill.svg');
  const asked = ['encode', '--bin', '970416', '--account', '257678859', '--json'];
  const { status, stdout } = run([...asked, '--image', file]);
  assert.equal(status, 0);
  assert.deepEqual(answersOf(stdout), [{ payload: acb, image: file }]);
  assert.match(readFileSync(file, 'utf8'), /^<svg/);
  assert.equal(run([...asked, '--image', 'bill.gif']).status, 1);
});

test('a reader that goes away ends the command without a word', () => {
  const cli = resolve(import.meta.dirname, '../cli.ts');
  const { stderr, stdout } = spawnSync(
    'sh',
    ['-c', '"$0" "$1" qr decode - --json | head -c 1', process.execPath, cli],
    {
      input: `${acb}\n`.repeat(20_000),
      encoding: 'utf8',
    },
  );
  assert.deepEqual([stdout, stderr], ['{', '']);
});

const wrongCalls: [string[], RegExp][] = [
  [['decode'], /needs the text of a code/],
  [['encode', '--account', '1'], /--bin is needed/],
  [['encode', '--bin', '970436'], /--account is needed/],
  [['encode', '--bin', '97043', '--account', '1'], /--bin: .*bad_bank_bin, tag 38\.01\.00/],
  [['encode', '--bin', '970436', '--account', '1 2'], /--account: /],
  [['encode', '--bin', '970436', '--account', '1', '--amount', '1.5'], /--amount is a whole number of dong/],
  [['encode', '--bin', '970436', '--account', '1', '--amount', '0'], /--amount: The amount is zero/],
  [['encode', '--bin', '970436', '--account', '1', '--purpose', 'x'.repeat(26)], /--purpose: Longer/],
];
for (const [args, message] of wrongCalls) {
  test(`qr ${args.join(' ').slice(0, 60)} ends with exit code 1 and says why`, () => {
    const { status, stderr, stdout } = run(args);
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, message);
  });
}
