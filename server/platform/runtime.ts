import { sql } from 'kysely';
import type { Config } from '../config.ts';
import { launchPostgres, type EmbeddedServer } from './embedded/launcher.ts';
import { find, many, openDb, type Db } from './db.ts';
import { createLog, type Log } from './log.ts';
import { migrateAll, usableRole } from './migrate.ts';

/** One power company as a process sees it: its name and its own database path. */
export interface Company {
  code: string;
  name: string;
  demo: boolean;
  db: Db;
}

/** What a process holds while it lives: settings, log, and one pool per company. */
export interface Runtime {
  config: Readonly<Config>;
  log: Log;
  /** Address of the server as its owner; for migrations only. */
  ownerUrl: string;
  platform: Db;
  findCompany(code: string): Promise<Company | undefined>;
  listCompanies(): Promise<Company[]>;
  /** Closes the pool of a company that was dropped, so that nothing remembered of it is taken for its successor. */
  forgetCompany(code: string): Promise<void>;
  close(): Promise<void>;
}

interface CompanyRow {
  code: string;
  name: string;
  demo: boolean;
  schema_name: string;
}

/**
 * Opens the database (embedded unless `DATABASE_URL` is set), migrates it, and binds one pool to each company. Commits
 * of a `hasty` process do not wait for the disk: for work that is done again from the start when it is interrupted.
 */
export async function openRuntime(
  config: Readonly<Config>,
  say: (line: string) => void,
  { hasty = false }: { hasty?: boolean } = {},
): Promise<Runtime> {
  const log = createLog(config.logLevel);
  const embedded: EmbeddedServer | undefined = config.databaseUrl
    ? undefined
    : await launchPostgres({ dataDir: config.dataDir, say });
  const ownerUrl = config.databaseUrl ?? embedded!.url;
  try {
    await migrateAll(ownerUrl);
    return await bind({ config, log, ownerUrl, embedded, hasty });
  } catch (error) {
    await embedded?.release();
    throw error;
  }
}

async function bind(options: {
  config: Readonly<Config>;
  log: Log;
  ownerUrl: string;
  embedded: EmbeddedServer | undefined;
  hasty: boolean;
}): Promise<Runtime> {
  const { config, log, ownerUrl, embedded, hasty } = options;
  const role = await usableRole(ownerUrl);
  const open = (schema: string): Db => openDb({ url: ownerUrl, schema, role, max: config.poolSize, hasty });
  const platform = open('platform');
  const companies = new Map<string, Company>();
  const toCompany = (row: CompanyRow): Company => {
    const known = companies.get(row.code);
    if (known) return known;
    const company = { code: row.code, name: row.name, demo: row.demo, db: open(row.schema_name) };
    companies.set(row.code, company);
    return company;
  };
  return {
    config,
    log,
    ownerUrl,
    platform,
    findCompany: async (code) => {
      const known = companies.get(code);
      if (known) return known;
      const row = await find(
        platform,
        sql<CompanyRow>`select code, name, demo, schema_name from platform.companies where code = ${code}`,
      );
      return row && toCompany(row);
    },
    listCompanies: async () => {
      const rows = await many(
        platform,
        sql<CompanyRow>`select code, name, demo, schema_name from platform.companies order by created_at, code`,
      );
      return rows.map(toCompany);
    },
    forgetCompany: async (code) => {
      const known = companies.get(code);
      companies.delete(code);
      await known?.db.client.end();
    },
    close: async () => {
      await Promise.all([...companies.values()].map(({ db }) => db.close()));
      await platform.close();
      await embedded?.release();
    },
  };
}
