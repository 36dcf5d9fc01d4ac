import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshCredits, type Refund } from '../api/credit-queries.ts';
import { ProblemBlock } from '../ui/states.tsx';
import type { StepOfRefund } from './refund-step-dialog.tsx';

/** What this person may do with a refund now. Who asked for it does not approve it where two are needed. */
export function RefundActions(props: {
  refund: Refund;
  login: string;
  mayApprove: boolean;
  mayPay: boolean;
  onStep: (step: StepOfRefund) => void;
}) {
  const { t } = useTranslation();
  const { refund, login, mayApprove, mayPay, onStep } = props;
  const queries = useQueryClient();
  const approve = useMutation({
    mutationFn: () => sendJson('POST', `/refunds/${refund.id}/approve`, {}),
    onSettled: () => refreshCredits(queries),
  });
  const { state } = refund;
  if (state !== 'requested' && state !== 'approved') return null;
  const own = refund.needsSecond && refund.requestedBy === login;
  const button = (name: StepOfRefund['name']) => (
    <Button size="xs" variant="default" onClick={() => onStep({ name, refund })}>
      {t(`credits.refunds.${name}`)}
    </Button>
  );
  return (
    <span>
      {approve.isError && <ProblemBlock error={approve.error} />}
      <span className="td-buttons">
        {state === 'requested' && mayApprove && !own && (
          <Button size="xs" loading={approve.isPending} onClick={() => approve.mutate()}>
            {t('credits.refunds.approve')}
          </Button>
        )}
        {state === 'approved' && mayPay && button('pay')}
        {mayApprove && !own && button('reject')}
        {mayPay && refund.requestedBy === login && button('cancel')}
      </span>
      {state === 'requested' && own && <span className="td-second-line">{t('credits.refunds.own')}</span>}
    </span>
  );
}
