import { Button } from '@mantine/core';
import { IconLock, IconLockOpen2 } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshClearing, type ClearingSummary, type GateChange } from '../api/clearing-queries.ts';
import { formatDate, formatInstant, formatMoney } from '../format.ts';
import { DateField } from '../ui/date-field.tsx';
import { Dialog, DoOrCancel } from '../ui/dialog.tsx';
import { ProblemBlock } from '../ui/states.tsx';

/** Whether the billing system takes anything at the moment, since when, why, and when it will again. */
export function GateBanner({ summary, mayManage }: { summary: ClearingSummary; mayManage: boolean }) {
  const { t } = useTranslation();
  const [closing, setClosing] = useState(false);
  const change = useGateChange(() => setClosing(false));
  const { gate, waiting } = summary;
  return (
    <>
      <div className={`td-notice td-notice-${gate.open ? 'good' : 'warn'} td-gate`} role="status">
        {gate.open ? <IconLockOpen2 size={20} aria-hidden /> : <IconLock size={20} aria-hidden />}
        <div>
          <p className="td-notice-title">
            {t(gate.open ? 'clearing.gate.open' : 'clearing.gate.closed', {
              since: formatInstant(gate.changedAt),
            })}
          </p>
          {!gate.open && <ClosedText summary={summary} />}
          {!gate.open && waiting.entries > 0 && (
            <p>
              {t('clearing.gate.waiting', { count: waiting.entries, amount: formatMoney(waiting.amount) })}
            </p>
          )}
          {change.isError && !closing && <ProblemBlock error={change.error} />}
        </div>
        {mayManage && (
          <Button
            size="sm"
            variant={gate.open ? 'default' : 'filled'}
            loading={change.isPending}
            onClick={() => (gate.open ? setClosing(true) : change.mutate({ open: true }))}
          >
            {t(gate.open ? 'clearing.gate.close' : 'clearing.gate.reopen')}
          </Button>
        )}
      </div>
      {closing && <CloseDialog change={change} onClose={() => setClosing(false)} />}
    </>
  );
}

function ClosedText({ summary: { gate } }: { summary: ClearingSummary }) {
  const { t } = useTranslation();
  const by =
    gate.changedBy === 'billing'
      ? t('clearing.gate.byBilling')
      : t('clearing.gate.byPerson', { login: gate.changedBy });
  return (
    <p>
      {gate.reason && <strong>{gate.reason}. </strong>}
      {by}{' '}
      {gate.opensOn === null
        ? t('clearing.gate.noDay')
        : t('clearing.gate.opensOn', { date: formatDate(gate.opensOn) })}
    </p>
  );
}

type GateMutation = ReturnType<typeof useGateChange>;

function useGateChange(onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: GateChange) => sendJson('POST', '/clearing/gate', change),
    onSuccess: onDone,
    onSettled: () => refreshClearing(queries),
  });
}

function CloseDialog({ change, onClose }: { change: GateMutation; onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [missing, setMissing] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const reason = String(fields.get('reason') ?? '').trim();
    const opensOn = String(fields.get('opensOn') ?? '') || null;
    setMissing(reason === '');
    if (reason !== '') change.mutate({ open: false, reason, opensOn });
  };
  return (
    <Dialog title={t('clearing.gate.closeTitle')} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p>{t('clearing.gate.closeText')}</p>
        {change.isError && <ProblemBlock error={change.error} />}
        <div className="td-field">
          <label htmlFor={id}>{t('clearing.gate.reason')}</label>
          <input
            id={id}
            name="reason"
            maxLength={300}
            autoComplete="off"
            aria-invalid={missing}
            onChange={() => setMissing(false)}
            placeholder={t('clearing.gate.reasonHint')}
          />
          {missing && (
            <span className="td-field-error" role="alert">
              {t('clearing.gate.reasonMissing')}
            </span>
          )}
        </div>
        <DateField label={t('clearing.gate.day')} name="opensOn" value={null} />
        <DoOrCancel deed={t('clearing.gate.close')} isBusy={change.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
