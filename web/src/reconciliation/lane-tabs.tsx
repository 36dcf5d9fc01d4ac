import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { lanes } from '../../../core/reconciliation/lanes.ts';
import type { LaneSummary } from '../api/accounting-types.ts';
import { formatCount } from '../format.ts';
import { exactly } from '../ui/choices.tsx';

/** Nine lanes with how much is left in each. */
export function LaneTabs({ summary, lane }: { summary: LaneSummary; lane: string | undefined }) {
  const { t } = useTranslation();
  const countOf = (name: string) => summary.rows.find((row) => row.lane === name)?.open ?? 0;
  const all = summary.rows.reduce((sum, { open }) => sum + open, 0);
  const tab = (value: (typeof lanes)[number] | undefined, count: number) => (
    <li key={value ?? 'all'}>
      <Link
        to="."
        search={(now: object) => ({ ...now, lane: value, id: undefined })}
        activeOptions={exactly}
        aria-current={value === lane ? 'true' : undefined}
        className={count === 0 ? 'td-lane-empty' : ''}
        replace
      >
        {t(`recon.lanes.${value ?? 'all'}`)}
        <span className="td-lane-count">{formatCount(count)}</span>
      </Link>
    </li>
  );
  return (
    <nav aria-label={t('recon.bench.lanes')}>
      <ul className="td-lanes">
        {tab(undefined, all)}
        {lanes.map((value) => tab(value, countOf(value)))}
      </ul>
    </nav>
  );
}
