import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { channels } from '../../core/channels.ts';
import { addDays, type BusinessDate } from '../../core/dates.ts';
import { showKpi } from '../../server/features/kpi/index.ts';
import { verifyLedger } from '../../server/features/ledger/index.ts';
import { many, one } from '../../server/platform/db.ts';
import { listWindows, signMinutes } from '../../simulator/accountant.ts';
import { totalOf } from '../../simulator/partner-files-record.ts';
import { plantDays } from '../../simulator/planted.ts';
import { random } from '../../simulator/random.ts';
import { collectAll } from '../support/clearing.ts';
import { openTestRuntime } from '../support/database.ts';
import { makeFolder } from '../support/files.ts';
import { assertInvariants } from '../support/invariants.ts';
import { tillBalance } from '../support/tills.ts';
import {
  clearDifferences,
  listDifferences,
  openDesk,
  payRefunds,
  signDays,
  takeFiles,
  takeMoney,
} from './month-desk.ts';
import { openMonthRails } from './month-rails.ts';
import { openStreet, payUsual, plantOne } from './month-street.ts';
import { monthTills, openMonthTills, shortAtCounter } from './month-tills.ts';
import { openTown, ok, start } from './month-town.ts';

const seed = process.env['MONTH_SEED'] ?? '1';
const days = Array.from({ length: 30 }, (_, index) => addDays(start, index));

const runtime = await openTestRuntime({ demo: true, dataDir: makeFolder() });
const town = await openTown(runtime, {
  customers: 1_700,
  // One in forty is a business: what it pays twice is more than one person may give back.
  amountOf: (index) => BigInt(50_000 + ((index * 7_919) % 850_000) + (index % 40 === 7 ? 6_000_000 : 0)),
});
after(() => town.gate.stop());
const rails = await openMonthRails(town);
const liveTills = await openMonthTills(town, rails);
const street = openStreet();
const state = openDesk();
const small = ['DEONGANG', 'CUASOT', 'NGANSAU', 'KYLA', 'BENTHUY', 'MMDONGXANH', 'THIENCAM', 'HOANHSON'];
let counter = 0;
const planted = plantDays(town.partners, days, { seed, times: 2 });

test(`a month with 18 partners comes to its end, whatever goes wrong in it (MONTH_SEED=${seed})`, async () => {
  for (const day of days) await liveDay(day);
  assert.deepEqual(await foundDifferences(), truthOf());
  // The last days' money is still on its way.
  for (let tail = 0; tail < 14 && (await unsettled()).length > 0; tail++)
    await liveDay(await town.startNextDay());
});

/** A business day: what the night has brought, the accountant's morning, and the street. */
async function liveDay(day: BusinessDate): Promise<void> {
  const { date } = await town.now();
  if (date !== day) assert.equal(await town.startNextDay(), day);
  for (const late of street.tomorrow.splice(0)) await late();
  await town.runJobs();
  await takeFiles(town, street, state);
  await clearDifferences(town, street, state);
  await payRefunds(town);
  await town.runJobs();
  await signDays(town);
  await takeMoney(town, rails, state, planted);
  await rails.answer(day);
  if (!days.includes(day)) return;
  await Promise.all(
    town.partners.map(async (partner) => {
      // The small ones do not see a customer every day; whoever is planted something has other payments besides.
      const quiet = small.includes(partner) && isQuiet(partner, day);
      await payUsual(town, street, partner, quiet ? 0 : 1 + (counter++ % 2));
    }),
  );
  for (const one of planted.filter((item) => item.day === day)) await plantOne(town, street, one);
  await liveTills(day);
  await rails.liveDay(day);
  await town.runJobs('evening');
}

const isQuiet = (partner: string, day: BusinessDate): boolean =>
  random(seed, partner, day).next() < 0.5 &&
  !planted.some(
    (one) => one.partner === partner && one.day >= addDays(day, -2) && one.day <= addDays(day, 2),
  );

/**
 * Windows whose end is still to come. What we owe a partner (it gave back more than it has collected since) waits in
 * its next open window for what it will collect.
 */
const unsettled = async () =>
  (await listWindows(town.desk, '')).filter(
    ({ state: now, amount, carriedIn }) =>
      now !== 'settled' && !(now === 'open' && amount === '0' && BigInt(carriedIn) < 0n),
  );

const inOrder = (rows: readonly object[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

async function foundDifferences(): Promise<string[]> {
  const rows = await many(
    runtime.company.db,
    sql<{ partner: string; day: string; reference: string; lane: string }>`
      select r.code as partner, d.settles_on as day, d.reference, d.lane from differences d
      join partners r on r.id = d.partner_id where d.resolution is distinct from 'made_by_fix'`,
  );
  return inOrder(rows);
}

const truthOf = (): string[] =>
  inOrder(street.truths.map(({ partner, day, reference, lane }) => ({ partner, day, reference, lane })));

test('nothing is left on the desk, and every bad file was refused for what was wrong with it', async () => {
  assert.deepEqual(await listDifferences(town, 'unresolved'), []);
  const refusals = [...state.refusals.values()].sort();
  assert.equal(refusals.length, 8, refusals.join(' '));
  assert.ok(refusals.includes('unchanged') && refusals.includes('reconciliation.file_of_other_day'));
});

test('every window is settled, and each carried difference has come to nothing or stands on 1388', async () => {
  assert.deepEqual(await unsettled(), []);
  const { carried, written, short } = await one(
    runtime.company.db,
    sql<{ carried: number; written: bigint; short: number }>`
      select (select count(*)::int from window_carries where to_window_id is not null) as carried,
             (select coalesce(sum(amount_vnd), 0)::bigint from window_carries where to_window_id is null) as written,
             (select count(*)::int from settlement_windows where received_vnd + carried_vnd <> expected_vnd) as short`,
  );
  assert.ok(carried > 0);
  assert.equal(short, 0);
  const shorts = planted.filter(({ kind }) => kind === 'short').length;
  assert.equal(written, BigInt(shorts) * 11_000n);
});

type Sums = 'ours' | 'refunds' | 'received' | 'fees' | 'written' | 'waiting' | 'differing' | 'at_partners';

test('no dong is unexplained: files, books, bank, fees, differences and refunds add up', async () => {
  const sums = await one(
    runtime.company.db,
    sql<Record<Sums, bigint>>`
      select (select coalesce(sum(payments_vnd - reversals_vnd), 0)::bigint from settlement_windows) as ours,
             (select coalesce(sum(refunds_vnd), 0)::bigint from settlement_windows) as refunds,
             (select coalesce(sum(amount_vnd), 0)::bigint from window_receipts) as received,
             (select coalesce(sum(fee_vnd + fee_vat_vnd), 0)::bigint from settlement_windows
              where fee_mode = 'netted') as fees,
             (select coalesce(sum(amount_vnd), 0)::bigint from window_carries where to_window_id is null) as written,
             (select coalesce(sum(carried_in_vnd), 0)::bigint from settlement_windows where state = 'open') as waiting,
             (select coalesce(sum(their_day_vnd - our_day_vnd), 0)::bigint from differences d
              where not exists (select from differences n where n.partner_id = d.partner_id and n.settles_on = d.settles_on
                                  and n.reference = d.reference and n.id > d.id)
                and d.resolution is distinct from 'no_longer_found') as differing,
             (select coalesce(sum(case when t.debit_account_id = a.id then t.amount_vnd else -t.amount_vnd end), 0)::bigint
              from accounts a join transfers t on a.id in (t.debit_account_id, t.credit_account_id)
              where a.code = '113') as at_partners`,
  );
  const theirs = town.partners.reduce((sum, partner) => {
    const { cutOff } = town.contracts.get(partner)!;
    const entries = town.record
      .daysOf(partner, cutOff)
      .flatMap((day) => town.record.entriesOf(partner, day, cutOff));
    return sum + totalOf(entries.filter(({ what }) => what !== 'given_back'));
  }, 0n);
  const credited = state.credits.reduce((sum, { amountVnd }) => sum + amountVnd, 0n);
  assert.equal(sums.received, credited);
  assert.equal(sums.ours, sums.received + sums.fees + sums.written + sums.refunds + sums.waiting);
  assert.equal(theirs, sums.ours, 'what the partners say they took is what the books say');
  assert.equal(sums.at_partners, sums.waiting);
});

test('each of the 13 channels was used, and kpi show splits them', async () => {
  const { channels: shown, money } = await showKpi(runtime.company.db, {
    period: '2026-09',
    unitCode: undefined,
    definition: 'official',
    businessDate: days.at(-1)!,
  });
  assert.deepEqual(
    channels.filter((channel) => shown[channel].money === '0' || shown[channel].customers === 0),
    [],
  );
  const paid = channels.reduce((sum, channel) => sum + BigInt(shown[channel].money), 0n);
  const cash = BigInt(shown.counter_cash.money) + BigInt(shown.staff_cash.money);
  assert.equal(String(paid - cash), money.numerator);
});

test('the banks took what was posted as debits, and their accounts hold what the statements say', async () => {
  const { db } = runtime.company;
  const posted = await many(
    db,
    sql<{ reference: string; amount: bigint }>`
      select reference, amount_vnd as amount from payments where channel like 'auto_debit%' order by reference`,
  );
  const { books, accounts } = rails.banks;
  const taken = books
    .taken()
    .map(({ reference, amountVnd: amount }) => ({ reference, amount }))
    .sort((a, b) => (a.reference < b.reference ? -1 : 1));
  assert.ok(taken.length > 20);
  assert.deepEqual(posted, taken);
  const { breaks } = (await ok(town.accountant.get('/statements'))) as { breaks: unknown[] };
  assert.deepEqual(breaks, []);
  const lines = await many(
    db,
    sql<{ number: string; moved: bigint }>`
      select a.number, sum(case l.credit_debit when 'CRDT' then l.amount_vnd else -l.amount_vnd end)::bigint as moved
      from bank_statement_lines l join bank_accounts a on a.id = l.account_id group by a.number`,
  );
  const booked = accounts.map(({ number }) => {
    const sent = books.daysOf(number).filter((day) => day >= days[0]! && books.hasSent(number, day));
    const entries = sent.flatMap((day) => books.entriesOf(number, day));
    return { number, moved: entries.reduce((sum, { amountVnd }) => sum + amountVnd, 0n) };
  });
  assert.deepEqual(
    inOrder(lines.map(toText)),
    inOrder(booked.filter(({ moved }) => moved !== 0n).map(toText)),
  );
});

const toText = ({ number, moved }: { number: string; moved: bigint }) => ({ number, moved: String(moved) });

test("customers' own transfers leave nothing in transit, and no credit of the bank is left unexplained", async () => {
  const rest = await one(
    runtime.company.db,
    sql<{ at_qr: bigint; unexplained: bigint; transfers: number }>`
      select (select coalesce(sum(case when t.debit_account_id = a.id then t.amount_vnd else -t.amount_vnd end), 0)::bigint
              from accounts a join partners p on p.id = a.partner_id
              join transfers t on a.id in (t.debit_account_id, t.credit_account_id)
              where a.code = '113' and p.code = 'VIETQR') as at_qr,
             (select coalesce(sum(amount_vnd - assigned_vnd), 0)::bigint from bank_credits) as unexplained,
             (select count(*)::int from payments where channel = 'vietqr') as transfers`,
  );
  assert.equal(rest.at_qr, 0n);
  assert.equal(rest.unexplained, 0n);
  assert.ok(rest.transfers >= 20);
});

test('cash of the counter and of the collector has left them, and the bank has credited every slip', async () => {
  for (const till of monthTills) {
    for (const account of ['111', '113', '1381'])
      assert.equal(await tillBalance(runtime.company, account, till), 0n, `${till} ${account}`);
  }
  assert.equal(await tillBalance(runtime.company, '1388', monthTills[0]), shortAtCounter);
  const cash = await one(
    runtime.company.db,
    sql<Record<'elsewhere' | 'taken' | 'sent' | 'credited' | 'open', bigint>>`
      select (select count(*) from payments where channel in ('counter_cash', 'staff_cash')
                and partner_id not in (select partner_id from tills)) as elsewhere,
             (select coalesce(sum(amount_vnd), 0)::bigint from takings where state = 'taken') as taken,
             (select coalesce(sum(amount_vnd), 0)::bigint from remittances) as sent,
             (select coalesce(sum(amount_vnd), 0)::bigint from remittance_receipts where rule = 'slip_number') as credited,
             (select count(*) from remittances where state <> 'settled') as open`,
  );
  assert.deepEqual([cash.elsewhere, cash.open], [0n, 0n]);
  assert.equal(cash.sent, cash.taken - shortAtCounter);
  assert.equal(cash.credited, cash.sent);
  assert.ok(cash.taken > 0n);
});

test('both sides have signed every day and the month, and the paper prints', async () => {
  const month = '2026-10';
  const { rows } = (await ok(town.accountant.get(`/minutes?month=${month}&day=2026-10-15`))) as {
    rows: { minutes: { state: string } | null }[];
  };
  assert.ok(rows.length > 0 && rows.every(({ minutes }) => minutes?.state === 'signed'));
  for (const partner of town.partners) {
    const id = await signMinutes(town.desk, town.signAsPartner, { partner, month });
    if (partner !== town.partners[0]) continue;
    const paper = await town.accountant.download(`/minutes/${id}?format=pdf`);
    assert.equal(paper.statusCode, 200);
    assert.equal(paper.rawPayload.subarray(0, 5).toString(), '%PDF-');
  }
});

test('the billing system has cleared what was paid, and was left in peace while it closed its month', async () => {
  const { company } = runtime;
  await collectAll(company.db);
  await town.runJobs('evening');
  const summary = await many(
    company.db,
    sql<{ state: string; n: number }>`select state, count(*)::int as n from clearing_entries group by 1`,
  );
  assert.deepEqual(
    summary.map((row) => row.state),
    ['cleared'],
  );
  const books = town.gate.booksOf(company.code);
  assert.equal(books.order.length, summary[0]!.n);
});

test('the books are true: every invariant holds and the chain of seals is whole', async () => {
  await assertInvariants(runtime.company.db);
  const verified = await verifyLedger(runtime.company.db);
  assert.ok(verified, 'verified');
});
