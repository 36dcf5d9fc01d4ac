import '../styles/imports.css';
import '../styles/outreach.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { outreachGroundQuery, outreachPlanQuery, type OutreachGround } from '../api/outreach-queries.ts';
import { useMay } from '../api/session.ts';
import {
  formatBasisPoints,
  formatCount,
  formatDate,
  formatInstant,
  formatPeriod,
  formatRatio,
} from '../format.ts';
import { ProgressBar } from '../imports/progress-bar.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { ModelSection } from './model-section.tsx';
import { PlanForm } from './plan-form.tsx';
import { PlanView } from './plan-view.tsx';

const route = getRouteApi('/staff/what-it-takes');

/** What reaching a target takes: the question of one unit, and its plans opened as they were made. */
export function OutreachScreen() {
  const { t } = useTranslation();
  const { unit, plan } = route.useSearch();
  const ground = useQuery(outreachGroundQuery(unit));
  return (
    <Page title={t('outreach.title')} lead={t('outreach.lead')}>
      <Answered query={ground}>
        {(known) => (
          <>
            <Choice ground={known} chosen={unit} />
            {plan ? <PlanPart id={plan} /> : known.plans[0] && <PlanPart id={known.plans[0].id} />}
            <PlansSection ground={known} />
            {!plan && known.plans.length === 0 && known.model && <ModelSection model={known.model} />}
          </>
        )}
      </Answered>
    </Page>
  );
}

function Choice({ ground, chosen }: { ground: OutreachGround; chosen: string | undefined }) {
  const { t } = useTranslation();
  const may = useMay('outreach.plan');
  const { standing } = ground;
  return (
    <Section title={ground.unit.name} subtitle={standing && <Standing ground={ground} />}>
      <div className="td-filters">
        <SearchSelect
          label={t('outreach.unit')}
          name="unit"
          value={chosen}
          none={ground.unit.name}
          forget={['plan', 'village']}
          choices={ground.units.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </div>
      {!standing && <Empty>{t('outreach.noHistory')}</Empty>}
      {standing && !may && <p className="td-notice">{t('outreach.readOnly')}</p>}
      {standing && may && <PlanForm key={ground.unit.code} ground={ground} />}
    </Section>
  );
}

/** Each number leads to its customers. */
function Standing({ ground: { unit, standing } }: { ground: OutreachGround }) {
  const { t } = useTranslation();
  if (!standing) return null;
  const { month, customers, cashless, paid } = standing;
  const open = { period: month, unit: unit.code };
  return (
    <>
      {t('outreach.standing', {
        period: formatPeriod(month),
        cashless: formatCount(cashless),
        customers: formatCount(customers),
        share: formatRatio(customers === 0 ? null : cashless / customers),
        cash: formatCount(paid - cashless),
        unpaid: formatCount(customers - paid),
      })}{' '}
      <Link to="/ratio-customers" search={{ ...open, state: 'cash' }}>
        {t('customers.ratioList.states.cash')}
      </Link>
      {' · '}
      <Link to="/ratio-customers" search={{ ...open, state: 'unpaid' }}>
        {t('customers.ratioList.states.unpaid')}
      </Link>
    </>
  );
}

function PlanPart({ id }: { id: string }) {
  const { t } = useTranslation();
  const query = useQuery(outreachPlanQuery(id));
  const queries = useQueryClient();
  const over = query.data?.state === 'done' || query.data?.state === 'failed';
  useEffect(() => {
    if (over) void queries.invalidateQueries({ queryKey: ['/outreach/ground'] });
  }, [over, id, queries]);
  return (
    <Answered query={query}>
      {(plan) => {
        if (plan.state === 'done') return <PlanView plan={plan} />;
        if (plan.state === 'failed')
          return (
            <p className="td-notice td-notice-warn">{t(`outreach.failures.${plan.failure ?? 'fault'}`)}</p>
          );
        return (
          <div role="status">
            <ProgressBar
              part={plan.progress / 100}
              label={t('outreach.working', { percent: plan.progress })}
            />
          </div>
        );
      }}
    </Answered>
  );
}

function PlansSection({ ground }: { ground: OutreachGround }) {
  const { t } = useTranslation();
  if (!ground.standing) return null;
  return (
    <Section title={t('outreach.plans.title')}>
      {ground.plans.length === 0 ? (
        <Empty>{t('outreach.plans.none')}</Empty>
      ) : (
        <ReportTable
          caption={t('outreach.plans.title')}
          rows={ground.plans}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'plan',
              header: t('outreach.plans.plan'),
              phone: 'title',
              cell: ({ id, targetBp, until, askedAt }) => (
                <Link
                  to="."
                  search={(now) => ({ ...now, unit: ground.unit.code, plan: id, village: undefined })}
                >
                  {t('outreach.plans.one', {
                    target: `${formatBasisPoints(targetBp)}%`,
                    until: formatDate(until),
                    time: formatInstant(askedAt),
                  })}
                </Link>
              ),
            },
            { key: 'by', header: t('outreach.plans.by'), cell: ({ askedBy }) => askedBy },
            {
              key: 'state',
              header: t('outreach.plans.state'),
              cell: ({ state }) => (
                <Tag tone={state === 'done' ? 'good' : state === 'failed' ? 'warn' : 'busy'}>
                  {t(`outreach.plans.states.${state}`)}
                </Tag>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}
