import { Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { apiAddress, type Query } from '../api/call.ts';

/** The paper as pages, as a Word file and as a spreadsheet. */
export function FileButtons({ path, query = {} }: { path: string; query?: Query }) {
  const { t } = useTranslation();
  return (
    <>
      <Button
        component="a"
        href={apiAddress(path, { ...query, format: 'pdf' })}
        target="_blank"
        rel="noopener"
        size="sm"
        leftSection={<IconPrinter size={16} aria-hidden />}
      >
        {t('papers.pdf')}
      </Button>
      {(['docx', 'xlsx'] as const).map((format) => (
        <Button
          key={format}
          component="a"
          href={apiAddress(path, { ...query, format })}
          download
          variant="default"
          size="sm"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t(`papers.formats.${format}`)}
        </Button>
      ))}
    </>
  );
}
