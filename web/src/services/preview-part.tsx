import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChargePreview } from '../api/services-queries.ts';
import { formatDate, formatMoney } from '../format.ts';
import { Facts, Section } from '../ui/page.tsx';

/** What the bill will say, before anybody owes it. */
export function PreviewPart({ preview, children }: { preview: ChargePreview; children: ReactNode }) {
  const { t } = useTranslation();
  const { customer, alreadyOpen } = preview;
  return (
    <Section title={t('services.issue.preview')} subtitle={preview.legalBasis}>
      {alreadyOpen.length > 0 && (
        <p className="td-notice" role="status">
          {t('services.issue.alreadyOpen', { numbers: alreadyOpen.join(', ') })}
        </p>
      )}
      <Facts
        facts={[
          [
            t('customers.bill.total'),
            <span key="total" className="td-strong">
              {formatMoney(preview.total)}
            </span>,
          ],
          [t('customers.bill.net'), formatMoney(preview.net)],
          [t('customers.bill.vat'), `${formatMoney(preview.vat)} (${preview.vatRate}%)`],
          [t('services.bills.service'), preview.description],
          [
            t('services.bills.customer'),
            customer ? `${customer.name} (${customer.code})` : t('services.issue.newCode'),
          ],
          [t('customers.bill.due'), formatDate(preview.dueOn)],
        ]}
      />
      {children}
    </Section>
  );
}
