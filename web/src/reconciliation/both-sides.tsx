import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DifferenceDetail } from '../api/accounting-types.ts';
import { formatDate, formatInstant, formatMoney, formatPeriod, noValue } from '../format.ts';

interface SideLine {
  key: string;
  label: string;
  theirs: ReactNode;
  ours: ReactNode;
  differs: boolean;
}

/** What the partner's file says beside what our books say; a line that differs is told by mark and word. */
export function BothSides({ difference }: { difference: DifferenceDetail }) {
  const { t } = useTranslation();
  const lines = useSideLines(difference);
  const { theirs, ours } = difference;
  return (
    <table className="td-sides">
      <caption className="td-hidden">
        {t('recon.bench.theirs')}, {t('recon.bench.ours')}
      </caption>
      <colgroup>
        <col />
        <col />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">
            <span className="td-hidden">{t('recon.bench.detail')}</span>
          </th>
          <th scope="col">
            {difference.partnerName}
            {theirs && (
              <span className="td-second-line">
                {t('recon.bench.lineOf', { line: theirs.line, file: theirs.fileName })}
              </span>
            )}
          </th>
          <th scope="col">
            {t('recon.bench.ours')}
            {ours && (
              <Link to="/payments/$id" params={{ id: ours.paymentId }} className="td-second-line">
                {t('recon.bench.paymentOf', { id: ours.paymentId })}
              </Link>
            )}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, label, theirs: their, ours: our, differs }) => (
          <tr key={key} className={differs ? 'td-differs' : undefined}>
            <th scope="row">
              {label}
              {differs && (
                <span className="td-second-line td-bad-text">
                  {theirs && ours ? t('recon.bench.differs') : t('recon.bench.oneSide')}
                </span>
              )}
            </th>
            <td>{their}</td>
            <td>{our}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useSideLines(difference: DifferenceDetail): SideLine[] {
  const { t } = useTranslation();
  const { theirs, ours, lane } = difference;
  const absent = <span className="td-small">{t('recon.bench.notThere')}</span>;
  const both = theirs !== null && ours !== null;
  const line = (
    key: string,
    label: string,
    their: ReactNode,
    our: ReactNode,
    differs: boolean,
  ): SideLine => ({
    key,
    label,
    theirs: theirs ? (their ?? noValue) : key === 'reference' ? absent : noValue,
    ours: ours ? (our ?? noValue) : key === 'reference' ? absent : noValue,
    differs,
  });
  const mono = (text: string | null | undefined) => text && <span className="td-mono">{text}</span>;
  const money = (amount: string | null | undefined) =>
    amount != null && <strong className="td-figures">{formatMoney(amount)}</strong>;
  const time = (instant: string | null | undefined) =>
    instant && <span className="td-figures">{formatInstant(instant)}</span>;
  const theirState = theirs?.status === 'paid' ? 'accepted' : theirs?.status;
  return [
    line('reference', t('recon.bench.reference'), mono(theirs?.reference), mono(ours?.reference), !both),
    line(
      'customer',
      t('recon.bench.customer'),
      mono(theirs?.customerCode),
      ours && <OurCustomer ours={ours} />,
      both && theirs.customerCode !== ours.customerCode,
    ),
    line(
      'amount',
      t('recon.bench.amount'),
      money(theirs?.amount),
      money(ours?.amount),
      both && theirs.amount !== ours.amount,
    ),
    line('bills', t('recon.bench.bills'), theirs?.bill, ours && <OurBills ours={ours} />, false),
    line(
      'status',
      t('recon.bench.status'),
      theirs && t(`recon.sideStates.${theirs.status}`),
      ours && t(`recon.sideStates.${ours.state}`),
      both && theirState !== ours.state,
    ),
    line(
      'at',
      t('recon.bench.at'),
      time(theirs?.occurredAt),
      time(ours?.occurredAt),
      both && lane === 'crossed_cut_off',
    ),
    line(
      'day',
      t('recon.bench.day'),
      formatDate(theirs ? difference.day : difference.otherDay),
      ours && formatDate(ours.settlesOn),
      both && ours.settlesOn !== difference.day,
    ),
  ];
}

function OurCustomer({ ours }: { ours: NonNullable<DifferenceDetail['ours']> }) {
  if (ours.customerCode === null) return <>{noValue}</>;
  return (
    <>
      <Link to="/customers/$code" params={{ code: ours.customerCode }} className="td-mono">
        {ours.customerCode}
      </Link>
      {ours.customerName && <span className="td-second-line">{ours.customerName}</span>}
    </>
  );
}

function OurBills({ ours }: { ours: NonNullable<DifferenceDetail['ours']> }) {
  const { t } = useTranslation();
  return (
    <span className="td-stack td-figures">
      {ours.bills.map(({ billId, period, amount }) => (
        <span key={billId}>
          {t('customers.payment.allocation', { period: formatPeriod(period), amount: formatMoney(amount) })}
        </span>
      ))}
      {ours.credited !== '0' && (
        <span>{t('customers.payment.credited', { amount: formatMoney(ours.credited) })}</span>
      )}
    </span>
  );
}
