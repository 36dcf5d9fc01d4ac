import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAccounting, statementsQuery } from '../api/accounting-queries.ts';
import type { StatementImported } from '../api/accounting-types.ts';
import { uploadFile } from '../api/call.ts';
import { formatBytes, formatCount, formatMoney } from '../format.ts';
import { ProgressBar } from '../imports/progress-bar.tsx';
import { FileDrop } from '../ui/file-drop.tsx';
import { ProblemBlock } from '../ui/states.tsx';

/** A statement of a declared account; the file names it, or the reader chooses. A line read before is not recorded again. */
export function StatementUpload() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const id = useId();
  const [file, setFile] = useState<File>();
  const [missing, setMissing] = useState(false);
  const [sentBytes, setSentBytes] = useState(0);
  const accounts = useInfiniteQuery(statementsQuery).data?.pages[0]?.accounts ?? [];
  const upload = useMutation({
    mutationFn: ({ chosen, account }: { chosen: File; account: string | undefined }) =>
      uploadFile<StatementImported>(
        '/statements/file',
        { fileName: chosen.name, account },
        chosen,
        setSentBytes,
      ),
    // A refused file is listed with its reason.
    onSettled: () => refreshAccounting(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setMissing(file === undefined);
    if (!file) return;
    setSentBytes(0);
    const account = String(new FormData(event.currentTarget).get('account') ?? '').trim();
    upload.mutate({ chosen: file, account: account === '' ? undefined : account });
  };
  return (
    <form className="td-upload" onSubmit={submit} noValidate>
      <p className="td-small">{t('settlement.credits.fileHint')}</p>
      {upload.isError && <ProblemBlock error={upload.error} />}
      {upload.data && (
        <p className="td-notice td-notice-good">
          {upload.data.alreadyImported
            ? t('settlement.statements.again')
            : t('settlement.statements.imported', {
                lines: formatCount(upload.data.lines),
                recorded: formatCount(upload.data.recorded),
                amount: formatMoney(upload.data.recordedAmount),
                known: formatCount(upload.data.alreadyThere),
              })}
        </p>
      )}
      <FileDrop
        label={t('settlement.credits.file')}
        accept=".csv,.txt,.tsv,.xlsx,.xml,.sta,.mt940,.940,.942"
        file={file}
        onPick={setFile}
        problem={missing && !file ? t('imports.noFile') : undefined}
      />
      <div className="td-field">
        <label htmlFor={id}>{t('settlement.credits.accountOfFile')}</label>
        <select id={id} name="account" defaultValue="">
          <option value="">{t('settlement.statements.fromFile')}</option>
          {accounts.map(({ number, bankName }) => (
            <option key={number} value={number}>
              {number} · {bankName}
            </option>
          ))}
        </select>
      </div>
      {upload.isPending && file ? (
        <ProgressBar
          part={file.size === 0 ? 1 : sentBytes / file.size}
          label={t('imports.sending', { sent: formatBytes(sentBytes), size: formatBytes(file.size) })}
        />
      ) : (
        <div>
          <Button type="submit" size="sm">
            {t('settlement.credits.upload')}
          </Button>
        </div>
      )}
    </form>
  );
}
