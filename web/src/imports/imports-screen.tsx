import '../styles/imports.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { importsQuery } from '../api/queries.ts';
import type { Import } from '../api/types.ts';
import { formatCount, formatInstant, formatMoney } from '../format.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { ImportStateTag } from './import-state.tsx';
import { UploadForm } from './upload-form.tsx';

/** Bringing files in: the form, and everything that was imported before. */
export function ImportsScreen() {
  const { t } = useTranslation();
  const query = useQuery(importsQuery);
  return (
    <Page title={t('imports.title')} lead={t('imports.lead')}>
      <Section title={t('imports.upload')}>
        <UploadForm />
      </Section>
      <Section title={t('imports.history')} actions={<ExportLink path="/imports" />}>
        <Answered query={query}>
          {({ rows }) =>
            rows.length === 0 ? <Empty>{t('imports.noHistory')}</Empty> : <ImportsTable imports={rows} />
          }
        </Answered>
      </Section>
    </Page>
  );
}

function ImportsTable({ imports }: { imports: readonly Import[] }) {
  const { t } = useTranslation();
  const columns: Column<Import>[] = [
    {
      key: 'file',
      header: t('imports.file'),
      phone: 'title',
      cell: ({ id, fileName, kind }) => (
        <span>
          <Link to="/imports/$id" params={{ id }}>
            {fileName}
          </Link>
          <span className="td-second-line">{t(`imports.kinds.${kind}`)}</span>
        </span>
      ),
    },
    {
      key: 'when',
      header: t('imports.when'),
      cell: ({ createdAt, createdBy }) => (
        <span className="td-figures">
          {formatInstant(createdAt)}
          <span className="td-second-line">{createdBy}</span>
        </span>
      ),
    },
    { key: 'state', header: t('imports.stateLabel'), cell: (one) => <ImportStateTag state={one.state} /> },
    { key: 'rows', header: t('imports.rows'), kind: 'number', cell: ({ rows }) => formatCount(rows) },
    {
      key: 'accepted',
      header: t('imports.accepted'),
      kind: 'number',
      cell: ({ accepted }) => formatCount(accepted),
    },
    {
      key: 'rejected',
      header: t('imports.rejected'),
      kind: 'number',
      cell: ({ rejected }) => (
        <span className={rejected > 0 ? 'td-bad-text' : ''}>{formatCount(rejected)}</span>
      ),
    },
    { key: 'total', header: t('imports.total'), kind: 'number', cell: ({ total }) => formatMoney(total) },
  ];
  return (
    <ReportTable caption={t('imports.history')} columns={columns} rows={imports} rowKey={({ id }) => id} />
  );
}
