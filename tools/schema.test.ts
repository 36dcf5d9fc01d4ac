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
  assert.equal(readFileSync(resolve(import.meta.dirname, '../db/schema.sql'), 'utf8'), fresh);
});
