import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Choices } from '../ui/choices.tsx';
import { Page } from '../ui/page.tsx';
import { AreaLookup } from './area-lookup.tsx';
import { FormerRatios } from './former-ratios.tsx';
import { UndecidedAreas } from './undecided-areas.tsx';

const route = getRouteApi('/staff/areas');
const tabs = ['lookup', 'ratios', 'undecided'] as const;

/** The areas of before and after 1 July 2025: look one up, read the ratios by the former ones, see what is undecided. */
export function AreasScreen() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const tab = tabs.find((one) => one === search.tab) ?? 'lookup';
  return (
    <Page title={t('areas.title')} lead={t('areas.lead')}>
      <Choices
        label={t('areas.title')}
        hideLabel
        name="tab"
        value={tab}
        choices={tabs.map((value) => ({ value, label: t(`areas.${value}`) }))}
      />
      {tab === 'lookup' && <AreaLookup search={search} />}
      {tab === 'ratios' && <FormerRatios period={search.period} />}
      {tab === 'undecided' && <UndecidedAreas />}
    </Page>
  );
}
