import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { readConfig, type Config } from '../../server/config.ts';
import { openRuntime, type Company, type Runtime } from '../../server/platform/runtime.ts';
import { atEnd } from './at-end.ts';

/** The company every template database holds. */
export const testCompany = 'PCTEST';

/** A database of its own for one test file, cloned from the migrated template that the test runner made. */
export async function openTestRuntime(
  settings: Partial<Config> = {},
): Promise<Runtime & { company: Company }> {
  const serverUrl = process.env['TEST_SERVER_URL'];
  const template = process.env['TEST_TEMPLATE'];
  if (!serverUrl || !template)
    throw new Error('run tests through `npm test` (or `node tools/test.ts FILE…`)');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, `create database ${name} template ${template}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const config = { ...readConfig({ LOG_LEVEL: 'silent' }), databaseUrl: url.href, poolSize: 6, ...settings };
  const runtime = await openRuntime(config, () => undefined);
  const company = await runtime.findCompany(testCompany);
  if (!company) throw new Error('the template has no test company');
  atEnd(async () => {
    await runtime.close();
    await dropDatabase(serverUrl, name);
  });
  return { ...runtime, company };
}

/**
 * PostgreSQL itself waits five seconds for connections that are closing. Whoever is still there then was left open by
 * the test, which is told instead of waiting on.
 */
async function dropDatabase(url: string, name: string): Promise<void> {
  for (const patience of [true, false]) {
    try {
      await onServer(url, `drop database if exists ${name}`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '55006') throw error;
      if (!patience) throw await leftOpen(url, name, error);
    }
  }
}

async function leftOpen(url: string, name: string, cause: unknown): Promise<Error> {
  const who = await onServer(
    url,
    `select distinct application_name || ': ' || left(query, 80) as who from pg_stat_activity where datname = '${name}'`,
  );
  await onServer(url, `drop database if exists ${name} with (force)`);
  const left = who.map((row) => String(row['who'])).join('; ');
  return new Error(`the test left connections to its database open (${left})`, { cause });
}

async function onServer(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Runs a statement as the owner of the schema, on a company's path: to plant faults that the application may not. */
export async function runAsOwner(runtime: Runtime, company: Company, statement: string): Promise<void> {
  const client = new pg.Client({
    connectionString: runtime.ownerUrl,
    options: `-c search_path=${company.db.schema}`,
  });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
