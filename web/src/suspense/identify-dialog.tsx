import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshCredits, type Identified, type Suggestion, type SuspenseRow } from '../api/credit-queries.ts';
import { TextField } from '../ui/fields.tsx';
import { formatMoney } from '../format.ts';
import { Dialog, DoOrCancel } from '../ui/dialog.tsx';
import { ProblemBlock } from '../ui/states.tsx';

/** Money to hand over: to the customer suggested, or to one whose code is typed. */
export interface Identification {
  row: SuspenseRow;
  suggestion?: Suggestion;
}

export function IdentifyDialog(props: {
  identification: Identification;
  onClose: () => void;
  onGiven: (given: Identified) => void;
}) {
  const { t } = useTranslation();
  const { row, suggestion } = props.identification;
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<'noCode' | 'noReason'>();
  const give = useMutation({
    mutationFn: (body: { customerCode: string; reason: string }) =>
      sendJson<Identified>('POST', `/suspense/${row.id}/identify`, body),
    onSuccess: (given) => {
      props.onGiven(given);
      props.onClose();
    },
    onSettled: () => refreshCredits(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const customerCode = suggestion?.customer.code ?? String(fields.get('code') ?? '').trim();
    const reason = String(fields.get('reason') ?? '').trim();
    const problem = customerCode === '' ? 'noCode' : reason === '' ? 'noReason' : undefined;
    setWrong(problem);
    if (!problem) give.mutate({ customerCode, reason });
  };
  const slip = suggestion?.reasons[0];
  return (
    <Dialog title={t('suspense.dialog.title')} onClose={props.onClose}>
      <form onSubmit={submit} noValidate>
        {give.isError && <ProblemBlock error={give.error} />}
        <p className="td-figures">
          {t('suspense.dialog.from', {
            amount: formatMoney(row.left),
            partner: row.partner?.name ?? '',
            said: row.said,
          })}
        </p>
        {suggestion ? (
          <p>
            <strong>{suggestion.customer.name}</strong>{' '}
            <span className="td-mono">{suggestion.customer.code}</span>
            <span className="td-second-line">{suggestion.unitName}</span>
          </p>
        ) : (
          <TextField
            name="code"
            label={t('suspense.dialog.code')}
            problem={wrong === 'noCode' ? t('suspense.dialog.noCode') : undefined}
          />
        )}
        <TextField
          name="reason"
          label={t('suspense.dialog.reason')}
          value={
            slip ? t('suspense.dialog.bySlip', { said: row.said, slip: t(`suspense.reasons.${slip}`) }) : ''
          }
          problem={wrong === 'noReason' ? t('suspense.dialog.noReason') : undefined}
        />
        <p className="td-small">{t('suspense.dialog.effect')}</p>
        <DoOrCancel deed={t('suspense.dialog.give')} isBusy={give.isPending} onCancel={props.onClose} />
      </form>
    </Dialog>
  );
}
