import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export interface RunningServer {
  address: string;
  /** Highest resident set so far, in MB. */
  peakMemoryMb(): number;
  stop(): Promise<void>;
}

/** Starts `server/main.ts` as it runs in production, with the given settings, and waits until it listens. */
export async function startServer(settings: Record<string, string>): Promise<RunningServer> {
  const child = fork(resolve(import.meta.dirname, '../server/main.ts'), {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'error', ...settings },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const address = await new Promise<string>((done, failed) => {
    child.on('message', (message: { listening?: string }) => message.listening && done(message.listening));
    child.on('exit', (code) => failed(new Error(`the server ended with code ${code}`)));
  });
  return {
    address,
    peakMemoryMb: () => readPeak(child),
    stop: () => stopChild(child),
  };
}

function readPeak(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

async function stopChild(child: ChildProcess): Promise<void> {
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill('SIGTERM');
  await gone;
}
