import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { formatDecimal } from '../../../core/bank-files/decimals.ts';
import { AppError } from '../errors.ts';
import { readDebits } from './read-debits.ts';
import { readStatements } from './read-statements.ts';

const folder = resolve(import.meta.dirname, '../../../data/bank-files');
const scratch = mkdtempSync(join(tmpdir(), 'tiendien-cuts-'));
after(() => rmSync(scratch, { recursive: true }));

/** Figures of the statements that are whole, or the code of the refusal. A contradiction named counts as a refusal. */
async function totalsOf(content: Uint8Array): Promise<string> {
  const path = join(scratch, 'file');
  writeFileSync(path, content);
  const totals: unknown[] = [];
  try {
    for await (const events of readStatements(path)) {
      for (const event of events) {
        if (event.kind !== 'end') continue;
        const { account, entries, sumCredit, sumDebit, closing, problems } = event.summary;
        if (problems.length > 0) return `refused ${problems[0]!.code}`;
        const sums = [...sumCredit, ...sumDebit].map(([code, sum]) => formatDecimal(sum, code));
        totals.push([account, entries, sums, closing && formatDecimal(closing.amount, closing.currency)]);
      }
    }
  } catch (error) {
    if (error instanceof AppError) return `refused ${error.code}`;
    throw error;
  }
  return JSON.stringify(totals);
}

async function everyCut(name: string, content: Buffer, step = 1): Promise<void> {
  const whole = await totalsOf(content);
  assert.ok(!whole.startsWith('refused'), `${name}: ${whole}`);
  for (let length = 1; length < content.length; length += step) {
    const totals = await totalsOf(content.subarray(0, length));
    if (totals !== whole && !totals.startsWith('refused')) assert.fail(`${name} cut at ${length}: ${totals}`);
  }
}

test('a camt file cut anywhere is refused', async () => {
  for (const name of ['camt.053-prefixed.xml', 'camt.053-windows-1258.xml', 'camt.053-undeclared-1258.xml'])
    await everyCut(name, readFileSync(join(folder, name)), 3);
});

test('an MT940 or MT942 message cut anywhere is refused or gives the same totals', async () => {
  await everyCut('mt942', readFileSync(join(folder, 'mt942.txt')));
  await everyCut('mt940, 16 bits', readFileSync(join(folder, 'mt940-utf16.txt')));
  // Between two statements of one file nothing shows that another was to follow: the first alone is taken.
  const bare = readFileSync(join(folder, 'mt940-structured.sta'), 'latin1');
  await everyCut('mt940', Buffer.from(bare.slice(0, bare.indexOf('-\n') + 2)));
});

test('a file of debits cut anywhere is refused', async () => {
  const content = readFileSync(join(folder, 'pain.002.001.10.xml'));
  const path = join(scratch, 'debits');
  for (let length = 1; length < content.length - 1; length += 3) {
    writeFileSync(path, content.subarray(0, length));
    await assert.rejects(async () => {
      for await (const events of readDebits(path)) void events;
    }, AppError);
  }
});

test('bytes changed anywhere never break the reader: it reads or refuses', async () => {
  const files = ['camt.053.001.02.xml', 'mt940-structured.sta', 'sao-ke.csv', 'camt.054.001.08.xml'].map(
    (name) => readFileSync(join(folder, name)),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.nat(2)), { minLength: 1, maxLength: 5 }),
      async (file, changes) => {
        let content = Buffer.from(file);
        for (const [at, byte, kind] of changes) {
          const place = at % content.length;
          if (kind === 0) content[place] = byte;
          else if (kind === 1)
            content = Buffer.concat([content.subarray(0, place), content.subarray(place + 1)]);
          else
            content = Buffer.concat([content.subarray(0, place), Buffer.of(byte), content.subarray(place)]);
        }
        await totalsOf(content);
      },
    ),
    { numRuns: 400 },
  );
});
