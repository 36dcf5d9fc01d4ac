import { fork, type ChildProcess } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const patienceMs = 15_000;

/** A process of the demo that lives and dies with this one: it ends when the IPC channel to its parent is gone. */
export interface Child {
  name: string;
  process: ChildProcess;
  logFile: string | undefined;
  /** Settles when it has ended, with its exit code. */
  ended: Promise<number>;
  stop(): Promise<void>;
}

export interface ChildOptions {
  name: string;
  script: string;
  args?: readonly string[];
  env?: Record<string, string>;
  /** Where its output goes; without it, to ours. */
  logFile?: string;
}

const running = new Set<Child>();

/** Stops every child that still runs, the one started last first. */
export async function stopChildren(): Promise<void> {
  for (const child of [...running].reverse()) await child.stop();
}

export function startChild(options: ChildOptions): Child {
  const output = options.logFile === undefined ? 'inherit' : openSync(options.logFile, 'w');
  const child = fork(resolve(root, options.script), [...(options.args ?? [])], {
    cwd: root,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', output, output, 'ipc'],
  });
  const ended = new Promise<number>((done) => {
    child.once('error', () => done(1));
    child.once('exit', (code, signal) => done(code ?? (signal ? 1 : 0)));
  });
  const started: Child = {
    name: options.name,
    process: child,
    logFile: options.logFile,
    ended,
    stop: () => stopChild(child, ended),
  };
  running.add(started);
  void ended.then(() => running.delete(started));
  return started;
}

/** Asks first, then insists. */
async function stopChild(child: ChildProcess, ended: Promise<number>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await ended;
  clearTimeout(insist);
}

/** Runs a script to its end and answers its exit code; throws when it is none of the expected. */
export async function runChild(options: ChildOptions, expected: readonly number[] = [0]): Promise<number> {
  const child = startChild(options);
  const code = await child.ended;
  if (!expected.includes(code))
    throw new Error(`${options.name} failed with exit code ${code}${tailOfLog(child.logFile)}`);
  return code;
}

/** Waits for the address that a server child announces over IPC. */
export async function addressOf(child: Child, timeoutMs: number): Promise<string> {
  const announced = new Promise<string>((done) => {
    child.process.on('message', (message) => {
      const { listening } = message as { listening?: string };
      if (listening) done(listening);
    });
  });
  const failed = child.ended.then((code) => {
    throw new Error(
      `${child.name} ended with exit code ${code} before it was ready${tailOfLog(child.logFile)}`,
    );
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${child.name} was not ready after ${timeoutMs} ms${tailOfLog(child.logFile)}`)),
      timeoutMs,
    );
  });
  return Promise.race([announced, failed, late]).finally(() => clearTimeout(timer));
}

export function tailOfLog(logFile: string | undefined): string {
  if (logFile === undefined) return '';
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-12);
  return `\n${lines.join('\n')}\n(${logFile})`;
}
