import '../styles/imports.css';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { uploadFile, type Query } from '../api/call.ts';
import { refreshRegisters, type ListTaken } from '../api/register-queries.ts';
import { formatCount } from '../format.ts';
import { FileDrop } from './file-drop.tsx';
import { Section } from './page.tsx';
import { RejectedRows } from './rejected-rows.tsx';
import { ProblemBlock } from './states.tsx';
import { FormProblem } from './dialog.tsx';

/**
 * A list brought in from a file: tried first, then taken. `read` makes the query of further fields, or says that some
 * are missing by giving nothing.
 */
export function ListUpload(props: {
  path: string;
  title?: string;
  lead: string;
  missing?: string;
  read?: (form: HTMLFormElement) => Query | undefined;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const [problem, setProblem] = useState<'file' | 'fields'>();
  const upload = useMutation({
    mutationFn: ({ query, chosen }: { query: Query; chosen: File }) =>
      uploadFile<ListTaken>(props.path, { ...query, fileName: chosen.name }, chosen, () => undefined),
    onSettled: () => refreshRegisters(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const pressed = (event.nativeEvent.submitter as HTMLButtonElement | null)?.value;
    const query = props.read ? props.read(event.currentTarget) : {};
    setProblem(query === undefined ? 'fields' : file ? undefined : 'file');
    if (query && file)
      upload.mutate({ query: { ...query, ...(pressed !== 'take' && { dryRun: 'true' }) }, chosen: file });
  };
  const title = props.title ?? t('lists.title');
  return (
    <Section title={title}>
      <form className="td-upload" onSubmit={submit} noValidate aria-label={title}>
        <p className="td-small">{props.lead}</p>
        {upload.error && <ProblemBlock error={upload.error} />}
        {upload.data && <Taken list={upload.data} />}
        {props.children}
        {problem === 'fields' && <FormProblem>{props.missing}</FormProblem>}
        <FileDrop
          label={t('lists.file')}
          accept=".csv,.txt,.xlsx"
          file={file}
          onPick={setFile}
          problem={problem === 'file' ? t('lists.choose') : undefined}
        />
        <div className="td-buttons">
          <Button type="submit" size="sm" value="preview" variant="default" loading={upload.isPending}>
            {t('lists.preview')}
          </Button>
          <Button type="submit" size="sm" value="take" loading={upload.isPending}>
            {t('lists.take')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function Taken({ list }: { list: ListTaken }) {
  const { t } = useTranslation();
  const { rows, made, changed, unchanged, rejected, rejections } = list;
  const counts = {
    rows: formatCount(rows),
    made: formatCount(made),
    changed: formatCount(changed),
    unchanged: formatCount(unchanged),
    rejected: formatCount(rejected),
  };
  return (
    <div role="status">
      <p className={`td-notice td-notice-${rejected > 0 ? 'warn' : 'good'}`}>
        {t(list.dryRun ? 'lists.tried' : 'lists.taken', counts)}
      </p>
      {rejections.length > 0 && (
        <>
          <RejectedRows rows={rejections} />
          <a className="td-small" href={csvOf(rejections)} download="dong-bi-loai.csv">
            {t('lists.save')}
          </a>
        </>
      )}
    </div>
  );
}

/** The rejected rows as Vietnamese Excel opens them by double click; what it would take for a formula is made text. */
function csvOf(rows: ListTaken['rejections']): string {
  const cell = (text: string) => `"${text.replace(/^([=+@\t\r-])/, "'$1").replaceAll('"', '""')}"`;
  const lines = rows.map(({ line, field, reason, detail, raw }) =>
    [String(line), field, reason, detail, raw].map(cell).join(';'),
  );
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${['line;field;reason;value;raw', ...lines].join('\r\n')}`)}`;
}
