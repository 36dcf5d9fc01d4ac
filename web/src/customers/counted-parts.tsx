import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Counted } from '../../../core/kpi/definition.ts';
import { useMay } from '../api/session.ts';
import { formatCount, formatMoneyShort } from '../format.ts';

/** Which figure of which definition: what the list of its customers is asked for by. */
export interface CountedSearch {
  period: string;
  /** `NAME@VERSION` */
  definition: string;
  counted: Counted;
  unit?: string | undefined;
  commune?: string | undefined;
}

/** Numerator and denominator, each part leading to the customers that it is the sum of. */
export function CountedParts({
  numerator,
  denominator,
  search,
}: {
  numerator: string;
  denominator: string;
  search: CountedSearch;
}) {
  const { t } = useTranslation();
  const format = useCountedFormat(search.counted);
  const maySee = useMay('customers.view');
  if (!maySee) return `${format(numerator)} / ${format(denominator)}`;
  const missing = BigInt(denominator) - BigInt(numerator);
  return (
    <>
      <Link to="/counted-customers" search={search}>
        {format(numerator)}
      </Link>{' '}
      / {format(denominator)}
      {missing > 0n && (
        <span className="td-second-line">
          <Link to="/counted-customers" search={{ ...search, part: 'missing' }}>
            {t('customers.countedList.missingLink', { number: format(String(missing)) })}
          </Link>
        </span>
      )}
    </>
  );
}

/** How what a definition counts is written: dong in short, all else in figures. */
export function useCountedFormat(counted: Counted): (count: string) => string {
  const { t } = useTranslation();
  const words = { billion: t('words.billion'), million: t('words.million') };
  return (count) => (counted === 'money' ? formatMoneyShort(count, words) : formatCount(count));
}
