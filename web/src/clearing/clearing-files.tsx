import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiAddress, sendJson, uploadFile } from '../api/call.ts';
import {
  clearingFilesQuery,
  refreshClearing,
  type AnswersTaken,
  type ClearingFile,
} from '../api/clearing-queries.ts';
import { formatCount, formatInstant, formatMoney } from '../format.ts';
import { FileDrop } from '../ui/file-drop.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';

/** The same entries as files, for a billing system that takes files, and its answers as a file. */
export function ClearingFilesSection({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const files = useQuery(clearingFilesQuery);
  const make = useMutation({
    mutationFn: () => sendJson('POST', '/clearing/files', {}),
    onSettled: () => refreshClearing(queries),
  });
  return (
    <Section
      title={t('clearing.files.title')}
      subtitle={t('clearing.files.lead')}
      actions={
        <>
          <Button
            component="a"
            href={apiAddress('/clearing/feed', { format: 'csv' })}
            download
            variant="default"
            size="sm"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('clearing.files.feed')}
          </Button>
          {mayManage && (
            <Button size="sm" variant="default" loading={make.isPending} onClick={() => make.mutate()}>
              {t('clearing.files.make')}
            </Button>
          )}
        </>
      }
    >
      {make.isError && <ProblemBlock error={make.error} />}
      <Answered query={files}>
        {({ rows }) =>
          rows.length === 0 ? <Empty>{t('clearing.files.none')}</Empty> : <FilesTable files={rows} />
        }
      </Answered>
      {mayManage && <AnswersUpload />}
    </Section>
  );
}

function FilesTable({ files }: { files: readonly ClearingFile[] }) {
  const { t } = useTranslation();
  const columns: Column<ClearingFile>[] = [
    {
      key: 'name',
      header: t('clearing.files.file'),
      phone: 'title',
      cell: ({ id, fileName }) => (
        <a href={apiAddress(`/clearing/files/${id}/csv`)} download>
          {fileName}
        </a>
      ),
    },
    {
      key: 'entries',
      header: t('clearing.files.entries'),
      kind: 'number',
      cell: ({ entries }) => formatCount(entries),
    },
    {
      key: 'total',
      header: t('clearing.files.total'),
      kind: 'number',
      cell: ({ total }) => formatMoney(total),
    },
    {
      key: 'made',
      header: t('clearing.files.made'),
      cell: ({ madeAt, madeBy }) => (
        <span className="td-figures">
          {formatInstant(madeAt)}
          <span className="td-second-line">{madeBy}</span>
        </span>
      ),
    },
    {
      key: 'hash',
      header: 'SHA-256',
      phone: 'wide',
      cell: ({ sha256 }) => (
        <span className="td-mono td-small" title={sha256}>
          {sha256.slice(0, 16)}…
        </span>
      ),
    },
  ];
  return (
    <ReportTable caption={t('clearing.files.title')} columns={columns} rows={files} rowKey={({ id }) => id} />
  );
}

function AnswersUpload() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const upload = useMutation({
    mutationFn: (chosen: File) =>
      uploadFile<AnswersTaken>('/clearing/answers', { fileName: chosen.name }, chosen, () => undefined),
    onSuccess: () => setFile(undefined),
    onSettled: () => refreshClearing(queries),
  });
  return (
    <div className="td-upload">
      <p>{t('clearing.answers.lead')}</p>
      {upload.isError && <ProblemBlock error={upload.error} />}
      {upload.data && (
        <p className="td-notice td-notice-good" role="status">
          {t('clearing.answers.taken', {
            written: formatCount(upload.data.written),
            repeated: formatCount(upload.data.repeated),
            contradicting: formatCount(upload.data.contradicting),
          })}
        </p>
      )}
      <FileDrop label={t('clearing.answers.file')} accept=".csv,.txt,.xlsx" file={file} onPick={setFile} />
      <div>
        <Button
          size="sm"
          disabled={file === undefined}
          loading={upload.isPending}
          onClick={() => file && upload.mutate(file)}
        >
          {t('clearing.answers.send')}
        </Button>
      </div>
    </div>
  );
}
