import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshCredits, type RefundRequest, type RefundStep } from '../api/credit-queries.ts';
import { formatMoney } from '../format.ts';
import { Dialog, DoOrCancel } from '../ui/dialog.tsx';
import { TextField } from '../ui/fields.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { readDong } from '../ui/typed-money.ts';

/** A payment with money that can be given back. */
export interface Refundable {
  paymentId: string;
  partnerName: string;
  /** What is neither used nor set aside. */
  free: string;
}

type Wrong = 'badAmount' | 'missing' | 'noReason';

/** Asks that money is given back: how much, which way, and why. */
export function RefundDialog(props: {
  refundable: Refundable;
  onClose: () => void;
  onSent: (needsSecond: boolean) => void;
}) {
  const { t } = useTranslation();
  const { refundable, onClose, onSent } = props;
  const queries = useQueryClient();
  const [way, setWay] = useState<RefundRequest['way']>('partner');
  const [wrong, setWrong] = useState<Wrong>();
  const ask = useMutation({
    mutationFn: (request: RefundRequest) =>
      sendJson<RefundStep>('POST', `/payments/${refundable.paymentId}/refunds`, request),
    onSuccess: ({ needsSecond }) => {
      onSent(needsSecond);
      onClose();
    },
    onSettled: () => refreshCredits(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const request = readRequest(new FormData(event.currentTarget), way, refundable.free);
    setWrong(typeof request === 'string' ? request : undefined);
    if (typeof request !== 'string') ask.mutate(request);
  };
  return (
    <Dialog title={t('credits.dialog.title')} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        {ask.isError && <ProblemBlock error={ask.error} />}
        <TextField
          name="amount"
          label={t('credits.dialog.amount')}
          hint={t('credits.dialog.left', { amount: formatMoney(refundable.free) })}
          problem={wrong === 'badAmount' ? t('credits.dialog.badAmount') : undefined}
          value={formatMoney(refundable.free)}
          numeric
        />
        <WayChoice way={way} partnerName={refundable.partnerName} onWay={setWay} />
        {way === 'bank' && (
          <div className="td-filters">
            <TextField name="account" label={t('credits.dialog.account')} numeric />
            <TextField
              name="holder"
              label={t('credits.dialog.holder')}
              problem={wrong === 'missing' ? t('credits.dialog.missing') : undefined}
            />
          </div>
        )}
        <TextField
          name="reason"
          label={t('credits.dialog.reason')}
          problem={wrong === 'noReason' ? t('credits.dialog.noReason') : undefined}
        />
        <DoOrCancel deed={t('credits.dialog.send')} isBusy={ask.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

function WayChoice(props: {
  way: RefundRequest['way'];
  partnerName: string;
  onWay: (way: RefundRequest['way']) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="td-radio">
      <legend className="td-label">{t('credits.dialog.way')}</legend>
      {(['partner', 'bank'] as const).map((way) => (
        <label key={way}>
          <input
            type="radio"
            name="way"
            value={way}
            checked={props.way === way}
            onChange={() => props.onWay(way)}
          />
          {t(`credits.dialog.ways.${way}`, { partner: props.partnerName })}
        </label>
      ))}
    </fieldset>
  );
}

function readRequest(fields: FormData, way: RefundRequest['way'], free: string): RefundRequest | Wrong {
  const text = (name: string): string => String(fields.get(name) ?? '').trim();
  const amount = readDong(text('amount'));
  if (amount === undefined || amount === '0' || BigInt(amount) > BigInt(free)) return 'badAmount';
  const [account, holder] = [text('account').replaceAll(/\s/g, ''), text('holder')];
  if (way === 'bank' && (account === '' || holder === '')) return 'missing';
  const reason = text('reason');
  if (reason === '') return 'noReason';
  return { amount, way, reason, ...(way === 'bank' && { bank: { account, holder } }) };
}
