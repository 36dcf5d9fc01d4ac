import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshGateways, type GatewayOrder } from '../api/gateway-queries.ts';
import { TextField } from '../ui/fields.tsx';
import { formatMoney } from '../format.ts';
import { Dialog, DoOrCancel } from '../ui/dialog.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { readDong } from '../ui/typed-money.ts';

/** The server takes no shorter reason. */
const shortestReason = 3;

/** Asks for an order to be given back; another person decides. */
export function RefundWishDialog({ order, onClose }: { order: GatewayOrder; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<'badAmount' | 'noReason'>();
  const left = String(BigInt(order.amount) - BigInt(order.refunded));
  const wish = useMutation({
    mutationFn: (asked: { reason: string; amount: string }) =>
      sendJson('POST', `/gateways/orders/${order.id}/refund`, asked),
    onSuccess: onClose,
    onSettled: () => refreshGateways(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const reason = String(form.get('reason') ?? '').trim();
    const amount = readDong(String(form.get('amount') ?? ''));
    const fits = amount !== undefined && amount !== '0' && BigInt(amount) <= BigInt(left);
    const found = fits ? (reason.length < shortestReason ? 'noReason' : undefined) : 'badAmount';
    setWrong(found);
    if (fits && !found) wish.mutate({ reason, amount });
  };
  return (
    <Dialog title={t('gateways.refund.title')} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        {wish.isError && <ProblemBlock error={wish.error} />}
        <p>{t('gateways.refund.text')}</p>
        <TextField
          name="amount"
          label={t('gateways.refund.amount')}
          hint={t('gateways.refund.amountHint', { amount: formatMoney(left) })}
          problem={wrong === 'badAmount' ? t('gateways.refund.badAmount') : undefined}
          value={formatMoney(left)}
          numeric
        />
        <TextField
          name="reason"
          label={t('gateways.refund.reason')}
          problem={wrong === 'noReason' ? t('gateways.refund.noReason') : undefined}
        />
        <DoOrCancel deed={t('gateways.refund.wish')} isBusy={wish.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
