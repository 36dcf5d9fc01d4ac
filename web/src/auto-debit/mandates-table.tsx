import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshDebits, type Mandate } from '../api/debit-queries.ts';
import { useMay } from '../api/session.ts';
import { formatDate, formatMoney } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';

const toneOf: Record<Mandate['state'], Tone> = {
  draft: 'idle',
  signed: 'idle',
  sent: 'busy',
  active: 'good',
  suspended: 'warn',
  cancelled: 'past',
  expired: 'past',
};

/** Mandates with what was agreed, and what may be done about each. */
export function MandatesTable({ mandates }: { mandates: readonly Mandate[] }) {
  const { t } = useTranslation();
  const columns: Column<Mandate>[] = [
    {
      key: 'customer',
      header: t('autoDebit.items.customer'),
      phone: 'title',
      cell: ({ customerCode, customerName }) => (
        <span>
          <Link to="/customers/$code" params={{ code: customerCode }} className="td-mono">
            {customerCode}
          </Link>
          <span className="td-second-line">{customerName}</span>
        </span>
      ),
    },
    {
      key: 'number',
      header: t('autoDebit.mandates.number'),
      cell: ({ number, signedOn, replaces }) => (
        <span>
          <span className="td-mono">{number}</span>
          <span className="td-second-line td-figures">
            {[
              signedOn !== null && t('autoDebit.mandates.signed', { date: formatDate(signedOn) }),
              replaces !== null && t('autoDebit.mandates.replaces', { number: replaces }),
            ]
              .filter(Boolean)
              .join(', ')}
          </span>
        </span>
      ),
    },
    {
      key: 'account',
      header: t('autoDebit.mandates.account'),
      cell: ({ partnerName, account, holder }) => (
        <span>
          {partnerName} <span className="td-mono">{account}</span>
          <span className="td-second-line">{holder}</span>
        </span>
      ),
    },
    {
      key: 'mode',
      header: t('autoDebit.mandates.mode'),
      cell: ({ fixedDay, limit }) => (
        <span>
          {fixedDay === null
            ? t('autoDebit.mandates.onBill')
            : t('autoDebit.mandates.fixedDay', { day: fixedDay })}
          {limit !== null && (
            <span className="td-second-line">
              {t('autoDebit.mandates.limit', { amount: formatMoney(limit) })}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'state',
      header: t('autoDebit.state'),
      phone: 'wide',
      cell: (mandate) => <MandateState mandate={mandate} />,
    },
  ];
  return (
    <ReportTable
      caption={t('autoDebit.mandates.title')}
      columns={columns}
      rows={mandates}
      rowKey={({ id }) => id}
    />
  );
}

const knownReasons = ['moved', 'bank_list', 'expired'] as const;

function MandateState({ mandate }: { mandate: Mandate }) {
  const { t } = useTranslation();
  const { state, stateReason, attention } = mandate;
  const known = knownReasons.find((reason) => reason === stateReason);
  return (
    <span>
      <Tag tone={toneOf[state]}>{t(`autoDebit.mandates.states.${state}`)}</Tag>
      {stateReason !== null && (
        <span className="td-second-line">
          {known ? t(`autoDebit.mandates.reasons.${known}`) : stateReason}
        </span>
      )}
      {attention !== null && (
        <span className="td-second-line td-bad-text">{t(`autoDebit.mandates.marks.${attention}`)}</span>
      )}
      <MandateActions mandate={mandate} />
    </span>
  );
}

/** Stopping is one step from wherever a mandate stands. */
function MandateActions({ mandate }: { mandate: Mandate }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayEdit = useMay('mandates.edit');
  const step = useMutation({
    mutationFn: (act: 'stop' | 'seen') =>
      sendJson<Mandate>('POST', `/mandates/${mandate.id}/${act}`, act === 'stop' ? {} : undefined),
    onSettled: () => refreshDebits(queries),
  });
  const hasEnded = mandate.state === 'cancelled' || mandate.state === 'expired';
  if (!mayEdit || hasEnded) return null;
  const { number, customerCode: customer } = mandate;
  const stop = () => {
    if (window.confirm(t('autoDebit.mandates.stopConfirm', { number, customer }))) step.mutate('stop');
  };
  return (
    <span className="td-buttons">
      {mandate.attention !== null && (
        <Button size="compact-sm" variant="default" onClick={() => step.mutate('seen')}>
          {t('autoDebit.mandates.seen')}
        </Button>
      )}
      <Button size="compact-sm" variant="default" loading={step.isPending} onClick={stop}>
        {t('autoDebit.mandates.stop')}
      </Button>
      {step.isError && <ProblemBlock error={step.error} />}
    </span>
  );
}
