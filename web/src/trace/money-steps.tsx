import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PaymentTrace } from '../api/paper-queries.ts';
import { useMay } from '../api/session.ts';
import { formatDate, formatInstant, formatMoney, noValue } from '../format.ts';
import { Tag, type Tone } from '../ui/tag.tsx';
import { TraceLine, TraceStep, type Progress } from './trace-step.tsx';

interface Of {
  trace: PaymentTrace;
}

export function SettlementStep({ trace: { settlement, decision, request } }: Of) {
  const { t } = useTranslation();
  const mayOpen = useMay('reconciliation.view');
  const agreed = settlement && settlement.state !== 'open' && settlement.state !== 'closed';
  return (
    <TraceStep
      progress={agreed ? 'done' : 'waiting'}
      title={t('trace.settlement.title', { day: formatDate(decision.settlesOn) })}
      at={settlement?.settledAt ?? settlement?.agreedAt ?? settlement?.closedAt ?? null}
    >
      {settlement ? (
        <p>
          {t(`settlement.windows.states.${settlement.state}`)}
          <span className="td-small">
            {' '}
            · {t('trace.settlement.due', { due: formatDate(settlement.dueOn) })}
          </span>
        </p>
      ) : (
        <p className="td-small">{t('trace.settlement.none')}</p>
      )}
      {settlement && mayOpen && (
        <p>
          <Link
            to="/reconciliation/$partner/$day"
            params={{ partner: request.partnerCode, day: decision.settlesOn }}
          >
            {t('trace.settlement.open')}
          </Link>
        </p>
      )}
    </TraceStep>
  );
}

export function BankStep({ trace: { settlement } }: Of) {
  const { t } = useTranslation();
  const receipts = settlement?.receipts ?? [];
  return (
    <TraceStep
      progress={settlement?.moneyInOn ? 'done' : 'waiting'}
      title={t('trace.bank.title')}
      at={settlement?.moneyInAt ?? null}
    >
      {settlement?.moneyInOn ? (
        <p>{t('trace.bank.arrived', { day: formatDate(settlement.moneyInOn) })}</p>
      ) : (
        receipts.length === 0 && <p className="td-small">{t('trace.bank.none')}</p>
      )}
      {receipts.map(({ bankReference, bookedOn, amount }, index) => (
        <TraceLine key={index} amount={formatMoney(amount)}>
          {bookedOn
            ? t('trace.bank.receipt', { reference: bankReference || noValue, day: formatDate(bookedOn) })
            : t('trace.bank.prefund')}
        </TraceLine>
      ))}
      {settlement?.money && settlement.money.expected !== null && (
        <p className="td-small">
          {t('trace.bank.ofDay', {
            expected: formatMoney(settlement.money.expected),
            received: formatMoney(settlement.money.received),
          })}
        </p>
      )}
    </TraceStep>
  );
}

const clearingTones: Record<PaymentTrace['clearing'][number]['state'], Tone> = {
  waiting: 'idle',
  cleared: 'good',
  refused: 'bad',
  failed: 'bad',
};

export function ClearingStep({ trace: { clearing, decision } }: Of) {
  const { t } = useTranslation();
  // Of bills issued here the billing system is not told.
  const nothing = clearing.length === 0 && decision.allocations.every(({ issuedHere }) => issuedHere);
  return (
    <TraceStep
      progress={nothing ? 'done' : progressOf(clearing)}
      title={t('trace.clearing.title')}
      at={clearing.findLast(({ answeredAt }) => answeredAt !== null)?.answeredAt ?? null}
    >
      {clearing.length === 0 && (
        <p className="td-small">{t(nothing ? 'trace.clearing.nothing' : 'trace.clearing.none')}</p>
      )}
      {clearing.map(({ seq, kind, externalId, amount, state, answeredAt, answerDetail }) => (
        <TraceLine key={seq} amount={formatMoney(amount)}>
          {t(`trace.clearing.kinds.${kind}`, { bill: externalId })}{' '}
          <Tag tone={clearingTones[state]}>{t(`clearing.states.${state}`)}</Tag>
          {answeredAt && (
            <span className="td-second-line">
              {t('trace.clearing.answered', { at: formatInstant(answeredAt) })}
              {answerDetail && `: ${answerDetail}`}
            </span>
          )}
        </TraceLine>
      ))}
    </TraceStep>
  );
}

function progressOf(clearing: PaymentTrace['clearing']): Progress {
  if (clearing.some(({ state }) => state === 'refused' || state === 'failed')) return 'problem';
  return clearing.length > 0 && clearing.every(({ state }) => state === 'cleared') ? 'done' : 'waiting';
}
