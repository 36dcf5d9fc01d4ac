import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import pg from 'pg';
import { launchPostgres } from '../server/platform/embedded/launcher.ts';
import { createCompany, migrateAll } from '../server/platform/migrate.ts';
import { writeSchemaText } from './schema/schema-text.ts';

/** Writes db/schema.sql: `node tools/dump-schema.ts`. Run it in the commit that adds a migration. */
const root = resolve(import.meta.dirname, '..');
const server = await launchPostgres({
  dataDir: resolve(root, '.tiendien', 'test'),
  say: (line) => console.error(line),
  settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
});
const name = `schema_${randomBytes(4).toString('hex')}`;
try {
  await onServer(server.url, `create database ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  await migrateAll(url.href);
  await createCompany(url.href, { code: 'PCSCHEMA', name: 'schema', demo: false });
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const text = await writeSchemaText(client, 'pc_schema').finally(() => client.end());
  writeFileSync(resolve(root, 'db/schema.sql'), text);
  console.log(`db/schema.sql: ${text.split('\n').length} lines`);
} finally {
  await onServer(server.url, `drop database if exists ${name} with (force)`);
  await server.release();
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
