import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { attainedText, attainmentText, differenceText } from '../../../core/targets/attainment.ts';
import { languageOf } from '../format.ts';
import type { Column } from '../ui/report-table.tsx';
import { reachedOf } from './plan-words.ts';
import type { Plan, PlanRow } from './queries.ts';

/** What came of a row, as a way to its customers; figures that nobody recorded are not zero. */
function Attained({ plan, row }: { plan: Plan; row: PlanRow }) {
  const { t } = useTranslation();
  if (row.attained === null && row.kind !== 'rest') return <span aria-busy="true">…</span>;
  const text = attainedText(reachedOf(row));
  if (text === undefined) return <span className="td-small">{t('plans.noFigures')}</span>;
  return (
    <WayToThings plan={plan} row={row}>
      {text}
    </WayToThings>
  );
}

/** The rows behind what came of a row, or behind what it still lacks. */
export function WayToThings({
  plan,
  row,
  part = 'reached',
  children,
}: {
  plan: Plan;
  row: PlanRow;
  part?: 'reached' | 'missing';
  children: ReactNode;
}) {
  return (
    <Link
      to="/targets/$id/rows/$key"
      params={{ id: plan.id, key: row.key }}
      search={part === 'missing' ? { part } : {}}
    >
      {children}
    </Link>
  );
}

/** The part of the plan that was reached, and the difference under its own word. */
function AgainstPlan({ row }: { row: PlanRow }) {
  const { i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const reached = reachedOf(row);
  const attainment = attainmentText(reached, language);
  const difference = differenceText(reached, language);
  if (attainment === undefined && difference === undefined) return null;
  return (
    <span>
      {attainment}
      <span className="td-second-line">{difference}</span>
    </span>
  );
}

/** What came of each row, and how that stands to what was handed down. */
export function attainmentColumns(t: TFunction, plan: Plan): Column<PlanRow>[] {
  return [
    {
      key: 'attained',
      header: t('plans.columns.attained'),
      kind: 'number',
      cell: (row) => <Attained plan={plan} row={row} />,
    },
    {
      key: 'against',
      header: t('plans.columns.against'),
      kind: 'number',
      cell: (row) => <AgainstPlan row={row} />,
    },
  ];
}
