import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { describePlan, makePlan } from '../../chaos/plan.ts';
import { deriveSeed } from '../../chaos/random.ts';
import { runPlan, type RunResult } from '../../chaos/run.ts';
import { openStage } from '../../chaos/stage.ts';

const root = resolve(import.meta.dirname, '../..');
const seed = 20_261_105;

test('server, PostgreSQL, network, disk and clock fail under load: every answer a partner got is true in the books', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tiendien-chaos-'));
  chmodSync(dataDir, 0o755);
  const stage = await openStage(dataDir, 300, () => undefined);
  try {
    const result = await runUntilItCounts((plan) => runPlan({ stage, plan, root }));
    assert.deepEqual(result.violations, [], `${result.plan}, seed ${result.seed}`);
    assert.ok(result.counts, 'no run got far enough to count');
  } finally {
    await stage.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

/** Real processes do not repeat themselves exactly: a run in which too little happened is replaced by another. */
async function runUntilItCounts(
  run: (plan: ReturnType<typeof makePlan>) => Promise<RunResult>,
): Promise<RunResult> {
  for (let attempt = 0; ; attempt++) {
    const plan = makePlan('short', attempt === 0 ? seed : deriveSeed(seed, attempt));
    console.log(describePlan(plan));
    const result = await run(plan);
    if (result.counts || result.violations.length > 0 || attempt >= 2) return result;
  }
}
