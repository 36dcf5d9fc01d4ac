import '../styles/imports.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { apiAddress } from '../api/call.ts';
import { boardQuery, unitsQuery } from '../api/queries.ts';
import { slipsQuery, type Slips } from '../api/services-queries.ts';
import { useSession } from '../api/session.ts';
import { formatCount, formatMoney, formatPeriod } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Facts, Page, Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Empty } from '../ui/states.tsx';

const route = getRouteApi('/staff/payment-slips');
const perPages = ['8', '4', '2'] as const;
const names = ['masked', 'full'] as const;

/** Slips with QR codes to carry to a unit, a book or a village: how many there are, and their files. */
export function SlipsScreen() {
  const { t } = useTranslation();
  const { unit, book, village, period, perPage: size, names: shown } = route.useSearch();
  const place = { unit, book, village, period };
  const look = {
    perPage: perPages.find((one) => one === size) ?? '8',
    names: names.find((one) => one === shown) ?? 'masked',
  };
  const chosen = unit ?? book ?? village;
  const query = useQuery({ ...slipsQuery(place), enabled: chosen !== undefined });
  return (
    <Page title={t('codes.slips.title')} lead={t('codes.slips.lead')}>
      <Place />
      <div className="td-filters">
        <Choices
          label={t('codes.slips.perPage')}
          name="perPage"
          value={look.perPage}
          choices={perPages.map((value) => ({ value, label: value }))}
        />
        <Choices
          label={t('codes.slips.names')}
          name="names"
          value={look.names}
          choices={names.map((value) => ({ value, label: t(`codes.slips.${value}`) }))}
        />
      </div>
      {chosen === undefined ? (
        <Empty>{t('codes.slips.choose')}</Empty>
      ) : (
        <Answered query={query}>{(slips) => <Found slips={slips} query={{ ...place, ...look }} />}</Answered>
      )}
    </Page>
  );
}

function Place() {
  const { t } = useTranslation();
  const { unit, book, village, period } = route.useSearch();
  const { businessDate } = useSession();
  const nodes = useQuery(unitsQuery(businessDate)).data?.rows ?? [];
  // The periods alone are wanted, and they do not move while one watches.
  const board = useQuery({ ...boardQuery({}), refetchInterval: false });
  const named = ({ code, name }: { code: string; name: string }) => ({
    value: code,
    label: name === code ? code : `${name} (${code})`,
  });
  const below = new Set([
    unit,
    ...nodes.filter(({ parentCode }) => parentCode === unit).map(({ code }) => code),
  ]);
  return (
    <div className="td-filters">
      <SearchSelect
        label={t('customers.unit')}
        name="unit"
        value={unit}
        none={t('codes.slips.noUnit')}
        forget={['book', 'village']}
        choices={nodes.filter(({ kind }) => kind === 'unit').map(named)}
      />
      {unit && (
        <SearchSelect
          label={t('customers.page.book')}
          name="book"
          value={book}
          choices={nodes
            .filter(({ kind, parentCode }) => kind === 'book' && below.has(parentCode ?? ''))
            .map(named)}
        />
      )}
      <SearchSelect
        label={t('customers.bill.period')}
        name="period"
        value={period}
        choices={(board.data?.periods ?? [])
          .toSorted()
          .toReversed()
          .map((value) => ({ value, label: formatPeriod(value) }))}
      />
      {village && (
        <LinkButton to="." search={(now: object) => ({ ...now, village: undefined })}>
          {t('codes.slips.everyVillage')}
        </LinkButton>
      )}
    </div>
  );
}

function Found({ slips, query }: { slips: Slips; query: Record<string, string | undefined> }) {
  const { t } = useTranslation();
  if (slips.account === null) return <Empty>{t('codes.states.no_account')}</Empty>;
  if (slips.slips === 0) return <Empty>{t('codes.slips.none')}</Empty>;
  type Part = Slips['parts'][number] & { number: number };
  const columns: Column<Part>[] = [
    {
      key: 'file',
      header: t('codes.slips.file'),
      phone: 'title',
      cell: ({ from, number }) => (
        <a href={apiAddress('/payment-slips/file', { ...query, from })} target="_blank" rel="noreferrer">
          {t('codes.slips.part', { number })}
        </a>
      ),
    },
    { key: 'from', header: t('codes.slips.from'), cell: ({ from }) => from.split('.')[0] },
    {
      key: 'slips',
      header: t('codes.slips.slips'),
      kind: 'number',
      cell: ({ slips: count }) => formatCount(count),
    },
  ];
  const { number, bankName, holder } = slips.account;
  return (
    <Section title={t('codes.slips.found')} subtitle={t('codes.slips.left')}>
      <Facts
        facts={[
          [t('codes.slips.slips'), formatCount(slips.slips)],
          [t('codes.slips.customers'), formatCount(slips.customers)],
          [t('codes.slips.open'), formatMoney(slips.open)],
          [t('codes.account'), `${number}, ${bankName}, ${holder}`],
        ]}
      />
      <ReportTable
        caption={t('codes.slips.title')}
        columns={columns}
        rows={slips.parts.map((part, index) => ({ ...part, number: index + 1 }))}
        rowKey={({ from }) => from}
      />
    </Section>
  );
}
