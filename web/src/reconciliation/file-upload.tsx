import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAccounting } from '../api/accounting-queries.ts';
import type { FileReceived } from '../api/accounting-types.ts';
import { uploadFile } from '../api/call.ts';
import { formatBytes } from '../format.ts';
import { ProgressBar } from '../imports/progress-bar.tsx';
import { FileDrop } from '../ui/file-drop.tsx';
import { ProblemBlock } from '../ui/states.tsx';

/** A partner's file for this day, chosen or dropped; it is read and matched as soon as it is here. */
export function FileUpload({ partner, day }: { partner: string; day: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const [missing, setMissing] = useState(false);
  const [sentBytes, setSentBytes] = useState(0);
  const upload = useMutation({
    mutationFn: ({ chosen, scope }: { chosen: File; scope: 'final' | 'running' }) =>
      uploadFile<FileReceived>(
        '/reconciliation/files',
        { partner, day, scope, fileName: chosen.name },
        chosen,
        setSentBytes,
      ),
    onSuccess: async () => {
      setFile(undefined);
      await refreshAccounting(queries);
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setMissing(file === undefined);
    if (!file) return;
    setSentBytes(0);
    const scope = new FormData(event.currentTarget).get('scope') === 'running' ? 'running' : 'final';
    upload.mutate({ chosen: file, scope });
  };
  return (
    <form className="td-upload" onSubmit={submit} noValidate>
      {upload.isError && <ProblemBlock error={upload.error} />}
      {upload.data?.unchanged && <p className="td-notice">{t('recon.day.unchanged')}</p>}
      <FileDrop
        label={t('recon.day.upload')}
        accept=".csv,.txt,.tsv,.xlsx"
        file={file}
        onPick={setFile}
        problem={missing && !file ? t('imports.noFile') : undefined}
      />
      <fieldset className="td-radio">
        <legend className="td-label">{t('recon.day.scope')}</legend>
        {(['final', 'running'] as const).map((scope) => (
          <label key={scope}>
            <input type="radio" name="scope" value={scope} defaultChecked={scope === 'final'} />
            {t(`recon.day.scopes.${scope}`)}
          </label>
        ))}
      </fieldset>
      {upload.isPending && file ? (
        <ProgressBar
          part={file.size === 0 ? 1 : sentBytes / file.size}
          label={t('imports.sending', { sent: formatBytes(sentBytes), size: formatBytes(file.size) })}
        />
      ) : (
        <div>
          <Button type="submit" size="sm">
            {t('recon.day.start')}
          </Button>
        </div>
      )}
    </form>
  );
}
