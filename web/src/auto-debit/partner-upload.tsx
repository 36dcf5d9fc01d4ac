import { Button } from '@mantine/core';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { FileDrop } from '../ui/file-drop.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { PartnerField } from './mandate-form.tsx';

export interface PartnerFile {
  partner: string;
  file: File;
}

/** A file of a bank, and one or two things that can be done with it. */
export function PartnerUpload<Way extends string>(props: {
  lead: string;
  label: string;
  problem: string;
  ways: readonly { way: Way; label: string }[];
  pending: boolean;
  error: Error | null;
  onSend: (way: Way, chosen: PartnerFile) => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File>();
  const [missing, setMissing] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const partner = String(new FormData(event.currentTarget).get('partner') ?? '');
    const pressed = (event.nativeEvent.submitter as HTMLButtonElement | null)?.value;
    const way = props.ways.find((one) => one.way === pressed)?.way ?? props.ways[0]?.way;
    setMissing(partner === '' || !file);
    if (partner !== '' && file && way) props.onSend(way, { partner, file });
  };
  return (
    <form className="td-upload" onSubmit={submit} noValidate aria-label={props.label}>
      <p className="td-small">{props.lead}</p>
      {props.error && <ProblemBlock error={props.error} />}
      {props.children}
      <PartnerField />
      <FileDrop
        label={props.label}
        accept=".csv,.txt,.xlsx,.xml"
        file={file}
        onPick={setFile}
        problem={missing ? props.problem : undefined}
      />
      <div className="td-buttons">
        {props.ways.map(({ way, label }, index) => (
          <Button
            key={way}
            type="submit"
            size="sm"
            value={way}
            variant={index === props.ways.length - 1 ? 'filled' : 'default'}
            loading={props.pending}
            aria-label={label}
          >
            {label}
          </Button>
        ))}
        {props.pending && <span className="td-hidden">{t('states.loading')}</span>}
      </div>
    </form>
  );
}
