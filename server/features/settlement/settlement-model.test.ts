import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { addDays } from '../../../core/dates.ts';
import { many, one, transaction } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomer, makePartner, today } from '../../../test/support/make.ts';
import { payOn, takeBackOn } from '../../../test/support/settlement.ts';
import { recordCredits } from '../statements/record-credits.ts';
import { agreeWindow, followSettlement, reopenWindow } from './index.ts';
import { assignToWindow, undoReceipt } from './assign-receipt.ts';
import { carryDifference } from './carry-difference.ts';
import { closeDay } from './close-days.ts';
import { differenceOf } from './present.ts';
import { findPartner, listOpposite, listReceipts, listWindowsBetween, type WindowRow } from './queries.ts';
import { settleWindow } from './settle-window.ts';
import { setTerms } from './set-terms.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const { db } = company;
const { code: customerCode } = await makeCustomer(runtime);
const firstDay = addDays(today, -6);
const dayAt = (index: number) => addDays(firstDay, index);

interface World {
  partnerId: bigint;
  code: string;
  paid: { reference: string; businessOn: string }[];
  settled: Map<bigint, WindowRow>;
}

type Step =
  | { do: 'pay'; day: number; amounts: number[] }
  | { do: 'reverse'; pick: number }
  | { do: 'close'; day: number }
  | { do: 'agree' | 'reopen' | 'settle' | 'finish'; pick: number }
  | { do: 'credit'; pick: number; part: number }
  | { do: 'undo'; pick: number }
  | { do: 'carry'; pick: number; part: number; to: 'nextDay' | 'account' | 'opposite' }
  | { do: 'follow' };

const pick = fc.nat(50);
const day = fc.nat(6);
const amounts = fc.array(fc.integer({ min: 1, max: 900_000 }), { minLength: 1, maxLength: 4 });
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('pay' as const), day, amounts }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reverse' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const), day: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('agree' as const, 'settle' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const), pick }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('finish' as const), pick }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('credit' as const),
      pick,
      part: fc.integer({ min: 50, max: 110 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo' as const), pick }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('carry' as const),
      pick,
      part: fc.constantFrom(50, 100),
      to: fc.constantFrom('nextDay' as const, 'account' as const, 'opposite' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('follow' as const) }) },
);

const by = { actor: 'model', now: new Date(), businessOn: today };
let credits = 0;

async function newWorld(netted: boolean): Promise<World> {
  const partner = await makePartner(runtime);
  const row = await findPartner(db, partner.code);
  const feeRule = { kind: 'percent', basisPoints: 37, minVnd: '1' } as const;
  const terms = {
    settleDays: 1,
    fileDue: '08:00',
    feeVatRate: 8,
    contact: '',
    bankMarks: [],
    cutOff: '24:00',
  };
  const feeMode = netted ? ('netted' as const) : ('invoiced' as const);
  const rest = { prefunded: false, dailyLimitVnd: null, validFrom: '2025-01-01', feeRule, feeMode };
  await setTerms(db, row!, { ...terms, ...rest }, by);
  return { partnerId: partner.id, code: partner.code, paid: [], settled: new Map() };
}

async function windowsOf({ partnerId }: World): Promise<WindowRow[]> {
  return listWindowsBetween(db, { from: firstDay, to: addDays(today, 9), partnerId });
}

async function take(world: World, step: Step): Promise<void> {
  const windows = await windowsOf(world);
  const target = 'pick' in step && windows.length > 0 ? windows[step.pick % windows.length] : undefined;
  switch (step.do) {
    case 'pay': {
      const businessOn = dayAt(step.day);
      const payment = { customerCode, businessOn, amounts: step.amounts.map(BigInt) };
      const references = await payOn(company, world.partnerId, payment);
      world.paid.push(...references.map((reference) => ({ reference, businessOn })));
      return;
    }
    case 'reverse': {
      const payment = world.paid[step.pick % Math.max(1, world.paid.length)];
      if (!payment) return;
      const { reference: paymentReference, businessOn } = payment;
      return takeBackOn(company, world.partnerId, { paymentReference, businessOn });
    }
    case 'close': {
      const partner = await findPartner(db, world.code);
      await closeDay(db, { partner: partner!, settlesOn: dayAt(step.day), businessNow: new Date() }, by);
      return;
    }
    case 'follow':
      return followSettlement(runtime, company);
    default:
      if (target) await takeOnWindow(world, step, target);
  }
}

async function takeOnWindow(world: World, step: Step, window: WindowRow): Promise<void> {
  const { id: windowId, settles_on: settlesOn } = window;
  const difference = differenceOf(window) ?? 0n;
  const agreement = { ...by, partnerId: world.partnerId, settlesOn, detail: {} };
  switch (step.do) {
    case 'agree':
      return void (await transaction(db, (tx) => agreeWindow(tx, agreement)));
    case 'reopen':
      return void (await transaction(db, (tx) => reopenWindow(tx, agreement)));
    case 'settle':
      return settleWindow(db, windowId, by);
    case 'finish':
      if (window.state === 'closed') await transaction(db, (tx) => agreeWindow(tx, agreement));
      if (difference > 0n) await assignNew(windowId, difference);
      return settleWindow(db, windowId, by);
    case 'credit': {
      const amountVnd = (difference * BigInt(step.part)) / 100n;
      if (amountVnd > 0n) await assignNew(windowId, amountVnd);
      return;
    }
    case 'undo': {
      const receipts = await listReceipts(db, windowId);
      const receipt = receipts[step.pick % Math.max(1, receipts.length)];
      if (receipt) await undoReceipt(db, { receiptId: receipt.id, windowId, partnerId: world.partnerId }, by);
      return;
    }
    case 'carry': {
      const amountVnd = (difference * BigInt(step.part)) / 100n;
      if (amountVnd === 0n) return;
      const [opposite] = await listOpposite(db, window);
      const to = step.to === 'opposite' ? (opposite?.settles_on ?? settlesOn) : step.to;
      return carryDifference(db, { windowId, amountVnd, reason: 'model', to }, by);
    }
    default:
      throw new Error(step.do);
  }
}

async function assignNew(windowId: bigint, amountVnd: bigint): Promise<void> {
  const { recorded } = await recordCredits(db, {
    lines: [
      {
        account: 'MODEL',
        bookedOn: today,
        valueOn: today,
        amountVnd,
        reference: `M${++credits}`,
        payer: '',
        remittance: '',
        ordinal: 1,
      },
    ],
    source: 'typed',
    by: 'model',
    now: by.now,
  });
  const creditId = recorded[0]!.id;
  await transaction(db, (tx) =>
    assignToWindow(db, tx, { windowId, creditId, amountVnd, rule: 'by_hand' }, by),
  );
}

/** What may be refused to whoever acts at random. */
const refusals =
  /^(settlement\.(not_possible|settled_is_final|difference_left|more_than_difference|nothing_to_offset|already_undone|already_carried|unknown_receipt)|payments\.conflict)$/;

/** A settled window stays as it is, whatever is tried. */
async function assertSettledStay(world: World): Promise<void> {
  const now = new Map((await windowsOf(world)).map((row) => [row.id, row]));
  for (const [id, was] of world.settled) assert.deepEqual(now.get(id), was);
  for (const row of now.values()) if (row.state === 'settled') world.settled.set(row.id, row);
}

async function assertWorld(world: World): Promise<void> {
  await followSettlement(runtime, company);
  const windows = await windowsOf(world);
  const moved = await one(
    db,
    sql<{ vnd: bigint }>`select coalesce(sum(amount_vnd) filter (where state = 'accepted'), 0)::bigint as vnd
                         from payments where partner_id = ${world.partnerId}`,
  );
  const inWindows = windows.reduce((sum, row) => sum + row.payments_vnd - row.reversals_vnd, 0n);
  assert.equal(inWindows, moved.vnd, 'the windows hold what was paid and not taken back');
  const doubled = await many(
    db,
    sql`select partner_id from settlement_windows group by partner_id, settles_on having count(*) > 1`,
  );
  assert.equal(doubled.length, 0);
}

test('whatever happens in whatever order, no dong is lost between payments, windows, credits and accounts', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(steps, { size: 'max', minLength: 30, maxLength: 60 }),
      async (netted, script) => {
        const world = await newWorld(netted);
        for (const step of script) {
          try {
            await take(world, step);
          } catch (error) {
            if (!(error instanceof AppError) || !refusals.test(error.code)) throw error;
          }
          await assertSettledStay(world);
        }
        await assertWorld(world);
        await assertInvariants(db);
      },
    ),
    { numRuns: 10, endOnFailure: true },
  );
});

test('the same at once: several hands on the same windows keep every dong', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { size: 'max', minLength: 24, maxLength: 50 }), async (script) => {
      const world = await newWorld(true);
      const hands = [0, 1, 2].map(async (hand) => {
        for (const step of script.filter((_, index) => index % 3 === hand)) {
          try {
            await take(world, step);
          } catch (error) {
            if (!(error instanceof AppError) || !refusals.test(error.code)) throw error;
          }
        }
      });
      await Promise.all(hands);
      await assertWorld(world);
      await assertInvariants(db);
    }),
    { numRuns: 5, endOnFailure: true },
  );
});
