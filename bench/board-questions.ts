import { setTimeout } from 'node:timers/promises';
import { addMonths } from '../core/dates.ts';
import { communeOf } from './prepare.ts';
import type { Programme } from './programme.ts';

/** Asks as the signed-in person; throws where the answer is no success. */
export type Reader = (path: string) => Promise<unknown>;

/** Every question that is measured; waits until the plan of visits is worked out. */
export async function listQuestions(reader: Reader, programme: Programme): Promise<string[]> {
  const { period } = (await reader('/board')) as { period: string };
  const path = `/targets/plans/${programme.plans.atEnd}`;
  const { rows } = (await reader(path)) as { rows: { key: string; kind: string; code: string }[] };
  const company = rows.find(({ kind }) => kind === 'company');
  const unit = rows.find(({ code }) => code === 'PA99CA');
  if (!company || !unit) throw new Error('the plan was not handed down');
  await untilWorkedOut(reader, programme.outreachId);
  return [
    ...questionsOf(period),
    ...planQuestions(programme, { company: company.key, unit: unit.key }),
    ...registerQuestions(programme),
    ...reportQuestions(period, programme),
  ];
}

async function untilWorkedOut(reader: Reader, id: bigint): Promise<void> {
  for (;;) {
    const { state } = (await reader(`/outreach/plans/${id}`)) as { state: string };
    if (state === 'done' || state === 'failed') return;
    await setTimeout(500);
  }
}

/** The board, its pages and what each cell of them opens. */
function questionsOf(period: string): string[] {
  const [year = '', month = ''] = period.split('-');
  const lastYear = `${Number(year) - 1}-${month}`;
  const states = ['all', 'cashless', 'cash', 'unpaid'];
  return [
    '/board',
    `/board?period=${lastYear}`,
    '/board?unit=PA99BA',
    '/board?boundary=former',
    ...states.map((state) => `/kpi/customers?period=${period}&state=${state}`),
    ...states.map((state) => `/kpi/customers?period=${lastYear}&state=${state}&definition=strict`),
    `/kpi/customers?period=${lastYear}&unit=PA99CA&state=cash`,
    `/kpi/customers?period=${lastYear}&unit=PA99CA&commune=${communeOf(2)}&state=unpaid&after=${lastYear}~250000`,
    `/kpi/former-areas?period=${period}`,
    `/kpi/villages?period=${period}&commune=${communeOf(2)}`,
    '/kpi/channel-mix',
    `/kpi/channel-customers?period=${lastYear}&channel=agent_cash&unit=PA99CA`,
    '/kpi/retention',
    `/kpi/cohort-customers?cohort=${lastYear}&period=${period}&state=cash`,
    `/kpi/relapses?period=${period}&unit=PA99CA`,
    '/kpi/cash-households',
    '/kpi/cash-households/list?unit=PA99CA',
    '/debt-ageing',
    '/debt-ageing/bills?bucket=over_90',
    '/pivots/view',
    '/pivots/view?rows=unit,commune&columns=month&measures=customers-ratio-official,money-ratio-strict&months=last-24',
    '/pivots/view?rows=channel&columns=child&measures=money,money-share&months=last-12',
    `/targets?period=${period}`,
    `/months/${period}`,
    '/customers?query=PA99DA0000123',
    '/customers/PA99DA0000003',
  ];
}

/** Targets down to the employees of a unit and of the whole company, and what reaching one takes. */
function planQuestions({ plans, outreachId }: Programme, keys: { company: string; unit: string }): string[] {
  return [
    '/targets/plans',
    ...[plans.atEnd, plans.cumulative, ...plans.counts].flatMap((id) => [
      `/targets/plans/${id}`,
      `/targets/plans/${id}/people?of=${keys.unit}`,
      `/targets/plans/${id}/people?of=${keys.company}`,
      `/targets/plans/${id}/rows/${keys.unit}/things`,
      `/targets/plans/${id}/rows/${keys.company}/things`,
    ]),
    `/targets/plans/${plans.atEnd}/steps`,
    `/targets/plans/${plans.atEnd}/reasons`,
    `/targets/plans/${plans.cumulative}/reasons`,
    '/outreach/ground',
    '/outreach/ground?unit=PA99CA',
    `/outreach/plans/${outreachId}`,
    `/outreach/plans/${outreachId}/visits`,
    `/outreach/plans/${outreachId}/villages`,
  ];
}

/** Contacts, places to pay, whose customers are whose, and what customers opened. */
function registerQuestions({ employeeId }: Programme): string[] {
  return [
    '/contacts/counts',
    '/contacts/counts?unit=PA99CA',
    `/contacts/counts?commune=${communeOf(2)}`,
    ...['all', 'verified', 'unverified', 'none', 'shared', 'zalo'].map((state) => `/contacts?state=${state}`),
    '/contacts?state=shared&unit=PA99CA',
    '/pay-points',
    '/pay-points/communes',
    '/assignments',
    '/assignments/customers',
    `/assignments/customers?staff=${employeeId}`,
    '/assignments/books',
    '/assignments/rules',
    '/account-openings',
    '/account-openings?kind=wallet',
    '/mandates',
    '/mandates/counts',
  ];
}

/** Frozen months, other ways of counting, and what the official reports would say. */
function reportQuestions(period: string, { month }: Programme): string[] {
  const frozen = addMonths(month, -1);
  return [
    '/months',
    `/months/${frozen}`,
    `/months/${frozen}/figures`,
    `/months/${frozen}/figures?by=commune`,
    `/months/${frozen}/figures?definition=ha-tinh-all@1`,
    `/months/${frozen}/movements`,
    '/documents',
    `/kpi/definitions?period=${period}`,
    `/kpi/definitions?period=${month}&unit=PA99CA`,
    ...['ha-tinh-all', 'evnnpc-2018'].flatMap((definition) =>
      ['reached', 'missing'].map(
        (part) =>
          `/kpi/counted-customers?definition=${definition}&period=${period}&counted=customers&part=${part}&unit=PA99CA`,
      ),
    ),
    '/kpi/disadvantaged-communes',
    '/official-reports',
    ...['daily_flash', 'weekly_league', 'monthly_book', 'province_report', 'corporation_report'].map(
      (kind) => `/official-reports/composition?kind=${kind}&period=${month}`,
    ),
    '/report-schedules',
    '/report-mails',
  ];
}
