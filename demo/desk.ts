import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { addDays, addMonths, firstDayOf, monthOf, type BusinessDate } from '../core/dates.ts';
import { isWorkingDay } from '../core/working-days.ts';
import { processFile } from '../server/features/reconciliation/index.ts';
import { agreeWindow, followSettlement } from '../server/features/settlement/index.ts';
import { realNow } from '../server/platform/clock.ts';
import { transaction } from '../server/platform/db.ts';
import type { Runtime } from '../server/platform/runtime.ts';
import { inTurns, layCredits, listWindows, settleWindows, signMinutes } from '../simulator/accountant.ts';
import { collectionAccount, type BankCredit } from '../simulator/bank.ts';
import { contractsOf, termsOf } from '../simulator/bank-contracts.ts';
import {
  bringCredits,
  bringFiles,
  bringStatement,
  readCalendar,
  type DeskWorld,
} from '../simulator/desk-days.ts';
import { payersInOrder } from '../simulator/payers.ts';
import { openRecord } from '../simulator/partner-files-record.ts';
import type { Doors } from './desk-door.ts';
import type { PreparedCompany } from './prepare-company.ts';
import type { CompanyStory, Story } from './story.ts';

/** The accountant's desk of one company while the demo lives through its last days. */
export interface DemoDesk extends DeskWorld {
  story: CompanyStory;
  doors: Doors;
  garbled: Set<string>;
  today: BusinessDate;
  /** What has to be done on the morning of a day, before its files come. */
  errands: Map<BusinessDate, (() => Promise<void>)[]>;
  /** Customers who have not paid their running bill, for what goes wrong. */
  spare: number[];
  /** Customers who will pay later than all others so far: nobody waits for them. */
  unhurried: number[];
}

/** The company whose accountant signs every day; the others sign once a month. */
export const wholeDesk = 'PCHATINH';
/** Working days of which the partners' days are kept one by one; before that they were settled by the month. */
const keptWorkingDays = { whole: 6, light: 1 };
/** Months before those of the desk that are kept apart. */
const keptMonths = 1;
/** Of the last working days nothing is signed yet. */
const unsignedWorkingDays = 4;

/** Where the partners keep what they wrote down, for the simulated world that goes on with it. */
export function recordFolder(dataDir: string): string {
  return resolve(dataDir, 'simulated-partners');
}

/** Where the banks of a company keep their books. */
export function booksPath(dataDir: string, companyCode: string): string {
  return resolve(recordFolder(dataDir), `${companyCode}.banks.jsonl`);
}

function workingDaysBack(today: BusinessDate, days: number): BusinessDate {
  let day = today;
  for (let left = days; left > 0;) {
    day = addDays(day, -1);
    if (isWorkingDay(day, new Map())) left--;
  }
  return day;
}

/** The settlement day of a payment of the time before the desk: its month's last, and one for all that is long ago. */
export function monthlySettlementDay(date: BusinessDate, from: BusinessDate): BusinessDate | undefined {
  if (date >= from) return undefined;
  const earliest = addMonths(monthOf(from), -keptMonths);
  const month = monthOf(date) < earliest ? addMonths(earliest, -1) : monthOf(date);
  const monthEnd = addDays(firstDayOf(addMonths(month, 1)), -1);
  return monthEnd < from ? monthEnd : addDays(from, -1);
}

/** Signs the accountant in and agrees with every partner on its terms, before its first payment. */
export async function openDemoDesk(
  runtime: Runtime,
  doors: Doors,
  { prepared, story, whole }: { prepared: PreparedCompany; story: CompanyStory; whole: Story },
): Promise<DemoDesk> {
  const { profile } = story.population;
  const contracts = contractsOf(
    profile.partners.filter(({ kind }) => kind !== 'own').map(({ code }) => code),
  );
  const desk = await doors.openDesk(profile.code);
  for (const [partner, contract] of contracts) {
    await desk.ask('PUT', `/settlement/terms/${partner}`, {
      ...termsOf(contract),
      validFrom: firstDayOf(story.firstMonth),
    });
  }
  const { company } = prepared;
  const path = resolve(recordFolder(runtime.config.dataDir), `${profile.code}.jsonl`);
  // Of a demo that was there before.
  rmSync(path, { force: true });
  rmSync(booksPath(runtime.config.dataDir, profile.code), { force: true });
  const waiting = payersInOrder(story.population, whole.current).map(({ index }) => index);
  return {
    companyCode: profile.code,
    story,
    doors,
    desk,
    contracts,
    calendar: await readCalendar(desk),
    record: openRecord(path),
    from: workingDaysBack(
      whole.today,
      profile.code === wholeDesk ? keptWorkingDays.whole : keptWorkingDays.light,
    ),
    today: whole.today,
    garbled: new Set(),
    forgets: (partner, day) => partner === 'BUUCUC' && day === addDays(whole.today, -1),
    errands: new Map(),
    spare: waiting.slice(-60),
    unhurried: waiting.slice(-80, -60),
    afterFile: (id) => processFile(runtime, company, BigInt(id)),
  };
}

/** A morning at the desk: the day before is closed, files and the statement come, what is ready is signed and settled. */
export async function liveMorning(
  runtime: Runtime,
  work: DemoDesk,
  { company, partners }: PreparedCompany,
  date: BusinessDate,
): Promise<void> {
  for (const errand of work.errands.get(date) ?? []) await errand();
  if (date === work.from) await settleHistory(runtime, work, { company, partners });
  await bringFiles(work, date);
  const lastWorkingDay = workingDaysBack(work.today, 1);
  await bringStatement(work, date, date === lastWorkingDay ? [strayCredit(date)] : []);
  await followSettlement(runtime, company);
  if (work.companyCode === wholeDesk) await signReady(work);
  // Statements of banks come on the morning after.
  if (date < (work.banks ? work.today : lastWorkingDay)) await layCredits(work.desk, date);
  await settleWindows(work.desk, date);
  work.record.noteDay(date);
}

/** The months before the desk: agreed, paid with one transfer each, settled. */
async function settleHistory(
  runtime: Runtime,
  work: DemoDesk,
  { company, partners }: PreparedCompany,
): Promise<void> {
  const { desk, contracts, from } = work;
  await followSettlement(runtime, company);
  const windows = await listWindows(desk, 'state=closed');
  const now = realNow();
  await transaction(company.db, async (tx) => {
    for (const { partnerCode, day } of windows) {
      const partner = partners.get(partnerCode);
      if (!partner) throw new Error(`no partner ${partnerCode}`);
      const detail = { reason: 'Đã đối soát theo tháng trước khi theo dõi từng ngày' };
      await agreeWindow(tx, { partnerId: partner.id, settlesOn: day, detail, actor: 'demo', now });
    }
  });
  const credits = windows.flatMap(({ partnerCode: partner, day, difference }) => {
    const contract = contracts.get(partner)!;
    const amountVnd = BigInt(difference ?? '0');
    const reference = `TH${day.replaceAll('-', '')}${partner}`;
    const { payer } = contract;
    // Where banks send statements, it stands in that of the day before.
    const bookedOn = work.banks ? addDays(from, -1) : from;
    const credit = { partner, parts: [], bookedOn, amountVnd, reference, payer };
    return amountVnd > 0n ? [{ ...credit, remittance: contract.text([day]) }] : [];
  });
  await bringCredits(work, from, credits);
  await followSettlement(runtime, company);
}

/** Minutes of the days that nobody doubts any more. */
async function signReady(work: DemoDesk): Promise<void> {
  const { desk, doors, companyCode, from, today } = work;
  const upTo = workingDaysBack(today, unsignedWorkingDays);
  const { rows } = await desk.ask<{ rows: { partnerCode: string; day: BusinessDate }[] }>(
    'GET',
    '/reconciliation/differences?state=unresolved',
  );
  const open = new Set(rows.map(({ partnerCode, day }) => `${partnerCode} ${day}`));
  const ready = (await listWindows(desk, 'state=closed')).filter(
    ({ partnerCode, day }) => day >= from && day < upTo && !open.has(`${partnerCode} ${day}`),
  );
  await inTurns(ready, ({ partnerCode: partner, day }) =>
    signMinutes(desk, (...signature) => signAsPartner(doors, companyCode, signature), { partner, day }),
  );
}

async function signAsPartner(
  doors: Doors,
  company: string,
  [partner, number, hash]: [string, string, string],
): Promise<void> {
  const signer = 'Trưởng phòng đối soát';
  const answer = await doors.call({ company, partner }, 'POST', `/minutes/${number}/sign`, { hash, signer });
  if (answer.status !== 200) throw new Error(`${partner} ${number}: ${JSON.stringify(answer.body)}`);
}

/** A customer's own transfer to the collection account: nobody knows yet for which bill. */
function strayCredit(date: BusinessDate): BankCredit {
  return {
    partner: null,
    parts: [],
    bookedOn: date,
    amountVnd: 412_650n,
    reference: `FT${date.replaceAll('-', '')}88017`,
    payer: 'NGUYEN THI BINH',
    remittance: `CHUYEN TIEN DIEN THANG ${date.slice(5, 7)} TK ${collectionAccount}`,
  };
}
