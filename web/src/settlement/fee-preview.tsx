import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addMonths, monthOf } from '../../../core/dates.ts';
import { feePreviewQuery } from '../api/accounting-queries.ts';
import type { Fees, FeeRule } from '../api/accounting-types.ts';
import { useSession } from '../api/session.ts';
import { formatCount, formatMoney, formatPeriod } from '../format.ts';
import { Facts } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { ProblemBlock } from '../ui/states.tsx';

/** What a month's real payments would cost under the rule that is being typed. */
export function FeePreview(props: { partner: string; feeRule: FeeRule | undefined; vatRate: number }) {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  const thisMonth = monthOf(businessDate);
  const [month, setMonth] = useState(thisMonth);
  const months = [0, -1, -2].map((step) => addMonths(thisMonth, step));
  const trial = props.feeRule && { feeRule: props.feeRule, feeVatRate: props.vatRate };
  const preview = useQuery(feePreviewQuery({ partner: props.partner, month }, trial));
  return (
    <div className="td-panel">
      <div className="td-section-head">
        <div>
          <h3>{t('settlement.terms.preview', { month: formatPeriod(month) })}</h3>
          <p className="td-small">{t('settlement.terms.previewHint')}</p>
        </div>
        <span className="td-choices" role="group" aria-label={t('settlement.terms.month')}>
          {months.map((value) => (
            <button key={value} type="button" aria-pressed={value === month} onClick={() => setMonth(value)}>
              {formatPeriod(value)}
            </button>
          ))}
        </span>
      </div>
      {!props.feeRule && <p className="td-field-error">{t('settlement.terms.previewBad')}</p>}
      {props.feeRule && preview.isError && <ProblemBlock error={preview.error} />}
      {props.feeRule && preview.data && <Total fees={preview.data} />}
    </div>
  );
}

function Total({ fees }: { fees: Fees }) {
  const { t } = useTranslation();
  const { payments, amount, fee, vat } = fees.total;
  const strong = (text: string) => <span className="td-strong">{text}</span>;
  return (
    <>
      <Facts
        facts={[
          [t('settlement.terms.previewPayments'), strong(formatCount(payments))],
          [t('settlement.terms.previewAmount'), strong(formatMoney(amount))],
          [t('settlement.terms.previewFee'), strong(formatMoney(fee))],
          [t('settlement.terms.previewVat'), strong(formatMoney(vat))],
          [t('settlement.terms.previewTotal'), strong(formatMoney(BigInt(fee) + BigInt(vat)))],
        ]}
      />
      {fees.byTier.length > 1 && (
        <ReportTable
          caption={t('settlement.terms.feeKinds.tiers')}
          rows={fees.byTier}
          rowKey={({ tier }) => String(tier)}
          columns={[
            {
              key: 'tier',
              header: t('settlement.terms.feeKinds.tiers'),
              phone: 'title',
              cell: ({ tier, upTo }) =>
                `${t('settlement.terms.tier', { n: tier })}: ${
                  upTo === null
                    ? t('settlement.terms.above')
                    : t('settlement.terms.upToOf', { count: formatCount(upTo) })
                }`,
            },
            {
              key: 'payments',
              header: t('settlement.terms.previewPayments'),
              kind: 'number',
              cell: (line) => formatCount(line.payments),
            },
            {
              key: 'fee',
              header: t('settlement.terms.previewFee'),
              kind: 'number',
              cell: (line) => formatMoney(line.fee),
            },
          ]}
        />
      )}
    </>
  );
}
