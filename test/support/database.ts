import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import pg from 'pg';
import { readConfig, type Config } from '../../server/config.ts';
import { openRuntime, type Company, type Runtime } from '../../server/platform/runtime.ts';

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
  after(async () => {
    await runtime.close();
    await dropDatabase(serverUrl, name);
  });
  return { ...runtime, company };
}

/** Connections that are closing may still be there for a moment; ending them by force would be noise in another test. */
async function dropDatabase(url: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const force = attempt > 40 ? 'with (force)' : '';
      return await onServer(url, `drop database if exists ${name} ${force}`);
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || attempt > 40) throw error;
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
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
