import { useTranslation } from 'react-i18next';
import { pointsBetween } from '../../../core/kpi/differences.ts';
import { languageOf, noValue } from '../format.ts';

/** How far a ratio lies above that of the same month a year before, in points. */
export function PointsSince({
  now,
  then,
}: {
  now: number | null | undefined;
  then: number | null | undefined;
}) {
  const { i18n } = useTranslation();
  if (now == null || then == null) return noValue;
  return pointsBetween(now, then, languageOf(i18n.language));
}
