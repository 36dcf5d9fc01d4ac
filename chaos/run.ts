import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readBooks } from './books.ts';
import { addressOf } from './database.ts';
import { doErrand, drawErrands, pause, type Errand, type Street } from './errands.ts';
import { strike, type Scene, type Struck } from './faults.ts';
import type { GatewayBooks } from './gateway-books.ts';
import { openGateways, type GatewaySide } from './gateways.ts';
import { Journal, readJournal, type JournalLine } from './journal.ts';
import { KilledServer } from './killed-server.ts';
import { Line } from './line.ts';
import type { Plan } from './plan.ts';
import { DatabaseProxy } from './proxy.ts';
import { openRandom } from './random.ts';
import { askAboutAll, settleDoubts } from './settle-doubts.ts';
import { chaosCompany, openChaosRuntime, type Stage } from './stage.ts';
import { tellTale } from './tale.ts';
import { verifyGateways } from './verify-gateways.ts';
import { verify, type Violation } from './verify.ts';

export interface RunResult {
  plan: string;
  seed: number;
  /** A run counts when enough happened in it; see the plan's needs. */
  counts: boolean;
  violations: Violation[];
  seconds: number;
  answers: number;
  silences: number;
  /** Answers that said the outcome is unknown. */
  unknown: number;
  killsInCommit: number;
  payments: number;
  reversed: number;
  doubtsSettled: number;
  /** Orders through gateways, and how many of them their provider took money for. */
  orders: number;
  takenByProviders: number;
  /** Answers by code (or status, where all was well). */
  answersByCode: Record<string, number>;
  faults: Struck[];
  journal: string;
}

export interface RunOptions {
  stage: Stage;
  plan: Plan;
  /** Where the server's code lies: the checkout, or a copy with a planted bug. */
  root: string;
}

/** One run: a fresh copy of the prepared company, partners at work, faults among them, then every answer against the books. */
export async function runPlan({ stage, plan, root }: RunOptions): Promise<RunResult> {
  const startedAt = Date.now();
  const database = `chaos_${plan.name}_${plan.seed}`;
  const folder = openFolder(join(stage.dataDir, 'runs', `${plan.name}-${plan.seed}`));
  const proxy = new DatabaseProxy(Number(new URL(stage.embedded.url).port));
  await proxy.open();
  const runtime = await openChaosRuntime(await stage.copyTo(database), folder);
  const server = new KilledServer(root, join(folder, 'server.log'), {
    DATABASE_URL: addressOf(stage.embedded.url, database, proxy.port),
    TIENDIEN_DATA_DIR: folder,
  });
  const journalFile = join(folder, 'journal.jsonl');
  const journal = new Journal(journalFile);
  let gateways: GatewaySide | undefined;
  try {
    await server.start();
    const line = new Line(journal, server.address);
    const street: Street = { line, prefix: `C${plan.seed}`, later: [] };
    const company = await chaosCompany(runtime);
    const scene = { stage, server, proxy, runtime, company, random: openRandom(plan.seed, 'strikes') };
    if (plan.payers > 0) gateways = await openGateways({ plan, address: server.address, company, stage });
    const [faults, doubtsSettled] = await within(mostMinutes, async () => {
      const struck = await workUnderFaults(scene, plan, street, journal, gateways);
      const settled = await settleDoubts(street, stage.partners, journalFile);
      await gateways?.settle();
      return [struck, settled] as const;
    });
    // What is still under way though its partner has gone: told to stop, the server ends what it has begun.
    await server.stop();
    await server.start();
    await askAboutAll(street, stage.partners, journalFile);
    line.close();
    await server.stop();
    const lines = readJournal(journalFile);
    const { books, orders, violations } = await holdAgainstBooks(scene, lines, gateways, folder);
    if (server.collapses > 0)
      violations.push({ rule: 'the server ends only when told to', detail: `${server.collapses} times` });
    const figures = { ...tally(lines, faults), ...countOrders(orders) };
    return {
      plan: plan.name,
      seed: plan.seed,
      counts: doesCount(plan, figures),
      violations,
      seconds: Math.round((Date.now() - startedAt) / 100) / 10,
      ...figures,
      payments: books.payments.length,
      reversed: books.reversals.length,
      doubtsSettled,
      faults,
      journal: journalFile,
    };
  } finally {
    await server.close();
    await gateways?.close();
    await proxy.close();
    await runtime.close();
    journal.close();
    await stage.drop(database);
  }
}

/** Without what an earlier run of the same plan has left. */
function openFolder(path: string): string {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return path;
}

/** Every answer against our books, and ours against the providers'. */
async function holdAgainstBooks(
  { company, stage }: Scene,
  lines: readonly JournalLine[],
  gateways: GatewaySide | undefined,
  folder: string,
) {
  const partners = stage.partners.map(({ code }) => code);
  const books = await readBooks(company, partners);
  const orders = await gateways?.readBooks(folder);
  const violations = [...verify(lines, books), ...(orders ? verifyGateways(orders) : [])];
  return { books, orders, violations };
}

/** Several times what a run takes on a slow machine. */
const mostMinutes = 12;

/** Partners ask until they know: when the product never comes back, this ends the run, and says so. */
async function within<Result>(minutes: number, work: () => Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    const error = new Error(
      `BROKEN: after ${minutes} minutes partners still do not know what became of their payments`,
    );
    timer = setTimeout(() => reject(error), minutes * 60_000);
  });
  try {
    return await Promise.race([work(), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

/** So many times more errands than planned may be needed until every fault has struck. */
const mostErrands = 4;

/** Tellers do the errands; beside them one fault after the other strikes when its turn has come. */
async function workUnderFaults(
  scene: Scene,
  plan: Plan,
  street: Street,
  journal: Journal,
  gateways: GatewaySide | undefined,
): Promise<Struck[]> {
  const customers = scene.stage.customers.slice(0, plan.customers);
  const queue: Errand[] = drawErrands(plan, plan.errands * mostErrands, scene.stage.partners, customers);
  const over = { errands: false, faults: false };
  const goesOn = ({ index }: Errand): boolean => index < plan.errands || !over.faults;
  const teller = async (): Promise<void> => {
    for (let errand = queue.shift(); errand && goesOn(errand); errand = queue.shift()) {
      await doErrand(street, errand);
    }
  };
  const faults = strikeAll(scene, plan, journal, () => over.errands).finally(() => (over.faults = true));
  // Whatever a fault throws is told when the tellers are done; until then it must not end the process.
  faults.catch(() => undefined);
  const payers = gateways?.work(() => over.errands);
  payers?.catch(() => undefined);
  await Promise.all(Array.from({ length: plan.tellers }, teller));
  over.errands = true;
  await payers;
  return faults;
}

async function strikeAll(
  scene: Scene,
  plan: Plan,
  journal: Journal,
  isOver: () => boolean,
): Promise<Struck[]> {
  const struck: Struck[] = [];
  let well = 0;
  for (const fault of plan.faults) {
    // Each strikes a product that works again after the one before, unless the plan says to strike at once.
    const enough = fault.atOnce ? 0 : well + 3;
    while ((journal.answers < fault.afterAnswers || journal.acceptances < enough) && !isOver())
      await pause(5);
    if (isOver()) {
      struck.push({ kind: fault.kind, at: [0, 0], killedInCommit: false, missed: 'the errands were over' });
    } else {
      struck.push(await strike(scene, fault));
    }
    well = journal.acceptances;
  }
  return struck;
}

type Figures = Pick<RunResult, 'answers' | 'silences' | 'unknown' | 'killsInCommit' | 'answersByCode'>;

function countOrders(books: GatewayBooks | undefined): Pick<RunResult, 'orders' | 'takenByProviders'> {
  const stories = books?.stories ?? [];
  const taken = stories.filter(
    ({ provider }) => provider?.state === 'paid' || provider?.state === 'refunded',
  );
  return { orders: stories.length, takenByProviders: taken.length };
}

function tally(lines: ReturnType<typeof readJournal>, faults: readonly Struck[]): Figures {
  const answersByCode: Record<string, number> = {};
  let [answers, silences] = [0, 0];
  for (const { call, status, code } of tellTale(lines)) {
    if (status === undefined) silences++;
    else answers++;
    const name = status === undefined ? 'silence' : code || `${call.op} ${status}`;
    answersByCode[name] = (answersByCode[name] ?? 0) + 1;
  }
  return {
    answers,
    silences,
    unknown: answersByCode['payment.outcome_unknown'] ?? 0,
    killsInCommit: faults.filter(({ killedInCommit }) => killedInCommit).length,
    answersByCode,
  };
}

function doesCount({ needs }: Plan, found: Plan['needs']): boolean {
  return (
    found.answers >= needs.answers &&
    found.killsInCommit >= needs.killsInCommit &&
    found.unknown >= needs.unknown &&
    found.takenByProviders >= needs.takenByProviders
  );
}
