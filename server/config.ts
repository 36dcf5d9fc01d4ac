import { resolve } from 'node:path';

/** Every setting, read from the environment in this one place and frozen. */
export interface Config {
  /** PostgreSQL 15 or newer; undefined means the embedded server of this checkout. */
  databaseUrl: string | undefined;
  /** Where the embedded server, uploads and logs live. */
  dataDir: string;
  host: string;
  port: number;
  /** With a fixed port a taken one is an error; otherwise the next free one is used. */
  portIsFixed: boolean;
  logLevel: string;
  /** Where the simulated world of a demo is driven by hand; undefined without one. */
  simulatorUrl: string | undefined;
  /** Connections per company. */
  poolSize: number;
  /** Set by the demo launcher: sign-ins are offered on the first page and the business clock may be moved. */
  demo: boolean;
  /** Batches one company may have under way at once, and how many instructions one batch takes. */
  postingLanes: number;
  postingBatch: number;
  /** `off` posts every payment alone: the benchmark's baseline. `nothing` answers without posting: its ceiling. */
  posting: 'grouped' | 'single' | 'nothing';
  /** Where webhooks of partners may be sent: `public` (https, no private network), or `any` for a demo or a test. */
  webhookTargets: 'public' | 'any';
  /** Mail servers with their accounts, by the code of the company they are for; the empty code is for all others. */
  mailServers: Readonly<Record<string, string>>;
  /** Largest upload in bytes, and the largest size a spreadsheet may unpack to. */
  maxUploadBytes: number;
}

export function readConfig(env: NodeJS.ProcessEnv = process.env): Readonly<Config> {
  const port = wholeNumber(env, 'PORT', 8080, 0, 65535);
  return Object.freeze({
    databaseUrl: env['DATABASE_URL'] || undefined,
    dataDir: resolve(env['TIENDIEN_DATA_DIR'] || resolve(import.meta.dirname, '..', '.tiendien')),
    host: env['HOST'] || '127.0.0.1',
    port,
    portIsFixed: Boolean(env['PORT']),
    logLevel: oneOf(env, 'LOG_LEVEL', ['info', 'debug', 'warn', 'error', 'silent'] as const),
    poolSize: wholeNumber(env, 'TIENDIEN_POOL_SIZE', 10, 2, 200),
    demo: env['TIENDIEN_DEMO'] === '1',
    simulatorUrl: env['TIENDIEN_SIMULATOR_URL'] || undefined,
    postingLanes: wholeNumber(env, 'TIENDIEN_POSTING_LANES', 2, 1, 16),
    postingBatch: wholeNumber(env, 'TIENDIEN_POSTING_BATCH', 500, 1, 5000),
    posting: oneOf(env, 'TIENDIEN_POSTING', ['grouped', 'single', 'nothing'] as const),
    webhookTargets: oneOf(env, 'TIENDIEN_WEBHOOK_TARGETS', ['public', 'any'] as const),
    mailServers: mailServers(env),
    maxUploadBytes: wholeNumber(env, 'TIENDIEN_MAX_UPLOAD_BYTES', 2_147_483_648, 1, Number.MAX_SAFE_INTEGER),
  });
}

function wholeNumber(
  env: NodeJS.ProcessEnv,
  name: string,
  fallback: number,
  min: number,
  max: number,
): number {
  const text = env[name];
  if (!text) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new Error(`${name} must be a whole number from ${min} to ${max}, not "${text}"`);
  }
  return value;
}

const mailPrefix = 'TIENDIEN_SMTP_URL';

/** `TIENDIEN_SMTP_URL` for the whole installation, `TIENDIEN_SMTP_URL_PCHATINH` for one company. */
function mailServers(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const servers: Record<string, string> = {};
  for (const [name, address] of Object.entries(env)) {
    if (!address || (name !== mailPrefix && !name.startsWith(`${mailPrefix}_`))) continue;
    if (!/^smtps?:\/\//.test(address)) throw new Error(`${name} must begin with smtp:// or smtps://`);
    servers[name.slice(mailPrefix.length + 1)] = address;
  }
  return Object.freeze(servers);
}

/** The first allowed value is the default. */
function oneOf<const Values extends readonly string[]>(
  env: NodeJS.ProcessEnv,
  name: string,
  allowed: Values,
): Values[number] {
  const text = env[name] || allowed[0]!;
  if (!allowed.includes(text)) throw new Error(`${name} must be one of ${allowed.join(', ')}, not "${text}"`);
  return text as Values[number];
}
