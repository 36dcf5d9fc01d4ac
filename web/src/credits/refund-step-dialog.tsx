import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshCredits, type Refund } from '../api/credit-queries.ts';
import { formatMoney } from '../format.ts';
import { Dialog, DoOrCancel } from '../ui/dialog.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { TextField } from '../ui/fields.tsx';

/** A step of a refund that is looked at twice before it is done. */
export interface StepOfRefund {
  name: 'pay' | 'reject' | 'cancel';
  refund: Refund;
}

export function RefundStepDialog({ step, onClose }: { step: StepOfRefund; onClose: () => void }) {
  const { t } = useTranslation();
  const { name, refund } = step;
  const queries = useQueryClient();
  const [missing, setMissing] = useState(false);
  const act = useMutation({
    mutationFn: (body: object) => sendJson('POST', `/refunds/${refund.id}/${name}`, body),
    onSuccess: onClose,
    onSettled: () => refreshCredits(queries),
  });
  const asks =
    name === 'reject' ? 'reason' : name === 'pay' && refund.way === 'bank' ? 'bankReference' : null;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = asks ? String(new FormData(event.currentTarget).get(asks) ?? '').trim() : '';
    setMissing(asks !== null && text === '');
    if (asks === null) act.mutate({});
    else if (text !== '') act.mutate({ [asks]: text });
  };
  const noText = missing
    ? t(asks === 'reason' ? 'credits.dialog.noReason' : 'credits.refunds.noReference')
    : undefined;
  return (
    <Dialog title={t(`credits.refunds.${name}Title`)} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        {act.isError && <ProblemBlock error={act.error} />}
        <p className="td-figures">
          <StepText step={step} />
        </p>
        {asks && (
          <TextField
            name={asks}
            label={t(asks === 'reason' ? 'credits.dialog.reason' : 'credits.refunds.bankReference')}
            problem={noText}
          />
        )}
        <DoOrCancel deed={t(`credits.refunds.${name}`)} isBusy={act.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

function StepText({ step: { name, refund } }: { step: StepOfRefund }) {
  const { t } = useTranslation();
  const amount = formatMoney(refund.amount);
  if (name !== 'pay') return <>{t('credits.refunds.cancelText', { amount })}</>;
  const { partner, bank } = refund;
  return bank ? (
    <>{t('credits.refunds.payBank', { amount, holder: bank.holder, account: bank.account })}</>
  ) : (
    <>{t('credits.refunds.payPartner', { amount, partner: partner.name })}</>
  );
}
