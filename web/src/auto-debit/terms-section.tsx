import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { debitTermsQuery, type DebitTermsRow } from '../api/debit-queries.ts';
import { useMay } from '../api/session.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { TermsDialog } from './terms-dialog.tsx';

/** How each bank is asked: its file, our account there, its days, and whether payers are told before. */
export function TermsSection() {
  const { t } = useTranslation();
  const terms = useQuery(debitTermsQuery);
  const maySet = useMay('debits.run');
  const [open, setOpen] = useState<DebitTermsRow | 'new'>();
  return (
    <Section
      title={t('autoDebit.terms.title')}
      actions={
        maySet && (
          <Button size="sm" onClick={() => setOpen('new')}>
            {t('autoDebit.terms.add')}
          </Button>
        )
      }
    >
      <Answered query={terms}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('autoDebit.terms.none')}</Empty>
          ) : (
            <TermsTable rows={rows} onEdit={maySet ? setOpen : undefined} />
          )
        }
      </Answered>
      {open && <TermsDialog terms={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </Section>
  );
}

function TermsTable(props: {
  rows: readonly DebitTermsRow[];
  onEdit: ((row: DebitTermsRow) => void) | undefined;
}) {
  const { t } = useTranslation();
  const { onEdit } = props;
  const columns: Column<DebitTermsRow>[] = [
    { key: 'bank', header: t('autoDebit.partner'), phone: 'title', cell: ({ partnerName }) => partnerName },
    {
      key: 'file',
      header: t('autoDebit.terms.file'),
      cell: ({ format, creditorAccount, bankBin }) => (
        <span>
          {format}
          <span className="td-second-line td-mono">{`${bankBin} ${creditorAccount}`}</span>
        </span>
      ),
    },
    {
      key: 'runs',
      header: t('autoDebit.terms.runs'),
      cell: ({ runDays }) =>
        runDays.length === 0
          ? t('autoDebit.terms.everyDay')
          : t('autoDebit.terms.daysOfMonth', { days: runDays.join(', ') }),
    },
    {
      key: 'retries',
      header: t('autoDebit.terms.retries'),
      cell: ({ retryDays }) =>
        retryDays.length === 0 ? '–' : t('autoDebit.terms.retry', { days: retryDays.join(', ') }),
    },
    {
      key: 'answers',
      header: t('autoDebit.terms.answersIn'),
      cell: ({ resultDays }) => t('autoDebit.terms.answers', { days: resultDays }),
    },
    {
      key: 'notice',
      header: t('autoDebit.terms.noticeColumn'),
      cell: ({ noticeDays, noticeRequired }) =>
        noticeDays === 0 ? (
          t('autoDebit.terms.noNotice')
        ) : (
          <span>
            {t('autoDebit.terms.notice', { days: noticeDays })}
            {noticeRequired && <span className="td-second-line">{t('autoDebit.terms.noticeMust')}</span>}
          </span>
        ),
    },
    {
      key: 'edit',
      header: t('autoDebit.terms.edit'),
      phone: 'wide',
      cell: (row) =>
        onEdit && (
          <Button size="compact-sm" variant="default" onClick={() => onEdit(row)}>
            {t('autoDebit.terms.edit')}
          </Button>
        ),
    },
  ];
  return (
    <ReportTable
      caption={t('autoDebit.terms.title')}
      columns={columns}
      rows={props.rows}
      rowKey={({ partnerCode }) => partnerCode}
    />
  );
}
