import '../styles/board.css';
import '../styles/plans.css';
import { Button } from '@mantine/core';
import { useQuery, type QueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiAddress } from '../api/call.ts';
import { useMay } from '../api/session.ts';
import { formatDate, formatInstant, formatPeriod, languageOf } from '../format.ts';
import { MonthStanding } from '../month-close/frozen-line.tsx';
import { Choices } from '../ui/choices.tsx';
import { ExportLink } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { Answered } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { BehindTable, behindLevels } from './behind-table.tsx';
import { HandOverDialog, ProposeDialog } from './plan-dialogs.tsx';
import { PlanForm } from './plan-form.tsx';
import { PlanSteps } from './plan-steps.tsx';
import { planName } from './plan-words.ts';
import { planPath, planQuery, stepsQuery, type Plan } from './queries.ts';

const route = getRouteApi('/staff/targets/$id');

/** One plan: its tree, who is behind, its history, and the letter that hands it over. */
export function PlanScreen() {
  const { t, i18n } = useTranslation();
  const { id } = route.useParams();
  const query = useQuery(planQuery(id));
  const plan = query.data;
  return (
    <Page
      title={plan ? planName(plan, languageOf(i18n.language)) : t('plans.title')}
      crumbs={[
        <Link key="list" to="/targets">
          {t('plans.title')}
        </Link>,
      ]}
      lead={plan && <Lead plan={plan} />}
      actions={plan && <PlanActions plan={plan} />}
    >
      <Answered query={query}>{(current) => <PlanBody plan={current} />}</Answered>
    </Page>
  );
}

/** Whatever a step changed: the plan, its history, and the boards that are held against it. */
async function refreshPlan(queries: QueryClient, id: string): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: planQuery(id).queryKey }),
    queries.invalidateQueries({ queryKey: stepsQuery(id).queryKey }),
    queries.invalidateQueries({ queryKey: ['board'] }),
  ]);
}

function Lead({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const { definition, baseMonth, counted, asOf } = plan;
  return (
    <>
      {t('plans.basis', {
        period: formatPeriod(baseMonth),
        definition: `${definition.name}@${definition.version}`,
      })}{' '}
      {counted && asOf !== null
        ? t(counted.from === counted.to ? 'plans.countedAt' : 'plans.counted', {
            from: formatPeriod(counted.from),
            to: formatPeriod(counted.to),
            time: formatInstant(asOf),
          })
        : t('plans.notCounted')}{' '}
      {counted && counted.from === counted.to && <MonthStanding period={counted.to} />}
    </>
  );
}

function PlanActions({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const mayEdit = useMay('targets.edit') && plan.state === 'draft';
  const [asked, setAsked] = useState<'propose' | 'handOver'>();
  const refresh = (queries: QueryClient) => refreshPlan(queries, plan.id);
  const close = () => setAsked(undefined);
  return (
    <>
      {mayEdit && (
        <>
          <Button size="sm" variant="default" onClick={() => setAsked('propose')}>
            {t('plans.propose')}
          </Button>
          <Button size="sm" onClick={() => setAsked('handOver')}>
            {t('plans.handOver')}
          </Button>
        </>
      )}
      <ExportLink path={planPath(plan.id)} />
      {plan.state === 'handed_over' &&
        (['pdf', 'docx', 'xlsx'] as const).map((format) => (
          <LetterLink key={format} plan={plan} format={format} />
        ))}
      {asked === 'propose' && <ProposeDialog plan={plan} refresh={refresh} onClose={close} />}
      {asked === 'handOver' && <HandOverDialog plan={plan} refresh={refresh} onClose={close} />}
    </>
  );
}

/** The letter to all units, or to the one unit this account sees. */
function LetterLink({ plan, format }: { plan: Plan; format: 'pdf' | 'docx' | 'xlsx' }) {
  const { t } = useTranslation();
  const first = plan.rows[0];
  const unit = first && first.kind !== 'company' ? first.unitCode : undefined;
  return (
    <Button
      component="a"
      href={apiAddress(`${planPath(plan.id)}/file`, { format, unit })}
      variant="default"
      size="sm"
      {...(format === 'pdf' && { target: '_blank', rel: 'noreferrer' })}
    >
      {t('plans.letter', { format: format.toUpperCase() })}
    </Button>
  );
}

function PlanBody({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const { show, level } = route.useSearch();
  const mayEdit = useMay('targets.edit') && plan.state === 'draft';
  const shown = show === 'behind' ? 'behind' : 'tree';
  const refresh = (queries: QueryClient) => refreshPlan(queries, plan.id);
  return (
    <>
      <div className="td-filters">
        <Choices
          label={t('plans.show.label')}
          name="show"
          value={shown}
          choices={(['tree', 'behind'] as const).map((value) => ({
            value,
            label: t(`plans.show.${value}`),
          }))}
        />
        {plan.letterNumber !== null && (
          <p className="td-plan-letter">
            <Tag tone="good">{t('plans.states.handed_over')}</Tag>{' '}
            {t('plans.handedOver', { number: plan.letterNumber, date: formatDate(plan.handedOverOn) })}
          </p>
        )}
      </div>
      {shown === 'behind' ? (
        <BehindTable plan={plan} level={behindLevels.find((one) => one === level) ?? 'unit'} />
      ) : (
        <PlanForm plan={plan} mayEdit={mayEdit} refresh={refresh} />
      )}
      <PlanSteps plan={plan} mayEdit={mayEdit} refresh={refresh} />
    </>
  );
}
