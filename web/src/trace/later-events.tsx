import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentTrace } from '../api/paper-queries.ts';
import { useMay } from '../api/session.ts';
import { formatMoney } from '../format.ts';
import { TraceStep, type Progress } from './trace-step.tsx';

interface LaterEvent {
  key: string;
  at: string;
  progress: Progress;
  title: ReactNode;
  detail: ReactNode;
}

/** Reversal, corrections, refunds and differences, in the order in which they came. */
export function LaterEvents({ trace }: { trace: PaymentTrace }) {
  const { t } = useTranslation();
  const mayOpen = useMay('reconciliation.view');
  const events = eventsOf(trace, t, mayOpen).sort((a, b) => (a.at < b.at ? -1 : 1));
  if (events.length === 0) return <p className="td-small">{t('trace.later.none')}</p>;
  return (
    <ol className="td-trace">
      {events.map(({ key, at, progress, title, detail }) => (
        <TraceStep key={key} progress={progress} title={title} at={at}>
          <p>{detail}</p>
        </TraceStep>
      ))}
    </ol>
  );
}

function eventsOf({ later }: PaymentTrace, t: TFunction, mayOpen: boolean): LaterEvent[] {
  const { reversal, corrections, refunds, differences } = later;
  return [
    ...(reversal
      ? [
          {
            key: 'reversal',
            at: reversal.at,
            progress: 'done' as const,
            title: t('trace.later.reversal', { reference: reversal.reference }),
            detail: reversal.reason,
          },
        ]
      : []),
    ...corrections.map(({ fromCustomer, toCustomer, reason, by, at }, index) => ({
      key: `correction-${index}`,
      at,
      progress: 'done' as const,
      title: fromCustomer
        ? t('trace.later.correction', { from: fromCustomer, to: toCustomer })
        : t('trace.later.identified', { to: toCustomer }),
      detail: `${reason} (${by})`,
    })),
    ...refunds.map((refund) => ({
      key: `refund-${refund.id}`,
      at: refund.paidAt ?? refund.approvedAt ?? refund.requestedAt,
      progress:
        refund.paidAt || refund.state === 'cancelled' || refund.state === 'rejected'
          ? ('done' as const)
          : ('waiting' as const),
      title: t('trace.later.refund', {
        amount: formatMoney(refund.amount),
        way: t(`trace.later.ways.${refund.way}`),
      }),
      detail: `${t(`trace.later.refundStates.${refund.state}`)}: ${refund.reason} (${refund.requestedBy})`,
    })),
    ...differences.map(({ id, lane, state, resolution, foundAt, resolvedAt }) => ({
      key: `difference-${id}`,
      at: resolvedAt ?? foundAt,
      progress: state === 'resolved' ? ('done' as const) : ('problem' as const),
      title: t('trace.later.difference', {
        lane: t(`recon.lanes.${lane as 'pending'}`, { defaultValue: lane }),
      }),
      detail: (
        <>
          {t(`trace.later.differenceStates.${state}`)}
          {resolution && `: ${t(`recon.fixes.${resolution as 'wait'}`, { defaultValue: resolution })}`}
          {mayOpen && (
            <>
              {' · '}
              <Link to="/reconciliation/differences" search={{ id }}>
                {t('nav.differences')}
              </Link>
            </>
          )}
        </>
      ),
    })),
  ];
}
