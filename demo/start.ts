import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { readConfig } from '../server/config.ts';
import { openRuntime, type Runtime } from '../server/platform/runtime.ts';
import { addressOf, runChild, startChild, stopChildren, tailOfLog, type Child } from './children.ts';
import { recordFolder } from './desk.ts';
import { chooseFreePort } from './free-port.ts';
import { refusedCode } from './parent.ts';
import { printWelcome } from './welcome.ts';

/**
 * `npm start`: database, history, console, server and simulated outside world, filled and usable. Everything it
 * starts ends with it, also when it is killed.
 */
const startedAt = performance.now();
const config = readConfig();
const logs = resolve(config.dataDir, 'logs');
let opening: Promise<Runtime> | undefined;
let stopping = false;

process.on('SIGINT', () => askedToStop());
process.on('SIGTERM', () => askedToStop());
try {
  await start();
} catch (error) {
  // A child that Ctrl-C has reached before us fails; that is no news.
  if (!stopping) await stop(1, error instanceof Error ? error.message : String(error));
}

async function start(): Promise<void> {
  const { port, moved } = await chooseFreePort(config);
  if (moved) say(`cổng ${config.port} đã có chương trình khác dùng (port taken); dùng cổng ${port}`);
  mkdirSync(logs, { recursive: true });
  say(config.databaseUrl ? 'dùng cơ sở dữ liệu ở DATABASE_URL' : 'mở cơ sở dữ liệu đi kèm');
  // Held while the demo runs, so that the embedded server stays up between its processes and stops with us.
  opening = openRuntime({ ...config, demo: true }, say);
  const runtime = await opening;
  if (stopping) return;
  const [isDemo] = await Promise.all([fill(), buildConsole()]);
  if (stopping) return;
  const { port: control } = await chooseFreePort({ host: '127.0.0.1', port: port + 1, portIsFixed: false });
  const { port: mail } = await chooseFreePort({ host: '127.0.0.1', port: control + 1, portIsFixed: false });
  const server = startServer(port, isDemo ? { control, mail } : undefined);
  await addressOf(server, 60_000);
  const children = isDemo ? [server, startSimulator(port, { control, mail })] : [server];
  say('sẵn sàng');
  await printWelcome(runtime, { url: `http://localhost:${port}`, logs, isDemo });
  for (const child of children) void child.ended.then((code) => lose(child, code));
}

/**
 * False where companies that are no demo are in the way. Beside an embedded database the product then starts without
 * the demo; a server of its own is somebody's production, and is left alone.
 */
async function fill(): Promise<boolean> {
  const code = await runChild({ name: 'the fill', script: 'demo/cli.ts', args: ['fill'] }, [0, refusedCode]);
  if (code === refusedCode && config.databaseUrl) {
    throw new Error('npm start runs the demo; for companies of your own start server/main.ts');
  }
  return code === 0;
}

async function buildConsole(): Promise<void> {
  say('dựng giao diện nếu đã cũ');
  await runChild({
    name: 'the build of the console',
    script: 'demo/build-console.ts',
    logFile: resolve(logs, 'build.log'),
  });
  say('giao diện xong');
}

/** Ports of the simulated world: the one it is driven at, and the one it takes mails at. */
interface WorldPorts {
  control: number;
  mail: number;
}

/** With a simulated world it is the server of a demo, whose mails go nowhere else. */
function startServer(port: number, world: WorldPorts | undefined): Child {
  const demo = world === undefined ? '' : '1';
  return startChild({
    name: 'server',
    script: 'server/main.ts',
    env: {
      PORT: String(port),
      TIENDIEN_DEMO: demo,
      TIENDIEN_WEBHOOK_TARGETS: demo === '1' ? 'any' : 'public',
      TIENDIEN_SIMULATOR_URL: world ? `http://127.0.0.1:${world.control}` : '',
      ...(world && { TIENDIEN_SMTP_URL: `smtp://127.0.0.1:${world.mail}` }),
    },
    logFile: resolve(logs, 'server.log'),
  });
}

function startSimulator(port: number, { control, mail }: WorldPorts): Child {
  const host = config.host === '0.0.0.0' ? '127.0.0.1' : config.host;
  return startChild({
    name: 'simulator',
    script: 'simulator/main.ts',
    args: [`http://${host}:${port}`, recordFolder(config.dataDir), String(control), String(mail)],
    logFile: resolve(logs, 'simulator.log'),
  });
}

function askedToStop(): void {
  // Asked twice: leave at once. The children notice the lost channel.
  if (stopping) process.exit(130);
  void stop(0, 'đang dừng… (stopping)');
}

function lose(child: Child, code: number): void {
  if (stopping) return;
  void stop(1, `${child.name} ended unexpectedly with exit code ${code}${tailOfLog(child.logFile)}`);
}

async function stop(code: number, message: string): Promise<void> {
  stopping = true;
  if (code === 0) console.log(`\n${message}`);
  else console.error(message);
  await stopChildren();
  const runtime = await opening?.catch(() => undefined);
  await runtime?.close();
  process.exit(code);
}

function say(line: string): void {
  console.log(`[${((performance.now() - startedAt) / 1000).toFixed(1)} s] ${line}`);
}
