import '../styles/board.css';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { boardQuery, formerAreasQuery } from '../api/queries.ts';
import type { FormerAreas } from '../api/types.ts';
import { Bullet } from '../board/bullet.tsx';
import { PeriodChoice } from '../board/period-choice.tsx';
import { formatCount, formatPeriod, formatRatio, formatTime, noValue } from '../format.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { withheldKey } from '../ui/withheld.ts';

/** What a district and a commune that stands apart have in common. */
type Row = FormerAreas['undecided'][number];

/** The two ratios by the districts of before 1 July 2025; what cannot be placed stands apart. */
export function FormerRatios({ period }: { period: string | undefined }) {
  const board = useQuery(boardQuery({ period }));
  return (
    <Answered query={board}>
      {({ period: shown, periods }) => (
        <>
          <div className="td-filters">
            <PeriodChoice period={shown} periods={periods} />
          </div>
          <RatiosOfPeriod period={shown} />
        </>
      )}
    </Answered>
  );
}

function RatiosOfPeriod({ period }: { period: string }) {
  const { t } = useTranslation();
  const query = useQuery(formerAreasQuery(period));
  return (
    <Answered query={query}>
      {(areas) => (
        <>
          <Section
            title={t('areas.ratios')}
            subtitle={`${t('areas.ratiosLead', { period: formatPeriod(areas.period) })} ${t('board.asOf', { time: formatTime(areas.asOf, true) })}.`}
            actions={<ExportLink path="/kpi/former-areas" query={{ period }} />}
          >
            {areas.rows.length === 0 ? <Empty>{t('areas.empty')}</Empty> : <RatiosTable rows={areas.rows} />}
          </Section>
          {areas.undecided.length > 0 && (
            <Section title={t('areas.apart')}>
              <RatiosTable rows={areas.undecided} />
            </Section>
          )}
        </>
      )}
    </Answered>
  );
}

function RatiosTable({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation();
  const columns: Column<Row>[] = [
    {
      key: 'name',
      header: t('areas.district'),
      phone: 'title',
      cell: ({ name }) => name,
      sortValue: ({ name }) => name,
    },
    {
      key: 'bullet',
      header: t('board.league.ratio'),
      width: '34%',
      phone: 'wide',
      cell: ({ customers }) => customers && <Bullet figure={customers} />,
    },
    {
      key: 'customers',
      header: t('board.short.customers'),
      kind: 'number',
      cell: ({ customers, ...area }) =>
        customers ? <strong>{formatRatio(customers.official.ratio)}</strong> : t(withheldKey(area)),
      sortValue: ({ customers }) => customers?.official.ratio ?? -1,
    },
    {
      key: 'size',
      header: t('board.league.size'),
      kind: 'number',
      cell: ({ customers }) => (customers ? formatCount(customers.denominator) : noValue),
      sortValue: ({ customers }) => BigInt(customers?.denominator ?? -1),
    },
    {
      key: 'money',
      header: t('board.short.money'),
      kind: 'number',
      cell: ({ money }) => formatRatio(money?.official.ratio),
      sortValue: ({ money }) => money?.official.ratio ?? -1,
    },
  ];
  return (
    <ReportTable
      caption={t('areas.ratios')}
      columns={columns}
      rows={rows}
      rowKey={({ code, name }) => `${code} ${name}`}
      order={{ key: 'size', ascending: false }}
    />
  );
}
