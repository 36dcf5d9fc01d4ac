import assert from 'node:assert/strict';
import { addMonths, monthOf } from '../../core/dates.ts';
import { outreachJobs } from '../../server/features/outreach/index.ts';
import { realNow } from '../../server/platform/clock.ts';
import type { Company, Runtime } from '../../server/platform/runtime.ts';
import { today } from '../support/make.ts';
import { pdfText } from '../support/pdf-text.ts';
import * as plain from '../support/plain-count.ts';
import { readSheet } from '../support/sheet.ts';
import type { StaffClient } from '../support/staff.ts';
import { ask } from './figures-by-hand.ts';
import { visitsWish } from '../support/visits-wish.ts';

interface Visit {
  place: number;
  code: string;
  village: number;
  worker: number;
  billed: string;
  chanceAlone: number;
  chanceVisited: number;
}

const wish = { ...visitsWish, targetBp: 9_000, closes: [] };
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const near = (one: number, other: number, what: string): void =>
  assert.ok(Math.abs(one - other) < 1e-6, `${what}: ${one}, ${other}`);

/** A plan of visits: its totals are sums of its visits, its ground is the plain count, and its files say the same. */
export async function checkPlanOfVisits(
  runtime: Runtime & { company: Company },
  { unit, member, head, stranger }: Record<'member' | 'head' | 'stranger', StaffClient> & { unit: string },
  months: readonly plain.PlainMonth[],
): Promise<void> {
  const { status, body: asked } = await member.send('POST', '/outreach/plans', { unit, ...wish });
  assert.equal(status, 200, JSON.stringify(asked));
  const context = { runtime, company: runtime.company, log: runtime.log, now: realNow() };
  await outreachJobs.jobs['outreach.plan']!.handler(context, { planId: asked.id });
  const path = `/outreach/plans/${asked.id}`;
  assert.equal((await stranger.get(path)).body.code, 'staff.outside_scope');
  const plan = await ask(member, path);
  assert.deepEqual(await ask(head, path), plan);
  const last = addMonths(monthOf(today), -1);
  const mine = months.filter((row) => row.period === last && row.unit === unit);
  if (mine.length === 0) return;
  const [cashless, all] = plain.plainSums(mine, plain.ownCash).customers;
  const inCash = new Map(
    mine
      .filter((row) => !row.bills.every((bill) => plain.isCashless(bill, plain.ownCash)))
      .map(({ code, bills }) => [code, sum(bills.map(({ total }) => total))]),
  );
  const { ground, scenarios } = plan;
  assert.deepEqual(
    [ground.month, ground.customers, ground.cashless, ground.households],
    [last, all, cashless, inCash.size],
  );
  const [base] = scenarios;
  const visits: Visit[] = (await ask(member, `${path}/visits?limit=200`)).rows;
  assertTotals(base, visits, {
    gap: Math.max(0, Math.ceil((all * wish.targetBp) / 10_000) - cashless),
    inCash,
  });
  for (const parts of ['villages', 'workers'])
    assertParts((await ask(member, `${path}/${parts}`)).rows, visits, parts);
  await assertFiles(member, path, { base, visits });
}

interface Totals {
  gap: number;
  alone: number;
  visits: number;
  villages: number;
  gain: number;
  need: { visits: number };
  conversions: { mean: number };
}

function assertTotals(
  base: Totals,
  visits: readonly Visit[],
  { gap, inCash }: { gap: number; inCash: ReadonlyMap<string, number> },
): void {
  assert.equal(base.gap, gap);
  assert.equal(base.visits, visits.length);
  assert.equal(new Set(visits.map(({ code }) => code)).size, visits.length);
  for (const { code, billed } of visits) assert.equal(Number(billed), inCash.get(code), code);
  assert.equal(base.villages, new Set(visits.map(({ village }) => village)).size);
  near(base.gain, sum(visits.map((one) => one.chanceVisited - one.chanceAlone)), 'gain');
  near(base.conversions.mean, base.alone + base.gain, 'conversions');
  // So short a history teaches nothing: one assumed chance for every household in cash.
  if (visits.length > 0) near(base.alone, inCash.size * visits[0]!.chanceAlone, 'alone');
}

/** The villages, or the people, of a plan with what falls to each. */
function assertParts(
  rows: readonly { village?: number; worker?: number; visits: number; gain: number }[],
  visits: readonly Visit[],
  parts: string,
): void {
  for (const row of rows) {
    const own = visits.filter((one) =>
      row.village === undefined ? one.worker === row.worker : one.village === row.village,
    );
    assert.equal(row.visits, own.length, parts);
    near(row.gain, sum(own.map((one) => one.chanceVisited - one.chanceAlone)), parts);
  }
  assert.equal(sum(rows.map((row) => row.visits)), visits.length, parts);
}

async function assertFiles(
  who: StaffClient,
  path: string,
  { base, visits }: { base: Totals; visits: readonly Visit[] },
): Promise<void> {
  const book = (await who.download(`${path}/visits?format=xlsx`)).rawPayload;
  const listed = (await readSheet(book)).filter(([place]) => /^\d+$/.test(place ?? ''));
  assert.deepEqual(
    listed.map((row) => [row[0], row[2], row[5], row[8]]),
    visits.map(({ place, worker, code, billed }) => [String(place), String(worker), code, billed]),
  );
  const [, ...villages] = tableOf(await readSheet(book, 1), 'Xã');
  assert.equal(sum(villages.map((row) => Number(row[2]))), visits.length);
  const [heads, first] = tableOf(await readSheet(book, 2), 'Phương án');
  const cell = (head: string): number => Number(first![heads!.indexOf(head)]);
  assert.deepEqual(
    [cell('Lượt cần'), cell('Lượt kịp làm'), cell('Tự chuyển (hộ)'), cell('Nhờ đến nhà (hộ)')],
    [base.need.visits, visits.length, Math.round(base.alone), Math.round(base.gain)],
  );
  const paper = pdfText((await who.download(`${path}/file`)).rawPayload).join(' ');
  assert.match(
    paper,
    new RegExp(
      `${base.need.visits}\\s+${visits.length}\\s.*\\s${Math.round(base.alone)}\\s+${Math.round(base.gain)}\\s`,
    ),
  );
  const sheets = pdfText((await who.download(`${path}/sheets/file`)).rawPayload).join(' ');
  for (const { code } of visits) assert.ok(sheets.includes(code), code);
}

/** The rows of a sheet from its heads on. */
function tableOf(rows: readonly string[][], head: string): string[][] {
  const at = rows.findIndex((row) => row[0] === head);
  return rows.slice(at).filter((row) => row.some((cell) => cell !== ''));
}
