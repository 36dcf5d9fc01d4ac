import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/**
 * The one gate, the same everywhere: `npm run check`, or `npm run check -- --no-tests` where the tests ran already.
 * Every step runs even after one has failed, so that one run shows all there is to mend.
 */
const root = resolve(import.meta.dirname, '..');
const steps: { name: string; command: string; args: string[]; when?: boolean }[] = [
  { name: 'types', command: 'tsc', args: [] },
  {
    name: 'types of web',
    command: 'tsc',
    args: ['-p', 'web'],
    when: existsSync(join(root, 'web/tsconfig.json')),
  },
  { name: 'lint', command: 'oxlint', args: ['--type-aware'] },
  { name: 'format', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'unused code', command: 'knip', args: ['--no-progress', '--no-config-hints'] },
  // db/schema.sql, the OpenAPI document and the house rules are held against the code by tests in tools/.
  { name: 'tests', command: 'node', args: ['tools/test.ts'], when: !process.argv.includes('--no-tests') },
];

const env = { ...process.env, PATH: [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter) };
const failed: string[] = [];
for (const { name, command, args, when } of steps) {
  if (when === false) continue;
  console.log(`\n── ${name}: ${command} ${args.join(' ')}`);
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) console.error(error.message);
  if (status !== 0) failed.push(name);
}
console.log(failed.length === 0 ? '\nall in order' : `\nnot in order: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
