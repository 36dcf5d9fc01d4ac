import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { attainmentOfPlan, pointsBetween } from '../../../core/kpi/differences.ts';
import type { Figure } from '../api/types.ts';
import { formatCount, formatMoneyShort, formatRatio, languageOf } from '../format.ts';
import { Bullet } from './bullet.tsx';

export type Metric = 'customers' | 'bills' | 'money';

/** Counts in the unit of the metric: customers and bills whole, money in words of the trade. */
export function useCounting(metric: Metric): (count: string) => string {
  const { t } = useTranslation();
  const words = { billion: t('words.billion'), million: t('words.million') };
  return (count) => (metric === 'money' ? formatMoneyShort(count, words) : formatCount(count));
}

/** One of the two great figures: both definitions side by side, target, what is missing, and where it came from. */
export function RatioFigure(props: {
  metric: Metric;
  figure: Figure;
  /** The ratio of the period before, where there is one. */
  before: number | null;
  /** The ratio of the same month a year before, where there is one. */
  lastYear: number | null | undefined;
  provisional: boolean;
  /** What it was frozen with, where the month is. */
  frozen?: ReactNode;
  links: ReactNode;
}) {
  const { t, i18n } = useTranslation();
  const { metric, figure } = props;
  return (
    <article className="td-figure">
      <h2>{t(`board.figures.${metric}`)}</h2>
      <div className="td-figure-numbers">
        <ShareBlock name={t('board.official')} metric={metric} figure={figure} definition="official" />
        <ShareBlock name={t('board.strict')} metric={metric} figure={figure} definition="strict" />
      </div>
      <Bullet figure={figure} large lastYear={props.lastYear ?? null} provisional={props.provisional} />
      <GapLine metric={metric} figure={figure} />
      {props.frozen}
      <div className="td-figure-foot">
        {props.before !== null && figure.official.ratio !== null && (
          <span className="td-small td-figures">
            {t('board.change', {
              value: pointsBetween(figure.official.ratio, props.before, languageOf(i18n.language)),
            })}
          </span>
        )}
        {props.lastYear != null && figure.official.ratio !== null && (
          <span className="td-small td-figures">
            {t('chart.compare.lastYear', {
              value: pointsBetween(figure.official.ratio, props.lastYear, languageOf(i18n.language)),
            })}
          </span>
        )}
        <span className="td-figure-links">{props.links}</span>
      </div>
    </article>
  );
}

function ShareBlock(props: {
  name: string;
  metric: Metric;
  figure: Figure;
  definition: 'official' | 'strict';
}) {
  const { t } = useTranslation();
  const count = useCounting(props.metric);
  const share = props.figure[props.definition];
  const unit =
    props.metric === 'customers' ? t('words.customers') : props.metric === 'bills' ? t('words.bills') : '';
  return (
    <div className={`td-share td-share-${props.definition}`}>
      <span className="td-share-name">{props.name}</span>
      <span className="td-share-ratio">{formatRatio(share.ratio)}</span>
      <span className="td-share-of td-figures">
        {share.ratio === null
          ? t('board.noFigures')
          : `${t('board.ofDenominator', {
              numerator: count(share.numerator),
              denominator: count(props.figure.denominator),
            })} ${unit}`}
      </span>
    </div>
  );
}

/** The gap in customers or dong, not in per cent: it says how much work is left. */
function GapLine({ metric, figure }: { metric: Metric; figure: Figure }) {
  const { t, i18n } = useTranslation();
  const count = useCounting(metric);
  if (figure.target === null) return <p className="td-figure-gap td-small">{t('board.noTarget')}</p>;
  const { ratio } = figure.official;
  const attainment =
    ratio === null ? undefined : attainmentOfPlan(ratio, figure.target, languageOf(i18n.language));
  const short = figure.gap !== null && figure.gap !== '0';
  return (
    <p className="td-figure-gap td-figures">
      <strong className={short ? 'td-bad-text' : 'td-good-text'}>
        {short ? t(`board.gap.${metric}`, { value: count(figure.gap ?? '0') }) : t('board.reached')}
      </strong>
      <span className="td-small">
        {t('board.target', { target: formatRatio(figure.target) })}
        {attainment !== undefined && ` · ${attainment}`}
      </span>
    </p>
  );
}
