import { resolve } from 'node:path';
import pg from 'pg';
import { launchPostgres, type EmbeddedServer } from '../server/platform/embedded/launcher.ts';

/** A server of the benchmark's own, with full durability; or the one `DATABASE_URL` names. */
export interface BenchServer {
  /** Address of a database on it. */
  urlOf(database: string): string;
  recreate(database: string): Promise<string>;
  settings: Record<string, string>;
  release(): Promise<void>;
}

const wanted = [
  'server_version',
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'shared_buffers',
  'max_wal_size',
];

/** Starts it and asserts that nothing is faster because it is less durable. */
export async function startBenchServer(): Promise<BenchServer> {
  const given = process.env['DATABASE_URL'];
  const embedded: EmbeddedServer | undefined = given
    ? undefined
    : await launchPostgres({
        dataDir: resolve(import.meta.dirname, '../.tiendien/bench'),
        say: (line) => console.error(line),
      });
  const base = given ?? embedded?.url ?? '';
  const urlOf = (database: string): string => {
    const url = new URL(base);
    url.pathname = `/${database}`;
    return url.href;
  };
  const client = new pg.Client({ connectionString: base });
  await client.connect();
  const settings: Record<string, string> = {};
  for (const name of wanted) {
    const { rows } = await client.query<{ value: string }>(`select current_setting($1) as value`, [name]);
    settings[name] = rows[0]?.value ?? '';
  }
  if (settings['fsync'] !== 'on' || settings['synchronous_commit'] !== 'on') {
    throw new Error('the benchmark needs fsync and synchronous_commit on');
  }
  return {
    urlOf,
    settings,
    recreate: async (database) => {
      await client.query(`drop database if exists ${database} with (force)`);
      await client.query(`create database ${database}`);
      return urlOf(database);
    },
    release: async () => {
      await client.end();
      await embedded?.release();
    },
  };
}
