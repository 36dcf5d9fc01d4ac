import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshGateways, type GatewayOrder } from '../api/gateway-queries.ts';
import { TextField } from '../credits/refund-dialog.tsx';
import { formatMoney } from '../format.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemBlock } from '../ui/states.tsx';

/** The server takes no shorter reason. */
const shortestReason = 3;

/** Asks for an order to be given back; another person decides. */
export function RefundWishDialog({ order, onClose }: { order: GatewayOrder; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [missing, setMissing] = useState(false);
  const wish = useMutation({
    mutationFn: (reason: string) => sendJson('POST', `/gateways/orders/${order.id}/refund`, { reason }),
    onSuccess: onClose,
    onSettled: () => refreshGateways(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    setMissing(reason.length < shortestReason);
    if (reason.length >= shortestReason) wish.mutate(reason);
  };
  return (
    <Dialog title={t('gateways.refund.title')} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        {wish.isError && <ProblemBlock error={wish.error} />}
        <p className="td-figures">{t('gateways.refund.text', { amount: formatMoney(order.amount) })}</p>
        <TextField
          name="reason"
          label={t('gateways.refund.reason')}
          problem={missing ? t('gateways.refund.noReason') : undefined}
        />
        <div className="td-buttons">
          <Button type="submit" size="sm" loading={wish.isPending}>
            {t('gateways.refund.wish')}
          </Button>
          <Button size="sm" variant="subtle" onClick={onClose}>
            {t('words.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
