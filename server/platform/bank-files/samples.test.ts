import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';

const root = resolve(import.meta.dirname, '../../..');
const folder = resolve(root, 'data/bank-files');
const expected = JSON.parse(readFileSync(resolve(folder, 'expected.json'), 'utf8')) as Record<string, object>;

/** No database is told of: the commands must not need one. */
function inspect(
  kind: 'statement' | 'debit',
  files: readonly string[],
): { lines: object[]; code: number | null } {
  const run = spawnSync(
    process.execPath,
    [resolve(root, 'server/cli.ts'), kind, 'inspect', '--json', ...files],
    { cwd: folder, encoding: 'utf8', env: { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' } },
  );
  const lines = run.stdout.split('\n').filter(Boolean);
  return { lines: lines.map((line) => JSON.parse(line) as object), code: run.status };
}

const samples = readdirSync(folder).filter((name) => /\.(xml|txt|sta|csv)$/.test(name));

test('every sample has the figures that were worked out for it, good and bad in one call', () => {
  assert.deepEqual(samples.toSorted(), Object.keys(expected).toSorted());
  const statements = samples.filter((name) => !name.startsWith('pain'));
  const { lines, code } = inspect('statement', statements);
  assert.deepEqual(
    lines,
    statements.map((file) => ({ file, ...expected[file] })),
  );
  assert.equal(code, 1);
});

test('files of debits are added up', () => {
  const debits = samples.filter((name) => name.startsWith('pain'));
  const { lines, code } = inspect('debit', debits);
  assert.deepEqual(
    lines,
    debits.map((file) => ({ file, ...expected[file] })),
  );
  assert.equal(code, 0);
});

test('a file that is not there, and one of the other kind, are said and the rest is read', () => {
  const { lines, code } = inspect('debit', ['nowhere.xml', 'mt942.txt', 'pain.002.001.10.xml']);
  assert.deepEqual(
    lines.map((line) => (line as { error?: { code: string } }).error?.code),
    ['files.unreadable', 'bank_files.unknown_format', undefined],
  );
  assert.equal(code, 1);
});

test('our samples of messages are what the schemas of ISO 20022 ask for', () => {
  const named = samples.filter((name) => /^(camt|pain)\.\d{3}\.001\.\d\d\.xml$/.test(name));
  const checked = named.filter((name) => {
    const schema = resolve(root, 'data/iso20022', name.replace('.xml', '.xsd'));
    if (!existsSync(schema)) return false;
    using schemaDocument = XmlDocument.fromBuffer(readFileSync(schema));
    using validator = XsdValidator.fromDoc(schemaDocument);
    using document = XmlDocument.fromBuffer(readFileSync(resolve(folder, name)));
    validator.validate(document);
    return true;
  });
  // The schema of pain.002.001.03 at hand is a national subset in euros.
  assert.deepEqual(
    named.filter((name) => !checked.includes(name)),
    ['pain.002.001.03.xml'],
  );
});
