import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshPaymentOrders, type Bounce, type Cheque } from '../api/payment-order-queries.ts';
import { Dialog, DoOrCancel, FormProblem } from '../ui/dialog.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { readDong } from '../ui/typed-money.ts';
import { readTexts, SelectField, TextField } from '../ui/fields.tsx';

const reasons = [
  'insufficient_funds',
  'stopped',
  'account_closed',
  'signature_differs',
  'words_differ',
  'item_missing',
  'out_of_time',
  'lost_or_forged',
  'other',
] as const satisfies readonly Bounce['reason'][];

/** The bank did not pay: why, and who bears its fee. */
export function BounceDialog({ cheque, onClose }: { cheque: Cheque; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [badFee, setBadFee] = useState(false);
  const bounce = useMutation({
    mutationFn: (said: Bounce) => sendJson('POST', `/cheques/${cheque.id}/bounce`, said),
    onSuccess: onClose,
    onSettled: () => refreshPaymentOrders(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = readTexts(event.currentTarget);
    const fee = text('fee') === '' ? '0' : readDong(text('fee'));
    setBadFee(fee === undefined);
    const reason = reasons.find((one) => one === text('reason'));
    if (fee === undefined || !reason) return;
    const feeBearer = text('feeBearer') === 'company' ? 'company' : 'drawer';
    bounce.mutate({ reason, note: text('note'), fee, feeBearer });
  };
  return (
    <Dialog title={t('cheques.bounceTitle', { number: cheque.number })} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p className="td-small">{t('cheques.bounceText')}</p>
        {bounce.isError && <ProblemBlock error={bounce.error} />}
        <SelectField name="reason" label={t('cheques.bounceReason')}>
          {reasons.map((one) => (
            <option key={one} value={one}>
              {t(`cheques.reasons.${one}`)}
            </option>
          ))}
        </SelectField>
        <TextField name="note" label={t('cheques.note')} maxLength={300} />
        <TextField name="fee" label={t('cheques.fee')} numeric maxLength={14} />
        <SelectField name="feeBearer" label={t('cheques.feeBearer')}>
          <option value="drawer">{t('cheques.bearers.drawer')}</option>
          <option value="company">{t('cheques.bearers.company')}</option>
        </SelectField>
        {badFee && <FormProblem>{t('cheques.badFee')}</FormProblem>}
        <DoOrCancel deed={t('cheques.send')} isBusy={bounce.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
