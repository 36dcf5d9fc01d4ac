import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { withFileLock } from '../server/platform/embedded/file-lock.ts';
import { describePlan, makePlan, planNames, type PlanName } from './plan.ts';
import { bugNames, plantBug, type BugName } from './planted.ts';
import { deriveSeed } from './random.ts';
import { runPlan, type RunResult } from './run.ts';
import { openStage, type Stage } from './stage.ts';

/**
 * `npm run chaos [-- --seed N --runs M --plan NAME --plant BUG --self-test]`: partners pay while server, PostgreSQL,
 * network, disk and clock fail, all from a printed seed; then every answer that a partner ever got is held against the
 * books. See docs/chaos.md.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    runs: { type: 'string', default: '1' },
    plan: { type: 'string', default: 'all' },
    plant: { type: 'string' },
    'self-test': { type: 'boolean', default: false },
  },
});
const root = resolve(import.meta.dirname, '..');
const seed = wholeNumber('seed', values.seed ?? String(Date.now() % 1_000_000));
const runs = wholeNumber('runs', values.runs);
const plan = oneOf('plan', values.plan, planNames);
const plant = values.plant === undefined ? undefined : oneOf('plant', values.plant, bugNames);
/** A run that did not get far enough is replaced by the plan of a seed derived from its own, so often. */
const replacements = 4;

const dataDir = resolve(root, '.tiendien', 'chaos');
const sound = await withFileLock(join(dataDir, 'chaos.lock'), onStage, { timeoutMs: 1_000 });
process.exit(sound ? 0 : 1);

async function onStage(): Promise<boolean> {
  const stage = await openStage(dataDir, 400, () => undefined);
  try {
    if (!stage.disk)
      console.log('no tmpfs may be mounted here: disk-full is left out (log-write-fails stands for it)');
    return values['self-test'] ? await selfTest(stage) : await runAll(stage);
  } finally {
    await stage.close();
  }
}

/** Without a planted bug every run must be sound; with one, every run must not. */
async function runAll(on: Stage): Promise<boolean> {
  const results: RunResult[] = [];
  for (let number = 0; number < runs; number++) {
    const first = number === 0 ? seed : deriveSeed(seed, number);
    await runUntilItCounts(on, plan, first, plant, results);
    store(`${plan}-${seed}${plant ? `-${plant}` : ''}`, results);
  }
  const broken = results.filter(({ violations }) => violations.length > 0).length;
  const counted = results.filter(({ counts }) => counts).length;
  const idle = results.length - counted;
  console.log(
    `${counted} runs counted, ${idle} did not count, ${broken} broken (seed ${seed}, plan ${plan})`,
  );
  return plant ? broken === runs : broken === 0 && counted === runs;
}

/** Plants each bug in a copy of the server and sees that the harness finds it. */
async function selfTest(on: Stage): Promise<boolean> {
  let found = true;
  for (const bug of bugNames) {
    const { violations } = await runUntilItCounts(on, plantBug.plans[bug], seed, bug);
    console.log(`planted ${bug}: ${violations.length > 0 ? 'found' : 'NOT FOUND'}`);
    found &&= violations.length > 0;
  }
  return found;
}

async function runUntilItCounts(
  on: Stage,
  name: PlanName,
  first: number,
  bug: BugName | undefined,
  results: RunResult[] = [],
): Promise<RunResult> {
  for (let attempt = 0; ; attempt++) {
    const drawn = makePlan(name, attempt === 0 ? first : deriveSeed(first, 1_000 + attempt));
    console.log(describePlan(drawn) + (bug ? `; planted: ${bug}` : ''));
    const planted = bug && plantBug(root, bug);
    try {
      const result = await runPlan({ stage: on, plan: drawn, root: planted?.root ?? root });
      report(result);
      results.push(result);
      if (result.counts || result.violations.length > 0 || attempt >= replacements) return result;
    } finally {
      planted?.remove();
    }
  }
}

function report(result: RunResult): void {
  const { violations, counts, answers, silences, unknown, killsInCommit, payments, reversed, seconds } =
    result;
  const gateways =
    result.orders > 0 ? `, ${result.orders} gateway orders (${result.takenByProviders} paid there)` : '';
  const verdict = violations.length > 0 ? 'BROKEN' : counts ? 'sound' : 'did not count';
  console.log(
    `  ${verdict}: ${answers} answers, ${silences} without, ${unknown} unknown, ${killsInCommit} kills in a commit, ` +
      `${payments} payments (${reversed} reversed)${gateways}, ${seconds} s`,
  );
  for (const { rule, detail } of violations.slice(0, 12)) console.log(`    ${rule}: ${detail}`);
  if (violations.length > 12)
    console.log(`    and ${violations.length - 12} more; journal: ${result.journal}`);
}

function store(name: string, results: readonly RunResult[]): void {
  const folder = resolve(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    resolve(folder, `${name}.json`),
    `${JSON.stringify({ seed, plan, plant, runs: results }, null, 2)}\n`,
  );
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0)
    throw new Error(`--${name} must be a whole number, not "${text}"`);
  return value;
}

function oneOf<Value extends string>(name: string, text: string, allowed: readonly Value[]): Value {
  const found = allowed.find((value) => value === text);
  if (found === undefined) throw new Error(`--${name} must be one of ${allowed.join(', ')}, not "${text}"`);
  return found;
}
