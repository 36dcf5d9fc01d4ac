import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { readConfig } from '../server/config.ts';
import { openRuntime } from '../server/platform/runtime.ts';
import { addressOf, runChild, startChild, tailOfLog, type Child } from './children.ts';
import { chooseFreePort } from './free-port.ts';
import { printWelcome } from './welcome.ts';

/**
 * `npm start`: database, history, console, server and simulated outside world, filled and usable. Everything it
 * starts ends with it, also when it is killed.
 */
const startedAt = performance.now();
const config = readConfig();
const say = (line: string): void =>
  console.log(`[${((performance.now() - startedAt) / 1000).toFixed(1)} s] ${line}`);
const children: Child[] = [];
const logs = resolve(config.dataDir, 'logs');

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function start(): Promise<void> {
  const { port, moved } = await chooseFreePort(config);
  if (moved) say(`cổng ${config.port} đã có chương trình khác dùng (port taken); dùng cổng ${port}`);
  mkdirSync(logs, { recursive: true });
  say(config.databaseUrl ? 'dùng cơ sở dữ liệu ở DATABASE_URL' : 'mở cơ sở dữ liệu đi kèm');
  // Held while the demo runs, so that the embedded server stays up between its processes and stops with us.
  const runtime = await openRuntime({ ...config, demo: true }, say);
  stopOnSignals(() => runtime.close());
  await Promise.all([buildConsole(), fill()]);
  const server = startChild({
    name: 'server',
    script: 'server/main.ts',
    env: { PORT: String(port), TIENDIEN_DEMO: '1' },
    logFile: resolve(logs, 'server.log'),
  });
  children.push(server);
  await addressOf(server, 60_000);
  const url = `http://localhost:${port}`;
  const simulator = startChild({
    name: 'simulator',
    script: 'simulator/main.ts',
    args: [`http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`],
    logFile: resolve(logs, 'simulator.log'),
  });
  children.unshift(simulator);
  say('sẵn sàng');
  await printWelcome(runtime, { url, logs });
  void server.ended.then((code) => lose(server, code));
  void simulator.ended.then((code) => lose(simulator, code));
}

/** Both write what they do as they go; the fill says nothing when there is nothing to do. */
async function buildConsole(): Promise<void> {
  say('dựng giao diện nếu đã cũ');
  await runChild({
    name: 'the build of the console',
    script: 'demo/build-console.ts',
    logFile: resolve(logs, 'build.log'),
  });
  say('giao diện xong');
}

async function fill(): Promise<void> {
  await runChild({ name: 'the fill', script: 'demo/cli.ts', args: ['fill'] });
}

let stopping = false;

function stopOnSignals(release: () => Promise<void>): void {
  const stop = async (): Promise<void> => {
    // Asked twice: leave at once. The children notice the lost channel.
    if (stopping) process.exit(130);
    stopping = true;
    console.log('\nđang dừng… (stopping)');
    for (const child of children) await child.stop();
    await release();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
}

function lose(child: Child, code: number): void {
  if (stopping) return;
  console.error(`${child.name} ended unexpectedly with exit code ${code}${tailOfLog(child.logFile)}`);
  process.kill(process.pid, 'SIGTERM');
}
