import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { formatCount, formatDate, languageOf } from '../format.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { NewPlanDialog } from './new-plan-dialog.tsx';
import { nounOf, planName, targetText } from './plan-words.ts';
import { plansQuery, type PlanHead } from './queries.ts';

/** Every plan, the newest first, and the way to a new one. */
export function PlansSection() {
  const { t } = useTranslation();
  const mayEdit = useMay('targets.edit');
  const [making, setMaking] = useState(false);
  const query = useQuery(plansQuery());
  const columns = usePlanColumns();
  return (
    <Section
      title={t('plans.list')}
      actions={
        <>
          {mayEdit && (
            <Button size="sm" onClick={() => setMaking(true)}>
              {t('plans.make')}
            </Button>
          )}
          <ExportLink path="/targets/plans" />
        </>
      }
    >
      <Answered query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('plans.empty')}</Empty>
          ) : (
            <ReportTable caption={t('plans.list')} columns={columns} rows={rows} rowKey={({ id }) => id} />
          )
        }
      </Answered>
      {making && <NewPlanDialog onClose={() => setMaking(false)} />}
    </Section>
  );
}

const stateTones = { draft: 'idle', adjusting: 'busy', handed_over: 'good' } as const;

function usePlanColumns(): Column<PlanHead>[] {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  return [
    {
      key: 'name',
      header: t('plans.measure'),
      phone: 'title',
      cell: (plan) => (
        <>
          <Link to="/targets/$id" params={{ id: plan.id }}>
            {planName(plan, language)}
          </Link>
          <span className="td-second-line">
            {t(`plans.modes.${plan.mode}`)} · {plan.definition.name}@{plan.definition.version}
          </span>
        </>
      ),
    },
    {
      key: 'target',
      header: t('plans.columns.target'),
      kind: 'number',
      cell: (plan) =>
        plan.shareBp === null ? `${targetText(plan)} ${nounOf(plan, language)}` : targetText(plan),
    },
    { key: 'holders', header: t('plans.holders'), kind: 'number', cell: (plan) => formatCount(plan.holders) },
    {
      key: 'state',
      header: t('plans.state'),
      cell: ({ state, letterNumber, handedOverOn }) => (
        <>
          <Tag tone={stateTones[state]}>{t(`plans.states.${state}`)}</Tag>
          {letterNumber !== null && (
            <span className="td-second-line">
              {letterNumber}, {formatDate(handedOverOn)}
            </span>
          )}
        </>
      ),
    },
    { key: 'madeBy', header: t('plans.madeBy'), cell: ({ madeBy }) => madeBy },
  ];
}
