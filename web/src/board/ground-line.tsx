import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Board } from '../api/types.ts';
import { useMay } from '../api/session.ts';

/** Of a unit's ground: counters, communes without one, villages without coverage; and where its people are told. */
export function GroundLine({ board: { communes, unit } }: { board: Board }) {
  const { t } = useTranslation();
  const mayNames = useMay('customers.view');
  const known = communes.filter(({ counters }) => counters !== null);
  const counters = known.reduce((sum, commune) => sum + (commune.counters ?? 0), 0);
  const without = known.filter((commune) => commune.counters === 0).length;
  const covered = communes.filter(({ uncovered }) => uncovered !== null);
  const uncovered = covered.reduce((sum, commune) => sum + (commune.uncovered ?? 0), 0);
  const facts = [
    ...(known.length === 0
      ? []
      : [t('chart.ground.counters', { count: counters }), t('chart.ground.without', { count: without })]),
    ...(covered.length === 0 ? [] : [t('chart.tiles.uncovered', { count: uncovered })]),
  ];
  const search = { unit: unit.kind === 'company' ? undefined : unit.code };
  return (
    <p className="td-panel-facts td-figures">
      {facts.length > 0 && <span>{facts.join(' · ')}</span>}
      <Link to="/hardship" search={search}>
        {t('nav.hardship')}
      </Link>
      {mayNames && (
        <>
          <Link to="/pay-points" search={{ view: 'communes' }}>
            {t('nav.payPoints')}
          </Link>
          <Link to="/assignments" search={search}>
            {t('nav.assignments')}
          </Link>
        </>
      )}
    </p>
  );
}
