import { resolve } from 'node:path';
import { stopDemoClock } from '../server/platform/clock.ts';
import { withFileLock } from '../server/platform/embedded/file-lock.ts';
import type { Runtime } from '../server/platform/runtime.ts';
import { fillDemo, type FillReport } from './fill.ts';
import { isServed } from './queries.ts';
import { dropDemo, readDemoState } from './state.ts';
import type { StoryOptions } from './story.ts';

type FillOptions = Omit<StoryOptions, 'today'>;

export type EnsuredDemo =
  | { did: 'filled'; report: FillReport; dropped: string[] }
  | { did: 'nothing' }
  /** Companies that are no demo are in the way; nothing was touched. */
  | { did: 'refused'; companies: string[] }
  /** A server runs on this database; nothing was touched. */
  | { did: 'refused_running' };

/** Longer than the longest fill: somebody else's is waited for. */
const lockTimeoutMs = 3_600_000;

/** Fills an empty database, does an interrupted fill again, and leaves everything else as it is. */
export async function ensureDemo(
  runtime: Runtime,
  options: FillOptions,
  say: (line: string) => void,
): Promise<EnsuredDemo> {
  return whileNobodyElseFills(runtime, async () => {
    const state = await readDemoState(runtime);
    if (state.state === 'filled') return { did: 'nothing' };
    if (state.state === 'foreign') return { did: 'refused', companies: state.companies };
    if (state.state === 'interrupted') say('Lần nạp trước bị ngắt giữa chừng; xóa và nạp lại từ đầu');
    const dropped = state.state === 'interrupted' ? await dropDemo(runtime) : [];
    // A fill that was stopped before its first company has moved the clock already.
    await stopDemoClock(runtime.platform);
    return { did: 'filled', report: await fillDemo(runtime, options, say), dropped };
  });
}

/** Drops the demo and fills it anew. Refused where companies live that are no demo. */
export async function resetDemo(
  runtime: Runtime,
  options: FillOptions,
  say: (line: string) => void,
): Promise<EnsuredDemo> {
  return whileNobodyElseFills(runtime, async () => {
    const own = (await runtime.listCompanies()).filter(({ demo }) => !demo).map(({ code }) => code);
    if (own.length > 0) return { did: 'refused', companies: own };
    if (await isServed(runtime.platform)) return { did: 'refused_running' };
    const dropped = await dropDemo(runtime);
    return { did: 'filled', report: await fillDemo(runtime, options, say), dropped };
  });
}

async function whileNobodyElseFills<Result>(runtime: Runtime, work: () => Promise<Result>): Promise<Result> {
  return withFileLock(resolve(runtime.config.dataDir, 'demo.lock'), work, { timeoutMs: lockTimeoutMs });
}
