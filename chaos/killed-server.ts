import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';

/** The product's server as a child: started, killed with -9 and started again on the same port. */
export class KilledServer {
  address = '';
  kills = 0;
  /** Times it ended though nobody had told it to: a fault of the product. */
  collapses = 0;
  private child: ChildProcess | undefined;
  private port = '0';
  private stopping = false;
  private readonly root: string;
  private readonly env: Record<string, string>;
  private readonly logFile: string;
  private readonly log: number;

  /** `root`: the checkout, or a copy of it with a planted bug. */
  constructor(root: string, logFile: string, env: Record<string, string>) {
    this.root = root;
    this.env = env;
    this.logFile = logFile;
    this.log = openSync(logFile, 'a');
  }

  async start(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.startOnce();
      } catch (error) {
        // A start amid a fault (no connection, a full disk) may fail, as it may in the field, where it is repeated.
        if (attempt >= 20) throw error;
        await new Promise((done) => setTimeout(done, 300));
      }
    }
  }

  private async startOnce(): Promise<void> {
    const child = fork(join(this.root, 'server/main.ts'), {
      env: { ...process.env, NODE_OPTIONS: '', PORT: this.port, LOG_LEVEL: 'error', ...this.env },
      stdio: ['ignore', this.log, this.log, 'ipc'],
    });
    this.child = child;
    this.address = await new Promise<string>((done, failed) => {
      child.on('message', (message: { listening?: string }) => message.listening && done(message.listening));
      child.once('exit', (code) =>
        failed(new Error(`the server ended with code ${code}; its log is ${this.logFile}`)),
      );
    });
    this.port = new URL(this.address).port;
    child.once('exit', () => this.noteExit(child));
  }

  async killAndRestart(): Promise<void> {
    await this.end('SIGKILL');
    this.kills++;
    await this.start();
  }

  /** Lets it finish what it has begun. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  async close(): Promise<void> {
    if (this.child?.exitCode === null && this.child.signalCode === null) await this.end('SIGKILL');
    closeSync(this.log);
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    this.stopping = true;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await gone;
    this.stopping = false;
  }

  private noteExit(child: ChildProcess): void {
    if (this.stopping || child !== this.child) return;
    this.collapses++;
    void this.start();
  }
}
