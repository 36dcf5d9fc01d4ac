import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiAddress, sendJson } from '../api/call.ts';
import { refreshDebits, type Mandate } from '../api/debit-queries.ts';
import { useMay } from '../api/session.ts';
import { ProblemBlock } from '../ui/states.tsx';
import { MandateForm } from './mandate-form.tsx';
import { SignDialog } from './sign-dialog.tsx';
import { WalletLink } from './wallet-link.tsx';

type Act = 'send' | 'activate' | 'suspend' | 'resume' | 'stop' | 'seen';

/** What may be done next, by state; stopping is one step from wherever a mandate stands. */
const next: Record<Mandate['state'], readonly Exclude<Act, 'stop' | 'seen'>[]> = {
  draft: [],
  signed: ['send', 'activate'],
  sent: ['activate'],
  active: ['suspend'],
  suspended: ['resume'],
  cancelled: [],
  expired: [],
};

/** A wallet is linked before its mandate is active. */
function mayBind(state: Mandate['state']): boolean {
  return state === 'draft' || state === 'signed' || state === 'sent';
}

export function MandateActions({ mandate }: { mandate: Mandate }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayEdit = useMay('mandates.edit');
  const [open, setOpen] = useState<'sign' | 'move'>();
  const step = useMutation({
    mutationFn: (act: Act) =>
      sendJson<Mandate>('POST', `/mandates/${mandate.id}/${act}`, act === 'seen' ? undefined : {}),
    onSettled: () => refreshDebits(queries),
  });
  const { state, number, customerCode: customer, attention } = mandate;
  const hasEnded = state === 'cancelled' || state === 'expired';
  const stop = () => {
    if (window.confirm(t('autoDebit.mandates.stopConfirm', { number, customer }))) step.mutate('stop');
  };
  const close = () => setOpen(undefined);
  const button = (label: string, onClick: () => void) => (
    <Button key={label} size="compact-sm" variant="default" disabled={step.isPending} onClick={onClick}>
      {label}
    </Button>
  );
  return (
    <span className="td-buttons">
      {mayEdit && mandate.hasPhoto && (
        <a href={apiAddress(`/mandates/${mandate.id}/photo/file`)} target="_blank" rel="noreferrer">
          {t('autoDebit.mandates.photo')}
        </a>
      )}
      {mayEdit && !hasEnded && (
        <>
          {attention !== null && button(t('autoDebit.mandates.seen'), () => step.mutate('seen'))}
          {mandate.isWallet && mayBind(state) && <WalletLink mandate={mandate} />}
          {state === 'draft' && button(t('autoDebit.mandates.sign.act'), () => setOpen('sign'))}
          {next[state].map((act) => button(t(`autoDebit.mandates.${act}`), () => step.mutate(act)))}
          {(state === 'active' || state === 'suspended') &&
            button(t('autoDebit.mandates.move'), () => setOpen('move'))}
          {button(t('autoDebit.mandates.stop'), stop)}
        </>
      )}
      {step.isError && <ProblemBlock error={step.error} />}
      {open === 'sign' && <SignDialog mandate={mandate} onClose={close} />}
      {open === 'move' && <MandateForm replaces={mandate} onClose={close} />}
    </span>
  );
}
