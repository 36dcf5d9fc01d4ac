import { Button } from '@mantine/core';
import { IconDownload, IconFileTypePdf } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { apiAddress, type Query } from '../api/call.ts';
import { formatCount } from '../format.ts';

/** The same address as what is on the screen, as a workbook, a text or pages; pages open beside it. */
export function ExportLink({
  path,
  query = {},
  format = 'xlsx',
}: {
  path: string;
  query?: Query;
  format?: 'xlsx' | 'csv' | 'pdf';
}) {
  const { t } = useTranslation();
  const Icon = format === 'pdf' ? IconFileTypePdf : IconDownload;
  return (
    <Button
      component="a"
      href={apiAddress(path, { ...query, format })}
      {...(format === 'pdf' ? { target: '_blank' } : { download: true })}
      variant="default"
      size="sm"
      leftSection={<Icon size={16} aria-hidden />}
    >
      {{ xlsx: t('table.xlsx'), csv: 'CSV', pdf: t('chart.pdf') }[format]}
    </Button>
  );
}

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** How many rows are shown, of how many, and the button for more. */
export function MoreRows({
  pages,
  shown,
  total,
}: {
  pages: Pages;
  shown: number;
  total?: string | number | undefined;
}) {
  const { t } = useTranslation();
  return (
    <div className="td-more">
      <span className="td-small">
        {total === undefined
          ? t('table.shown', { shown: formatCount(shown) })
          : t('table.shownOf', { shown: formatCount(shown), total: formatCount(total) })}
      </span>
      {pages.hasNextPage && <span className="td-print-only">{t('table.printedPart')}</span>}
      {pages.hasNextPage && (
        <Button
          variant="default"
          size="sm"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('table.more')}
        </Button>
      )}
    </div>
  );
}
