import '../styles/reconciliation.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { fileMappingsQuery } from '../api/accounting-queries.ts';
import type { NamedMapping } from '../api/accounting-types.ts';
import { partnersQuery } from '../api/queries.ts';
import { useMay } from '../api/session.ts';
import { formatInstant } from '../format.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';

/** How each partner's file is read; every change is a new version. */
export function MappingsScreen() {
  const { t } = useTranslation();
  const query = useQuery(fileMappingsQuery);
  const may = useMay('reconciliation.resolve');
  return (
    <Page
      title={t('recon.mappings.title')}
      lead={t('recon.mappings.lead')}
      crumbs={[
        <Link key="calendar" to="/reconciliation">
          {t('recon.calendar.title')}
        </Link>,
        <span key="here">{t('recon.mappings.title')}</span>,
      ]}
      actions={may && <LinkButton to="/reconciliation/mappings/new">{t('recon.mappings.make')}</LinkButton>}
    >
      <Answered query={query}>
        {({ rows }) =>
          rows.length === 0 ? <Empty>{t('recon.mappings.none')}</Empty> : <MappingsTable rows={rows} />
        }
      </Answered>
    </Page>
  );
}

function MappingsTable({ rows }: { rows: readonly NamedMapping[] }) {
  const { t } = useTranslation();
  const partners = useQuery(partnersQuery);
  const nameOf = (code: string) => partners.data?.rows.find((row) => row.code === code)?.name ?? code;
  const columns: Column<NamedMapping>[] = [
    {
      key: 'name',
      header: t('recon.mappings.name'),
      phone: 'title',
      cell: ({ id, name, version }) => (
        <Link to="/reconciliation/mappings/new" search={{ from: id }}>
          {name}, v{version}
        </Link>
      ),
    },
    {
      key: 'partner',
      header: t('recon.mappings.partner'),
      cell: ({ partnerCode }) =>
        partnerCode === null ? t('recon.mappings.anyPartner') : nameOf(partnerCode),
    },
    {
      key: 'columns',
      header: t('recon.mappings.columns'),
      width: '40%',
      cell: ({ mapping }) => <span className="td-mono">{Object.values(mapping.columns).join(', ')}</span>,
    },
    {
      key: 'by',
      header: t('recon.mappings.by'),
      cell: ({ madeBy, madeAt }) => (
        <span className="td-figures">
          {madeBy}
          <span className="td-second-line">{formatInstant(madeAt)}</span>
        </span>
      ),
    },
  ];
  return (
    <ReportTable caption={t('recon.mappings.title')} columns={columns} rows={rows} rowKey={({ id }) => id} />
  );
}
