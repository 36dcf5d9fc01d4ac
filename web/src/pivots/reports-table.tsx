import { Button } from '@mantine/core';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshReports, type PivotReport } from '../api/pivot-queries.ts';
import { formatInstant } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Empty, ProblemBlock } from '../ui/states.tsx';

/** Favourites first. What is deleted can be taken back as long as one stays. */
export function ReportsTable({ rows }: { rows: readonly PivotReport[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const refresh = () => refreshReports(queries);
  const remove = useMutation({
    mutationFn: ({ id }: PivotReport) => sendJson<PivotReport>('DELETE', `/pivots/${id}`),
    onSettled: refresh,
  });
  const restore = useMutation({
    mutationFn: ({ id }: PivotReport) => sendJson<PivotReport>('POST', `/pivots/${id}/restored`, {}),
    onSuccess: () => remove.reset(),
    onSettled: refresh,
  });
  const columns = useColumns((report) => {
    restore.reset();
    remove.mutate(report);
  });
  return (
    <>
      <p role="status" className={remove.data || restore.data ? 'td-notice td-notice-good' : 'td-hidden'}>
        {remove.data && t('pivots.reports.removed', { name: remove.data.name })}{' '}
        {remove.data && (
          <button type="button" className="td-text-button" onClick={() => restore.mutate(remove.data)}>
            {t('pivots.reports.undo')}
          </button>
        )}
        {!remove.data && restore.data && t('pivots.reports.restored', { name: restore.data.name })}
      </p>
      {(remove.isError || restore.isError) && <ProblemBlock error={remove.error ?? restore.error} />}
      {rows.length === 0 ? (
        <Empty>{t('pivots.reports.none')}</Empty>
      ) : (
        <ReportTable
          caption={t('pivots.reports.title')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
        />
      )}
    </>
  );
}

function useColumns(onRemove: (report: PivotReport) => void): Column<PivotReport>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'name',
      header: t('pivots.reports.name'),
      phone: 'title',
      width: '42%',
      cell: ({ id, name, description, address }) => (
        <span>
          <Link to="/pivots/view" search={{ ...address, report: id }}>
            {name}
          </Link>
          <span className="td-second-line">{description}</span>
        </span>
      ),
    },
    {
      key: 'maker',
      header: t('pivots.reports.maker'),
      cell: ({ maker, isOwn }) => (isOwn ? t('pivots.reports.own') : maker),
    },
    { key: 'sharing', header: t('pivots.reports.sharing'), cell: (report) => <Sharing report={report} /> },
    {
      key: 'changed',
      header: t('pivots.reports.changed'),
      cell: ({ changedAt }) => <span className="td-figures">{formatInstant(changedAt)}</span>,
    },
    {
      key: 'actions',
      header: t('pivots.reports.actions'),
      phone: 'wide',
      cell: (report) => (
        <span className="td-run">
          <Favourite report={report} />
          <Link
            to="/pivots/view"
            search={report.address}
            aria-label={t('pivots.reports.copyOf', { name: report.name })}
          >
            {t('pivots.reports.copy')}
          </Link>
          {report.isOwn && (
            <button
              type="button"
              className="td-text-button"
              aria-label={t('pivots.reports.removeOf', { name: report.name })}
              onClick={() => onRemove(report)}
            >
              {t('pivots.reports.remove')}
            </button>
          )}
        </span>
      ),
    },
  ];
}

function Sharing({ report: { sharing, unit } }: { report: PivotReport }) {
  const { t } = useTranslation();
  return sharing === 'unit' ? t('pivots.reports.unit', { unit: unit?.name }) : t(`pivots.reports.${sharing}`);
}

function Favourite({ report: { id, name, favourite } }: { report: PivotReport }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mark = useMutation({
    mutationFn: () => sendJson<PivotReport>('PUT', `/pivots/${id}/favourite`, { favourite: !favourite }),
    onSettled: () => refreshReports(queries),
  });
  const Star = favourite ? IconStarFilled : IconStar;
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      aria-pressed={favourite}
      aria-label={t('pivots.reports.favourite', { name })}
      onClick={() => mark.mutate()}
    >
      <Star size={16} aria-hidden />
    </Button>
  );
}
