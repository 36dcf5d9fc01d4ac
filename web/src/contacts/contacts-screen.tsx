import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { contactCountsQuery, contactsQuery, type ContactLine } from '../api/register-queries.ts';
import { useMay } from '../api/session.ts';
import { formatCount, formatDate, noValue } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { ListUpload } from '../ui/list-upload.tsx';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { NumberCell, VerifiedTag } from './number-cell.tsx';

const route = getRouteApi('/staff/contacts');
const states = ['all', 'verified', 'unverified', 'none', 'shared', 'zalo'] as const;

/** Customers by how they can be reached; each count leads to its customers. */
export function ContactsScreen() {
  const { t } = useTranslation();
  const { state: wanted, query, unit, commune } = route.useSearch();
  const state = states.find((one) => one === wanted) ?? 'all';
  const asked = { query, unit, commune };
  const pages = useInfiniteQuery(contactsQuery({ ...asked, state }));
  const counts = useQuery(contactCountsQuery(asked)).data;
  const mayEdit = useMay('contacts.edit');
  const numberOf = (one: (typeof states)[number]) => (one === 'all' ? counts?.customers : counts?.[one]);
  const labelOf = (one: (typeof states)[number]) =>
    counts
      ? t('contacts.choice', { state: t(`contacts.states.${one}`), number: formatCount(numberOf(one) ?? 0) })
      : t(`contacts.states.${one}`);
  return (
    <Page
      title={t('contacts.title')}
      lead={t('contacts.lead')}
      actions={
        <>
          <Link to="/account-openings">{t('openings.title')}</Link>
          <ExportLink path="/contacts" query={{ ...asked, state }} />
        </>
      }
    >
      <div className="td-filters">
        <Choices
          label={t('contacts.state')}
          name="state"
          value={state}
          choices={states.map((value) => ({ value, label: labelOf(value) }))}
        />
        <SearchForm label={t('contacts.find')} query={query} />
      </div>
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows = answers.flatMap((answer) => answer.rows);
          return rows.length === 0 ? (
            <Empty>{t('contacts.empty')}</Empty>
          ) : (
            <>
              <ContactsTable rows={rows} />
              <MoreRows pages={pages} shown={rows.length} total={numberOf(state)} />
            </>
          );
        }}
      </Answered>
      {mayEdit && <ListUpload path="/contacts/list" lead={t('contacts.listLead')} />}
    </Page>
  );
}

function ContactsTable({ rows }: { rows: readonly ContactLine[] }) {
  const { t } = useTranslation();
  const columns: Column<ContactLine>[] = [
    {
      key: 'customer',
      header: t('contacts.customer'),
      phone: 'title',
      cell: ({ code, name, unitName, communeName }) => (
        <span>
          <Link to="/customers/$code" params={{ code }}>
            {name}
          </Link>
          <span className="td-second-line">
            {code}, {communeName ?? unitName}
          </span>
        </span>
      ),
    },
    {
      key: 'number',
      header: t('contacts.number'),
      cell: ({ contact, numbers, sharedWith }) =>
        contact ? (
          <NumberCell number={contact.number} more={numbers - 1} sharedWith={sharedWith} />
        ) : (
          t('contacts.none')
        ),
    },
    {
      key: 'relation',
      header: t('contacts.relation'),
      cell: ({ contact }) => (contact?.relation ? t(`contacts.relations.${contact.relation}`) : noValue),
    },
    {
      key: 'verified',
      header: t('contacts.verified'),
      cell: ({ contact }) => (contact ? <VerifiedTag verifiedOn={contact.verifiedOn} /> : noValue),
    },
    {
      key: 'zalo',
      header: t('contacts.zalo'),
      cell: ({ contact }) => <span className="td-figures">{formatDate(contact?.zaloOn)}</span>,
    },
    {
      key: 'source',
      header: t('contacts.source'),
      cell: ({ contact }) => (contact ? t(`contacts.sources.${contact.source}`) : noValue),
    },
  ];
  return (
    <ReportTable caption={t('contacts.title')} columns={columns} rows={rows} rowKey={({ code }) => code} />
  );
}
