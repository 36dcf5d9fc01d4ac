import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { apiAddress, uploadFile } from '../api/call.ts';
import { mandateListsQuery, refreshDebits, type ListTaken, type MandateList } from '../api/debit-queries.ts';
import { useMay } from '../api/session.ts';
import { formatCount, formatInstant } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { RejectedRows } from '../ui/rejected-rows.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { PartnerUpload, type PartnerFile } from './partner-upload.tsx';

/** Lists of registrations that banks collected: tried, taken, and what goes back to the bank. */
export function ListsSection() {
  const { t } = useTranslation();
  const lists = useQuery(mandateListsQuery);
  const mayTake = useMay('debits.run');
  return (
    <Section title={t('autoDebit.lists.title')}>
      {mayTake && <ListUpload />}
      <Answered query={lists}>
        {({ rows }) =>
          rows.length === 0 ? <Empty>{t('autoDebit.lists.none')}</Empty> : <ListsTable lists={rows} />
        }
      </Answered>
    </Section>
  );
}

function ListUpload() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const upload = useMutation({
    mutationFn: ({ way, partner, file }: PartnerFile & { way: 'preview' | 'take' }) => {
      const query = { partner, fileName: file.name, ...(way === 'preview' && { dryRun: 'true' }) };
      return uploadFile<ListTaken>('/mandates/lists', query, file, () => undefined);
    },
    onSettled: () => refreshDebits(queries),
  });
  return (
    <PartnerUpload
      lead={t('autoDebit.lists.lead')}
      label={t('autoDebit.lists.file')}
      problem={t('autoDebit.lists.choose')}
      ways={[
        { way: 'preview', label: t('autoDebit.lists.preview') },
        { way: 'take', label: t('autoDebit.lists.take') },
      ]}
      pending={upload.isPending}
      error={upload.error}
      onSend={(way, chosen) => upload.mutate({ way, ...chosen })}
    >
      {upload.data && <Taken list={upload.data} />}
    </PartnerUpload>
  );
}

function Taken({ list }: { list: ListTaken }) {
  const { t } = useTranslation();
  const { rows, registered, changed, cancelled, unchanged, rejected, rejections } = list;
  const counts = {
    rows: formatCount(rows),
    registered: formatCount(registered),
    changed: formatCount(changed),
    cancelled: formatCount(cancelled),
    unchanged: formatCount(unchanged),
    rejected: formatCount(rejected),
  };
  return (
    <div role="status">
      <p className={`td-notice td-notice-${rejected > 0 ? 'warn' : 'good'}`}>
        {t(list.id === null ? 'autoDebit.lists.tried' : 'autoDebit.lists.taken', counts)}
      </p>
      {rejections.length > 0 && <RejectedRows rows={rejections} />}
    </div>
  );
}

function ListsTable({ lists }: { lists: readonly MandateList[] }) {
  const { t } = useTranslation();
  const count = (
    key: 'rows' | 'registered' | 'changed' | 'cancelled' | 'unchanged',
  ): Column<MandateList> => ({
    key,
    header: t(`autoDebit.lists.${key}`),
    kind: 'number',
    cell: (list) => formatCount(list[key]),
  });
  const columns: Column<MandateList>[] = [
    {
      key: 'file',
      header: t('autoDebit.lists.fileColumn'),
      phone: 'title',
      cell: ({ fileName, partnerCode }) => (
        <span>
          {fileName}
          <span className="td-second-line">{partnerCode}</span>
        </span>
      ),
    },
    {
      key: 'received',
      header: t('autoDebit.lists.receivedAt'),
      cell: ({ receivedAt, receivedBy }) => (
        <span className="td-figures">
          {formatInstant(receivedAt)}
          <span className="td-second-line">{receivedBy}</span>
        </span>
      ),
    },
    count('rows'),
    count('registered'),
    count('changed'),
    count('cancelled'),
    count('unchanged'),
    {
      key: 'rejected',
      header: t('autoDebit.lists.rejected'),
      phone: 'wide',
      cell: ({ id, rejected }) =>
        rejected === 0 ? (
          '–'
        ) : (
          <a href={apiAddress(`/mandates/lists/${id}/rejections`, { format: 'xlsx' })} download>
            {t('autoDebit.lists.rejectedFile', { number: formatCount(rejected) })}
          </a>
        ),
    },
  ];
  return (
    <ReportTable
      caption={t('autoDebit.lists.title')}
      columns={columns}
      rows={lists}
      rowKey={({ id }) => id}
    />
  );
}
