import { join } from 'node:path';
import { addDays, addMonths, monthOf, type Month } from '../core/dates.ts';
import { contractsOf } from './bank-contracts.ts';
import { demoHabit, simulatedClearingSecret, startBillingGate, type BillingGate } from './billing-gate.ts';
import { exportBills } from './billing-system.ts';
import { bringFiles, bringStatement, readCalendar } from './desk-days.ts';
import { letOnePay, openField, peopleLeft, type Field } from './field.ts';
import { openRecord, type PartnerRecord } from './partner-files-record.ts';
import { populate, type Population } from './population.ts';
import { companyProfiles } from './profiles/index.ts';
import { openDeskOf, readDemo, signInAsOperator, type DemoState } from './staff-api.ts';

/**
 * The outside world of a running demo: partners pay at the pace the demo asks for, and when a month begins the
 * billing system hands its bills to the company's staff, who bring them in. It takes back what was paid, except while
 * a month is being closed. Everything goes over HTTP.
 */
export interface World {
  stop(): Promise<void>;
}

const pollMs = 2_000;
const tickMs = 100;
const maxAtOnce = 64;

export function startWorld(
  baseUrl: string,
  say: (line: string) => void,
  /** Where the partners keep what they wrote down; in memory without it. */
  notes?: string,
): World {
  const state = {
    stopped: false,
    pace: 0,
    fields: new Map<string, Field>(),
    connected: new Set<string>(),
    gate: undefined as BillingGate | undefined,
    businessDate: undefined as string | undefined,
    offsetDays: 0,
    notes,
    records: new Map<string, PartnerRecord>(),
    underWay: new Set<Promise<void>>(),
  };
  const polling = pollForEver(baseUrl, state, say);
  const ticking = tickForEver(state, say);
  return {
    stop: async () => {
      state.stopped = true;
      await Promise.allSettled([polling, ticking]);
      await Promise.allSettled(state.underWay);
      await state.gate?.stop();
    },
  };
}

interface WorldState {
  stopped: boolean;
  pace: number;
  fields: Map<string, Field>;
  /** Companies that know where to clear payments back to. */
  connected: Set<string>;
  gate: BillingGate | undefined;
  businessDate: string | undefined;
  offsetDays: number;
  notes: string | undefined;
  records: Map<string, PartnerRecord>;
  underWay: Set<Promise<void>>;
}

async function pollForEver(baseUrl: string, state: WorldState, say: (line: string) => void): Promise<void> {
  while (!state.stopped) {
    try {
      const demo = await readDemo(baseUrl);
      state.pace = demo.pace;
      state.businessDate = demo.businessDate;
      state.offsetDays = demo.offsetDays;
      await connectBilling(baseUrl, demo, state);
      await bringToDesks(baseUrl, demo, state, say);
      await catchUp(baseUrl, demo, state, say);
      for (const { partners } of state.fields.values()) await partners.settleUnanswered();
    } catch (error) {
      // The server restarts, or is not there yet: the partners wait, as they would.
      state.pace = 0;
      say(`waiting: ${String(error)}`);
    }
    await sleep(pollMs);
  }
}

/**
 * Opens the billing system's gate, once, and tells the companies where it is; the address changes with each start. A
 * company without an operator clears back by file.
 */
async function connectBilling(baseUrl: string, demo: DemoState, state: WorldState): Promise<void> {
  state.gate ??= await startBillingGate({ today: () => state.businessDate, habit: demoHabit });
  for (const { code } of demo.companies) {
    const hasOperator = demo.signIns.some(
      (person) => person.companyCode === code && person.role === 'operator',
    );
    if (state.connected.has(code) || !hasOperator) continue;
    const staff = await signInAsOperator(baseUrl, demo, code);
    const secret = simulatedClearingSecret(code).toString('base64');
    await staff.setClearingTarget({ url: state.gate.urlOf(code), secret });
    state.connected.add(code);
  }
}

function recordOf(state: WorldState, code: string): PartnerRecord {
  const known = state.records.get(code);
  if (known) return known;
  const record = openRecord(state.notes === undefined ? undefined : join(state.notes, `${code}.jsonl`));
  state.records.set(code, record);
  return record;
}

function businessNow({ offsetDays }: WorldState): Date {
  return new Date(Date.now() + offsetDays * 86_400_000);
}

/** Every day that has begun since the last look brings files and a statement to each desk, day by day in order. */
async function bringToDesks(
  baseUrl: string,
  demo: DemoState,
  state: WorldState,
  say: (line: string) => void,
): Promise<void> {
  for (const { code, fill } of demo.companies) {
    const profile = companyProfiles.find((one) => one.code === code);
    if (!profile || !fill) continue;
    const record = recordOf(state, code);
    const last = record.lastDay();
    if (last === undefined) record.noteDay(demo.businessDate);
    if (last === undefined || last >= demo.businessDate) continue;
    const desk = await openDeskOf(baseUrl, demo, code);
    if (!desk) continue;
    const partners = profile.partners.filter(({ kind }) => kind !== 'own').map((partner) => partner.code);
    const contracts = contractsOf(partners);
    const calendar = await readCalendar(desk);
    const world = { companyCode: code, desk, record, contracts, calendar, from: '' };
    for (let day = addDays(last, 1); day <= demo.businessDate && !state.stopped; day = addDays(day, 1)) {
      await bringFiles(world, day);
      await bringStatement(world, day);
      record.noteDay(day);
      say(`${code}: files and the bank's statement of ${day}`);
    }
  }
}

/** Brings every company to the business month: its bill files first, then its customers. */
async function catchUp(
  baseUrl: string,
  demo: DemoState,
  state: WorldState,
  say: (line: string) => void,
): Promise<void> {
  const month = monthOf(demo.businessDate);
  for (const { code, fill } of demo.companies) {
    const profile = companyProfiles.find((one) => one.code === code);
    if (!profile || !fill || state.fields.get(code)?.month === month || state.stopped) continue;
    const population = populate(profile, fill);
    await bringInMissingBills(baseUrl, demo, population, month, say);
    const notebook = { record: recordOf(state, code), businessNow: () => businessNow(state) };
    state.fields.set(code, await openField(population, month, { baseUrl, notebook }));
    say(`${code}: ${month}, ${peopleLeft(state.fields.get(code) as Field)} customers have not paid yet`);
  }
}

/** Also the months that went by while nothing was running. */
async function bringInMissingBills(
  baseUrl: string,
  demo: DemoState,
  population: Population,
  month: Month,
  say: (line: string) => void,
): Promise<void> {
  const { code } = population.profile;
  const staff = await signInAsOperator(baseUrl, demo, code);
  const published = new Set(
    (await staff.listImports()).filter(({ state }) => state === 'published').map(({ fileName }) => fileName),
  );
  // The fill brought in the month behind the anchor.
  for (let next = addMonths(population.anchor, 2); next <= month; next = addMonths(next, 1)) {
    const file = exportBills(population, next);
    if (published.has(file.fileName)) continue;
    say(`${code}: the billing system hands over ${file.fileName}, ${file.rows} bills`);
    await staff.bringInBills(file);
  }
}

async function tickForEver(state: WorldState, say: (line: string) => void): Promise<void> {
  let due = 0;
  while (!state.stopped) {
    await sleep(tickMs);
    due = Math.min(due + (state.pace * tickMs) / 1000, maxAtOnce);
    for (; due >= 1 && state.underWay.size < maxAtOnce; due--) {
      const field = pickField(state.fields);
      if (!field) break;
      const visit: Promise<void> = letOnePay(field)
        .then(() => undefined)
        .catch((error: unknown) => say(`a payment went astray: ${String(error)}`))
        .finally(() => state.underWay.delete(visit));
      state.underWay.add(visit);
    }
  }
}

/** Companies take turns by how many people wait there. */
function pickField(fields: ReadonlyMap<string, Field>): Field | undefined {
  const waiting = [...fields.values()].filter((field) => peopleLeft(field) > 0);
  let point = Math.random() * waiting.reduce((sum, field) => sum + peopleLeft(field), 0);
  return waiting.find((field) => (point -= peopleLeft(field)) < 0);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
