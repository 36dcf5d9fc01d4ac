import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, DoOrCancel } from './dialog.tsx';
import { readTexts, TextField } from './fields.tsx';
import { ProblemBlock } from './states.tsx';

const shortestReason = 3;

/** Something that is done for a reason, which is written down. */
export function ReasonDialog(props: {
  title: string;
  hint: string;
  send: string;
  /** What else is chosen; its fields are read by `onSend`. */
  children?: ReactNode;
  onSend: (reason: string, textOf: (name: string) => string) => Promise<unknown>;
  /** Done or refused: what is shown may have changed. */
  refresh: (queries: QueryClient) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [missing, setMissing] = useState(false);
  const sending = useMutation({
    mutationFn: (textOf: (name: string) => string) => props.onSend(textOf('reason'), textOf),
    onSuccess: props.onClose,
    onSettled: () => props.refresh(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const textOf = readTexts(event.currentTarget);
    const tooShort = textOf('reason').length < shortestReason;
    setMissing(tooShort);
    if (!tooShort) sending.mutate(textOf);
  };
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form onSubmit={submit} noValidate>
        <p className="td-small td-figures">{props.hint}</p>
        {sending.isError && <ProblemBlock error={sending.error} />}
        {props.children}
        <TextField
          name="reason"
          label={t('words.reason')}
          problem={missing ? t('words.noReason') : undefined}
          focused
        />
        <DoOrCancel deed={props.send} isBusy={sending.isPending} onCancel={props.onClose} />
      </form>
    </Dialog>
  );
}
