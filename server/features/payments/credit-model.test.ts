import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { notePayment } from '../../../test/support/notices.ts';
import { one } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { checkKpi, refreshKpi } from '../kpi/index.ts';
import {
  applyCredit,
  correctPayment,
  payRefund,
  rejectRefund,
  requestRefund,
  reverseByStaff,
} from './index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const { db } = company;
const bank = await makePartner(runtime);
const now = new Date();
const by = { actor: 'ke.toan', reason: 'thử', businessOn: today };

const act = fc.record({
  what: fc.constantFrom('pay', 'pay', 'correct', 'apply', 'refund', 'reverse'),
  /** Which payment and which customer, by turns of what there is. */
  payment: fc.nat(20),
  customer: fc.nat(20),
  amountVnd: fc.bigInt({ min: 1n, max: 300_000n }),
  unknown: fc.boolean(),
  declined: fc.boolean(),
});
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

/** Does one act; a refusal with a name is an answer, anything else is a fault. */
async function perform(acted: Act, codes: readonly string[], payments: bigint[]): Promise<void> {
  const paymentId = payments[acted.payment % Math.max(payments.length, 1)];
  const customerCode = codes[acted.customer % codes.length] ?? '';
  if (acted.what === 'pay') {
    const sent = acted.unknown ? `PA99XX${String(acted.customer).padStart(7, '0')}` : customerCode;
    const notice = { partnerId: bank.id, customerCode: sent, amountVnd: acted.amountVnd };
    payments.push((await notePayment(company, notice)).paymentId);
    return;
  }
  if (paymentId === undefined) return;
  try {
    if (acted.what === 'correct') await correctPayment(db, { ...by, paymentId, customerCode }, now);
    if (acted.what === 'apply') await applyCredit(db, { businessOn: today, actor: 'system' }, now);
    if (acted.what === 'reverse') await reverseByStaff(db, { ...by, paymentId }, now);
    if (acted.what === 'refund') {
      const { amountVnd } = acted;
      const refund = await requestRefund(db, { ...by, paymentId, amountVnd, way: 'partner' }, now);
      if (acted.declined) await rejectRefund(db, { ...by, refundId: refund.id });
      else await payRefund(db, { ...by, refundId: refund.id }, now);
    }
  } catch (error) {
    if (!(error instanceof AppError) || !/^(credits|refunds)\./.test(error.code)) throw error;
  }
}

const quiet = { payment: 0, unknown: false, declined: false };
const overpaid = (customer: number): Act => ({ ...quiet, what: 'pay', customer, amountVnd: 300_000n });
/** Whatever else is drawn, one run gets as far as a refund. */
const overpaidAndRefunded: Act[] = [
  ...[0, 1, 2].map(overpaid),
  { ...quiet, what: 'refund', customer: 0, amountVnd: 10_000n },
  { ...quiet, what: 'refund', customer: 0, amountVnd: 20_000n, payment: 1 },
  { ...quiet, what: 'apply', customer: 0, amountVnd: 1n },
];

test('after any mix of payments, corrections, refunds and reversals, three at a time, no dong is lost or doubled', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 24 }), async (acts) => {
      const customers = await makeCustomers(
        runtime,
        ['PA99AA', 'PA99BB', 'PA99AA'].map((unit) => ({
          unit,
          bills: [
            { period: '2026-09', totalVnd: 90_000n },
            { period: '2026-10', totalVnd: 110_000n },
          ],
        })),
      );
      const codes = customers.map(({ code }) => code);
      const payments: bigint[] = [];
      for (let at = 0; at < acts.length; at += 3) {
        await Promise.all(acts.slice(at, at + 3).map((acted) => perform(acted, codes, payments)));
      }
      await assertInvariants(db);
      await refreshKpi(db);
      assert.deepEqual(await checkKpi(db), []);
    }),
    { numRuns: 12, examples: [[overpaidAndRefunded]] },
  );
  const { given } = await one(
    db,
    sql<{ given: number }>`select count(*)::int as given from refunds where state = 'paid'`,
  );
  assert.ok(given > 0, 'no run got as far as a refund');
});
