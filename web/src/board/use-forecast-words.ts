import { useTranslation } from 'react-i18next';
import { monthsThrough } from '../../../core/dates.ts';
import { leastMonths } from '../../../core/kpi/forecast.ts';
import type { Board } from '../api/types.ts';
import { isCrowded } from '../charts/axes.ts';
import { formatPeriod, formatRatio } from '../format.ts';
import type { EventMark } from './event-marks.tsx';

export type ForecastMetric = 'customers' | 'money';
type Ahead = NonNullable<Board['forecast']>['customers'];

/** What the forecast says of the target, by where it lies to the band. */
export function verdictOf({ points, target }: Ahead): 'likely' | 'open' | 'unlikely' | undefined {
  const end = points.at(-1);
  if (!end || target === null) return undefined;
  return target <= end.low ? 'likely' : target > end.high ? 'unlikely' : 'open';
}

/** The message of the whole chart, which is about customers, how it is read, and the sentence of one panel. */
export function useForecastWords(board: Board) {
  const { t } = useTranslation();
  const { forecast } = board;
  const end = forecast?.customers.points.at(-1);
  const verdict = forecast && verdictOf(forecast.customers);
  const title = !end
    ? t('chart.forecast.titleNone')
    : verdict
      ? t(`chart.forecast.verdict.${verdict}`, { target: formatRatio(forecast?.customers.target) })
      : t('chart.forecast.titleAhead', { ratio: formatRatio(end.ratio, 1) });
  const known = forecast ? monthsThrough(forecast.from, forecast.to).length : 0;
  const tooFew =
    known === 0
      ? t('chart.forecast.tooFew.none', { least: leastMonths })
      : t(`chart.forecast.tooFew.${known === 1 ? 'one' : 'few'}`, { known, least: leastMonths });
  const note = (marks: readonly EventMark[]): string =>
    [
      t('chart.forecast.note'),
      marks.length > 0 && t(`chart.forecast.marks.${isCrowded(marks) ? 'counted' : 'named'}`),
      forecast && end
        ? t('chart.forecast.method', {
            method: forecast.method,
            from: formatPeriod(forecast.from),
            to: formatPeriod(forecast.to),
          })
        : tooFew,
    ]
      .filter(Boolean)
      .join(' ');
  const sentence = (metric: ForecastMetric): string => {
    const last = board.trend.findLast((point) => point[metric].official !== null);
    if (!last) return '';
    const name = t(`chart.forecast.of.${metric}`);
    const now = t('chart.forecast.now', {
      name,
      period: formatPeriod(last.period),
      ratio: formatRatio(last[metric].official),
    });
    const ahead = forecast?.[metric].points.at(-1);
    if (!ahead) return `${now} ${tooFew}`;
    const words = t('chart.forecast.ahead', {
      until: formatPeriod(ahead.period),
      ratio: formatRatio(ahead.ratio, 1),
      low: formatRatio(ahead.low, 1),
      high: formatRatio(ahead.high, 1),
    });
    return `${now} ${words}`;
  };
  return { title, note, sentence };
}
