import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../core/dates.ts';
import { describeTransfer } from '../../../core/transfer-kinds.ts';
import { accountStatementQuery, type AccountLine, type AccountStatement } from '../api/credit-queries.ts';
import { balancesQuery } from '../api/queries.ts';
import { useSession } from '../api/session.ts';
import type { LedgerBalances } from '../api/types.ts';
import { formatDate, formatMoney, noValue } from '../format.ts';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Facts, Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { SearchDate } from '../ui/search-date.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Balance } from './balance.tsx';

const route = getRouteApi('/staff/ledger/statement');

/** One account line by line: what it held before, every entry with its counter account, what it holds after. */
export function StatementScreen() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const { businessDate } = useSession();
  const balances = useQuery(balancesQuery);
  const asked = {
    account: search.account ?? '131',
    unit: search.unit,
    partner: search.partner,
    from: search.from ?? addDays(businessDate, -7),
    to: search.to ?? businessDate,
  };
  const query = useInfiniteQuery(accountStatementQuery(asked));
  return (
    <Page
      title={t('books.statement.title', { code: asked.account })}
      lead={t('books.statement.lead')}
      crumbs={[
        <Link key="ledger" to="/ledger">
          {t('ledger.title')}
        </Link>,
      ]}
      actions={<ExportLink path="/ledger/statement" query={asked} />}
    >
      <Filters asked={asked} balances={balances.data} />
      <Answered query={query}>
        {({ pages }) => {
          const [first] = pages;
          const lines = pages.flatMap((page) => page.rows);
          return (
            <>
              {first && <Sums statement={first} />}
              {lines.length === 0 ? (
                <Empty>{t('books.statement.none')}</Empty>
              ) : (
                <>
                  <LinesTable lines={lines} />
                  <MoreRows pages={query} shown={lines.length} />
                </>
              )}
            </>
          );
        }}
      </Answered>
    </Page>
  );
}

interface Asked {
  account: string;
  unit: string | undefined;
  partner: string | undefined;
  from: string;
  to: string;
}

/** The accounts that exist, and of the chosen one the units or partners it is kept for. */
function Filters({ asked, balances }: { asked: Asked; balances: LedgerBalances | undefined }) {
  const { t } = useTranslation();
  const rows = balances?.rows ?? [];
  const names = new Map(rows.map(({ code, name }) => [code, `${code} ${name}`]));
  const own = rows.filter(({ code }) => code === asked.account);
  const units = own.flatMap(({ unitCode }) => (unitCode === null ? [] : [unitCode]));
  const partners = own.flatMap(({ partnerCode }) => (partnerCode === null ? [] : [partnerCode]));
  const asChoices = (codes: readonly string[]) => codes.map((code) => ({ value: code, label: code }));
  return (
    <div className="td-filters">
      <AccountSelect account={asked.account} names={names} />
      {units.length > 0 && (
        <SearchSelect
          label={t('books.statement.unit')}
          name="unit"
          value={asked.unit}
          choices={asChoices(units)}
        />
      )}
      {partners.length > 0 && (
        <SearchSelect
          label={t('books.statement.partner')}
          name="partner"
          value={asked.partner}
          choices={asChoices(partners)}
        />
      )}
      <SearchDate label={t('books.statement.from')} name="from" value={asked.from} />
      <SearchDate label={t('books.statement.to')} name="to" value={asked.to} />
    </div>
  );
}

/** Another account forgets the unit or partner of the one before. */
function AccountSelect({ account, names }: { account: string; names: ReadonlyMap<string, string> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const id = useId();
  return (
    <div className="td-field">
      <label htmlFor={id}>{t('books.statement.account')}</label>
      <select
        id={id}
        value={account}
        onChange={(event) => {
          const chosen = { account: event.currentTarget.value, unit: undefined, partner: undefined };
          void navigate({ to: '.', search: (now: object) => ({ ...now, ...chosen }), replace: true });
        }}
      >
        {!names.has(account) && <option value={account}>{account}</option>}
        {[...names].map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function Sums({ statement }: { statement: AccountStatement }) {
  const { t } = useTranslation();
  return (
    <Facts
      facts={[
        [t('books.statement.opening'), <Balance key="o" balance={BigInt(statement.opening)} />],
        [t('books.statement.debit'), formatMoney(statement.debit)],
        [t('books.statement.credit'), formatMoney(statement.credit)],
        [t('books.statement.closing'), <Balance key="c" balance={BigInt(statement.closing)} />],
      ]}
    />
  );
}

function LinesTable({ lines }: { lines: readonly AccountLine[] }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'vi';
  const amount = (value: string) => (value === '0' ? '' : formatMoney(value));
  const columns: Column<AccountLine>[] = [
    {
      key: 'day',
      header: t('books.statement.day'),
      cell: ({ businessOn, documentNumber }) => (
        <span className="td-figures">
          {formatDate(businessOn)}
          <span className="td-second-line">{documentNumber}</span>
        </span>
      ),
    },
    {
      key: 'description',
      header: t('books.statement.description'),
      phone: 'title',
      cell: ({ kind, reference }) => (
        <span>
          {describeTransfer(kind, language)}
          {reference && <span className="td-second-line td-mono">{reference}</span>}
        </span>
      ),
    },
    {
      key: 'counter',
      header: t('books.statement.counter'),
      cell: ({ counter }) => (
        <span className="td-mono">
          {counter.code} {counter.owner ?? noValue}
        </span>
      ),
    },
    {
      key: 'debit',
      header: t('books.statement.debit'),
      kind: 'number',
      cell: ({ debit }) => amount(debit),
    },
    {
      key: 'credit',
      header: t('books.statement.credit'),
      kind: 'number',
      cell: ({ credit }) => amount(credit),
    },
    {
      key: 'balance',
      header: t('books.statement.balance'),
      kind: 'number',
      cell: ({ balance }) => <Balance balance={BigInt(balance)} />,
    },
  ];
  return (
    <ReportTable
      caption={t('books.statement.open')}
      columns={columns}
      rows={lines}
      rowKey={(line) => `${line.documentNumber} ${line.debit}`}
    />
  );
}
