import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CohortCustomer } from '../api/habit-queries.ts';
import { UnitChoice } from '../board/unit-choice.tsx';
import { CustomerListPage } from '../customers/customer-list-page.tsx';
import { useStandingColumns } from '../customers/ratio-state.tsx';
import { formatPeriod } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { NotFound } from '../ui/states.tsx';

const route = getRouteApi('/staff/cohort-customers');
const states = ['all', 'cashless', 'cash', 'unpaid'] as const;

/** The customers who began in one month, and how they paid in another. */
export function CohortCustomersScreen() {
  const { t } = useTranslation();
  const { cohort, period, unit, state: asked } = route.useSearch();
  const state = states.find((one) => one === asked) ?? 'all';
  const standing = useStandingColumns<CohortCustomer>();
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
      columns={standing}
      empty={t('habits.cohort.empty')}
    />
  );
}
