import '../styles/board.css';
import '../styles/plans.css';
import { Button } from '@mantine/core';
import { useQuery, type QueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { formatDate, formatInstant, formatPeriod, languageOf } from '../format.ts';
import { FrozenNote, MonthStanding } from '../month-close/frozen-line.tsx';
import { Choices } from '../ui/choices.tsx';
import { ExportLink } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { Answered } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { BehindTable, behindLevels } from './behind-table.tsx';
import { AdjustDialog, DropDialog, HandOverDialog, ProposeDialog } from './plan-dialogs.tsx';
import { PlanForm } from './plan-form.tsx';
import { PlanLetters } from './plan-letters.tsx';
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
  const { definition, otherVersions, baseMonth, counted, asOf } = plan;
  return (
    <>
      {t('plans.basis', {
        period: formatPeriod(baseMonth),
        definition: `${definition.name}@${definition.version}`,
      })}{' '}
      {otherVersions.map(({ version, from }) => (
        <strong key={version}>
          {t(from === null ? 'plans.otherVersion' : 'plans.otherVersionSince', {
            definition: `${definition.name}@${version}`,
            period: from === null ? '' : formatPeriod(from),
          })}{' '}
        </strong>
      ))}
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
  const mayEdit = useMay('targets.edit');
  const [asked, setAsked] = useState<'propose' | 'handOver' | 'adjust' | 'drop'>();
  const refresh = (queries: QueryClient) => refreshPlan(queries, plan.id);
  const close = () => setAsked(undefined);
  const dialog = { plan, refresh, onClose: close };
  const act = (which: typeof asked, label: string, isFirst = false) => (
    <Button size="sm" {...(!isFirst && { variant: 'default' })} onClick={() => setAsked(which)}>
      {label}
    </Button>
  );
  return (
    <>
      {mayEdit && plan.state === 'handed_over' && act('adjust', t('plans.adjust'))}
      {mayEdit && plan.state === 'adjusting' && act('drop', t('plans.dropAdjustment'))}
      {mayEdit && plan.state !== 'handed_over' && (
        <>
          {act('propose', t('plans.propose'))}
          {act('handOver', t(plan.state === 'adjusting' ? 'plans.handOverAgain' : 'plans.handOver'), true)}
        </>
      )}
      <ExportLink path={planPath(plan.id)} />
      {asked === 'propose' && <ProposeDialog {...dialog} />}
      {asked === 'handOver' && <HandOverDialog {...dialog} />}
      {asked === 'adjust' && <AdjustDialog {...dialog} />}
      {asked === 'drop' && <DropDialog {...dialog} />}
    </>
  );
}

function PlanBody({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const { show, level } = route.useSearch();
  const mayEdit = useMay('targets.edit') && plan.state !== 'handed_over';
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
            <Tag tone={plan.state === 'adjusting' ? 'busy' : 'good'}>{t(`plans.states.${plan.state}`)}</Tag>{' '}
            {t(plan.state === 'adjusting' ? 'plans.inForce' : 'plans.handedOver', {
              number: plan.letterNumber,
              date: formatDate(plan.handedOverOn),
            })}
          </p>
        )}
      </div>
      {shown === 'behind' ? (
        <BehindTable plan={plan} level={behindLevels.find((one) => one === level) ?? 'unit'} />
      ) : (
        <PlanForm plan={plan} mayEdit={mayEdit} refresh={refresh} />
      )}
      {plan.counted && <FrozenNote {...plan.counted} />}
      {plan.letters.length > 0 && <PlanLetters plan={plan} />}
      <PlanSteps plan={plan} mayEdit={mayEdit} refresh={refresh} />
    </>
  );
}
