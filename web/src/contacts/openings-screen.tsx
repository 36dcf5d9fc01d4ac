import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { openingsQuery, type Opening } from '../api/register-queries.ts';
import { useMay } from '../api/session.ts';
import { formatDate } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { ListUpload } from '../ui/list-upload.tsx';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';

const route = getRouteApi('/staff/account-openings');
const kinds = ['all', 'account', 'wallet'] as const;

/** Accounts and wallets that customers opened, as reported. */
export function OpeningsScreen() {
  const { t } = useTranslation();
  const { kind: wanted } = route.useSearch();
  const kind = kinds.find((one) => one === wanted) ?? 'all';
  const query = kind === 'all' ? {} : { kind };
  const pages = useInfiniteQuery(openingsQuery(query));
  const mayEdit = useMay('contacts.edit');
  return (
    <Page
      title={t('openings.title')}
      lead={t('openings.lead')}
      actions={<ExportLink path="/account-openings" query={query} />}
    >
      <div className="td-filters">
        <Choices
          label={t('openings.kind')}
          name="kind"
          value={kind}
          choices={kinds.map((value) => ({ value, label: t(`openings.kinds.${value}`) }))}
        />
      </div>
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows = answers.flatMap((answer) => answer.rows);
          return rows.length === 0 ? (
            <Empty>{t('openings.empty')}</Empty>
          ) : (
            <>
              <OpeningsTable rows={rows} />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          );
        }}
      </Answered>
      {mayEdit && <ListUpload path="/account-openings/list" lead={t('openings.listLead')} />}
    </Page>
  );
}

function OpeningsTable({ rows }: { rows: readonly Opening[] }) {
  const { t } = useTranslation();
  const columns: Column<Opening>[] = [
    {
      key: 'customer',
      header: t('openings.customer'),
      phone: 'title',
      cell: ({ customerCode: code, customerName }) => (
        <span>
          <Link to="/customers/$code" params={{ code }}>
            {customerName}
          </Link>
          <span className="td-second-line">{code}</span>
        </span>
      ),
    },
    { key: 'kind', header: t('openings.kind'), cell: ({ kind }) => t(`openings.kinds.${kind}`) },
    { key: 'provider', header: t('openings.provider'), cell: ({ provider }) => provider },
    {
      key: 'day',
      header: t('openings.openedOn'),
      cell: ({ openedOn }) => <span className="td-figures">{formatDate(openedOn)}</span>,
    },
    {
      key: 'staff',
      header: t('openings.staff'),
      cell: ({ staffName }) => staffName ?? t('openings.responsible'),
    },
    { key: 'source', header: t('openings.source'), cell: ({ source }) => source },
  ];
  return <ReportTable caption={t('openings.title')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
