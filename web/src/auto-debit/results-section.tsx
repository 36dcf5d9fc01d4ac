import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { uploadFile } from '../api/call.ts';
import { debitResultsQuery, refreshDebits, type DebitResult } from '../api/debit-queries.ts';
import { useMay } from '../api/session.ts';
import { formatCount, formatInstant, formatMoney } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';
import { PartnerUpload, type PartnerFile } from './partner-upload.tsx';

const toneOf: Record<DebitResult['state'], Tone> = {
  reading: 'busy',
  posting: 'busy',
  done: 'good',
  refused: 'bad',
};

/** Files that banks answered with, and what became of them. */
export function ResultsSection() {
  const { t, i18n } = useTranslation();
  const results = useQuery(debitResultsQuery);
  const mayRun = useMay('debits.run');
  const count = (key: 'failed' | 'repeated' | 'problems'): Column<DebitResult> => ({
    key,
    header: t(`autoDebit.results.${key}`),
    kind: 'number',
    cell: (row) => formatCount(row[key]),
  });
  const columns: Column<DebitResult>[] = [
    {
      key: 'file',
      header: t('autoDebit.results.file'),
      phone: 'title',
      cell: ({ fileName, partnerCode, format }) => (
        <span>
          {fileName}
          <span className="td-second-line">{[partnerCode, format].filter(Boolean).join(', ')}</span>
        </span>
      ),
    },
    {
      key: 'received',
      header: t('autoDebit.results.receivedAt'),
      cell: ({ receivedAt }) => <span className="td-figures">{formatInstant(receivedAt)}</span>,
    },
    {
      key: 'taken',
      header: t('autoDebit.results.taken'),
      kind: 'number',
      cell: ({ taken, takenAmount }) => (
        <span>
          {formatMoney(takenAmount)}
          <span className="td-second-line">{t('autoDebit.runs.items', { number: formatCount(taken) })}</span>
        </span>
      ),
    },
    count('failed'),
    count('repeated'),
    count('problems'),
    {
      key: 'state',
      header: t('autoDebit.state'),
      phone: 'wide',
      cell: ({ state, refusal }) => (
        <span>
          <Tag tone={toneOf[state]}>{t(`autoDebit.results.states.${state}`)}</Tag>
          {refusal && (
            <span className="td-second-line">
              {i18n.language === 'en' ? refusal.detailEn : refusal.detail}
            </span>
          )}
        </span>
      ),
    },
  ];
  return (
    <Section title={t('autoDebit.results.title')}>
      {mayRun && <ResultUpload />}
      <Answered query={results}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('autoDebit.results.none')}</Empty>
          ) : (
            <ReportTable
              caption={t('autoDebit.results.title')}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
            />
          )
        }
      </Answered>
    </Section>
  );
}

function ResultUpload() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const upload = useMutation({
    mutationFn: ({ partner, file }: PartnerFile) =>
      uploadFile<{ unchanged: boolean }>(
        '/debits/results',
        { partner, fileName: file.name },
        file,
        () => undefined,
      ),
    onSettled: () => refreshDebits(queries),
  });
  return (
    <PartnerUpload
      lead={t('autoDebit.upload.lead')}
      label={t('autoDebit.upload.file')}
      problem={t('autoDebit.upload.choose')}
      ways={[{ way: 'send', label: t('autoDebit.upload.send') }]}
      pending={upload.isPending}
      error={upload.error}
      onSend={(_way, chosen) => upload.mutate(chosen)}
    >
      {upload.data && (
        <p className="td-notice td-notice-good" role="status">
          {t(upload.data.unchanged ? 'autoDebit.upload.again' : 'autoDebit.upload.sent')}
        </p>
      )}
    </PartnerUpload>
  );
}
