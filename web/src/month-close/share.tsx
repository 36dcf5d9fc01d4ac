import { useTranslation } from 'react-i18next';
import { pointsBetween } from '../../../core/kpi/differences.ts';
import type { MonthFigures } from '../api/month-queries.ts';
import { CountedParts, useCountedFormat, type CountedSearch } from '../customers/counted-parts.tsx';
import { formatRatio, languageOf } from '../format.ts';

type Pair = MonthFigures['total']['figures'][number];
type Count = Pair['frozen'];

/** A ratio with what it is made of. */
export function Share({ counted, count }: { counted: Pair['counted']; count: Count }) {
  const format = useCountedFormat(counted);
  return (
    <span className="td-figures">
      {formatRatio(count.ratio)}
      <span className="td-second-line">
        {format(count.numerator)} / {format(count.denominator)}
      </span>
    </span>
  );
}

/**
 * A frozen ratio, and below it how far today's lies from it and by how much numerator and denominator moved; with `search`
 * the way to the customers of today's.
 */
export function FrozenShare({ counted, frozen, live, search }: Pair & { search?: CountedSearch }) {
  const { t, i18n } = useTranslation();
  const format = useCountedFormat(counted);
  const moved = [
    BigInt(live.numerator) - BigInt(frozen.numerator),
    BigInt(live.denominator) - BigInt(frozen.denominator),
  ].map(
    (amount) =>
      `${amount > 0n ? '+' : amount < 0n ? '−' : '±'}${format(String(amount < 0n ? -amount : amount))}`,
  );
  const points =
    frozen.ratio === null || live.ratio === null
      ? undefined
      : pointsBetween(live.ratio, frozen.ratio, languageOf(i18n.language));
  return (
    <div>
      <Share counted={counted} count={frozen} />
      {hasMoved({ frozen, live }) ? (
        <span className="td-moved td-figures">
          {points} <span className="td-second-line">{moved.join(' / ')}</span>
        </span>
      ) : (
        <span className="td-second-line">{t('months.unmoved')}</span>
      )}
      {search && (
        <span className="td-second-line td-figures">
          <CountedParts {...live} search={search} />
        </span>
      )}
    </div>
  );
}

export function hasMoved({ frozen, live }: Pick<Pair, 'frozen' | 'live'>): boolean {
  return frozen.numerator !== live.numerator || frozen.denominator !== live.denominator;
}
