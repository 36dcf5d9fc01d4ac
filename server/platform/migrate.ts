import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import pg from 'pg';
import { applicationRole } from './db.ts';

const folder = resolve(import.meta.dirname, '../../db/migrations');

/** Tables whose rows are only ever added; the application's role may neither update nor delete them. */
export const appendOnlyTables = [
  'transfers',
  'ledger_seals',
  'audit_events',
  'allocations',
  'customer_credits',
  'payment_reversals',
  'payment_corrections',
  'window_events',
  'window_carries',
  'window_receipts',
  'difference_events',
  'remittance_receipts',
  'service_prices',
  'kpi_definitions',
  'month_freezes',
  'frozen_figures',
  'frozen_units',
  'month_movements',
  'issued_documents',
  'contact_entries',
  'account_openings',
  'target_versions',
  'target_changes',
  'target_letters',
  'target_letter_files',
  'mandate_states',
] as const;

const extensions = ['btree_gist', 'pg_trgm'];
/** Held while any schema is changed, so that two processes never migrate at once. */
const migrationLock = 7_403_501;

/** Brings `platform` and every company's schema up to date. Safe to repeat and to run from several processes. */
export async function migrateAll(url: string): Promise<void> {
  await withOwner(url, async (client) => {
    await migratePlatform(url, client);
    const { rows } = await client.query<{ schema_name: string }>(
      'select schema_name from platform.companies',
    );
    for (const { schema_name } of rows) await migrateCompanySchema(url, client, schema_name);
  });
}

/** Makes a company with its schema and all tables; harmless when it is there. Returns whether it was made now. */
export async function createCompany(
  url: string,
  company: { code: string; name: string; demo: boolean },
): Promise<boolean> {
  const schema = `pc_${company.code.toLowerCase().replace(/^PC/i, '')}`;
  return withOwner(url, async (client) => {
    const { rowCount } = await client.query(
      `insert into platform.companies (code, name, schema_name, demo) values ($1, $2, $3, $4)
       on conflict (code) do nothing`,
      [company.code, company.name, schema, company.demo],
    );
    await migrateCompanySchema(url, client, schema);
    return rowCount === 1;
  });
}

/** Drops a demo company with everything it holds; a company that is no demo is never touched. False when not there. */
export async function dropDemoCompany(url: string, code: string): Promise<boolean> {
  return withOwner(url, async (client) => {
    const { rows } = await client.query<{ schema_name: string }>(
      'select schema_name from platform.companies where code = $1 and demo',
      [code],
    );
    const schema = rows[0]?.schema_name;
    if (!schema) return false;
    // A process that was killed may have left a statement running that holds locks.
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name like $1`,
      [`tiendien:${schema}%`],
    );
    await client.query(`drop schema if exists ${pg.escapeIdentifier(schema)} cascade`);
    await client.query('delete from platform.companies where code = $1 and demo', [code]);
    return true;
  });
}

/** The role that connections take on, or undefined where the login may not (a hosted PostgreSQL, for example). */
export async function usableRole(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ usable: boolean }>(
      `select pg_has_role(current_user, oid, 'MEMBER') as usable from pg_roles where rolname = $1`,
      [applicationRole],
    );
    return rows[0]?.usable ? applicationRole : undefined;
  } finally {
    await client.end();
  }
}

async function withOwner<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: 'tiendien:migrate' });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string }>(
      "select current_setting('server_version_num') as version",
    );
    if (Number(rows[0]!.version) < 150000) {
      throw new Error('PostgreSQL 15 or newer is needed');
    }
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    return await work(client);
  } finally {
    await client.end();
  }
}

async function migratePlatform(url: string, client: pg.Client): Promise<void> {
  await client.query('create schema if not exists platform; create schema if not exists extensions');
  for (const name of extensions)
    await client.query(`create extension if not exists ${name} schema extensions`);
  await makeApplicationRole(client);
  await runMigrations(url, 'platform', 'platform');
  await grant(client, 'platform');
}

async function migrateCompanySchema(url: string, client: pg.Client, schema: string): Promise<void> {
  await client.query(`create schema if not exists ${pg.escapeIdentifier(schema)}`);
  await runMigrations(url, schema, 'company');
  await grant(client, schema);
}

/** A login without the right to create roles works too; then the append-only rule is not enforced by rights. */
async function makeApplicationRole(client: pg.Client): Promise<void> {
  await client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = '${applicationRole}') then
      create role ${applicationRole} nologin;
      execute format('grant ${applicationRole} to %I', current_user);
    end if;
  exception when insufficient_privilege or duplicate_object or unique_violation then
    raise notice 'role ${applicationRole} was not made here';
  end $$`);
}

async function grant(client: pg.Client, schema: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [applicationRole]);
  if (rowCount !== 1) return;
  const name = pg.escapeIdentifier(schema);
  await client.query(`
    grant usage on schema ${name}, extensions to ${applicationRole};
    grant select, insert, update, delete on all tables in schema ${name} to ${applicationRole};
    grant usage on all sequences in schema ${name} to ${applicationRole}`);
  if (schema === 'platform') return;
  for (const table of appendOnlyTables) {
    await client.query(`revoke update, delete, truncate on ${name}.${table} from ${applicationRole}`);
  }
}

async function runMigrations(url: string, schema: string, set: 'platform' | 'company'): Promise<void> {
  const path = set === 'platform' ? 'platform,extensions' : `${schema},platform,extensions`;
  const db = new Kysely<never>({
    dialect: new PostgresDialect({
      pool: new pg.Pool({ connectionString: url, max: 1, options: `-c search_path=${path}` }),
    }),
  });
  try {
    const migrator = new Migrator({
      db,
      provider: { getMigrations: async () => readMigrations(set) },
      migrationTableSchema: schema,
      migrationTableName: 'schema_migrations',
      migrationLockTableName: 'schema_migrations_lock',
    });
    const { error, results } = await migrator.migrateToLatest();
    if (error) {
      const failed = results?.find((result) => result.status === 'Error')?.migrationName;
      throw new Error(
        `migration ${failed ?? '?'} of ${schema} failed: ${error instanceof Error ? error.message : 'unknown'}`,
        { cause: error },
      );
    }
  } finally {
    await db.destroy();
  }
}

function readMigrations(set: string): Record<string, Migration> {
  const names = readdirSync(join(folder, set)).filter((name) => name.endsWith('.sql'));
  return Object.fromEntries(
    names.sort().map((name) => {
      const text = readFileSync(join(folder, set, name), 'utf8');
      return [name.replace(/\.sql$/, ''), { up: async (db) => void (await sql.raw(text).execute(db)) }];
    }),
  );
}
