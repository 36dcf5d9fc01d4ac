import { join } from 'node:path';
import { addDays, addMonths, monthOf, type Month } from '../core/dates.ts';
import { contractsOf } from './bank-contracts.ts';
import { demoHabit, simulatedClearingSecret, startBillingGate, type BillingGate } from './billing-gate.ts';
import { exportBills } from './billing-system.ts';
import { bringFiles, bringStatement, readCalendar } from './desk-days.ts';
import { startControl, type Control } from './control.ts';
import { startMailReceiver, type MailReceiver } from './mail-receiver.ts';
import { letOnePay, openField, peopleLeft, type Field, type TakesPayer } from './field.ts';
import { openRecord, type PartnerRecord } from './partner-files-record.ts';
import { openLiveRails, type LiveRails } from './rails/live.ts';
import { populate, type Population } from './population.ts';
import { companyProfiles } from './profiles/index.ts';
import { openDeskOf, readDemo, signInAsOperator, type DemoState } from './staff-api.ts';

/**
 * The outside world of a running demo: partners pay at the pace the demo asks for, and when a month begins the
 * billing system hands its bills to the company's staff, who bring them in. It takes back what was paid, except while
 * a month is being closed. Everything goes over HTTP.
 */
export interface World {
  /** Where it is driven by hand; undefined where nobody asked for that. */
  controlUrl(): string | undefined;
  stop(): Promise<void>;
}

export interface WorldOptions {
  /** Where the partners and banks keep what they wrote down; in memory, and without banks, where it is left out. */
  notes?: string | undefined;
  /** Port of its control. */
  controlPort?: number | undefined;
  /** Port at which it takes the mails of the company. */
  mailPort?: number | undefined;
}

const pollMs = 2_000;
const tickMs = 100;
const maxAtOnce = 64;

export function startWorld(
  baseUrl: string,
  say: (line: string) => void,
  { notes, controlPort, mailPort }: WorldOptions = {},
): World {
  const state: WorldState = {
    stopped: false,
    pace: 0,
    fields: new Map(),
    connected: new Set(),
    gate: undefined,
    control: undefined,
    businessDate: undefined,
    offsetDays: 0,
    notes,
    records: new Map(),
    rails: new Map(),
    polls: 0,
    underWay: new Set(),
  };
  let mail: MailReceiver | undefined;
  const receiving =
    mailPort === undefined
      ? undefined
      : startMailReceiver(mailPort).then(
          (receiver) => (mail = receiver),
          (error: unknown) => say(`no mail: ${String(error)}`),
        );
  const driven = {
    rails: () => state.rails.values(),
    businessDate: () => state.businessDate,
    mail: () => mail,
  };
  const controlling =
    controlPort === undefined
      ? undefined
      : startControl(driven, controlPort).then(
          (control) => (state.control = control),
          (error: unknown) => say(`no control: ${String(error)}`),
        );
  const polling = pollForEver(baseUrl, state, say);
  const ticking = tickForEver(state, say);
  return {
    controlUrl: () => state.control?.url,
    stop: async () => {
      state.stopped = true;
      await controlling;
      await receiving;
      await mail?.stop();
      await state.control?.stop();
      await Promise.allSettled([polling, ticking]);
      await Promise.allSettled(state.underWay);
      await state.gate?.stop();
      await closeRails(state);
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
  control: Control | undefined;
  /** Of companies whose banks have books. */
  rails: Map<string, LiveRails>;
  polls: number;
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
      await openRails(baseUrl, demo, state);
      await bringToDesks(baseUrl, demo, state, say);
      await followDebits(demo, state, say);
      await catchUp(baseUrl, demo, state, say);
      for (const { partners } of state.fields.values()) await partners.settleUnanswered();
    } catch (error) {
      // The server restarts, or is not there yet: the partners wait, as they would.
      state.pace = 0;
      say(`waiting: ${String(error)}`);
      // A session of the accountant has ended: the next round signs in anew.
      if (/: 401 /.test(String(error))) await closeRails(state);
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

/** Opens the banks and gateways of companies that have any, once; providers listen elsewhere after each start. */
async function openRails(baseUrl: string, demo: DemoState, state: WorldState): Promise<void> {
  for (const { code, fill } of demo.companies) {
    const profile = companyProfiles.find((one) => one.code === code);
    if (!profile || !fill || state.rails.has(code)) continue;
    const rails = await openLiveRails({
      companyCode: code,
      partners: profile.partners.filter(({ kind }) => kind !== 'own').map((partner) => partner.code),
      notes: state.notes,
      record: recordOf(state, code),
      now: () => businessNow(state),
      openDesk: (role) => openDeskOf(baseUrl, demo, code, role),
      baseUrl,
    });
    if (rails) state.rails.set(code, rails);
  }
}

async function closeRails(state: WorldState): Promise<void> {
  const open = [...state.rails.values()];
  state.rails.clear();
  for (const rails of open) await rails.stop();
}

const pollsBetweenDebits = 10;

/** Banks answer files of debits that have come since. */
async function followDebits(demo: DemoState, state: WorldState, say: (line: string) => void): Promise<void> {
  if (state.polls++ % pollsBetweenDebits > 0) return;
  for (const [code, rails] of state.rails) {
    const sent = await rails.answerDebits(demo.businessDate);
    if (sent.length > 0) say(`${code}: ${sent.length} answers to debits`);
  }
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
    const banks = state.rails.get(code)?.banks;
    const world = { companyCode: code, desk, record, contracts, calendar, from: '', ...(banks && { banks }) };
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
      const visit: Promise<void> = letOnePay(field, railsOf(state, field))
        .then(() => undefined)
        .catch((error: unknown) => say(`a payment went astray: ${String(error)}`))
        .finally(() => state.underWay.delete(visit));
      state.underWay.add(visit);
    }
  }
}

/** Ways of paying that the customers of a field may prefer to their partner's own. */
function railsOf(state: WorldState, { population }: Field): TakesPayer | undefined {
  const rails = state.rails.get(population.profile.code);
  const date = state.businessDate;
  return rails && date !== undefined ? (payer) => rails.pay(population, payer, date) : undefined;
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
