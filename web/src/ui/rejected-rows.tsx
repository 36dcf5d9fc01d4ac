import { useTranslation } from 'react-i18next';
import { ReportTable, type Column } from './report-table.tsx';

export interface RejectedRow {
  line: number;
  reason: string;
  reasonEn: string;
  detail: string;
  raw: string;
  suggestion?: string | null;
}

/** Rows of a file that were not taken, with why and as they were sent. */
export function RejectedRows({ rows }: { rows: readonly RejectedRow[] }) {
  const { t, i18n } = useTranslation();
  const columns: Column<RejectedRow>[] = [
    { key: 'line', header: t('lists.line'), kind: 'number', cell: ({ line }) => line },
    {
      key: 'reason',
      header: t('lists.reason'),
      phone: 'title',
      cell: ({ reason, reasonEn, detail, suggestion }) => (
        <span>
          {i18n.language === 'en' ? reasonEn : reason}: {detail}
          {suggestion && (
            <span className="td-second-line">{t('autoDebit.lists.suggestion', { code: suggestion })}</span>
          )}
        </span>
      ),
    },
    {
      key: 'raw',
      header: t('lists.raw'),
      phone: 'wide',
      cell: ({ raw }) => <span className="td-mono td-small">{raw}</span>,
    },
  ];
  return (
    <ReportTable
      caption={t('lists.rejected')}
      columns={columns}
      rows={rows}
      rowKey={({ line, reason, detail }) => `${line} ${reason} ${detail}`}
    />
  );
}
