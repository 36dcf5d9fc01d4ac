import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { debtBuckets } from '../../../core/kpi/debt-buckets.ts';
import type { OpenBill } from '../api/habit-queries.ts';
import { UnitChoice } from '../board/unit-choice.tsx';
import { CustomerListPage } from '../customers/customer-list-page.tsx';
import { formatDate, formatMoney, formatPeriod, noValue } from '../format.ts';
import type { Column } from '../ui/report-table.tsx';
import { SearchSelect } from '../ui/search-select.tsx';

const route = getRouteApi('/staff/open-bills');

/** The bills behind a figure of the debt, the oldest first. */
export function OpenBillsScreen() {
  const { t } = useTranslation();
  const { unit, bucket, standing, kind } = route.useSearch();
  const age = debtBuckets.find((one) => one === bucket);
  const title =
    standing === 'aside'
      ? t('habits.debts.aside')
      : age
        ? t('habits.debts.title', { bucket: t(`habits.debt.buckets.${age}`).toLowerCase() })
        : t('habits.debts.all');
  return (
    <CustomerListPage<OpenBill>
      title={title}
      lead={t('habits.debts.lead')}
      crumbs={[
        <Link key="ageing" to="/debt-ageing" search={{ unit }}>
          {t('nav.debtAgeing')}
        </Link>,
      ]}
      path="/debt-ageing/bills"
      query={{ unit, bucket: age, standing, kind }}
      filters={
        <>
          <UnitChoice unit={unit} />
          <SearchSelect
            label={t('habits.debt.topic')}
            name="bucket"
            value={age}
            choices={debtBuckets.map((value) => ({ value, label: t(`habits.debt.buckets.${value}`) }))}
          />
        </>
      }
      columns={useBillColumns(standing === 'aside')}
      rowKey={({ billId }) => billId}
      countText={(total) => t('habits.debts.total', { total })}
      empty={t('habits.debts.empty')}
    />
  );
}

function useBillColumns(apart: boolean): Column<OpenBill>[] {
  const { t } = useTranslation();
  return [
    { key: 'period', header: t('habits.debts.period'), cell: ({ period }) => formatPeriod(period) },
    { key: 'due', header: t('habits.debts.due'), cell: ({ dueOn }) => formatDate(dueOn) },
    {
      key: 'late',
      header: t('habits.debts.late'),
      kind: 'number',
      cell: ({ daysLate }) =>
        daysLate > 0 ? t('habits.debts.days', { count: daysLate }) : t('habits.debts.notLate'),
    },
    { key: 'open', header: t('habits.debts.open'), kind: 'number', cell: ({ open }) => formatMoney(open) },
    ...(apart
      ? [
          {
            key: 'why',
            header: t('habits.debts.why'),
            cell: ({ aside }: OpenBill) => (aside ? t(`habits.debt.asides.${aside}`) : noValue),
          },
        ]
      : []),
  ];
}
