import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { businessDateOf, startOfBusinessDate } from '../../../core/dates.ts';
import { startMailReceiver } from '../../../simulator/mail-receiver.ts';
import { atEnd } from '../../../test/support/at-end.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { pdfText } from '../../../test/support/pdf-text.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { unpackText } from '../../../test/support/unpack.ts';
import { createApp } from '../../app.ts';
import { one } from '../../platform/db.ts';
import { getUnit } from '../companies/index.ts';
import { refreshKpi } from '../kpi/index.ts';
import { askToRestate, freezeMonth, restateMonth } from '../month-close/index.ts';
import { acceptPayments } from '../payments/index.ts';
import { deliverMails } from './deliver-mails.ts';
import { runDueReports } from './run-schedules.ts';

const receiver = await startMailReceiver(0, { user: 'bao.cao', password: 'mat khau' });
atEnd(() => receiver.stop());
const runtime = await openTestRuntime({ mailServers: { PCTEST: receiver.url } });
const { company } = runtime;
const { db } = company;
const app = await createApp(runtime);
const partner = await makePartner(runtime, { channels: ['bank_app', 'counter_cash', 'agent_cash'] });
const [period, before] = ['2026-09', '2026-08'];
const made = await makeCustomers(
  runtime,
  Array.from({ length: 16 }, (_, index) => ({
    unit: index < 9 ? 'PA99RA' : 'PA99RB',
    commune: index < 9 ? '18073' : '18100',
    bills: [
      { period: before, totalVnd: 90_000n },
      { period, totalVnd: 100_000n + BigInt(index) * 1_000n },
    ],
  })),
);
const head = await signInAs(app, runtime, 'business_head');

async function pay(
  customers: typeof made,
  month: 0 | 1,
  channel: 'bank_app' | 'counter_cash' | 'agent_cash',
) {
  await acceptPayments(
    db,
    customers.map(({ code, billIds }) => {
      const at = made.findIndex((customer) => customer.code === code);
      return {
        partnerId: partner.id,
        reference: `${channel}-${month}-${code}`,
        intent: 'notice' as const,
        customerCode: code,
        amountVnd: month === 0 ? 90_000n : 100_000n + BigInt(at) * 1_000n,
        billIds: [billIds[month]!],
        channel,
        tender: null,
        occurredAt: new Date(),
        businessOn: today,
      };
    }),
    new Date(),
  );
  await refreshKpi(db);
}

await pay(made.slice(0, 8), 0, 'bank_app');
await pay(made.slice(0, 9), 1, 'bank_app');
await pay(made.slice(9, 11), 1, 'agent_cash');
await pay(made.slice(11, 13), 1, 'counter_cash');
await head.send('PUT', '/targets', {
  period,
  rows: [
    { unitCode: 'PCTEST', metric: 'customers', shareBp: 9600 },
    { unitCode: 'PCTEST', metric: 'money', shareBp: 9800 },
  ],
});
const house = {
  companyMark: 'PCTEST',
  parent: 'Tổng công ty Điện lực Thử',
  place: 'Hà Tĩnh',
  capacity: 'Giám đốc',
  signer: 'Phan Minh Anh',
  province: 'Ủy ban nhân dân tỉnh Hà Tĩnh',
  corporation: 'Tổng công ty Điện lực Thử',
  copies: 'Sở Công Thương\nLưu: VT, KD',
  senderName: 'Công ty Điện lực Thử nghiệm',
  senderAddress: 'bao.cao@dienluc.vn',
};
assert.equal((await head.send('PUT', '/report-settings', house)).status, 200);

interface Number {
  id: string;
  text: string;
  value: string;
  numerator: string | null;
  denominator: string | null;
  link: string;
}
const numberOf = (numbers: Number[], id: string): Number => {
  const found = numbers.find((number) => number.id === id);
  assert.ok(found, id);
  return found;
};

test('what a report says is what plain SQL and the board say, each figure with where it comes from', async () => {
  const { body } = await head.get(`/official-reports/composition?kind=province_report&period=${period}`);
  const { numbers } = body.paper;
  const counted = await one(
    db,
    sql<{ customers: bigint; cashless: bigint; billed: bigint; money: bigint }>`
      select count(distinct b.customer_id) as customers, sum(b.total_vnd)::bigint as billed,
             count(distinct b.customer_id) filter (where b.state = 'paid' and not exists (
               select from allocations a join payments p on p.id = a.payment_id
               where a.bill_root_id = b.root_id and p.channel in ('staff_cash', 'counter_cash'))) as cashless,
             (select sum(a.amount_vnd) from allocations a join payments p on p.id = a.payment_id
              join bills paid on paid.root_id = a.bill_root_id and paid.is_current
              where paid.period = ${`${period}-01`}::date and p.channel not in ('staff_cash', 'counter_cash'))::bigint as money
      from bills b where b.period = ${`${period}-01`}::date and b.is_current`,
  );
  assert.deepEqual([counted.customers, counted.cashless], [16n, 11n]);
  const ratio = numberOf(numbers, 'customers.ratio');
  assert.deepEqual(
    [ratio.numerator, ratio.denominator],
    [String(counted.cashless), String(counted.customers)],
  );
  assert.equal(ratio.text, '68,75%');
  const money = numberOf(numbers, 'money.ratio');
  assert.deepEqual([money.numerator, money.denominator], [String(counted.money), String(counted.billed)]);
  const board = (await head.get(`/board?period=${period}`)).body.figures;
  assert.equal(ratio.value, String(board.customers.official.ratio));
  assert.equal(numberOf(numbers, 'customers.gap').value, board.customers.gap);
  assert.equal(numberOf(numbers, 'customers.to-previous').text, '+18,75 điểm %');
  assert.deepEqual(body.untraced, []);
  assert.deepEqual(body.missing, []);
  // Its link opens as many customers as it counts.
  const behind = await head.get(ratio.link.replace('/ratio-customers', '/kpi/customers'));
  assert.equal(behind.body.total, Number(counted.cashless));
});

test('an issued report has the next number, and opens as the same bytes for ever', async () => {
  const wish = { kind: 'province_report', period };
  const { id } = (await head.send('POST', '/official-reports', wish)).body;
  const draft = (await head.get(`/official-reports/${id}`)).body;
  const bare = { ...draft.form, signer: '' };
  const saved = await head.send('PUT', `/official-reports/${id}`, { revision: draft.revision, form: bare });
  assert.deepEqual(saved.body.missing, ['signer']);
  assert.equal((await head.download(`/official-reports/${id}?format=pdf`)).statusCode, 200);
  const refused = await head.send('POST', `/official-reports/${id}/issue`, { revision: saved.body.revision });
  assert.equal(refused.body.code, 'official_reports.incomplete');
  assert.deepEqual(refused.body.params.missing, ['signer']);
  const stale = await head.send('PUT', `/official-reports/${id}`, {
    revision: draft.revision,
    form: draft.form,
  });
  assert.equal(stale.body.code, 'official_reports.changed_meanwhile');
  const misread = { ...draft.form, difficulties: 'Đạt {customers.ratioo}.' };
  const typo = { revision: saved.body.revision, form: misread };
  const { body: mistyped } = await head.send('PUT', `/official-reports/${id}`, typo);
  assert.deepEqual(mistyped.unread, ['{customers.ratioo}']);
  const revision = mistyped.revision as number;
  const unread = await head.send('POST', `/official-reports/${id}/issue`, { revision });
  assert.equal(unread.body.code, 'official_reports.no_such_number');
  const form = { ...draft.form, difficulties: 'Đạt {customers.ratio} so với {customers.plan}.' };
  const again = await head.send('PUT', `/official-reports/${id}`, { revision, form });
  const issued = await head.send('POST', `/official-reports/${id}/issue`, { revision: again.body.revision });
  assert.equal(issued.status, 200, JSON.stringify(issued.body));
  assert.equal(issued.body.number, '01/BC-PCTEST');

  const first = await head.download(`/official-reports/${id}?format=pdf`);
  const lines = pdfText(first.rawPayload).join('\n');
  for (const words of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'Kính gửi: Ủy ban nhân dân tỉnh Hà Tĩnh',
    'Số liệu tạm tính',
    'Phan Minh Anh',
    'NGUỒN GỐC SỐ LIỆU',
  ])
    assert.ok(lines.includes(words), words);
  assert.match(lines, /Đạt +68,75% +so với +96,00% *\./);
  assert.match(lines, /Số: 01\/ ?BC-PCTEST/);
  await pay(made.slice(13, 16), 1, 'bank_app');
  const later = await head.download(`/official-reports/${id}?format=pdf`);
  assert.ok(first.rawPayload.equals(later.rawPayload));
  const document = (await head.get(`/documents/${issued.body.documentId}`)).body;
  assert.equal(document.traces.length, issued.body.paper.numbers.length);
  assert.equal(
    (await head.send('DELETE', `/official-reports/${id}`)).body.code,
    'official_reports.not_a_draft',
  );

  const word = await head.download(`/official-reports/${id}?format=docx`);
  const xml = await unpackText(word.rawPayload, 'word/document.xml');
  assert.match(xml, /CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/);
  assert.match(xml, /68,75%/);
  const sheet = await head.download(`/official-reports/${id}?format=xlsx`);
  assert.match(await unpackText(sheet.rawPayload, 'xl/worksheets/sheet1.xml'), /<v>0\.6875<\/v>/);
});

test('two who issue at once get numbers in a row, and one draft gets only one', async () => {
  const ids: string[] = [];
  for (let at = 0; at < 4; at++)
    ids.push((await head.send('POST', '/official-reports', { kind: 'weekly_league', period })).body.id);
  const issue = (id: string) => head.send('POST', `/official-reports/${id}/issue`, { revision: 1 });
  const answers = await Promise.all([...ids, ids[0]!].map(issue));
  const issued = answers.filter(({ status }) => status === 200);
  assert.equal(issued.length, 4);
  assert.deepEqual(issued.map(({ body }) => body.number).sort(), [
    '01/XH-PCTEST',
    '02/XH-PCTEST',
    '03/XH-PCTEST',
    '04/XH-PCTEST',
  ]);
  await assertInvariants(db);
});

test('a report of a frozen month prints the frozen figures, whatever came later, and names the version', async () => {
  const closer = { login: 'thu', now: new Date(), at: new Date(), businessDate: '2026-11-05' };
  await freezeMonth(db, before, closer);
  await pay(made.slice(8, 10), 0, 'bank_app');
  assert.equal((await head.get(`/board?period=${before}`)).body.figures.customers.official.numerator, '10');
  const { body } = await head.get(`/official-reports/composition?kind=monthly_book&period=${before}`);
  assert.equal(body.frozenVersion, 1);
  assert.match(body.paper.standing, /Đã chốt số liệu lúc .*, bản 1$/);
  assert.equal(numberOf(body.paper.numbers, 'customers.cashless').value, '8');
  assert.equal(numberOf(body.paper.numbers, 'unit.PA99RA.customers.cashless').value, '8');
  assert.equal(numberOf(body.paper.numbers, 'commune.18073.customers.cashless').value, '8');
  assert.equal(numberOf(body.paper.numbers, 'channel.bank_app.amount').value, String(8 * 90_000));

  // What is issued of it keeps its bytes in every form through a restatement and a change of the letterhead.
  const wish = { kind: 'corporation_report', period: before };
  const { id } = (await head.send('POST', '/official-reports', wish)).body;
  const issued = await head.send('POST', `/official-reports/${id}/issue`, { revision: 1 });
  // Reports share one series, to whomever they go.
  assert.equal(issued.body.number, '02/BC-PCTEST');
  const formats = ['pdf', 'docx', 'xlsx'];
  const hashes = () =>
    Promise.all(
      formats.map(async (format) => {
        const { rawPayload } = await head.download(`/official-reports/${id}?format=${format}`);
        return createHash('sha256').update(rawPayload).digest('hex');
      }),
    );
  const first = await hashes();
  await askToRestate(db, { period: before, reason: 'Thanh toán ghi nhận muộn' }, closer);
  assert.equal((await restateMonth(db, before, { ...closer, login: 'hai' })).version, 2);
  const renamed = { ...house, parent: 'Tập đoàn Thử', signer: 'Người Khác' };
  assert.equal((await head.send('PUT', '/report-settings', renamed)).status, 200);
  const now = await head.get(`/official-reports/composition?kind=corporation_report&period=${before}`);
  assert.equal(numberOf(now.body.paper.numbers, 'customers.cashless').value, '10');
  assert.deepEqual(await hashes(), first);
  const { rows } = (await head.get('/documents?kind=corporation-report')).body;
  assert.deepEqual(new Set(rows.map(({ sha256 }: { sha256: string }) => sha256)), new Set(first));
  assert.equal((await head.send('PUT', '/report-settings', house)).status, 200);
});

test('a member of a unit reports on that unit alone', async () => {
  const { id } = await getUnit(db, 'PA99RA', today);
  const staff = await signInAs(app, runtime, 'unit_staff', id);
  const own = (await staff.get(`/official-reports/composition?kind=weekly_league&period=${period}`)).body;
  assert.equal(own.unit, 'PA99RA');
  assert.equal(numberOf(own.paper.numbers, 'customers.whole').value, '9');
  const whole = await staff.get(`/official-reports/composition?kind=weekly_league&unit=PCTEST`);
  assert.equal(whole.body.code, 'staff.outside_scope');
  assert.deepEqual((await staff.get('/official-reports')).body.rows, []);
  assert.equal((await staff.send('PUT', '/report-settings', house)).body.code, 'staff.outside_scope');
  const schedule = await staff.send('POST', '/report-schedules', {
    kind: 'weekly_league',
    cadence: 'weekly',
    weekday: 1,
    monthDay: null,
    atTime: '08:00',
    workingDaysOnly: true,
    recipients: ['doi@dienluc.vn'],
    formats: ['xlsx'],
    isActive: false,
  });
  assert.equal(schedule.body.unit, 'PA99RA');
});

const everyMorning = {
  cadence: 'daily',
  weekday: null,
  monthDay: null,
  atTime: '07:30',
  workingDaysOnly: false,
  isActive: true,
};
const at = (day: string) => new Date(startOfBusinessDate(day).getTime() + 9 * 3_600_000);
const run = (day: string) =>
  runDueReports(db, { company, businessDate: day, businessNow: at(day), now: new Date() });
const day = (offset: number) => businessDateOf(new Date(at(today).getTime() + offset * 86_400_000));
const deliver = (now: Date) => deliverMails(db, { company, server: receiver.url, now });

test('what is due by the business clock is made once, also over a jump, and mailed until it arrives', async () => {
  const wish = {
    ...everyMorning,
    kind: 'daily_flash',
    unit: 'PCTEST',
    recipients: ['truong.phong@dienluc.vn'],
    formats: ['pdf', 'xlsx'],
  };
  const wrong = await head.send('POST', '/report-schedules', { ...wish, recipients: ['An <a@b.vn>'] });
  assert.equal(wrong.body.code, 'official_reports.bad_recipient');
  assert.equal(
    (await head.send('POST', '/report-schedules', { ...wish, cadence: 'weekly' })).body.code,
    'official_reports.bad_rhythm',
  );
  const schedule = (await head.send('POST', '/report-schedules', wish)).body;
  await run(day(1));
  const [again, ...rivals] = await Promise.all([run(day(1)), run(day(6)), run(day(6))]);
  assert.equal(again, 0);
  assert.ok(rivals.includes(0));
  const runs = await one(
    db,
    sql<{ runs: bigint; days: bigint; last: string }>`
      select count(*) as runs, count(distinct due_on) as days, max(due_on) as last from report_runs
      where schedule_id = ${BigInt(schedule.id)} and due_on > ${today}::date`,
  );
  assert.deepEqual([runs.runs, runs.days, runs.last], [6n, 6n, day(6)]);

  const { body: mails } = await head.get('/report-mails?state=waiting');
  assert.ok(mails.rows.length >= 2);
  receiver.switches.outage = true;
  assert.equal(await deliver(new Date()), 0);
  const refused = (await head.get('/report-mails')).body.rows[0];
  assert.equal(refused.state, 'waiting');
  assert.match(refused.reply, /451/);
  receiver.switches.outage = false;
  assert.equal(await deliver(new Date()), 0);
  assert.equal(await deliver(new Date(Date.now() + 61_000)), mails.rows.length);
  const [sent] = (await head.get('/report-mails')).body.rows;
  assert.deepEqual([sent.state, sent.attempts], ['sent', 2]);
  const arrived = receiver.received.at(-1)!;
  assert.deepEqual(arrived.to, ['truong.phong@dienluc.vn']);
  assert.match(arrived.raw, /Message-ID: <report-pctest-\d+@dienluc\.vn>/i);
  assert.match(arrived.raw, /application\/pdf[\s\S]*JVBERi0/);

  receiver.switches.refuse = true;
  const { reportId } = sent;
  const body = { recipients: ['khong.co@ubnd.vn'], formats: ['pdf'] };
  assert.equal((await head.send('POST', `/official-reports/${reportId}/mail`, body)).status, 200);
  await deliver(new Date());
  const [failed] = (await head.get('/report-mails?state=failed')).body.rows;
  assert.match(failed.reply, /550/);
  receiver.switches.refuse = false;
  assert.equal((await head.send('POST', `/report-mails/${failed.id}/resend`, {})).status, 200);
  assert.equal(await deliver(new Date(Date.now() + 1_000)), 1);
  assert.equal((await head.get('/report-mails')).body.rows[0].state, 'sent');
});

test('a saved table is mailed by the clock as its subscriber sees it, until it is put away', async () => {
  const { id } = await getUnit(db, 'PA99RA', today);
  const member = await signInAs(app, runtime, 'unit_staff', id);
  const address = { rows: 'month', columns: ',', measures: 'customers', months: '2026-08..2026-09' };
  const own = { name: 'KH của đội', description: '', address, sharing: 'nobody' };
  const { id: pivot } = (await member.send('POST', '/pivots', own)).body;
  const table = { ...everyMorning, kind: 'pivot_table', pivot, recipients: ['doi.ra@dienluc.vn'] };
  const wish = { ...table, formats: ['xlsx'] };
  const asked = (who: typeof member, body: object) => who.send('POST', '/report-schedules', body);
  assert.equal((await asked(head, wish)).body.code, 'pivots.unknown_report');
  for (const wrong of [
    { ...table, formats: ['docx'] },
    { ...wish, kind: 'daily_flash' },
  ])
    assert.equal((await asked(member, wrong)).body.code, 'official_reports.bad_table');
  assert.deepEqual((await asked(member, wish)).body.pivot, { id: pivot, name: 'KH của đội' });

  assert.ok((await run(day(9))) > 0);
  await deliver(new Date(Date.now() + 1_000));
  const mail = receiver.received.find(({ to }) => to.includes('doi.ra@dienluc.vn'))!;
  const kept = await one(db, sql<{ content: Buffer }>`select content from report_table_files`);
  assert.ok(mail.raw.replaceAll(/\s/g, '').includes(kept.content.toString('base64')));
  // Nine of the sixteen customers are of the unit of whoever wrote for the table.
  assert.match(
    await unpackText(kept.content, 'xl/worksheets/sheet1.xml'),
    /<v>9<\/v>.*<v>9<\/v>.*<v>18<\/v>/s,
  );
  const [listed] = (await member.get('/report-mails')).body.rows;
  assert.deepEqual(
    [listed.state, listed.title, listed.pivotId, listed.reportId, listed.unitName],
    ['sent', 'KH của đội', pivot, null, 'PA99RA'],
  );
  await member.send('DELETE', `/pivots/${pivot}`);
  assert.equal((await member.get('/report-schedules')).body.rows.at(-1).isActive, false);
  await run(day(10));
  assert.equal((await member.get('/report-mails')).body.rows.length, 1);
});

test('lists go out as spreadsheets', async () => {
  for (const url of ['/official-reports', '/report-mails']) {
    const answer = await head.download(`${url}?format=xlsx`);
    assert.equal(answer.rawPayload.subarray(0, 2).toString(), 'PK', url);
  }
});
