import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mandateCountsQuery, mandatesQuery, type Mandate } from '../api/debit-queries.ts';
import { useMay } from '../api/session.ts';
import { formatCount } from '../format.ts';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { MandateForm } from './mandate-form.tsx';
import { MandatesTable } from './mandates-table.tsx';
import { PartnerSelect } from './partner-select.tsx';

const route = getRouteApi('/staff/auto-debit');
const states = ['draft', 'signed', 'sent', 'active', 'suspended', 'cancelled', 'expired'] as const;

/** Mandates by state, bank and customer; those that a person must look at are one link away. */
export function MandatesSection() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const filter = {
    state: states.find((one) => one === search.state),
    partner: search.partner,
    customer: search.query?.trim().toUpperCase(),
    attention: search.attention === 'true' ? ('true' as const) : undefined,
  };
  const pages = useInfiniteQuery(mandatesQuery(filter));
  const counts = useQuery(mandateCountsQuery).data;
  const countOf = (state: Mandate['state']): number =>
    counts?.states.find((each) => each.state === state)?.mandates ?? 0;
  return (
    <Section
      title={t('autoDebit.mandates.title')}
      actions={
        <>
          <MakeMandate />
          <ExportLink path="/mandates" query={filter} />
        </>
      }
    >
      <div className="td-filters">
        <SearchForm label={t('autoDebit.customer')} query={search.query} />
        <SearchSelect
          label={t('autoDebit.state')}
          name="state"
          value={search.state}
          choices={states.map((value) => ({
            value,
            label: `${t(`autoDebit.mandates.states.${value}`)} (${formatCount(countOf(value))})`,
          }))}
        />
        <PartnerSelect value={search.partner} />
        {filter.attention ? (
          <Link to="." search={(now: object) => ({ ...now, attention: undefined })}>
            {t('autoDebit.mandates.all')}
          </Link>
        ) : (
          <Link to="." search={(now: object) => ({ ...now, attention: 'true' })}>
            {t('autoDebit.mandates.onlyAttention', { number: formatCount(counts?.attention ?? 0) })}
          </Link>
        )}
      </div>
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows: Mandate[] = answers.flatMap((answer) => answer.rows);
          if (rows.length === 0) return <Empty>{t('autoDebit.mandates.none')}</Empty>;
          return (
            <>
              <MandatesTable mandates={rows} />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          );
        }}
      </Answered>
    </Section>
  );
}

function MakeMandate() {
  const { t } = useTranslation();
  const mayEdit = useMay('mandates.edit');
  const [isOpen, setOpen] = useState(false);
  if (!mayEdit) return null;
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {t('autoDebit.mandates.make')}
      </Button>
      {isOpen && <MandateForm onClose={() => setOpen(false)} />}
    </>
  );
}
