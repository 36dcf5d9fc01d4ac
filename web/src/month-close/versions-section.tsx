import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Month, MonthVersion } from '../api/month-queries.ts';
import { formatInstant } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { MovingList } from './moving-list.tsx';

/** Every version stays readable, with what was known to be moving when it was frozen. */
export function VersionsSection({ month, shown }: { month: Month; shown: MonthVersion }) {
  const { t } = useTranslation();
  const { period } = month;
  return (
    <Section title={t('months.versions.title')}>
      <ReportTable
        caption={t('months.versions.title')}
        rows={month.versions}
        rowKey={({ version }) => String(version)}
        columns={[
          {
            key: 'version',
            header: t('months.page.version'),
            phone: 'title',
            cell: ({ version }) =>
              version === shown.version ? (
                t('months.versions.shown', { version })
              ) : (
                <Link to="/months/$period" params={{ period }} search={{ version: String(version) }}>
                  {t('months.versions.name', { version })}
                </Link>
              ),
          },
          {
            key: 'at',
            header: t('months.versions.at'),
            cell: ({ at, by, askedBy }) => (
              <span className="td-figures">
                {formatInstant(at)}
                <span className="td-second-line">
                  {askedBy === null ? by : t('months.versions.two', { asked: askedBy, approved: by })}
                </span>
              </span>
            ),
          },
          { key: 'reason', header: t('months.page.reason'), cell: ({ reason }) => reason },
          {
            key: 'moving',
            header: t('months.versions.moving'),
            phone: 'wide',
            cell: ({ moving }) => (
              <MovingList period={period} moving={moving.filter(({ count }) => count > 0)} past />
            ),
          },
        ]}
      />
    </Section>
  );
}
