import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettlementWindow } from '../api/accounting-types.ts';
import { formatDate, formatMoney, noValue } from '../format.ts';

/** How the expected bank credit comes about, and what is left of it: read from top to bottom like a slip. */
export function WindowFigures({ window }: { window: SettlementWindow }) {
  const { t } = useTranslation();
  const netted = window.feeMode === 'netted';
  const left = window.difference === null ? null : BigInt(window.difference);
  return (
    <>
      {window.state === 'open' && <p className="td-notice">{t('settlement.window.notFrozen')}</p>}
      <table className="td-slip td-figures">
        <caption className="td-hidden">{t('recon.day.window')}</caption>
        <tbody>
          <Line label={t('settlement.window.payments')} count={window.payments} amount={window.amount} />
          <Line
            label={t('settlement.window.reversals')}
            count={window.reversals}
            amount={minus(window.reversalsAmount)}
          />
          <Line label={t('settlement.window.refunds')} amount={minus(window.refundsAmount)} />
          {netted && (
            <>
              <Line label={t('settlement.window.fee')} amount={minus(window.fee)} />
              <Line label={t('settlement.window.feeVat')} amount={minus(window.feeVat)} />
            </>
          )}
          <CarriedIn window={window} />
          <Line label={t('settlement.window.expected')} amount={window.expected} sum />
          <Line label={t('settlement.window.received')} amount={minus(window.received)} />
          <CarriedOut window={window} />
          <Line
            label={t('settlement.window.difference')}
            amount={window.difference}
            sum
            tone={left === null ? undefined : left === 0n ? 'good' : 'bad'}
          />
        </tbody>
      </table>
      {window.feeMode === 'invoiced' && window.fee !== null && window.fee !== '0' && (
        <p className="td-small">
          {t('settlement.window.feeInvoiced', {
            fee: formatMoney(window.fee),
            vat: formatMoney(window.feeVat ?? '0'),
          })}
        </p>
      )}
    </>
  );
}

function minus(amount: string | null): string | null {
  return amount === null ? null : String(-BigInt(amount));
}

function Line(props: {
  label: ReactNode;
  amount: string | null;
  count?: number;
  sum?: boolean;
  tone?: 'good' | 'bad' | undefined;
}) {
  const { t } = useTranslation();
  return (
    <tr className={props.sum ? 'td-slip-sum' : undefined}>
      <th scope="row">
        {props.label}
        {props.count !== undefined && props.count > 0 && (
          <span className="td-small"> ({t('settlement.window.count', { count: props.count })})</span>
        )}
      </th>
      <td className={props.tone && `td-${props.tone}-text`}>
        {props.amount === null ? noValue : formatMoney(props.amount)}
      </td>
    </tr>
  );
}

function CarriedIn({ window }: { window: SettlementWindow }) {
  const { t } = useTranslation();
  return window.carriedInFrom.map(({ day, amount, reason }) => (
    <Line
      key={`${day} ${amount}`}
      label={
        <>
          {t('settlement.window.carriedIn', { day: formatDate(day) })}
          <span className="td-second-line">{reason}</span>
        </>
      }
      amount={amount}
    />
  ));
}

function CarriedOut({ window }: { window: SettlementWindow }) {
  const { t } = useTranslation();
  return window.carriedOut.map(({ to, amount, reason, at }) => (
    <Line
      key={at}
      label={
        <>
          {to === null
            ? t('settlement.window.carriedAccount')
            : t('settlement.window.carriedTo', { day: formatDate(to) })}
          <span className="td-second-line">{reason}</span>
        </>
      }
      amount={minus(amount)}
    />
  ));
}
