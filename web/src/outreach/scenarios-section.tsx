import { useTranslation } from 'react-i18next';
import { nameScenario, nameVerdict } from '../../../core/outreach/words.ts';
import type { OutreachPlan, OutreachScenario } from '../api/outreach-queries.ts';
import { formatCount, formatDate, formatRatio, languageOf, noValue } from '../format.ts';
import { FoldedOnPhone } from '../ui/folded.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';

const tones: Record<OutreachScenario['verdict'], Tone> = {
  at_target: 'good',
  on_its_own: 'good',
  reached: 'good',
  days_run_out: 'warn',
  households_run_out: 'bad',
};

/** The plan as asked, and what would be otherwise. */
export function ScenariosSection(props: { plan: OutreachPlan; customers: number }) {
  const { t } = useTranslation();
  const columns = useScenarioColumns(props);
  const { scenarios } = props.plan;
  return (
    <Section title={t('outreach.scenarios.title')} subtitle={t('outreach.scenarios.lead')}>
      <FoldedOnPhone
        summary={t('outreach.scenarios.open', { count: formatCount(scenarios.length) as never })}
      >
        <ReportTable
          caption={t('outreach.scenarios.title')}
          columns={columns}
          rows={scenarios}
          rowKey={({ name }) => name}
        />
      </FoldedOnPhone>
    </Section>
  );
}

function useScenarioColumns({ plan, customers }: { plan: OutreachPlan; customers: number }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const share = (cashless: number) => formatRatio(customers === 0 ? null : cashless / customers);
  const columns: Column<OutreachScenario>[] = [
    {
      key: 'name',
      header: t('outreach.scenarios.name'),
      phone: 'title',
      cell: ({ name }) => (
        <strong className="td-outreach-scenario">
          {nameScenario(name, plan.assumed.moreWorkers, language)}
        </strong>
      ),
    },
    {
      key: 'verdict',
      header: t('outreach.scenarios.verdict'),
      cell: ({ verdict }) => <Tag tone={tones[verdict]}>{nameVerdict(verdict, language)}</Tag>,
    },
    {
      key: 'visits',
      header: t('outreach.scenarios.visits'),
      kind: 'number',
      cell: ({ visits, need }) => <Needed done={visits} need={need.visits} />,
    },
    {
      key: 'days',
      header: t('outreach.scenarios.workDays'),
      kind: 'number',
      cell: ({ workDays, need }) => <Needed done={Math.ceil(workDays)} need={Math.ceil(need.workDays)} />,
    },
    {
      key: 'workers',
      header: t('outreach.scenarios.workers'),
      kind: 'number',
      cell: ({ workers, need }) => <Needed done={workers} need={need.workers} />,
    },
    {
      key: 'lastOn',
      header: t('outreach.scenarios.lastOn'),
      cell: ({ lastOn }) => <span className="td-figures">{lastOn ? formatDate(lastOn) : noValue}</span>,
    },
    {
      key: 'alone',
      header: t('outreach.scenarios.alone'),
      kind: 'number',
      cell: ({ alone }) => formatCount(Math.round(alone)),
    },
    {
      key: 'gain',
      header: t('outreach.scenarios.gain'),
      kind: 'number',
      cell: ({ gain }) => formatCount(Math.round(gain)),
    },
    {
      key: 'share',
      header: t('outreach.scenarios.share'),
      kind: 'number',
      cell: ({ cashless }) => (
        <span>
          <strong>{share(cashless.mean)}</strong>
          {/* Bounds are measured; an assumed chance has none. */}
          {!plan.ground?.thin && (
            <span className="td-second-line">
              {t('outreach.scenarios.range', { low: share(cashless.low), high: share(cashless.high) })}
            </span>
          )}
        </span>
      ),
    },
  ];
  return columns;
}

/** What can be done, and what would be needed where that is more. */
function Needed({ done, need }: { done: number; need: number }) {
  const { t } = useTranslation();
  return (
    <span>
      {formatCount(done)}
      {need > done && (
        <span className="td-second-line">
          {t('outreach.scenarios.needed', { count: formatCount(need) as never })}
        </span>
      )}
    </span>
  );
}
