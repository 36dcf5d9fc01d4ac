import { useTranslation } from 'react-i18next';
import { pointsBetween } from '../../../core/kpi/differences.ts';
import type { MonthFigures } from '../api/month-queries.ts';
import { formatCount, formatMoneyShort, formatRatio, languageOf } from '../format.ts';

type Pair = MonthFigures['total']['figures'][number];
type Count = Pair['frozen'];

/** A ratio with what it is made of. */
export function Share({ counted, count }: { counted: Pair['counted']; count: Count }) {
  const format = useFormat(counted);
  return (
    <span className="td-figures">
      {formatRatio(count.ratio)}
      <span className="td-second-line">
        {format(count.numerator)} / {format(count.denominator)}
      </span>
    </span>
  );
}

/** A frozen ratio, and below it how far today's lies from it and by how much numerator and denominator moved. */
export function FrozenShare({ counted, frozen, live }: Pair) {
  const { t, i18n } = useTranslation();
  const format = useFormat(counted);
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
    </div>
  );
}

export function hasMoved({ frozen, live }: Pick<Pair, 'frozen' | 'live'>): boolean {
  return frozen.numerator !== live.numerator || frozen.denominator !== live.denominator;
}

function useFormat(counted: Pair['counted']): (count: string) => string {
  const { t } = useTranslation();
  const words = { billion: t('words.billion'), million: t('words.million') };
  return (count) => (counted === 'money' ? formatMoneyShort(count, words) : formatCount(count));
}
