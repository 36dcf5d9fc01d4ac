import '../styles/bills.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { explanationQuery, type BillExplanation } from '../api/bill-queries.ts';
import { formatCount, formatDate, formatMoney, formatPeriod } from '../format.ts';
import { Facts, Page, Section } from '../ui/page.tsx';
import { Answered, Empty, Skeletons } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { AmountSection } from './amount-section.tsx';
import { billTones } from './bill-tones.ts';

const MonthsChart = lazy(async () => ({ default: (await import('./months-chart.tsx')).MonthsChart }));
const route = getRouteApi('/staff/customers/$code/bills/$id');

/** One bill: what it asks for, where the amount comes from by the tariff, and a year of months before it. */
export function BillScreen() {
  const { t } = useTranslation();
  const { code, id } = route.useParams();
  const query = useQuery(explanationQuery(id, route.useSearch()));
  return (
    <Page
      title={t('bills.title', { number: query.data?.bill.externalId ?? '' })}
      lead={query.data && <Lead explained={query.data} />}
      crumbs={[
        <Link key="customers" to="/customers">
          {t('customers.title')}
        </Link>,
        <Link key="customer" to="/customers/$code" params={{ code }}>
          {query.data?.customer.name ?? code}
        </Link>,
        <span key="bill" className="td-mono">
          {query.data?.bill.externalId ?? id}
        </span>,
      ]}
    >
      <Answered query={query} skeleton={<Skeletons rows={8} height={40} />}>
        {(explained) => (
          <>
            <BillFacts explained={explained} />
            {explained.amount ? (
              <AmountSection explained={explained} amount={explained.amount} />
            ) : (
              <Section title={t('bills.explain.title')}>
                <Empty>{t('bills.explain.none')}</Empty>
              </Section>
            )}
            {explained.months.length > 0 && (
              <Suspense fallback={<Skeletons rows={4} height={60} />}>
                <MonthsChart explained={explained} readAt={query.dataUpdatedAt} />
              </Suspense>
            )}
          </>
        )}
      </Answered>
    </Page>
  );
}

function Lead({ explained: { bill, customer } }: { explained: BillExplanation }) {
  const { t } = useTranslation();
  const kind =
    bill.description ?? t(`customers.bill.kinds.${bill.kind as 'TD'}`, { defaultValue: bill.kind });
  return <>{t('bills.lead', { kind, period: formatPeriod(bill.period), name: customer.name })}</>;
}

function BillFacts({ explained: { bill, customer } }: { explained: BillExplanation }) {
  const { t } = useTranslation();
  return (
    <Facts
      facts={[
        [
          t('customers.bill.total'),
          <span key="total" className="td-strong td-figures">
            {formatMoney(bill.total)}
          </span>,
        ],
        [
          t('customers.bill.state'),
          <Tag key="state" tone={billTones[bill.state] ?? 'idle'}>
            {t(`customers.bill.states.${bill.state as 'open'}`, { defaultValue: bill.state })}
          </Tag>,
        ],
        [t('customers.bill.energy'), `${formatCount(bill.energyKwh)} kWh`],
        [t('customers.bill.paid'), formatMoney(bill.paid)],
        [t('customers.bill.due'), formatDate(bill.dueOn)],
        [
          t('customers.code'),
          <Link key="code" to="/customers/$code" params={{ code: customer.code }} className="td-mono">
            {customer.code}
          </Link>,
        ],
      ]}
    />
  );
}
