import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CohortCustomer } from '../api/habit-queries.ts';
import { UnitChoice } from '../board/unit-choice.tsx';
import { CustomerListPage } from '../customers/customer-list-page.tsx';
import { RatioState } from '../customers/ratio-state.tsx';
import { formatMoney, formatPeriod } from '../format.ts';
import { ChannelNames } from '../ui/channel-names.tsx';
import { Choices } from '../ui/choices.tsx';
import { NotFound } from '../ui/states.tsx';

const route = getRouteApi('/staff/cohort-customers');
const states = ['all', 'cashless', 'cash', 'unpaid'] as const;

/** The customers who began in one month, and how they paid in another. */
export function CohortCustomersScreen() {
  const { t } = useTranslation();
  const { cohort, period, unit, state: asked } = route.useSearch();
  const state = states.find((one) => one === asked) ?? 'all';
  if (!cohort || !period) return <NotFound />;
  return (
    <CustomerListPage<CohortCustomer>
      title={t('habits.cohort.title', { cohort: formatPeriod(cohort), period: formatPeriod(period) })}
      lead={t('habits.cohort.lead')}
      crumbs={[
        <Link key="retention" to="/retention" search={{ unit }}>
          {t('nav.retention')}
        </Link>,
      ]}
      path="/kpi/cohort-customers"
      query={{ cohort, period, unit, state }}
      filters={
        <>
          <UnitChoice unit={unit} />
          <Choices
            label={t('customers.ratioList.state')}
            name="state"
            value={state}
            choices={states.map((value) => ({ value, label: t(`customers.ratioList.states.${value}`) }))}
          />
        </>
      }
      columns={[
        { key: 'state', header: t('customers.bill.state'), cell: (row) => <RatioState row={row} /> },
        {
          key: 'channels',
          header: t('customers.ratioList.channels'),
          cell: ({ channels }) => <ChannelNames channels={channels} />,
        },
        {
          key: 'billed',
          header: t('customers.ratioList.billed'),
          kind: 'number',
          cell: ({ billed }) => formatMoney(billed),
        },
        {
          key: 'paid',
          header: t('customers.ratioList.paid'),
          kind: 'number',
          cell: ({ paid }) => formatMoney(paid),
        },
      ]}
      empty={t('habits.cohort.empty')}
    />
  );
}
