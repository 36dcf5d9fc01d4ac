import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { apiAddress } from '../api/call.ts';
import { journalQuery } from '../api/credit-queries.ts';
import { useSession } from '../api/session.ts';
import { formatCount, formatMoney } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { SearchDate } from '../ui/search-date.tsx';
import { Answered } from '../ui/states.tsx';

const route = getRouteApi('/staff/ledger');

/** The general journal of a range of days, to save for the accounting system. */
export function JournalSection() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const { businessDate } = useSession();
  const range = {
    from: search.from ?? `${businessDate.slice(0, 8)}01`,
    to: search.to ?? businessDate,
  };
  const query = useQuery(journalQuery(range));
  return (
    <Section title={t('books.journal.title')} subtitle={t('books.journal.lead')}>
      <div className="td-filters">
        <SearchDate label={t('books.statement.from')} name="from" value={range.from} />
        <SearchDate label={t('books.statement.to')} name="to" value={range.to} />
        {(['csv', 'xlsx'] as const).map((format) => (
          <Button
            key={format}
            component="a"
            href={apiAddress('/ledger/journal', { ...range, format })}
            download
            variant="default"
            size="sm"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t(`books.journal.${format}`)}
          </Button>
        ))}
      </div>
      <Answered query={query}>
        {({ entries, debit, credit }) => (
          <p className="td-figures">
            {t('books.journal.sentence', {
              entries: formatCount(entries),
              debit: formatMoney(debit),
              credit: formatMoney(credit),
            })}
          </p>
        )}
      </Answered>
    </Section>
  );
}
