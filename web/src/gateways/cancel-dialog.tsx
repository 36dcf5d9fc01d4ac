import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshGateways, type GatewayOrder } from '../api/gateway-queries.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemBlock } from '../ui/states.tsx';

/** Takes an order back from the payer, once the provider says that nothing was paid. */
export function CancelDialog({ order, onClose }: { order: GatewayOrder; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => sendJson('POST', `/gateways/orders/${order.id}/cancel`),
    onSuccess: onClose,
    onSettled: () => refreshGateways(queries),
  });
  return (
    <Dialog title={t('gateways.cancel')} onClose={onClose}>
      {cancel.isError && <ProblemBlock error={cancel.error} />}
      <p>{t('gateways.cancelText')}</p>
      <div className="td-buttons">
        <Button size="sm" color="red" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('gateways.cancel')}
        </Button>
        <Button size="sm" variant="subtle" onClick={onClose}>
          {t('gateways.keep')}
        </Button>
      </div>
    </Dialog>
  );
}
