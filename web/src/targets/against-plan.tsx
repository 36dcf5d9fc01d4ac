import { useTranslation } from 'react-i18next';
import { attainedText, attainmentText, differenceText } from '../../../core/targets/attainment.ts';
import { languageOf } from '../format.ts';
import { reachedOf } from './plan-words.ts';
import type { PlanRow } from './queries.ts';

/** What came of a row; figures that nobody recorded are not zero. */
export function Attained({ row }: { row: PlanRow }) {
  const { t } = useTranslation();
  if (row.attained === null && row.kind !== 'rest') return <span aria-busy="true">…</span>;
  const text = attainedText(reachedOf(row));
  return text === undefined ? <span className="td-small">{t('plans.noFigures')}</span> : text;
}

/** The part of the plan that was reached, and the difference under its own word. */
export function AgainstPlan({ row }: { row: PlanRow }) {
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
