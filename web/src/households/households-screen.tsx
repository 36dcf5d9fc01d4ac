import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { hardshipSigns } from '../../../core/kpi/hardship.ts';
import type { Household } from '../api/habit-queries.ts';
import { UnitChoice } from '../board/unit-choice.tsx';
import { CustomerListPage } from '../customers/customer-list-page.tsx';
import { noValue } from '../format.ts';
import { SearchSelect } from '../ui/search-select.tsx';

const route = getRouteApi('/staff/hardship/households');

/** The households behind a count, by name, for planning their help. */
export function HouseholdsScreen() {
  const { t } = useTranslation();
  const { unit, commune, sign, least } = route.useSearch();
  return (
    <CustomerListPage<Household>
      title={t('habits.hardship.title')}
      lead={t('habits.household.lead')}
      crumbs={[
        <Link key="hardship" to="/hardship" search={{ unit, least }}>
          {t('nav.hardship')}
        </Link>,
      ]}
      path="/kpi/cash-households/list"
      query={{ unit, commune, sign, least }}
      filters={
        <>
          <UnitChoice unit={unit} forget={['commune']} />
          <SearchSelect
            label={t('habits.household.sign')}
            name="sign"
            value={sign}
            choices={hardshipSigns.map((value) => ({ value, label: t(`habits.hardship.signs.${value}`) }))}
          />
        </>
      }
      columns={[
        {
          key: 'village',
          header: t('habits.household.village'),
          cell: ({ village }) => village ?? noValue,
        },
        {
          key: 'signs',
          header: t('habits.household.signs'),
          phone: 'wide',
          cell: ({ signs }) => signs.map((one) => t(`habits.hardship.signs.${one}`)).join(', ') || noValue,
        },
      ]}
      empty={t('habits.household.empty')}
    />
  );
}
