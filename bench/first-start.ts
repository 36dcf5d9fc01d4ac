import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BenchRow } from './measure.ts';

const longestMs = 90_000;

/** `npm start` with nothing there yet, until the product says that it is filled and where it is. */
export async function benchFirstStart(): Promise<BenchRow> {
  const folder = mkdtempSync(join(tmpdir(), 'tiendien-bench-start-'));
  const started = performance.now();
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../demo/start.ts')], {
    env: { ...process.env, TIENDIEN_DATA_DIR: folder, DATABASE_URL: '', PORT: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const { filledMs, memoryMb } = await new Promise<{ filledMs: number; memoryMb: number }>(
      (done, failed) => {
        let said = '';
        child.stdout.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          if (/http:\/\/(localhost|127\.0\.0\.1):\d+/.test(said)) {
            done({ filledMs: performance.now() - started, memoryMb: residentMb(child.pid ?? 0) });
          }
        });
        child.on('exit', (code) => failed(new Error(`npm start ended with code ${code}: ${said}`)));
      },
    );
    return {
      work: 'npm start to a filled product',
      product: filledMs,
      baseline: null,
      unit: 'ms',
      ratio: null,
      bar: `<= ${longestMs}`,
      reached: filledMs <= longestMs,
      details: { launcherMemoryMb: memoryMb },
    };
  } finally {
    const gone = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  }
}

function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}
