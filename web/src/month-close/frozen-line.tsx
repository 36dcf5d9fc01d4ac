import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { attainmentOfPlan, pointsBetween } from '../../../core/kpi/differences.ts';
import { monthsQuery } from '../api/month-queries.ts';
import type { Board } from '../api/types.ts';
import { formatInstant, formatPeriod, formatRatio, languageOf } from '../format.ts';
import { Tag } from '../ui/tag.tsx';

/** Whether what a page says of a month may still move, where the page shows figures of today. */
export function MonthStanding({ period }: { period: string }) {
  const { t } = useTranslation();
  const row = useQuery(monthsQuery).data?.rows.find((one) => one.period === period);
  if (!row) return null;
  return (
    <Link to="/months/$period" params={{ period }}>
      {row.frozen
        ? t('months.lockedAt', { time: formatInstant(row.frozen.at) })
        : t(row.over ? 'months.provisional' : 'months.running')}
    </Link>
  );
}

/**
 * Where figures of today are shown of months of which some are frozen: that those may say otherwise, and the way to
 * where both stand side by side.
 */
export function FrozenNote({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation();
  const rows = useQuery(monthsQuery).data?.rows ?? [];
  const frozen = rows.filter((row) => row.frozen && row.period >= from && row.period <= to).toReversed();
  if (frozen.length === 0) return null;
  return (
    <p className="td-small td-figures">
      {t('months.today.may')}{' '}
      {frozen.map(({ period }, at) => (
        <Fragment key={period}>
          {at > 0 && ', '}
          <Link
            to="/months/$period"
            params={{ period }}
            aria-label={t('months.today.open', { period: formatPeriod(period) })}
          >
            {formatPeriod(period)}
          </Link>
        </Fragment>
      ))}
    </p>
  );
}

/** Whether a board's figures are provisional or frozen, and when. */
export function FrozenTag({ board: { period, frozen } }: { board: Board }) {
  const { t } = useTranslation();
  if (!frozen) return <Tag tone="idle">{t('board.provisional')}</Tag>;
  return (
    <Link to="/months/$period" params={{ period }}>
      <Tag tone="good">{t('months.lockedAt', { time: formatInstant(frozen.at) })}</Tag>
    </Link>
  );
}

/** What a figure was frozen with, in its own line: the great figure above it is of today. */
export function FrozenLine({ board, metric }: { board: Board; metric: 'customers' | 'bills' | 'money' }) {
  const { t, i18n } = useTranslation();
  const { frozen, figures } = board;
  if (!frozen) return null;
  const { official } = frozen.figures[metric];
  const { target, official: live } = figures[metric];
  if (official.ratio === null) return null;
  const language = languageOf(i18n.language);
  const attainment = target === null ? undefined : attainmentOfPlan(official.ratio, target, language);
  return (
    <p className="td-small td-figures td-frozen-line">
      {t('months.line.frozen', { version: frozen.version })} <strong>{formatRatio(official.ratio)}</strong>
      {attainment !== undefined && `, ${attainment}`}
      {live.ratio !== null &&
        `; ${t('months.line.now', { value: pointsBetween(live.ratio, official.ratio, language) })}`}
    </p>
  );
}
