import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { apiAddress, type Query } from '../api/call.ts';
import { formatCount } from '../format.ts';

/** The same address as the list on the screen, as a workbook. */
export function ExportLink({ path, query = {} }: { path: string; query?: Query }) {
  const { t } = useTranslation();
  return (
    <Button
      component="a"
      href={apiAddress(path, { ...query, format: 'xlsx' })}
      download
      variant="default"
      size="sm"
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      {t('table.xlsx')}
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
