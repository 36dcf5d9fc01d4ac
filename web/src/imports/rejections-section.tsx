import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { apiAddress } from '../api/call.ts';
import { rejectionsQuery } from '../api/queries.ts';
import type { Import } from '../api/types.ts';
import { formatCount } from '../format.ts';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { Answered } from '../ui/states.tsx';

/** Every row that came back, with line, field and reason, on the screen and as a file to mend. */
export function RejectionsSection({ one }: { one: Import }) {
  const { t, i18n } = useTranslation();
  const pages = useInfiniteQuery(rejectionsQuery(one.id));
  const path = `/imports/${encodeURIComponent(one.id)}/rejections`;
  return (
    <Section
      title={t('imports.rejections.title')}
      actions={
        <>
          <Button
            component="a"
            href={apiAddress(`${path}.csv`)}
            download
            variant="default"
            size="sm"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('imports.rejections.download')}
          </Button>
          <ExportLink path={path} />
        </>
      }
    >
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows = answers.flatMap((answer) => answer.rows);
          return (
            <>
              <ReportTable
                caption={t('imports.rejections.title')}
                rows={rows}
                rowKey={({ line, field, code }) => `${line} ${field} ${code}`}
                columns={[
                  {
                    key: 'line',
                    header: t('imports.rejections.line'),
                    kind: 'number',
                    cell: ({ line }) => formatCount(line),
                  },
                  {
                    key: 'field',
                    header: t('imports.rejections.field'),
                    cell: ({ field }) => <span className="td-mono">{field}</span>,
                  },
                  {
                    key: 'reason',
                    header: t('imports.rejections.reason'),
                    phone: 'title',
                    cell: (row) => (i18n.language === 'en' ? row.reasonEn : row.reason),
                  },
                  { key: 'value', header: t('imports.rejections.value'), cell: ({ detail }) => detail },
                  {
                    key: 'raw',
                    header: t('imports.rejections.raw'),
                    cell: ({ raw }) => <span className="td-raw">{raw}</span>,
                  },
                ]}
              />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          );
        }}
      </Answered>
    </Section>
  );
}
