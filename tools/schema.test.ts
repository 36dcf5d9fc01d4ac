import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { openTestRuntime } from '../test/support/database.ts';
import { writeSchemaText } from './schema/schema-text.ts';

const runtime = await openTestRuntime();

test('db/schema.sql is what the migrations make; after a new migration run `node tools/dump-schema.ts`', async () => {
  const client = new pg.Client({ connectionString: runtime.ownerUrl });
  await client.connect();
  const fresh = await writeSchemaText(client, runtime.company.db.schema).finally(() => client.end());
  const written = readFileSync(resolve(import.meta.dirname, '../db/schema.sql'), 'utf8').split('\n');
  const lines = fresh.split('\n');
  // The first line that differs says more than two files side by side.
  const at = lines.findIndex((line, index) => line !== written[index]);
  const line = at === -1 ? lines.length : at;
  assert.equal(written[line], lines[line], `db/schema.sql:${line + 1} is stale`);
});
