import { readConfig } from '../server/config.ts';
import { openRuntime } from '../server/platform/runtime.ts';
import { ensureDemo, resetDemo, type EnsuredDemo } from './ensure-demo.ts';
import { endWithParent, refusedCode } from './parent.ts';

/**
 * `node demo/cli.ts fill|reset [--full] [--json]`: `fill` fills an empty database with the demo and finishes an
 * interrupted fill; `reset` drops the demo's companies and fills them anew. Exit code 3 when refused.
 */
const [command, ...flags] = process.argv.slice(2);
const full = flags.includes('--full');
const json = flags.includes('--json');
if (
  (command !== 'fill' && command !== 'reset') ||
  flags.some((flag) => !['--full', '--json'].includes(flag))
) {
  console.error('usage: demo fill|reset [--full] [--json]');
  process.exit(2);
}
// Half a fill is of no use to anybody.
const letGo = endWithParent();

const say = (line: string): void => console.error(line);
// An interrupted fill is done again: until its last line nothing has to survive.
const runtime = await openRuntime({ ...readConfig(), demo: true }, say, { hasty: true });
try {
  const ensured = await (command === 'fill' ? ensureDemo : resetDemo)(runtime, { full }, say);
  process.exitCode = report(ensured);
} finally {
  await runtime.close();
  letGo();
}

function report(ensured: EnsuredDemo): number {
  if (ensured.did === 'refused') {
    const companies = ensured.companies.join(', ');
    return refuse('demo.not_alone', `companies that are no demo live in this database (${companies})`);
  }
  if (ensured.did === 'refused_running') {
    return refuse('demo.running', 'a server runs on this database; stop it first (Ctrl-C in npm start)');
  }
  if (json) console.log(JSON.stringify(ensured));
  if (ensured.did === 'nothing') {
    if (!json) console.log('the demo is filled already');
    return 0;
  }
  if (json) return 0;
  for (const { code, customers, bills, payments } of ensured.report.companies) {
    console.log(`${code}: ${customers} customers, ${bills} bills, ${payments} payments`);
  }
  for (const { company, invariants } of ensured.report.checks) {
    console.log(`${company}: ${invariants} invariants of the books hold, roll-ups equal a plain count`);
  }
  console.log(
    Object.entries(ensured.report.seconds)
      .map(([step, seconds]) => `${step} ${seconds} s`)
      .join(' · '),
  );
  return 0;
}

function refuse(code: string, message: string): number {
  if (json) console.log(JSON.stringify({ error: { code, message } }));
  console.error(`not touched: ${message}`);
  return refusedCode;
}
