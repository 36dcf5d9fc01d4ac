import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type ReactNode, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshTills } from '../api/till-queries.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemBlock } from '../ui/states.tsx';

/** Something that is done for a reason, which is written down. */
export function ReasonDialog(props: {
  title: string;
  hint: string;
  send: string;
  /** What else is chosen; its fields are read by `onSend`. */
  children?: ReactNode;
  onSend: (reason: string, fields: FormData) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const id = useId();
  const [missing, setMissing] = useState(false);
  const sending = useMutation({
    mutationFn: ({ reason, fields }: { reason: string; fields: FormData }) => props.onSend(reason, fields),
    onSuccess: props.onClose,
    onSettled: () => refreshTills(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const reason = String(fields.get('reason') ?? '').trim();
    setMissing(reason.length < 3);
    if (reason.length >= 3) sending.mutate({ reason, fields });
  };
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form onSubmit={submit} noValidate>
        <p className="td-small">{props.hint}</p>
        {sending.isError && <ProblemBlock error={sending.error} />}
        {props.children}
        <div className="td-field">
          <label htmlFor={id}>{t('tills.reason')}</label>
          <input id={id} name="reason" maxLength={300} autoComplete="off" data-autofocus />
          {missing && (
            <p className="td-field-error" role="alert">
              {t('tills.noReason')}
            </p>
          )}
        </div>
        <div className="td-buttons">
          <Button type="submit" size="sm" loading={sending.isPending}>
            {props.send}
          </Button>
          <Button size="sm" variant="subtle" onClick={props.onClose}>
            {t('words.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
