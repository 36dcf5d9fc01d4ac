import '../styles/imports.css';
import '../styles/reconciliation.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customerQuery } from '../api/queries.ts';
import { pricesQuery, type Charge } from '../api/services-queries.ts';
import { formatMoney } from '../format.ts';
import { CodeButton } from '../payment-codes/code-button.tsx';
import { PrintLink } from '../payment-codes/print-link.tsx';
import { Choices } from '../ui/choices.tsx';
import { Page } from '../ui/page.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';
import { IssueForm } from './issue-form.tsx';

const route = getRouteApi('/staff/services/new');
const whoms = ['customer', 'applicant'] as const;

/** Issues a bill for a service: for whom, for what, a look at what it comes to, and then for good. */
export function IssueScreen() {
  const { t } = useTranslation();
  const { whom: asked, query } = route.useSearch();
  const whom = whoms.find((one) => one === asked) ?? 'customer';
  const [issued, setIssued] = useState<Charge>();
  const prices = useQuery(pricesQuery);
  return (
    <Page
      title={t('services.issue.title')}
      lead={t('services.issue.lead')}
      crumbs={[
        <Link key="services" to="/services">
          {t('services.title')}
        </Link>,
        <span key="new">{t('services.issue.title')}</span>,
      ]}
    >
      {issued && <Issued charge={issued} />}
      <Choices
        label={t('services.issue.whom')}
        name="whom"
        value={whom}
        choices={whoms.map((value) => ({ value, label: t(`services.issue.whoms.${value}`) }))}
      />
      {whom === 'customer' && <WhichCustomer code={query} />}
      <Answered query={prices}>
        {({ rows }) => {
          const offered = rows.filter(({ holds }) => holds);
          if (offered.length === 0) return <Empty>{t('services.issue.noPrices')}</Empty>;
          return (
            <IssueForm
              key={`${whom} ${query ?? ''} ${issued?.id ?? ''}`}
              customerCode={whom === 'customer' ? query?.trim() : null}
              offered={offered}
              onIssued={setIssued}
            />
          );
        }}
      </Answered>
    </Page>
  );
}

function WhichCustomer({ code }: { code: string | undefined }) {
  const { t } = useTranslation();
  const customer = useQuery({ ...customerQuery(code?.trim() ?? ''), enabled: Boolean(code?.trim()) });
  return (
    <>
      <SearchForm label={t('services.issue.code')} query={code} />
      {customer.isError && <ProblemBlock error={customer.error} />}
      {customer.data && (
        <p>
          <Link to="/customers/$code" params={{ code: customer.data.code }}>
            {customer.data.name}
          </Link>
          <span className="td-second-line">{customer.data.address}</span>
        </p>
      )}
    </>
  );
}

function Issued({ charge }: { charge: Charge }) {
  const { t } = useTranslation();
  const { id, number, total, customerCode } = charge;
  return (
    <div className="td-notice td-notice-good" role="status">
      <p>
        {t('services.issue.done', { number, amount: formatMoney(total) })}{' '}
        <Link to="/customers/$code" params={{ code: customerCode }} className="td-mono">
          {customerCode}
        </Link>
      </p>
      <span className="td-buttons">
        <CodeButton billId={id} />
        <PrintLink customer={customerCode} />
      </span>
    </div>
  );
}
