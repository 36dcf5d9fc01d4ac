import { useTranslation } from 'react-i18next';
import type { Figure } from '../api/types.ts';
import { formatRatio } from '../format.ts';

/**
 * A bullet bar from 0 to 100 %: official in full height, strict inside it, the target as an upright tick, the year before
 * as a dot; hatched while the month has not ended.
 */
export function Bullet(props: {
  figure: Figure;
  large?: boolean;
  lastYear?: number | null;
  provisional?: boolean;
}) {
  const { t } = useTranslation();
  const { figure, large, lastYear, provisional } = props;
  const { official, strict, target } = figure;
  const words = [
    `${t('board.official')} ${formatRatio(official.ratio)}`,
    `${t('board.strict')} ${formatRatio(strict.ratio)}`,
    target === null ? t('board.noTarget') : t('board.target', { target: formatRatio(target) }),
    ...(lastYear == null ? [] : [`${t('chart.forecast.lastYear')} ${formatRatio(lastYear)}`]),
    ...(provisional ? [t('board.provisional')] : []),
  ].join(', ');
  return (
    <div
      className={`td-bullet${large ? ' td-bullet-large' : ''}`}
      role="img"
      aria-label={words}
      title={words}
    >
      <div
        className={`td-bullet-bar${provisional ? ' td-hatched' : ''}`}
        style={{ width: percent(official.ratio) }}
      />
      <div className="td-bullet-strict" style={{ width: percent(strict.ratio) }} />
      {target !== null && <div className="td-bullet-tick" style={{ left: percent(target) }} />}
      {lastYear != null && <div className="td-bullet-dot" style={{ left: percent(lastYear) }} />}
    </div>
  );
}

function percent(ratio: number | null): string {
  return `${Math.min(Math.max(ratio ?? 0, 0), 1) * 100}%`;
}
