import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { chargesQuery, pricesQuery, type Charge } from '../api/services-queries.ts';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { ChargesTable } from './charges-table.tsx';

const route = getRouteApi('/staff/services');
const states = ['open', 'part_paid', 'paid', 'cancelled', 'written_off'] as const;

/** Bills for services by customer, service and state, the newest first. */
export function ChargesSection() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const filter = {
    customer: search.query?.trim().toUpperCase(),
    service: search.service,
    state: states.find((one) => one === search.state),
  };
  const pages = useInfiniteQuery(chargesQuery(filter));
  const prices = useQuery(pricesQuery).data?.rows ?? [];
  const services = new Map(prices.toReversed().map(({ service, name }) => [service, name]));
  return (
    <Section title={t('services.bills.title')} actions={<ExportLink path="/services/bills" query={filter} />}>
      <div className="td-filters">
        <SearchForm label={t('services.bills.search')} query={search.query} />
        <SearchSelect
          label={t('services.bills.service')}
          name="service"
          value={search.service}
          choices={[...services].map(([value, label]) => ({ value, label }))}
        />
        <SearchSelect
          label={t('customers.bill.state')}
          name="state"
          value={search.state}
          choices={states.map((value) => ({ value, label: t(`customers.bill.states.${value}`) }))}
        />
      </div>
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows: Charge[] = answers.flatMap((answer) => answer.rows);
          if (rows.length === 0) return <Empty>{t('services.bills.none')}</Empty>;
          return (
            <>
              <ChargesTable charges={rows} />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          );
        }}
      </Answered>
    </Section>
  );
}
