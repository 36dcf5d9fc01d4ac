import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sumVnd } from '../../../core/money.ts';
import { balancesQuery } from '../api/queries.ts';
import type { LedgerBalances } from '../api/types.ts';
import { formatMoney, formatTime, noValue } from '../format.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Balance } from './balance.tsx';
import { JournalSection } from './journal-section.tsx';

/** Every account with its turnover and balance, and the sentence an accountant looks for first: does it balance? */
export function LedgerScreen() {
  const { t } = useTranslation();
  const query = useQuery(balancesQuery);
  return (
    <Page
      title={t('ledger.title')}
      lead={
        <>
          {t('ledger.lead')} {query.data && t('board.asOf', { time: formatTime(query.data.asOf, true) })}
        </>
      }
      actions={<ExportLink path="/ledger/balances" />}
    >
      <Answered query={query}>
        {(balances) =>
          balances.rows.length === 0 ? (
            <Empty>{t('ledger.empty')}</Empty>
          ) : (
            <>
              <BalanceSentence balances={balances} />
              <BalancesTable balances={balances} />
              <JournalSection />
            </>
          )
        }
      </Answered>
    </Page>
  );
}

function BalanceSentence({ balances }: { balances: LedgerBalances }) {
  const { t } = useTranslation();
  const debit = sumVnd(balances.rows.map((row) => BigInt(row.debit)));
  const difference = debit - sumVnd(balances.rows.map((row) => BigInt(row.credit)));
  return difference === 0n ? (
    <p className="td-notice td-notice-good td-figures">
      {t('ledger.balanced', { amount: formatMoney(debit) })}
    </p>
  ) : (
    <p className="td-notice td-notice-bad td-figures" role="alert">
      {t('ledger.unbalanced', { amount: formatMoney(difference) })}
    </p>
  );
}

function BalancesTable({ balances }: { balances: LedgerBalances }) {
  const { t } = useTranslation();
  type Row = LedgerBalances['rows'][number];
  const columns: Column<Row>[] = [
    { key: 'code', header: t('ledger.code'), cell: ({ code }) => <span className="td-mono">{code}</span> },
    {
      key: 'name',
      header: t('ledger.name'),
      phone: 'title',
      cell: ({ code, name, unitCode, partnerCode }) => (
        <Link
          to="/ledger/statement"
          search={{ account: code, unit: unitCode ?? undefined, partner: partnerCode ?? undefined }}
        >
          {name}
        </Link>
      ),
    },
    {
      key: 'owner',
      header: t('ledger.owner'),
      cell: ({ unitCode, partnerCode }) => unitCode ?? partnerCode ?? noValue,
    },
    {
      key: 'debit',
      header: t('ledger.debit'),
      kind: 'number',
      cell: ({ debit }) => formatMoney(debit),
      footer: formatMoney(sumVnd(balances.rows.map((row) => BigInt(row.debit)))),
    },
    {
      key: 'credit',
      header: t('ledger.credit'),
      kind: 'number',
      cell: ({ credit }) => formatMoney(credit),
      footer: formatMoney(sumVnd(balances.rows.map((row) => BigInt(row.credit)))),
    },
    {
      key: 'balance',
      header: t('ledger.balance'),
      kind: 'number',
      cell: ({ balance }) => <Balance balance={BigInt(balance)} />,
    },
  ];
  return (
    <ReportTable
      caption={t('ledger.title')}
      columns={columns}
      rows={balances.rows}
      rowKey={({ code, unitCode, partnerCode }) => `${code} ${unitCode ?? ''} ${partnerCode ?? ''}`}
    />
  );
}
