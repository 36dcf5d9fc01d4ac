import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { uploadFile } from '../api/call.ts';
import type { ImportBegun, ImportKind } from '../api/types.ts';
import { tickTour } from '../demo/tour.ts';
import { formatBytes } from '../format.ts';
import { FileDrop } from '../ui/file-drop.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { parseControlTotals, type ControlProblem, type ControlTotals } from './control-totals.ts';
import { ProgressBar } from './progress-bar.tsx';

/** One file, what it holds, and the control totals of the slip that came with it. */
export function UploadForm() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [file, setFile] = useState<File>();
  const [problem, setProblem] = useState<ControlProblem | 'noFile'>();
  const [sentBytes, setSentBytes] = useState(0);
  const upload = useMutation({
    mutationFn: ({ kind, chosen, totals }: { kind: ImportKind; chosen: File; totals: ControlTotals }) =>
      uploadFile<ImportBegun>('/imports', { kind, fileName: chosen.name, ...totals }, chosen, setSentBytes),
    onSuccess: ({ id }) => {
      tickTour('import');
      return navigate({ to: '/imports/$id', params: { id } });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const totals = parseControlTotals(String(fields.get('rows') ?? ''), String(fields.get('total') ?? ''));
    const wrong = file ? (typeof totals === 'string' ? totals : undefined) : 'noFile';
    setProblem(wrong);
    if (!file || typeof totals === 'string') return;
    setSentBytes(0);
    upload.mutate({ kind: fields.get('kind') === 'customers' ? 'customers' : 'bills', chosen: file, totals });
  };
  return (
    <form className="td-upload" onSubmit={submit} noValidate>
      {upload.isError && <ProblemBlock error={upload.error} />}
      <KindChoice />
      <FileDrop
        label={t('imports.file')}
        accept=".csv,.txt,.tsv,.xlsx"
        file={file}
        onPick={setFile}
        problem={problem === 'noFile' ? t('imports.noFile') : undefined}
      />
      <ControlFields problem={problem} hint={t('imports.controlHint')} />
      {upload.isPending && file ? (
        <ProgressBar
          part={file.size === 0 ? 1 : sentBytes / file.size}
          label={t('imports.sending', { sent: formatBytes(sentBytes), size: formatBytes(file.size) })}
        />
      ) : (
        <div>
          <Button type="submit" size="sm">
            {t('imports.start')}
          </Button>
        </div>
      )}
    </form>
  );
}

function KindChoice() {
  const { t } = useTranslation();
  return (
    <fieldset className="td-radio">
      <legend className="td-label">{t('imports.kind')}</legend>
      {(['bills', 'customers'] as const).map((kind) => (
        <label key={kind}>
          <input type="radio" name="kind" value={kind} defaultChecked={kind === 'bills'} />
          {t(`imports.kinds.${kind}`)}
        </label>
      ))}
    </fieldset>
  );
}

export function ControlFields({ problem, hint }: { problem: string | undefined; hint: string }) {
  const { t } = useTranslation();
  const id = useId();
  const field = (name: 'rows' | 'total', wrong: ControlProblem, label: string) => (
    <div className="td-field">
      <label htmlFor={id + name}>{label}</label>
      <input
        id={id + name}
        name={name}
        inputMode="numeric"
        autoComplete="off"
        className="td-figures"
        aria-invalid={problem === wrong}
        aria-describedby={problem === wrong ? `${id + name}-error` : undefined}
      />
      {problem === wrong && (
        <span id={`${id + name}-error`} className="td-field-error">
          {t(`imports.${wrong}`)}
        </span>
      )}
    </div>
  );
  return (
    <fieldset className="td-control">
      <legend className="td-label">
        {t('imports.controlTitle')}. {hint}
      </legend>
      <div className="td-filters">
        {field('rows', 'badRows', t('imports.controlRows'))}
        {field('total', 'badTotal', t('imports.controlTotal'))}
      </div>
    </fieldset>
  );
}
