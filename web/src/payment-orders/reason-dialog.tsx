import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshPaymentOrders } from '../api/payment-order-queries.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { readTexts, TextField } from './fields.tsx';

/** Asks why, then does it. */
export function ReasonDialog(props: {
  title: string;
  hint: string;
  send: string;
  path: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [missing, setMissing] = useState(false);
  const act = useMutation({
    mutationFn: (reason: string) => sendJson('POST', props.path, { reason }),
    onSuccess: props.onClose,
    onSettled: () => refreshPaymentOrders(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = readTexts(event.currentTarget)('reason');
    setMissing(reason.length < 3);
    if (reason.length >= 3) act.mutate(reason);
  };
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form onSubmit={submit} noValidate>
        <p className="td-small">{props.hint}</p>
        {act.isError && <ProblemBlock error={act.error} />}
        <TextField name="reason" label={t('paymentOrders.reason')} maxLength={300} />
        {missing && (
          <p className="td-field-error" role="alert">
            {t('paymentOrders.reasonMissing')}
          </p>
        )}
        <div className="td-buttons">
          <Button type="submit" size="sm" loading={act.isPending}>
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
