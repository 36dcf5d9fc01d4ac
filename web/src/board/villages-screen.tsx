import '../styles/board.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ratioVillagesQuery } from '../api/queries.ts';
import type { RatioVillages } from '../api/types.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { formatCount, formatPeriod, formatRatio, noValue } from '../format.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty, Skeletons } from '../ui/states.tsx';
import { Bullet } from './bullet.tsx';
import { CustomersLink } from './customers-link.tsx';
import { withheldKey } from '../ui/withheld.ts';

const route = getRouteApi('/staff/ratio-villages');
type Village = RatioVillages['rows'][number];

/** The step between a commune and its customers. */
export function RatioVillagesScreen() {
  const { t } = useTranslation();
  const { period = '', unit, commune = '' } = route.useSearch();
  const query = useQuery(ratioVillagesQuery({ period, unit, commune }));
  const name = query.data?.commune.name ?? commune;
  return (
    <Page
      title={t('chart.villages.title', { name })}
      lead={period && t('chart.villages.lead', { period: formatPeriod(period) })}
      crumbs={[
        <Link key="board" to="/board" search={{ period }}>
          {t('board.title')}
        </Link>,
        unit && (
          <Link key="unit" to="/units/$code" params={{ code: unit }} search={{ period }}>
            {unit}
          </Link>
        ),
        <span key="commune">{name}</span>,
      ].filter(Boolean)}
      actions={
        <LinkButton to="/ratio-customers" search={{ period, unit, commune, state: 'not_cashless' }}>
          {t('chart.villages.all')}
        </LinkButton>
      }
    >
      <Answered query={query} skeleton={<Skeletons rows={6} height={40} />}>
        {(villages) => <Villages villages={villages} unit={unit} />}
      </Answered>
    </Page>
  );
}

function Villages({ villages, unit }: { villages: RatioVillages; unit: string | undefined }) {
  const { t } = useTranslation();
  const { period, commune, asOf, rows } = villages;
  const columns = useColumns({ period, unit, commune: commune.code });
  const versions = rows.find(({ customers }) => customers)?.customers?.definition.official;
  const lowest = useLowest(rows);
  return (
    <ChartFrame
      topic={t('chart.villages.topic')}
      title={lowest ? t('chart.tiles.lowest', lowest) : t('chart.villages.topic')}
      definitions={versions ? [`${versions.name}@${versions.version}`] : []}
      asOf={asOf}
      summary=""
      xlsx={{ path: '/kpi/villages', query: { period, unit, commune: commune.code } }}
    >
      {rows.length === 0 ? (
        <Empty>{t('chart.villages.empty')}</Empty>
      ) : (
        <ReportTable
          caption={t('chart.villages.topic')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id ?? 'none'}
          order={{ key: 'customers', ascending: true }}
        />
      )}
    </ChartFrame>
  );
}

/** The village with the smallest share among those whose figures are shown. */
function useLowest(rows: readonly Village[]): { name: string; ratio: string } | undefined {
  const { t } = useTranslation();
  const known = rows.flatMap(({ name, customers }) => {
    const ratio = customers?.official.ratio;
    return ratio == null ? [] : { name: name || t('chart.villages.none'), ratio };
  });
  const least = known.sort((a, b) => a.ratio - b.ratio)[0];
  return least && { name: least.name, ratio: `${formatRatio(least.ratio)} ${t('words.customers')}` };
}

function useColumns(search: {
  period: string;
  unit: string | undefined;
  commune: string;
}): Column<Village>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'village',
      header: t('chart.villages.village'),
      phone: 'title',
      cell: ({ id, name }) => (
        <CustomersLink {...search} village={id ?? 'none'} state="not_cashless">
          {name || t('chart.villages.none')}
        </CustomersLink>
      ),
      sortValue: ({ name }) => name,
    },
    {
      key: 'bullet',
      header: t('board.league.ratio'),
      width: '30%',
      phone: 'wide',
      cell: ({ customers }) => customers && <Bullet figure={customers} />,
    },
    {
      key: 'customers',
      header: t('board.short.customers'),
      kind: 'number',
      cell: ({ id, customers, ...village }) =>
        customers === null ? (
          t(withheldKey(village))
        ) : (
          <CustomersLink {...search} village={id ?? 'none'} state="cashless">
            {formatRatio(customers?.official.ratio)}
          </CustomersLink>
        ),
      sortValue: ({ customers }) => customers?.official.ratio ?? 2,
    },
    {
      key: 'size',
      header: t('board.league.size'),
      kind: 'number',
      cell: ({ id, customers }) =>
        customers ? (
          <CustomersLink {...search} village={id ?? 'none'} state="all">
            {formatCount(customers.denominator)}
          </CustomersLink>
        ) : (
          noValue
        ),
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
}
