import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { pointCommunesQuery, type PointCommune } from '../api/register-queries.ts';
import { formatCount } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { ExportLink } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';

/** Communes with their places of each kind; first of all those that have no counter left. */
export function CommunesSection({ on, without }: { on: string | undefined; without: string | undefined }) {
  const { t } = useTranslation();
  const query = useQuery(pointCommunesQuery({ on }));
  const only = without === 'counter';
  return (
    <Section
      title={t('payPoints.communes.title')}
      actions={<ExportLink path="/pay-points/communes" query={{ on, ...(only && { without }) }} />}
    >
      <div className="td-filters">
        <Choices
          label={t('payPoints.communes.show')}
          name="without"
          value={only ? 'counter' : ''}
          choices={[
            { value: '', label: t('payPoints.communes.all') },
            { value: 'counter', label: t('payPoints.without') },
          ]}
        />
      </div>
      <Answered query={query}>
        {({ rows }) => {
          const bare = rows.filter(({ counters }) => counters === 0);
          const shown = only ? bare : rows;
          return (
            <>
              <p>
                {t('payPoints.communes.summary', {
                  without: formatCount(bare.length),
                  all: formatCount(rows.length),
                })}
              </p>
              {shown.length === 0 ? (
                <Empty>{t('payPoints.communes.empty')}</Empty>
              ) : (
                <CommunesTable rows={shown} />
              )}
            </>
          );
        }}
      </Answered>
    </Section>
  );
}

function CommunesTable({ rows }: { rows: readonly PointCommune[] }) {
  const { t } = useTranslation();
  const count = (key: 'counters' | 'agents' | 'offices' | 'mobileMoney'): Column<PointCommune> => ({
    key,
    header: t(`payPoints.communes.${key}`),
    kind: 'number',
    cell: (row) => formatCount(row[key]),
    sortValue: (row) => row[key],
  });
  const columns: Column<PointCommune>[] = [
    {
      key: 'name',
      header: t('payPoints.communes.name'),
      phone: 'title',
      cell: ({ code, name }) => (
        <Link to="/pay-points" search={{ commune: code }}>
          {name ?? code}
        </Link>
      ),
      sortValue: ({ name, code }) => name ?? code,
    },
    {
      key: 'customers',
      header: t('payPoints.communes.customers'),
      kind: 'number',
      cell: ({ code, customers }) => (
        <Link to="/customers" search={{ commune: code }}>
          {formatCount(customers)}
        </Link>
      ),
      sortValue: ({ customers }) => customers,
    },
    count('counters'),
    count('agents'),
    count('offices'),
    count('mobileMoney'),
  ];
  return (
    <ReportTable
      caption={t('payPoints.communes.title')}
      columns={columns}
      rows={rows}
      rowKey={({ code }) => code}
    />
  );
}
