import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatDecimal, parseDecimal } from './decimals.ts';
import { readInformation } from './mt-remittance.ts';
import { Mt940Reader } from './mt940.ts';
import type { StatementEntry, StatementSummary } from './statement.ts';

function read(lines: readonly string[], complete = true) {
  const entries: StatementEntry[] = [];
  const statements: StatementSummary[] = [];
  const reader = new Mt940Reader((event) => {
    if (event.kind === 'entry') entries.push(event.entry);
    else if (event.kind === 'end') statements.push(event.summary);
  });
  for (const line of lines) reader.push(line);
  reader.finish(complete);
  return { format: reader.format, entries, statements };
}

function statementOf(...lines: readonly string[]): string[] {
  return [':20:A', ':25:1201', ':28C:1/1', ':60F:C261119VND0,', ...lines];
}

test('the mark says the direction as booked: RC takes a credit back, RD a debit', () => {
  const marks = { C: 'CRDT', D: 'DBIT', RC: 'DBIT', RD: 'CRDT' } as const;
  for (const [mark, expected] of Object.entries(marks)) {
    const closing = expected === 'CRDT' ? 'C261120VND100,' : 'D261120VND100,';
    const { entries, statements } = read(statementOf(`:61:2611201120${mark}100,NTRFX//Y`, `:62F:${closing}`));
    assert.equal(entries[0]!.creditDebit, expected);
    assert.equal(entries[0]!.reversal, mark.startsWith('R'));
    assert.deepEqual(statements[0]!.problems, []);
  }
});

test('the funds code is no part of the amount, and a missing entry date is the value date', () => {
  const line = ':61:261120CD1250,50NTRFREF WITH SPACE//B/1';
  const [entry] = read([':20:A', ':25:1', ':60F:C261119USD0,', line, ':62F:C261120USD1250,5']).entries;
  assert.equal(formatDecimal(entry!.amount, 'USD'), '1250.50');
  assert.deepEqual(
    [entry!.bookedOn, entry!.reference, entry!.endToEndId],
    ['2026-11-20', 'B/1', 'REF WITH SPACE'],
  );
});

test('an amount may lack its comma or the zero before it, and its currency is one of ISO 4217', () => {
  const of = (amount: string, currency: string): string[] => [
    ':20:A',
    ':25:1',
    `:60F:C261119${currency},50`,
    `:61:261120C${amount}NTRFX`,
    `:62F:C261120${currency}6,`,
  ];
  const [entry] = read([...of(',5', 'USD').slice(0, 4), ':62F:C261120USD1,']).entries;
  assert.equal(formatDecimal(entry!.amount, 'USD'), '0.50');
  assert.deepEqual(read([...of('5', 'USD').slice(0, 4), ':62F:C261120USD5,50']).statements[0]!.problems, []);
  assert.throws(() => read(of(',', 'USD')), { code: 'bank_files.bad_line', line: 4 });
  assert.throws(() => read(of('5,50', 'XQZ')), { code: 'bank_files.bad_line', line: 3 });
});

test('a field that does not end is refused, over however many lines or repetitions', () => {
  const entry = ':61:2611201120C1,NTRFX';
  const endless = Array.from({ length: 2_000 }, () => 'text');
  const again = Array.from({ length: 2_000 }, () => ':86:text');
  for (const lines of [
    [entry, ':86:a', ...endless],
    [entry, ...again],
  ])
    assert.throws(() => read(statementOf(...lines, ':62F:C261120VND1,')), { code: 'bank_files.too_long' });
});

test('a block may end on the line of its last field', () => {
  const head = '{1:F01A}{2:O9401200}{4:';
  const lines = statementOf(':61:2611201120C1,NTRFX', ':62F:C261120VND1,-}{5:{CHK:1}}');
  const { statements } = read([head, ...lines, head, ...lines], false);
  assert.deepEqual(
    statements.map(({ entries, problems }) => [entries, problems]),
    [
      [1, []],
      [1, []],
    ],
  );
});

test('a type of three letters is filled up with a space', () => {
  const [entry] = read(statementOf(':61:2611201120C1,NET NONREF//B1', ':62F:C261120VND1,')).entries;
  assert.deepEqual([entry!.endToEndId, entry!.reference], [undefined, 'B1']);
});

test('an entry date without its year lies next to the value date', () => {
  const days = [':61:2612310102C1,NTRFX', ':61:2601021231C1,NTRFX', ':61:2611201119C1,NTRFX'];
  const { entries } = read(statementOf(...days, ':62F:C261120VND3,'));
  assert.deepEqual(
    entries.map(({ bookedOn }) => bookedOn),
    ['2027-01-02', '2025-12-31', '2026-11-19'],
  );
});

test('expected entries of MT942 are not booked, and its totals are held against what is', () => {
  const head = [':20:A', ':25:1201', ':34F:VND0,'];
  const whole = [
    ...head,
    ':61:2611201120C5,NTRFX',
    ':61:2611201120EC7,NTRFX',
    ':90D:0VND0,',
    ':90C:1VND5,',
    '-',
  ];
  const { format, statements } = read(whole);
  assert.equal(format, 'mt942');
  assert.deepEqual([statements[0]!.entries, statements[0]!.pending], [1, 1]);
  const wrong = read(whole.with(6, ':90C:3VND5,')).statements[0]!.problems;
  assert.equal(wrong[0]!.code, 'totals_differ');
  assert.match(wrong[0]!.detail, /3 entries/);
  assert.throws(() => read(whole.slice(0, 5)), { code: 'bank_files.truncated' });
});

test('balances that do not add up are named with all their numbers', () => {
  const { statements } = read(statementOf(':61:2611201120C100,NTRFX', ':62F:C261120VND99,'));
  assert.deepEqual(statements[0]!.problems, [
    {
      code: 'balance_differs',
      line: 6,
      detail: 'opening 0 + credits 100 - debits 0 = 100, but the closing balance is 99 VND',
    },
  ]);
});

test('a page that does not go on where the one before ended is named', () => {
  const page = (opening: string, closing: string): string[] => [
    ':20:A',
    ':25:1201',
    opening,
    ':61:2611201120C100,NTRFX',
    closing,
  ];
  const first = page(':60F:C261119VND0,', ':62M:C261120VND100,');
  assert.deepEqual(
    read([...first, ...page(':60M:C261120VND100,', ':62F:C261120VND200,')]).statements[1]!.problems,
    [],
  );
  const [problem] = read([...first, ...page(':60M:C261120VND150,', ':62F:C261120VND250,')]).statements[1]!
    .problems;
  assert.match(problem!.detail, /begins with 150 VND, but the one before ended with 100 VND/);
});

test('lines that SWIFT does not allow are refused by number', () => {
  const refused: [string[], string, number][] = [
    [statementOf(':61:2611201120X5,NTRFX'), 'bank_files.bad_line', 5],
    [statementOf(':61:2613201120C5,NTRFX'), 'bank_files.not_a_date', 5],
    [statementOf(':61:2611201120C5,5NTRFX'), 'bank_files.fractional_vnd', 5],
    [statementOf(':61:2611201120C5.000,00NTRFX'), 'bank_files.bad_line', 5],
    [statementOf(':62F:C261120USD5,'), 'bank_files.not_a_code', 5],
    [statementOf(':62F:C261120VN5,'), 'bank_files.bad_line', 5],
    [statementOf(':62F:C261120VND5,', ':61:2611201120C5,NTRFX'), 'bank_files.bad_line', 6],
    [[':20:A', ':25:1', ':61:2611201120C5,NTRFX'], 'bank_files.missing', 3],
    [[':20:A', ':28C:1', ':60F:C261119VND0,', ':62F:C261119VND0,'], 'bank_files.missing', 1],
    [['{1:F01X}{2:I103X}{4:', ':20:A', '-}'], 'bank_files.unknown_message', 1],
    [['{1:F01X}{2:O940X}{4:', ...statementOf(':62F:C261119VND0,')], 'bank_files.truncated', 6],
  ];
  for (const [lines, code, line] of refused) assert.throws(() => read(lines), { code, line });
});

test('field 86 is understood as banks write it', () => {
  const written: [string[], [string | undefined, string | undefined]][] = [
    [
      ['PA22030001234 thanh toan', 'ky 10'],
      [undefined, 'PA22030001234 thanh toan ky 10'],
    ],
    [['EREF+E1 MREF+M1 SVWZ+tien dien'], ['E1', 'tien dien']],
    [['166>00X>20SVWZ+PA16HT1>21 tien dien>32A'], [undefined, 'PA16HT1 tien dien']],
    [['166?00X?20EREF+NOTPROVIDED?21SVWZ+tien dien?30BIC?32AN'], [undefined, 'tien dien']],
    [['020~00X~20PA22030001234~21ky 10~30970436~32AN'], [undefined, 'PA22030001234 ky 10']],
    [['/EREF/E2//REMI/USTD//tien dien ky 10/'], ['E2', 'tien dien ky 10']],
    [
      ['/REMI/tien dien', 'ky 10/EREF/E3'],
      ['E3', 'tien dien ky 10'],
    ],
    [['NTRF /EREF/E4/REMI/tien dien'], ['E4', 'tien dien']],
    [['tra tien 10/2026 /NAME/ AN'], [undefined, 'tra tien 10/2026 /NAME/ AN']],
    [[`166?20${'a'.repeat(27)}?21${'b'.repeat(5)}?22c`], [undefined, `${'a'.repeat(27)}bbbbb c`]],
  ];
  for (const [lines, expected] of written) {
    const { endToEndId, remittance } = readInformation(lines);
    assert.deepEqual([endToEndId, remittance], expected);
  }
});

const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });
const entryOut = fc.record({
  mark: fc.constantFrom('C', 'D', 'RC', 'RD'),
  cents: fc.bigInt(0n, 10n ** 12n),
  on: day,
  reference: fc.stringMatching(/^[A-Z0-9]{1,16}$/),
  text: fc.stringMatching(/^[A-Za-z0-9 .,]{1,60}$/).map((text) => text.trim() || 'x'),
});
const six = (on: Date): string => on.toISOString().slice(2, 10).replaceAll('-', '');
const comma = (cents: bigint): string => `${cents / 100n},${(cents % 100n).toString().padStart(2, '0')}`;

test('what is written as MT940 is read back: every entry, every sum, in either envelope and with either line end', () => {
  fc.assert(
    fc.property(fc.array(entryOut, { maxLength: 20 }), fc.boolean(), (entriesOut, envelope) => {
      const sign = (mark: string): bigint => (mark === 'C' || mark === 'RD' ? 1n : -1n);
      const total = entriesOut.reduce((sum, { mark, cents }) => sum + sign(mark) * cents, 0n);
      const closing = `${total < 0n ? 'D' : 'C'}261120USD${comma(total < 0n ? -total : total)}`;
      const fields = [
        ':20:A',
        ':25:1201',
        ':60F:C261119USD0,',
        ...entriesOut.flatMap(({ mark, cents, on, reference, text }) => [
          `:61:${six(on)}${six(on).slice(2)}${mark}${comma(cents)}NTRFNONREF//${reference}`,
          `:86:${text}`,
        ]),
        `:62F:${closing}`,
      ];
      const { entries, statements } = read(envelope ? ['{1:F01X}{2:O940X}{4:', ...fields, '-}'] : fields);
      assert.deepEqual(statements[0]!.problems, []);
      assert.deepEqual(
        entries.map(({ amount, creditDebit, bookedOn, reference }) => [
          formatDecimal(amount, 'USD'),
          creditDebit,
          bookedOn,
          reference,
        ]),
        entriesOut.map(({ mark, cents, on, reference }) => [
          formatDecimal(parseDecimal(comma(cents).replace(',', '.'))!, 'USD'),
          sign(mark) > 0n ? 'CRDT' : 'DBIT',
          on.toISOString().slice(0, 10),
          /^(NONREF|NONE|NOTPROVIDED)$/.test(reference) ? undefined : reference,
        ]),
      );
    }),
  );
});
