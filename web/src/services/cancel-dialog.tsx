import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshCharges, type Charge } from '../api/services-queries.ts';
import { TextField } from '../credits/refund-dialog.tsx';
import { formatMoney } from '../format.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemBlock } from '../ui/states.tsx';

/** Takes a bill back before it is paid, with a reason. */
export function CancelDialog({ charge, onClose }: { charge: Charge; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [missing, setMissing] = useState(false);
  const cancel = useMutation({
    mutationFn: (reason: string) => sendJson('POST', `/services/bills/${charge.id}/cancel`, { reason }),
    onSuccess: onClose,
    onSettled: () => refreshCharges(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    setMissing(reason === '');
    if (reason !== '') cancel.mutate(reason);
  };
  return (
    <Dialog title={t('services.cancel.title', { number: charge.number })} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        {cancel.isError && <ProblemBlock error={cancel.error} />}
        <p className="td-figures">{t('services.cancel.text', { amount: formatMoney(charge.total) })}</p>
        <TextField
          name="reason"
          label={t('services.cancel.reason')}
          problem={missing ? t('services.cancel.noReason') : undefined}
        />
        <div className="td-buttons">
          <Button type="submit" size="sm" loading={cancel.isPending}>
            {t('services.cancel.confirm')}
          </Button>
          <Button size="sm" variant="subtle" onClick={onClose}>
            {t('words.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
