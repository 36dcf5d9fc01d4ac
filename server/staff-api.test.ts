import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestRuntime } from '../test/support/database.ts';
import { billLine, importText, makeCustomers, makePartner, today } from '../test/support/make.ts';
import { partnerFile, sendFile } from '../test/support/partner-files.ts';
import { registerMandates, reportOf, runOn, setDebitTerms, takeAnswer } from '../test/support/debits.ts';
import { mt940 } from '../test/support/statements.ts';
import { signInAs } from '../test/support/staff.ts';
import { cashFor, countOf, makeTill, openTill } from '../test/support/tills.ts';
import { startEmptyWorld } from '../test/support/world.ts';
import { refreshKpi } from './features/kpi/index.ts';
import { issueDocument } from './features/month-close/index.ts';
import { outreachJobs } from './features/outreach/index.ts';
import { acceptPayments } from './features/payments/index.ts';
import { ensureWindows } from './features/settlement/index.ts';
import { transaction } from './platform/db.ts';
import { createHttp, type App } from './platform/http.ts';
import { staffApi } from './staff-api.ts';
import { readStaffOpenApi } from './staff-openapi.ts';

const runtime = await openTestRuntime({ demo: true, ...(await startEmptyWorld()) });
const app = await createHttp({ log: runtime.log });
/** What the routes gave, before the declared answer was made of it. */
let given: unknown;
await app.register(
  async (scope) => {
    scope.addHook('preSerialization', async (_request, _reply, payload) => {
      given = JSON.parse(JSON.stringify(payload));
      return payload;
    });
    staffApi(scope as unknown as App, runtime);
  },
  { prefix: '/api' },
);
const period = '2026-09';
const [customer, second, third, fourth, atTill] = await makeCustomers(runtime, [
  { bills: [{ period, totalVnd: 100_000n }], commune: '18073' },
  { bills: [{ period, totalVnd: 50_000n }] },
  { bills: [{ period, totalVnd: 70_000n }] },
  { bills: [{ period, totalVnd: 60_000n }] },
  { bills: [{ period, totalVnd: 50_000n }] },
]);
const partner = await makePartner(runtime);
await acceptPayments(
  runtime.company.db,
  ['KH-NAO', customer!.code].map((customerCode, index) => ({
    partnerId: partner.id,
    reference: `R${index}`,
    intent: 'notice' as const,
    customerCode,
    amountVnd: 120_000n,
    billIds: null,
    channel: 'bank_app' as const,
    tender: null,
    occurredAt: new Date(),
    businessOn: today,
  })),
  new Date(),
);
await refreshKpi(runtime.company.db);
await assert.rejects(importText(runtime, 'bills', ['ID_HDON,MA_KHANG', 'H1,KH1']));
const billHeader =
  'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN';
await importText(runtime, 'bills', [billHeader, billLine('KH-LA', 'PA99AA', { period, totalVnd: 1n })]);
await ensureWindows(runtime.company.db, today);
const head = await signInAs(app, runtime, 'business_head');
const accountant = await signInAs(app, runtime, 'accountant');
const file = await sendFile(runtime, {
  partner: partner.code,
  content: partnerFile([{ reference: 'KHONG-CO', customer: customer!.code, amount: 1_000n }]),
});
const operator = await signInAs(app, runtime, 'operator');
const contract = await operator.send('PUT', '/gateways/vnpay', {
  partner: partner.code,
  provider: 'vnpay',
  channel: 'bank_app',
  merchant: 'TESTTMN1',
  endpoint: 'http://127.0.0.1:9/',
  payPage: 'http://127.0.0.1:9/',
  publicUrl: 'http://127.0.0.1:9/',
  secrets: { secretKey: 'test' },
  enabled: true,
});
assert.equal(contract.status, 200, JSON.stringify(contract.body));
const order = await operator.send('POST', '/gateways/orders', {
  account: 'vnpay',
  requestKey: 'staff-api-test',
  customerCode: second!.code,
});
assert.equal(order.status, 200, JSON.stringify(order.body));
await setDebitTerms(operator, partner.code);
await registerMandates(operator, partner.code, [{ code: third!.code }]);
// A Monday: banks take files on working days.
const runDay = '2026-11-23';
const { batch } = await runOn(runtime, partner.code, runDay);
assert.ok(batch);
const refusal = reportOf(batch.message_id, [{ reference: 'KHONG-CO', status: 'RJCT', code: 'AM04' }]);
await takeAnswer(runtime, { partnerCode: partner.code, day: runDay, fileName: 'tra-loi.xml', text: refusal });
const bankAccount = { bankName: 'Ngân hàng thử', transferPartner: null };
assert.equal((await accountant.send('PUT', '/bank-accounts/970400000001', bankAccount)).status, 200);
const lines = [{ amount: 350_000, reference: 'FT1', text: 'thanh toan tien dien' }];
const statement = mt940({ account: '970400000001', day: '2026-10-05', opening: 0, lines });
const taken = await accountant.upload('/statements/file?fileName=a.sta', Buffer.from(statement));
assert.equal(taken.status, 200, JSON.stringify(taken.body));
const own = await makePartner(runtime, { kind: 'own', channels: ['vietqr'] });
const collecting = { bankName: 'Ngân hàng thử', transferPartner: own.code };
await accountant.send('PUT', '/bank-accounts/970400000002', collecting);
const accountWords = { holder: 'Công ty thử', bankName: 'BIDV', branch: '', bankBin: '970418' };
await accountant.send('PUT', '/payment-orders/accounts/970400000002', accountWords);
const onAccount = { codes: [fourth!.code], account: '970400000002' };
const paymentOrder = await accountant.send('POST', '/payment-orders', { ...onAccount, expiresOn: today });
assert.equal(paymentOrder.status, 200, JSON.stringify(paymentOrder.body));
const cheque = await accountant.send('POST', '/cheques', {
  ...onAccount,
  number: 'AB 123456',
  drawer: 'Công ty thử',
  drawerAccount: '0011001234567',
  draweeBank: 'Vietcombank',
  amount: '120000',
  wordsAgree: true,
  issuedOn: today,
  certified: true,
});
assert.equal(cheque.status, 200, JSON.stringify(cheque.body));
const made = await accountant.send('POST', '/minutes', { partner: partner.code, month: today.slice(0, 7) });
assert.equal(made.status, 201, JSON.stringify(made.body));
const cashier = await signInAs(app, runtime, 'cashier');
await makeTill(operator, 'QT01');
const oneSession = await openTill(cashier, 'QT01', '500000');
const cash = cashFor(atTill!, 50_000n);
const cashTaken = await cashier.send('POST', `/tills/sessions/${oneSession}/cash`, cash);
assert.equal(cashTaken.status, 200, JSON.stringify(cashTaken.body));
await cashier.send('POST', `/tills/sessions/${oneSession}/closing`, countOf(549_000n));
const slip = { till: 'QT01', sessions: [oneSession], bankAccount: '970400000001' };
const remittance = await cashier.send('POST', '/remittances', slip);
assert.equal(remittance.status, 201, JSON.stringify(remittance.body));

const report = await head.send('POST', '/official-reports', { kind: 'daily_flash', period });
const plan = await head.send('POST', '/targets/plans', {
  measure: 'share_customers',
  span: 'year',
  month: period,
  mode: 'at_end',
  goal: '9600',
});
assert.equal(plan.status, 201, JSON.stringify(plan.body));
const planRow: string = (await head.get(`/targets/plans/${plan.body.id}`)).body.rows[0].key;

const visitPlan = await head.send('POST', '/outreach/plans', {
  unit: runtime.company.code,
  until: `${Number(today.slice(0, 4)) + 1}-06-30`,
  targetBp: 9_000,
  workers: 1,
  visitsPerDay: 10,
  travelDays: 0.2,
  visitOdds: 10,
  promotionOdds: 1,
  closingOdds: 1,
  closes: [],
});
assert.equal(visitPlan.status, 200, JSON.stringify(visitPlan.body));
const { company, log } = runtime;
const asJob = { runtime, company, log, now: new Date() };
await outreachJobs.jobs['outreach.plan']!.handler(asJob, { planId: visitPlan.body.id });

const frozen = await head.send('POST', `/months/${period}/freeze`, {});
assert.equal(frozen.status, 201, JSON.stringify(frozen.body));
const issued = await transaction(company.db, (tx) =>
  issueDocument(
    tx,
    {
      kind: 'thu',
      number: '1/BC',
      format: 'pdf',
      title: 'Báo cáo thử',
      fileName: 'bao-cao.pdf',
      period,
      unitId: null,
      frozenVersion: 1,
      content: Buffer.from('%PDF-1.7'),
      traces: [{ says: '1', definition: 'official@1' }],
    },
    { login: head.login, businessDate: today, at: new Date() },
  ),
);

test('no field that a route gives is lost or changed on the way to the console', async () => {
  const queries: Record<string, string> = {
    '/areas/mappings': '?former=00712',
    '/areas/communes': '?era=former&province=42',
    '/kpi/customers': `?period=${period}`,
    '/kpi/villages': `?period=${period}&commune=18073`,
    '/kpi/former-areas': `?period=${period}`,
    '/kpi/definitions': `?period=${period}`,
    '/kpi/counted-customers': `?period=${period}&definition=official&counted=money`,
    '/kpi/channel-customers': `?period=${period}&channel=bank_app`,
    '/kpi/cohort-customers': `?cohort=${period}&period=${period}`,
    '/kpi/relapses': `?period=${period}`,
    '/mandates/under-debit': `?customer=${customer!.code}`,
    '/targets': `?period=${period}`,
    '/targets/plans/{id}/people': `?of=${planRow}`,
    '/board': `?period=${period}`,
    '/ledger/statement': `?account=131&from=${period}-01&to=${today}`,
    '/settlement/fees': `?partner=${partner.code}`,
    '/payment-slips': `?customer=${customer!.code}`,
    '/official-reports/composition': `?kind=province_report&period=${period}`,
    '/ledger/journal': `?from=${period}-01&to=${today}`,
  };
  const imports = (await head.get('/imports')).body.rows;
  assert.equal(imports[1].failure.code, 'files.missing_columns');
  const ids: Record<string, string> = {
    '/bills/{id}/qr': String(customer!.billIds[0]),
    '/bills/{id}/explanation': String(customer!.billIds[0]),
    '/documents/{id}': String(issued.id),
    '/reconciliation/files/{id}': String(file.id),
    '/reconciliation/files/{id}/bad-lines': String(file.id),
    '/reconciliation/differences/{id}': (await head.get('/reconciliation/differences')).body.rows[0].id,
    '/minutes/{id}': made.body.id,
    '/gateways/orders/{id}': order.body.id,
    '/payment-orders/{id}': paymentOrder.body.id,
    '/cheques/{id}': cheque.body.id,
    '/mandates/{id}': (await head.get('/mandates')).body.rows[0].id,
    '/mandates/lists/{id}/rejections': (await operator.get('/mandates/lists')).body.rows[0].id,
    '/debits/runs/{id}': String(batch.id),
    '/debits/results/{id}': (await operator.get('/debits/results')).body.rows[0].id,
    '/statements/{id}/lines': (await accountant.get('/statements')).body.rows[0].id,
    '/tills/sessions/{id}': oneSession,
    '/remittances/{id}': remittance.body.remittance.id,
    '/targets/plans/{id}': plan.body.id,
    '/targets/plans/{id}/people': plan.body.id,
    '/targets/plans/{id}/reasons': plan.body.id,
    '/targets/plans/{id}/steps': plan.body.id,
    '/targets/plans/{id}/rows/{key}/changes': plan.body.id,
    '/targets/plans/{id}/rows/{key}/things': plan.body.id,
    '/outreach/plans/{id}': visitPlan.body.id,
    '/outreach/plans/{id}/visits': visitPlan.body.id,
    '/outreach/plans/{id}/villages': visitPlan.body.id,
    '/outreach/plans/{id}/workers': visitPlan.body.id,
    '/official-reports/{id}': report.body.id,
    '/payments/{id}/trace': (await head.get('/payments')).body.rows[0].id,
  };
  const { paths = {} } = await readStaffOpenApi();
  for (const [path, operations] of Object.entries(paths)) {
    if (!operations || !('get' in operations) || /[./](csv|file)$/.test(path)) continue;
    const address = path
      .replace('{code}', customer!.code)
      .replace('{id}', ids[path] ?? imports[0].id)
      .replace('{customerCode}', customer!.code)
      .replace('{partner}', partner.code)
      .replace('{day}', today)
      .replace('{period}', period)
      .replace('{key}', planRow);
    given = undefined;
    const { status, body } = await head.get(`${address}${queries[path] ?? ''}`);
    assert.equal(status, 200, `${path}: ${JSON.stringify(body)}`);
    assert.deepEqual(body, given, path);
  }
});
