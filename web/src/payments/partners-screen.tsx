import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { partnersQuery } from '../api/queries.ts';
import { demoQuery, useMay } from '../api/session.ts';
import type { Partner } from '../api/types.ts';
import { formatCount, formatMoney } from '../format.ts';
import { ChannelName } from '../ui/channel-names.tsx';
import { ExportLink } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';

/** Who collects for the company, through which channels, and what they did today. */
export function PartnersScreen() {
  const { t } = useTranslation();
  const query = useQuery(partnersQuery);
  const { data: demo } = useQuery(demoQuery);
  return (
    <Page
      title={t('partners.title')}
      lead={
        <>
          {t('partners.lead')} {demo && <a href={demo.partnerApi.docsUrl}>{t('partners.docs')}</a>}
        </>
      }
      actions={<ExportLink path="/partners" />}
    >
      <Answered query={query}>
        {({ rows }) =>
          rows.length === 0 ? <Empty>{t('partners.empty')}</Empty> : <PartnersTable partners={rows} />
        }
      </Answered>
    </Page>
  );
}

function PartnersTable({ partners }: { partners: readonly Partner[] }) {
  const { t } = useTranslation();
  const may = useMay('partners.view');
  const columns: Column<Partner>[] = [
    {
      key: 'name',
      header: t('partners.name'),
      phone: 'title',
      cell: ({ name, code }) => (
        <span>
          {may ? (
            <Link to="/partners/$code" params={{ code }}>
              {name}
            </Link>
          ) : (
            name
          )}
          <span className="td-second-line td-mono">{code}</span>
        </span>
      ),
      sortValue: ({ name }) => name,
    },
    {
      key: 'kind',
      header: t('partners.kind'),
      cell: ({ kind }) => t(`partners.kinds.${kind as 'bank'}`, { defaultValue: kind }),
      sortValue: ({ kind }) => kind,
    },
    {
      key: 'channels',
      header: t('partners.channels'),
      width: '36%',
      cell: ({ channels }) => (
        <span className="td-run">
          {channels.map((channel) => (
            <ChannelName key={channel} channel={channel} />
          ))}
        </span>
      ),
    },
    {
      key: 'state',
      header: t('partners.state'),
      cell: ({ suspended }) => (
        <Tag tone={suspended ? 'bad' : 'good'}>
          {suspended ? t('partners.suspended') : t('partners.active')}
        </Tag>
      ),
    },
    {
      key: 'count',
      header: t('partners.paymentsToday'),
      kind: 'number',
      cell: ({ paymentsToday }) => formatCount(paymentsToday),
      sortValue: ({ paymentsToday }) => BigInt(paymentsToday),
    },
    {
      key: 'amount',
      header: t('partners.amountToday'),
      kind: 'number',
      cell: ({ amountToday }) => formatMoney(amountToday),
      sortValue: ({ amountToday }) => BigInt(amountToday),
    },
  ];
  return (
    <ReportTable
      caption={t('partners.title')}
      columns={columns}
      rows={partners}
      rowKey={({ code }) => code}
      order={{ key: 'amount', ascending: false }}
    />
  );
}
