import { performance } from 'node:perf_hooks';
import {
  addMonths,
  businessDateOf,
  daysBetween,
  firstDayOf,
  type BusinessDate,
  type Month,
} from '../core/dates.ts';
import { loadAreas } from '../server/features/areas/index.ts';
import { recordAudit } from '../server/features/audit/index.ts';
import { fillAction, type DemoFill } from '../server/features/demo/index.ts';
import { findCashHouseholds, refreshKpi } from '../server/features/kpi/index.ts';
import { rollUpBalances, sealTransfers } from '../server/features/ledger/index.ts';
import { moveBusinessClock, readClock, realNow, startDemoClock } from '../server/platform/clock.ts';
import { transaction } from '../server/platform/db.ts';
import type { Runtime } from '../server/platform/runtime.ts';
import { exportBills, exportCustomers } from '../simulator/billing-system.ts';
import { exportVillages } from '../simulator/villages.ts';
import { askPlans } from './ask-plans.ts';
import { bringIn, bringInVillages } from './bring-in.ts';
import { checkBooks, type BooksCheck } from './check-books.ts';
import { liveMorning, openDemoDesk, wholeDesk, type DemoDesk } from './desk.ts';
import { openDoors, type Doors } from './desk-door.ts';
import { addFieldStaff } from './field-staff.ts';
import { finishDesk } from './finish-desk.ts';
import { issueReports } from './issue-reports.ts';
import { keepReports } from './keep-reports.ts';
import { markCommunes } from './mark-communes.ts';
import { freezeMonthsBefore } from './freeze-months.ts';
import { deskDaysOf, planPayments, postPayments } from './pay-month.ts';
import { plantOn } from './plant-days.ts';
import { handDownPlans } from './hand-down-plans.ts';
import { fillRegisters } from './registers.ts';
import { openRails, type Rails } from './rails.ts';
import { assignTargets, prepareCompany, type PreparedCompany } from './prepare-company.ts';
import { daysBack, monthsOf, planStory, type CompanyStory, type Story, type StoryOptions } from './story.ts';
import { openTills } from './tills.ts';

export interface FillReport {
  anchor: Month;
  companies: { code: string; customers: number; bills: number; payments: number }[];
  checks: BooksCheck[];
  seconds: Record<string, number>;
}

const monthsPlannedAhead = 6;

interface Chapter {
  story: CompanyStory;
  prepared: PreparedCompany;
  desk: DemoDesk;
  /** Of the company that uses every way of paying. */
  rails: Rails | undefined;
  bills: number;
  payments: number;
}

/**
 * Lives the demo's history through the product's own roads: import, publishing, the posting function, targets; the
 * business clock moves forward with it. Nothing here writes a bill's state, a payment, a transfer or a roll-up.
 */
export async function fillDemo(
  runtime: Runtime,
  options: Omit<StoryOptions, 'today'>,
  say: (line: string) => void,
): Promise<FillReport> {
  const seconds = createStopwatch();
  const story = planStory({ ...options, today: businessDateOf(realNow()) });
  if (!(await startDemoClock(runtime.platform, -daysBack(story)))) {
    throw new Error('the business clock of this database runs already: reset the demo first');
  }
  await seconds.measure('areas', () => loadAreas(runtime));
  const doors = await openDoors(runtime);
  try {
    return await fillCompanies(runtime, story, { doors, seconds, say });
  } finally {
    await doors.close();
  }
}

async function fillCompanies(
  runtime: Runtime,
  story: Story,
  { doors, seconds, say }: { doors: Doors; seconds: Stopwatch; say: (line: string) => void },
): Promise<FillReport> {
  const chapters = await seconds.measure('companies', () => openChapters(runtime, story, { doors, say }));
  try {
    return await fillChapters(runtime, story, { chapters, seconds, say });
  } finally {
    for (const { rails } of chapters) await rails?.stop();
  }
}

async function fillChapters(
  runtime: Runtime,
  story: Story,
  {
    chapters,
    seconds,
    say,
  }: { chapters: readonly Chapter[]; seconds: Stopwatch; say: (line: string) => void },
): Promise<FillReport> {
  for (const month of monthsOf(story)) await liveMonth(runtime, story, { month, chapters, seconds, say });
  await moveTo(runtime, story.today);
  await seconds.measure('desks', () =>
    forEach(chapters, ({ desk, prepared }) => finishDesk(desk, prepared.company)),
  );
  // Once for all months: a customer who paid in several of them is counted once.
  await seconds.measure('roll-ups', () =>
    forEach(chapters, ({ prepared }) => refreshKpi(prepared.company.db)),
  );
  await seconds.measure('months', () =>
    forEach(chapters, ({ prepared, story: { firstMonth } }) =>
      freezeMonthsBefore(runtime, prepared.company, { month: story.anchor, firstMonth }),
    ),
  );
  await seconds.measure('registers', () =>
    forEach(chapters, ({ prepared, story: { population } }) =>
      fillRegisters(runtime, prepared.company, population, story.today),
    ),
  );
  await seconds.measure('targets', () =>
    forEach(chapters, async (chapter) => {
      await planAhead(story, chapter);
      await handDownPlans(chapter.prepared.company, chapter.story.population, story.today);
    }),
  );
  await seconds.measure('households', () =>
    forEach(chapters, ({ prepared }) => findCashHouseholds(prepared.company.db, story.today)),
  );
  await forEach(chapters, ({ prepared }) => askPlans(prepared.company, story.today));
  await forEach(chapters, ({ prepared }) => keepReports(prepared.company, story.today));
  await forEach(chapters, ({ prepared }) => issueReports(prepared.company, story.today));
  await seconds.measure('ledger', () => forEach(chapters, settleDown));
  const checks: BooksCheck[] = [];
  await seconds.measure('checks', () =>
    forEach(chapters, async ({ prepared }) => void checks.push(await checkBooks(prepared.company))),
  );
  const broken = checks.flatMap((check) => check.broken.map((what) => `${check.company}: ${what}`));
  if (broken.length > 0) throw new Error(`the books of the demo are not true:\n${broken.join('\n')}`);
  for (const chapter of chapters) await noteFill(story, chapter);
  return {
    anchor: story.anchor,
    companies: chapters.map(({ story: { population }, bills, payments }) => ({
      code: population.profile.code,
      customers: population.size,
      bills,
      payments,
    })),
    checks,
    seconds: seconds.all,
  };
}

async function openChapters(
  runtime: Runtime,
  story: Story,
  { doors, say }: { doors: Doors; say: (line: string) => void },
): Promise<Chapter[]> {
  const chapters: Chapter[] = [];
  for (const company of story.companies) {
    const { profile, size } = company.population;
    say(
      `${profile.name}: ${size.toLocaleString('vi-VN')} khách hàng, ${profile.partners.length - 1} đối tác`,
    );
    const prepared = await prepareCompany(runtime, company);
    const desk = await openDemoDesk(runtime, doors, { prepared, story: company, whole: story });
    await markCommunes(await doors.openDesk(profile.code, 'business_head'), company);
    const isWhole = profile.code === wholeDesk;
    if (isWhole) await openTills(await doors.openDesk(profile.code, 'operator'), profile);
    const rails = isWhole
      ? await openRails(runtime, doors, { company: prepared.company, work: desk })
      : undefined;
    if (rails) desk.banks = rails.banks;
    chapters.push({
      story: company,
      prepared,
      desk,
      rails,
      bills: 0,
      payments: 0,
    });
  }
  return chapters;
}

interface MonthOfStory {
  month: Month;
  chapters: readonly Chapter[];
  seconds: Stopwatch;
  say: (line: string) => void;
}

async function liveMonth(
  runtime: Runtime,
  story: Story,
  { month, chapters, seconds, say }: MonthOfStory,
): Promise<void> {
  const present = chapters.filter(({ story: { firstMonth } }) => firstMonth <= month);
  await moveTo(runtime, firstDayOf(month));
  await seconds.measure('imports', () =>
    forEach(present, async (chapter) => {
      const { population, firstMonth } = chapter.story;
      const { company } = chapter.prepared;
      if (month === firstMonth) await moveIn(runtime, chapter, month);
      const bills = exportBills(population, month);
      await bringIn(runtime, company, 'bills', bills);
      chapter.bills += bills.rows;
      await assignTargets(company, population, month);
    }),
  );
  const plans = new Map(
    present.map((chapter) => [chapter, planPayments(story, chapter.story, month, chapter.desk.from)]),
  );
  const kept = present.flatMap(({ desk }) => deskDaysOf(month, { from: desk.from, to: story.today }));
  const stops = [...new Set([...kept, ...[...plans.values()].flatMap((plan) => [...plan.keys()])])].sort();
  for (const date of stops) {
    await moveTo(runtime, date);
    const atDesk = present.filter(({ desk }) => date >= desk.from);
    await seconds.measure('desks', () =>
      forEach(atDesk, async ({ desk, prepared, rails }) => {
        await liveMorning(runtime, desk, prepared, date);
        await rails?.liveMorning(date);
      }),
    );
    await seconds.measure('payments', () =>
      forEach(present, async (chapter) => {
        const { desk, prepared } = chapter;
        const coming = plans.get(chapter)?.get(date) ?? [];
        const rails = month === story.current && date >= desk.from ? chapter.rails : undefined;
        const payers = rails?.take(coming, date) ?? coming;
        const now = realNow();
        chapter.payments += await postPayments(prepared, chapter.story, { month, date, payers, now, desk });
        if (atDesk.includes(chapter)) await plantOn(desk, date);
      }),
    );
    await seconds.measure('rails', () =>
      forEach(atDesk, async (chapter) => {
        chapter.payments += (await chapter.rails?.liveDay(date)) ?? 0;
      }),
    );
  }
  const paid = present.reduce((sum, { payments }) => sum + payments, 0);
  say(`kỳ ${month.slice(5)}/${month.slice(0, 4)}: ${paid.toLocaleString('vi-VN')} giao dịch đã ghi sổ`);
}

/** The first customers, the villages they live in, and whose they are. */
async function moveIn(
  runtime: Runtime,
  { prepared: { company }, story: { population } }: Chapter,
  month: Month,
): Promise<void> {
  await bringIn(runtime, company, 'customers', exportCustomers(population));
  await bringInVillages(runtime, company, exportVillages(population), firstDayOf(month));
  await addFieldStaff(company, population, month);
}

/** The plan for the months to come is handed down already, so that a demo moved forward has one. */
async function planAhead(story: Story, { prepared, story: { population } }: Chapter): Promise<void> {
  for (let ahead = 1; ahead <= monthsPlannedAhead; ahead++) {
    await assignTargets(prepared.company, population, addMonths(story.current, ahead));
  }
}

/** The business clock goes forward only; a day it stands on already is reached. */
async function moveTo(runtime: Runtime, date: BusinessDate): Promise<void> {
  const { businessDate } = await readClock(runtime.platform);
  const days = daysBetween(businessDate, date);
  if (days <= 0) return;
  await transaction(runtime.platform, (tx) => moveBusinessClock(tx, days));
}

async function settleDown({ prepared }: Chapter): Promise<void> {
  await rollUpBalances(prepared.company.db);
  await sealTransfers(prepared.company.db);
}

/** The last line of a fill: without it the next start does everything again. */
async function noteFill(
  story: Story,
  { story: { population, firstMonth }, prepared }: Chapter,
): Promise<void> {
  const detail: DemoFill = { anchor: story.anchor, size: population.size, firstMonth };
  const { db, code } = prepared.company;
  await recordAudit(db, {
    actor: 'demo',
    action: fillAction,
    subject: `company:${code}`,
    detail: { ...detail },
  });
}

/** Companies go on side by side: each has its own schema, and the database has more than one core. */
async function forEach(
  chapters: readonly Chapter[],
  work: (chapter: Chapter) => Promise<unknown>,
): Promise<void> {
  await Promise.all(chapters.map(work));
}

interface Stopwatch {
  all: Record<string, number>;
  measure<Result>(step: string, work: () => Promise<Result>): Promise<Result>;
}

function createStopwatch(): Stopwatch {
  const all: Record<string, number> = {};
  return {
    all,
    measure: async (step, work) => {
      const from = performance.now();
      try {
        return await work();
      } finally {
        all[step] = Math.round(((all[step] ?? 0) + (performance.now() - from) / 1000) * 100) / 100;
      }
    },
  };
}
