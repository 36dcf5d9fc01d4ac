import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlanName } from './plan.ts';

export const bugNames = [
  'answer-before-commit',
  'claim-dropped',
  'lock-removed',
  'gateway-word-posted-anew',
] as const;
export type BugName = (typeof bugNames)[number];

interface Patch {
  file: string;
  find: RegExp;
  put: string;
}

interface Bug {
  /** The plan under which it shows. */
  plan: PlanName;
  patches: Patch[];
}

const database = 'server/platform/db.ts';
const pipeline = 'server/platform/pipeline.ts';
const posting = 'server/features/payments/accept-payments.ts';
const orders = 'server/features/gateways/settle-order.ts';
const bills = 'server/features/bills/pay-bills.ts';

const bugs: Record<BugName, Bug> = {
  // Whoever asks is answered while COMMIT is still on its way.
  'answer-before-commit': {
    plan: 'network',
    patches: [
      { file: database, find: /await commit\(client\);/, put: 'commit(client).catch(() => undefined);' },
      {
        file: pipeline,
        find: /Promise\.allSettled\(\[committing\]\)/,
        put: "(committing.catch(() => undefined), [{ status: 'fulfilled' }])",
      },
    ],
  },
  // References are not used up: what is sent again is decided again.
  'claim-dropped': {
    plan: 'network',
    patches: [{ file: posting, find: /queries\.insertClaims\(tx, [^\n]*\),\n/, put: '' }],
  },
  // Two batches may decide about the same bill at once. The lock alone is not missed: the statement that writes what is
  // paid fails when the bill changed meanwhile, so that this second guard has to go too.
  'lock-removed': {
    plan: 'rivals',
    patches: [
      { file: bills, find: /(order by id) for update`/, put: '$1`' },
      { file: bills, find: /and bills\.paid_vnd = c\.was\b/, put: '' },
    ],
  },
  // Every word of a provider that an order is paid makes a payment of its own.
  'gateway-word-posted-anew': {
    plan: 'gateways',
    patches: [
      {
        file: orders,
        find: /reference: order\.reference,/,
        put: 'reference: `${order.reference}.${process.hrtime.bigint()}`,',
      },
    ],
  },
};

/** Makes a copy of the server beside the real rest of the checkout, with one bug in it. */
export function plantBug(checkout: string, name: BugName): { root: string; remove(): void } {
  const root = mkdtempSync(join(tmpdir(), 'tiendien-planted-'));
  for (const entry of readdirSync(checkout)) {
    if (entry === 'server') cpSync(join(checkout, entry), join(root, entry), { recursive: true });
    else symlinkSync(join(checkout, entry), join(root, entry));
  }
  for (const { file, find, put } of bugs[name].patches) {
    const path = join(root, file);
    const text = readFileSync(path, 'utf8');
    const patched = text.replace(find, put);
    if (patched === text) throw new Error(`the bug ${name} could not be planted: ${file} has no ${find}`);
    writeFileSync(path, patched);
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

plantBug.plans = Object.fromEntries(bugNames.map((name) => [name, bugs[name].plan])) as Record<
  BugName,
  PlanName
>;
