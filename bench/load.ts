import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signRequest, type PartnerKey } from '../clients/typescript/signing.ts';

export interface Call {
  key: PartnerKey;
  method: 'GET' | 'POST';
  path: string;
  body: string;
}

export interface LoadResult {
  /** Answers with a status of the 200s, per second. */
  perSecond: number;
  good: number;
  bad: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
}

export const wrkPath = ['/usr/bin/wrk', '/usr/local/bin/wrk'].find((path) => existsSync(path));

/** Plays requests that were signed beforehand: raw bytes from a file, each sent once, in a ring if it runs out. */
const script = (file: string): string => `
local requests = {}
local at = 0
function init(args)
  local f = assert(io.open(${JSON.stringify(file)}, "rb"))
  while true do
    local size = f:read(8)
    if not size then break end
    requests[#requests + 1] = f:read(tonumber(size))
  end
  f:close()
end
function request()
  at = at + 1
  if at > #requests then at = 1 end
  return requests[at]
end
function done(summary, latency)
  io.write(string.format('\\nRESULT {"requests":%d,"errors":%d,"durationUs":%d,"p50":%d,"p95":%d,"p99":%d}\\n',
    summary.requests, summary.errors.status + summary.errors.timeout + summary.errors.read + summary.errors.connect,
    summary.duration, latency:percentile(50), latency:percentile(95), latency:percentile(99)))
end`;

/** Signs the calls and sends them with wrk: one thread, `connections` open connections, for `seconds`. */
export async function playCalls(
  address: string,
  calls: readonly Call[],
  options: { connections: number; seconds: number },
): Promise<LoadResult> {
  if (!wrkPath) throw new Error('wrk is not on this machine');
  const folder = mkdtempSync(join(tmpdir(), 'tiendien-bench-'));
  try {
    const file = join(folder, 'requests');
    writeFileSync(file, Buffer.concat(calls.map((call) => rawRequest(address, call))));
    const lua = join(folder, 'play.lua');
    writeFileSync(lua, script(file));
    const output = await runWrk([
      '-t1',
      `-c${options.connections}`,
      `-d${options.seconds}s`,
      // The product answers everybody within this time; posting one by one is slow, not broken.
      '--timeout',
      '20s',
      '-s',
      lua,
      address,
    ]);
    const line = /RESULT (\{.*\})/.exec(output)?.[1];
    if (!line) throw new Error(`wrk said: ${output}`);
    const result = JSON.parse(line) as Record<
      'requests' | 'errors' | 'durationUs' | 'p50' | 'p95' | 'p99',
      number
    >;
    const good = result.requests - result.errors;
    return {
      perSecond: good / (result.durationUs / 1e6),
      good,
      bad: result.errors,
      p50Ms: result.p50 / 1000,
      p95Ms: result.p95 / 1000,
      p99Ms: result.p99 / 1000,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rawRequest(address: string, call: Call): Buffer {
  const nonce = randomBytes(18).toString('base64url');
  const { headers } = signRequest(call.key, { method: call.method, path: call.path, body: call.body, nonce });
  const lines = [
    `${call.method} ${call.path} HTTP/1.1`,
    `Host: ${new URL(address).host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(call.body
      ? ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(call.body)}`]
      : []),
  ];
  const bytes = Buffer.from(`${lines.join('\r\n')}\r\n\r\n${call.body}`);
  return Buffer.concat([Buffer.from(String(bytes.length).padStart(8, '0')), bytes]);
}

function runWrk(args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(wrkPath ?? 'wrk', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('exit', () => resolve(output));
  });
}
