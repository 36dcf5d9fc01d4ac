import { useTranslation } from 'react-i18next';
import { pointsBetween } from '../../../core/kpi/differences.ts';
import type { MonthFigures } from '../api/month-queries.ts';
import { formatCount, formatMoney, formatRatio, languageOf, noValue } from '../format.ts';

type Pair = MonthFigures['total']['figures'][number];
type Count = Pair['frozen'];

/** A ratio with what it is made of. */
export function Share({ counted, count }: { counted: Pair['counted']; count: Count }) {
  const format = counted === 'money' ? formatMoney : formatCount;
  return (
    <span className="td-figures">
      {formatRatio(count.ratio)}
      <span className="td-second-line">
        {format(count.numerator)} / {format(count.denominator)}
      </span>
    </span>
  );
}

/** How far today's ratio lies from the frozen one, and by how much numerator and denominator moved. */
export function Moved({ counted, frozen, live }: Pair) {
  const { i18n } = useTranslation();
  if (frozen.ratio === null || live.ratio === null) return noValue;
  const parts = [
    difference(frozen.numerator, live.numerator),
    difference(frozen.denominator, live.denominator),
  ];
  return (
    <span className="td-figures">
      {pointsBetween(live.ratio, frozen.ratio, languageOf(i18n.language))}
      {parts.some((part) => part !== 0n) && (
        <span className="td-second-line">
          {parts.map((part) => signed(part, counted === 'money')).join(' / ')}
        </span>
      )}
    </span>
  );
}

export function hasMoved({ frozen, live }: Pair): boolean {
  return frozen.numerator !== live.numerator || frozen.denominator !== live.denominator;
}

function difference(from: string, to: string): bigint {
  return BigInt(to) - BigInt(from);
}

function signed(amount: bigint, isMoney: boolean): string {
  const sign = amount > 0n ? '+' : amount < 0n ? '−' : '±';
  const size = amount < 0n ? -amount : amount;
  return `${sign}${isMoney ? formatMoney(size) : formatCount(size)}`;
}
