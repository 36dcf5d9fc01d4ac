import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { createApp } from '../../app.ts';
import { many, one } from '../../platform/db.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { camt, csv, mt940, type WrittenStatement } from '../../../test/support/statements.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const app = await createApp(runtime);
const accountant = await signInAs(app, runtime, 'accountant');
const head = await signInAs(app, runtime, 'business_head');

let serial = 0;
/** An account of its own for each test. */
async function newAccount(): Promise<string> {
  const number = `9704${String(++serial).padStart(8, '0')}`;
  const made = await accountant.send('PUT', `/bank-accounts/${number}`, {
    bankName: 'Ngân hàng thử',
    transferPartner: null,
  });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  return number;
}

const upload = (content: string | Buffer, more = '') =>
  accountant.upload(`/statements/file?fileName=sao-ke.sta${more}`, Buffer.from(content));

async function books() {
  return one(
    company.db,
    sql<{ credits: number; lines: number; vnd: bigint }>`
      select (select count(*) from bank_credits)::int as credits,
             (select count(*) from bank_statement_lines)::int as lines,
             (select coalesce(sum(amount_vnd), 0) from transfers where kind = 'bank_credit')::bigint as vnd`,
  );
}

const dayOf = (account: string, day = '2026-10-05'): WrittenStatement => ({
  account,
  day,
  opening: 1_000_000,
  lines: [
    { amount: 350_000, reference: 'FT26278000101', text: 'thanh toan tien dien thang 9' },
    { amount: 120_000, text: 'Nộp tiền điện' },
    { amount: 120_000, text: 'Nộp tiền điện' },
    { amount: -5_500, reference: 'FT26278000102', text: 'Phi dich vu' },
  ],
});

test('a statement is taken in whole: debits as lines, credits as credits of the bank', async () => {
  const account = await newAccount();
  const { status, body } = await upload(mt940(dayOf(`BIDVVNVX/${account}`)));
  assert.equal(status, 200, JSON.stringify(body));
  const { lines, credits, recorded, recordedAmount, format } = body;
  assert.deepEqual([format, lines, credits, recorded, recordedAmount], ['mt940', 4, 3, 3, '590000']);
  const [statement] = body.statements;
  assert.deepEqual(
    [statement.account, statement.openingBalance, statement.closingBalance, statement.chain],
    [account, '1000000', '1584500', 'first'],
  );
  const answer = await accountant.get(`/statements/${statement.id}/lines`);
  assert.deepEqual(
    answer.body.rows.map((row: { creditDebit: string; creditId: unknown }) => [
      row.creditDebit,
      row.creditId !== null,
    ]),
    [
      ['CRDT', true],
      ['CRDT', true],
      ['CRDT', true],
      ['DBIT', false],
    ],
  );
  await assertInvariants(company.db);
});

test('the same file again, under any name, does nothing and says so', async () => {
  const account = await newAccount();
  const content = camt(dayOf(account));
  const first = await upload(content);
  const before = await books();
  const again = await accountant.upload('/statements/file?fileName=khac.xml', Buffer.from(content));
  assert.equal(again.body.alreadyImported, true);
  assert.equal(again.body.recorded, first.body.recorded);
  assert.deepEqual(await books(), before);
});

test('the same day in another format, with other white space, adds nothing', async () => {
  const account = await newAccount();
  const day = dayOf(account);
  await upload(camt(day, '054'));
  const before = await books();
  const whole = await upload(camt(day));
  assert.deepEqual([whole.body.recorded, whole.body.statements[0].knownLines], [0, 4]);
  const respaced = day.lines.map((line) => ({
    ...line,
    text: line.text!.toUpperCase().replaceAll(' ', '  '),
  }));
  const resent = await upload(mt940({ ...day, lines: respaced }));
  assert.deepEqual([resent.body.recorded, resent.body.statements[0].chain], [0, 'resent']);
  const table = await upload(csv(day), `&account=${account}`);
  assert.deepEqual([table.body.recorded, table.body.statements[0].knownLines], [0, 4]);
  assert.equal((await books()).credits, before.credits);
  const evening = { ...day, lines: [...day.lines, { amount: 120_000, text: 'Nộp tiền điện' }] };
  const later = await upload(camt(evening, '054'));
  assert.equal(later.body.recorded, 1, 'a third like the two before');
  await assertInvariants(company.db);
});

test('a dry run counts everything and leaves nothing', async () => {
  const account = await newAccount();
  const before = await books();
  const dry = await upload(mt940(dayOf(account)), '&dryRun=true');
  assert.deepEqual([dry.body.dryRun, dry.body.recorded], [true, 3]);
  assert.deepEqual(await books(), before);
  const real = await upload(mt940(dayOf(account)));
  assert.deepEqual([real.body.alreadyImported, real.body.recorded], [false, 3]);
});

test('what a person typed before is not recorded a second time, and the line leads to it', async () => {
  const account = await newAccount();
  const typed = await accountant.send('POST', '/bank-credits', {
    account,
    bookedOn: '2026-10-05',
    amount: '350000',
    reference: 'ft26278000101',
  });
  const { body } = await upload(mt940(dayOf(account)));
  assert.deepEqual([body.recorded, body.alreadyThere], [2, 1]);
  const lines = await accountant.get(`/statements/${body.statements[0].id}/lines`);
  assert.equal(lines.body.rows[0].creditId, typed.body.id);
});

test('a file that cannot be believed posts nothing, says why, and is listed with the reason', async () => {
  const account = await newAccount();
  const other = await newAccount();
  const day = dayOf(account);
  const before = await books();
  const whole = mt940(dayOf(account), { ...day, number: '2', opening: 1_584_500, closing: 1, lines: [] });
  const cases: [content: string, code: string, more?: string][] = [
    [mt940(dayOf('0999000111')), 'statements.unknown_account'],
    [mt940(dayOf(account)), 'statements.other_account', `&account=${other}`],
    [csv(day), 'statements.no_account'],
    [csv(day).replace('350000', '350001'), 'statements.unknown_account', '&account=0999000111'],
    [mt940({ ...day, currency: 'USD' }), 'statements.other_currency'],
    [camt({ ...day, currency: 'USD' }, '054'), 'statements.other_currency'],
    [mt940({ ...day, closing: 2 }), 'bank_files.balance_differs'],
    [camt({ ...day, closing: 2 }), 'bank_files.balance_differs'],
    [whole, 'bank_files.balance_differs'],
    [mt940(day).slice(0, -30), 'bank_files.truncated'],
    [camt(day).slice(0, -200), 'xml.'],
    [mt940({ ...day, day: '2079-01-05' }), 'statements.in_the_future'],
    ['%PDF-1.7 nothing', 'bank_files.'],
  ];
  for (const [content, code, more] of cases) {
    const { status, body } = await upload(content, more);
    assert.ok(status >= 400 && status < 500, `${code}: ${status}`);
    assert.ok(String(body.code).startsWith(code), `${body.code} instead of ${code}`);
  }
  assert.deepEqual(await books(), before);
  const { body } = await accountant.get('/statements');
  const refused = body.rows.filter(({ state }: { state: string }) => state === 'refused');
  assert.ok(refused.length >= cases.length - 1);
  assert.match(JSON.stringify(refused), /0999000111/);
});

test('refused for want of an account, the same file is taken once the account is declared', async () => {
  const account = '970499990001';
  assert.equal((await upload(mt940(dayOf(account)))).status, 422);
  await accountant.send('PUT', `/bank-accounts/${account}`, { bankName: 'Mới', transferPartner: null });
  assert.equal((await upload(mt940(dayOf(account)))).body.recorded, 3);
});

test('cut anywhere, a file posts nothing at all, or, cut behind its last word, everything', async () => {
  const account = await newAccount();
  const contents = [mt940(dayOf(account)), camt(dayOf(account))];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...contents),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (text, part) => {
        const before = await books();
        const cut = text.slice(0, Math.floor(part * text.length));
        const { status, body } = await upload(cut, '&dryRun=true');
        if (status === 200) assert.deepEqual([body.lines, body.recordedAmount], [4, '590000']);
        else assert.ok(status >= 400 && status < 500, String(status));
        assert.deepEqual(await books(), before);
      },
    ),
    { numRuns: 25 },
  );
});

test('statements that do not follow one another are named: gap, number, overlap, sent again', async () => {
  const account = await newAccount();
  const day = (date: string, number: string, opening: number, amount: number): WrittenStatement => ({
    account,
    number,
    day: date,
    opening,
    lines: amount === 0 ? [] : [{ amount, reference: `FT${date}${amount}`, text: 'x' }],
  });
  const files = [
    mt940(day('2026-09-01', '1', 100, 50), day('2026-09-02', '2', 150, 70)),
    mt940(day('2026-09-04', '4', 300, 10)),
    mt940(day('2026-09-07', '6', 310, 5)),
    mt940({ ...day('2026-09-07', '6', 250, 5), closing: 255 }),
    camt(day('2026-09-02', '2', 150, 70)),
  ];
  const chains: string[] = [];
  for (const file of files) {
    const { body } = await upload(file);
    chains.push(...body.statements.map(({ chain }: { chain: string }) => chain));
  }
  assert.deepEqual(chains, ['first', 'follows', 'gap', 'missing_number', 'overlap', 'resent']);
  const breaksOf = async () =>
    (await accountant.get('/statements')).body.breaks
      .filter((row: { account: string }) => row.account === account)
      .map((row: Record<string, string>) => [
        row['finding'],
        row['afterOn'],
        row['firstOn'],
        row['difference'],
      ]);
  assert.deepEqual(
    (await breaksOf()).filter(([finding]: string[]) => finding === 'gap'),
    [['gap', '2026-09-02', '2026-09-04', '80']],
  );
  await upload(mt940(day('2026-09-03', '3', 220, 80)));
  assert.equal(
    (await breaksOf()).some(([finding]: string[]) => finding === 'gap'),
    false,
    'the missing day closes the gap',
  );
});

test('two who send the same day at once record it once', async () => {
  const account = await newAccount();
  const day = dayOf(account);
  const before = await books();
  const answers = await Promise.all([
    upload(mt940(day)),
    upload(camt(day)),
    upload(camt(day, '054')),
    upload(mt940(day)),
  ]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 200],
  );
  assert.equal((await books()).credits - before.credits, 3);
  await assertInvariants(company.db);
});

test('only who settles may take statements in; who may look sees them', async () => {
  const refused = await head.upload('/statements/file?fileName=x', Buffer.from('x'));
  assert.equal(refused.status, 403);
  assert.equal((await head.get('/statements')).status, 200);
  const wrong = await accountant.send('PUT', '/bank-accounts/12', { bankName: 'x', transferPartner: null });
  assert.deepEqual([wrong.status, wrong.body.code], [400, 'statements.bad_account']);
  const rows = await many(
    company.db,
    sql<{ n: bigint }>`select 1::bigint as n from audit_events where action = 'statements.imported'`,
  );
  assert.ok(rows.length > 0);
});
