import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customerBillsQuery, customerPaymentsQuery, customerQuery } from '../api/queries.ts';
import { useMay } from '../api/session.ts';
import type { Bill, Customer } from '../api/types.ts';
import { TakeDialog } from '../gateways/take-dialog.tsx';
import { CustomerContactsSection } from '../contacts/customer-contacts.tsx';
import { tickTour } from '../demo/tour.ts';
import { formatDate, formatMoney, noValue } from '../format.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { Facts, Page, Section } from '../ui/page.tsx';
import { Answered, Empty, Skeletons } from '../ui/states.tsx';
import { BillsTable } from './bills-table.tsx';
import { CustomerActions } from './customer-actions.tsx';
import { CustomerKind } from './customers-screen.tsx';
import { PaymentsTable } from './payments-table.tsx';

const route = getRouteApi('/staff/customers/$code');

/** The end of the way down: one customer, every bill with its corrections, every payment with what it paid. */
export function CustomerScreen() {
  const { t } = useTranslation();
  const { code } = route.useParams();
  const query = useQuery(customerQuery(code));
  const maySeePayments = useMay('payments.view');
  useEffect(() => tickTour('customer'), []);
  return (
    <Page
      title={query.data?.name ?? code}
      lead={query.data && <span className="td-mono">{query.data.code}</span>}
      crumbs={[
        <Link key="customers" to="/customers">
          {t('customers.title')}
        </Link>,
        query.data && (
          <Link key="unit" to="/units/$code" params={{ code: query.data.unit.code }}>
            {query.data.unit.name}
          </Link>
        ),
        <span key="code">{code}</span>,
      ].filter(Boolean)}
      actions={query.data && <CustomerActions customer={query.data} />}
    >
      <Answered query={query} skeleton={<Skeletons rows={3} height={48} />}>
        {(customer) => <CustomerFacts customer={customer} />}
      </Answered>
      {query.data && (
        <>
          <CustomerContactsSection code={code} />
          <Bills code={code} />
          {maySeePayments && <Payments code={code} />}
        </>
      )}
    </Page>
  );
}

function CustomerFacts({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const owes = customer.openAmount !== '0';
  return (
    <Facts
      facts={[
        [
          t('customers.page.open'),
          <span key="open" className={`td-strong ${owes ? '' : 'td-good-text'}`}>
            {owes ? formatMoney(customer.openAmount) : t('customers.page.nothingOpen')}
          </span>,
        ],
        customer.creditAmount !== '0' && [
          t('customers.page.credit'),
          <span key="credit" className="td-strong">
            {formatMoney(customer.creditAmount)}
          </span>,
        ],
        [t('customers.address'), customer.address],
        [t('customers.kindLabel'), <CustomerKind key="kind" kind={customer.kind} />],
        [t('customers.page.phone'), customer.phone ?? t('customers.page.noPhone')],
        [t('customers.unit'), customer.unit.name],
        [t('customers.commune'), nameOf(customer.commune)],
        [t('customers.page.village'), nameOf(customer.village)],
        [t('customers.page.book'), nameOf(customer.book)],
        [t('customers.page.effective'), formatDate(customer.effectiveOn)],
      ]}
    />
  );
}

function nameOf(place: { name: string } | null): string {
  return place?.name ?? noValue;
}

function Bills({ code }: { code: string }) {
  const { t } = useTranslation();
  const query = useQuery(customerBillsQuery(code));
  return (
    <Section
      title={t('customers.page.bills')}
      actions={
        <>
          <TakeButton code={code} bills={query.data?.rows ?? []} />
          <ExportLink path={`/customers/${encodeURIComponent(code)}/bills`} />
        </>
      }
    >
      <Answered query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('customers.page.noBills')}</Empty>
          ) : (
            <BillsTable customerCode={code} bills={rows} />
          )
        }
      </Answered>
    </Section>
  );
}

const payable: readonly string[] = ['open', 'part_paid'];

/** Where something is owed and this person may: an order through a payment gateway. */
function TakeButton({ code, bills }: { code: string; bills: readonly Bill[] }) {
  const { t } = useTranslation();
  const mayOrder = useMay('gateways.order');
  const [isOpen, setOpen] = useState(false);
  const open = bills.filter(({ state }) => payable.includes(state));
  if (!mayOrder || open.length === 0) return null;
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {t('gateways.take.open')}
      </Button>
      {isOpen && <TakeDialog customerCode={code} bills={open} onClose={() => setOpen(false)} />}
    </>
  );
}

function Payments({ code }: { code: string }) {
  const { t } = useTranslation();
  const query = useQuery(customerPaymentsQuery(code));
  return (
    <Section
      title={t('customers.page.payments')}
      actions={<ExportLink path={`/customers/${encodeURIComponent(code)}/payments`} />}
    >
      <Answered query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('customers.page.noPayments')}</Empty>
          ) : (
            <PaymentsTable payments={rows} />
          )
        }
      </Answered>
    </Section>
  );
}
