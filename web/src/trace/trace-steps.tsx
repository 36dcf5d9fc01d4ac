import { useTranslation } from 'react-i18next';
import type { PaymentTrace } from '../api/paper-queries.ts';
import { formatDate, formatInstant, formatMoney, formatPeriod } from '../format.ts';
import { BankStep, ClearingStep, SettlementStep } from './money-steps.tsx';
import { TraceLine, TraceStep } from './trace-step.tsx';

interface Of {
  trace: PaymentTrace;
}

/** The stations in their order. What the company collects with its own hands has no partner's day and no bank. */
export function TraceSteps({ trace }: Of) {
  return (
    <ol className="td-trace">
      <RequestStep trace={trace} />
      <DecisionStep trace={trace} />
      <LedgerStep trace={trace} />
      {!trace.request.own && <SettlementStep trace={trace} />}
      {!trace.request.own && <BankStep trace={trace} />}
      <ClearingStep trace={trace} />
    </ol>
  );
}

function RequestStep({ trace: { request } }: Of) {
  const { t } = useTranslation();
  return (
    <TraceStep
      progress="done"
      title={request.own ? t('trace.request.own') : t('trace.request.title')}
      at={request.claimedAt ?? request.occurredAt}
    >
      <TraceLine amount={formatMoney(request.amount)}>
        {t('trace.request.reference')} <span className="td-mono">{request.reference}</span>
      </TraceLine>
      <p className="td-small">
        {t(`trace.request.intents.${request.intent}`)}
        {' · '}
        {t('trace.request.occurred', { at: formatInstant(request.occurredAt) })}
      </p>
      {request.requestHash && (
        <p className="td-small" title={request.requestHash}>
          {t('trace.request.hash')} <span className="td-mono">{request.requestHash.slice(0, 16)}…</span>
        </p>
      )}
    </TraceStep>
  );
}

function DecisionStep({ trace: { decision, request } }: Of) {
  const { t } = useTranslation();
  return (
    <TraceStep progress="done" title={t('trace.decision.title')} at={decision.recordedAt}>
      {decision.allocations.map(({ externalId, period, amount, at, customerCode }, index) => (
        <TraceLine key={index} amount={formatMoney(amount)}>
          {t('trace.decision.allocation', { period: formatPeriod(period), bill: externalId })}
          {customerCode !== request.customer?.code && ` ${t('trace.decision.other', { code: customerCode })}`}
          {at !== decision.allocations[0]?.at && (
            <span className="td-small td-figures"> {formatInstant(at)}</span>
          )}
        </TraceLine>
      ))}
      {decision.credits.map(({ amount, reason, at }, index) => (
        <TraceLine key={index} amount={formatMoney(amount)}>
          {t('trace.decision.credited')}:{' '}
          {t(`trace.decision.creditReasons.${reason as 'refund'}`, { defaultValue: reason })}
          {at !== decision.recordedAt && <span className="td-small td-figures"> {formatInstant(at)}</span>}
        </TraceLine>
      ))}
      <p className="td-small">
        {t('trace.decision.days', {
          businessOn: formatDate(decision.businessOn),
          settlesOn: formatDate(decision.settlesOn),
        })}
      </p>
    </TraceStep>
  );
}

function LedgerStep({ trace: { transfers } }: Of) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'vi';
  const nameOf = ({ code, name, of }: PaymentTrace['transfers'][number]['debit']) =>
    `${code} ${name[language]}${of ? ` – ${of}` : ''}`;
  const sealed = transfers.filter(({ seal }) => seal !== null);
  const last = sealed.at(-1)?.seal;
  return (
    <TraceStep
      progress={sealed.length === transfers.length ? 'done' : 'waiting'}
      title={t('trace.ledger.title')}
      at={transfers.at(-1)?.recordedAt ?? null}
    >
      {transfers.map((transfer, index) => (
        <TraceLine key={index} amount={formatMoney(transfer.amount)}>
          {t('trace.ledger.debit', { account: nameOf(transfer.debit) })}
          <span className="td-trace-credit">
            {t('trace.ledger.credit', { account: nameOf(transfer.credit) })}
          </span>
        </TraceLine>
      ))}
      <p className="td-small" title={last?.hash}>
        {last && sealed.length === transfers.length
          ? t('trace.ledger.sealed', { id: last.id, at: formatInstant(last.sealedAt) })
          : sealed.length > 0
            ? t('trace.ledger.sealedAll', { sealed: sealed.length, total: transfers.length })
            : t('trace.ledger.unsealed')}
        {last && <span className="td-mono"> {last.hash.slice(0, 16)}…</span>}
      </p>
    </TraceStep>
  );
}
