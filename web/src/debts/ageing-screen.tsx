import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { versionOf } from '../../../core/kpi/board-definitions.ts';
import { debtAgeingQuery, type DebtAgeing } from '../api/habit-queries.ts';
import { UnitChoice } from '../board/unit-choice.tsx';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { Chart } from '../charts/chart.tsx';
import { formatDate, formatMoneyShort } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { Page } from '../ui/page.tsx';
import { Answered, Empty, Skeletons } from '../ui/states.tsx';
import { AgeingTable } from './ageing-table.tsx';
import { amountOf, measures, overdueOf, type Measure } from './ages.ts';
import { BucketKey, useAgeingOption } from './ageing-option.tsx';

const route = getRouteApi('/staff/debt-ageing');

/** How old the debt is: stacked by age for each unit, with what is being paid or disputed apart. */
export function DebtAgeingScreen() {
  const { t } = useTranslation();
  const { unit, by } = route.useSearch();
  const query = useQuery(debtAgeingQuery({ unit }));
  return (
    <Page
      title={t('habits.debt.title')}
      lead={query.data && t('habits.debt.lead', { on: formatDate(query.data.on) })}
    >
      <div className="td-filters">
        <UnitChoice unit={unit} />
        <Choices
          label={t('habits.debt.by')}
          name="by"
          value={by === 'bills' ? 'bills' : 'amount'}
          choices={measures.map((value) => ({ value, label: t(`habits.debt.measures.${value}`) }))}
        />
      </div>
      <Answered query={query} skeleton={<Skeletons rows={6} height={48} />}>
        {(ageing) =>
          ageing.whole.total.bills === '0' ? (
            <Empty title={t('habits.debt.none')}>{t('habits.debt.empty')}</Empty>
          ) : (
            <AgeingFrame ageing={ageing} by={by === 'bills' ? 'bills' : 'amount'} unit={unit} />
          )
        }
      </Answered>
    </Page>
  );
}

function AgeingFrame({ ageing, by, unit }: { ageing: DebtAgeing; by: Measure; unit: string | undefined }) {
  const { t } = useTranslation();
  const { whole } = ageing;
  const rows = useMemo(
    () => (ageing.rows.length > 0 ? ageing.rows : [{ ...whole, itself: false }]),
    [ageing, whole],
  );
  const option = useAgeingOption(rows, by);
  const words = { billion: t('words.billion'), million: t('words.million') };
  const money = (amount: bigint): string => formatMoneyShort(amount, words);
  const worst = rows.reduce((best, row) => (overdueOf(row) > overdueOf(best) ? row : best));
  const aside = (disputed: boolean): bigint =>
    whole.aside
      .filter(({ kind }) => (kind === 'disputed') === disputed)
      .reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  const summary = t('habits.debt.summary', {
    name: worst.name,
    amount: money(overdueOf(worst)),
    old: money(amountOf(whole, 'over_90')),
    pending: money(aside(false)),
    disputed: money(aside(true)),
  });
  return (
    <ChartFrame
      topic={t('habits.debt.topic')}
      title={t('habits.debt.message', {
        overdue: money(overdueOf(whole)),
        total: money(BigInt(whole.total.amount)),
      })}
      note={t('habits.debt.note', { on: formatDate(ageing.on) })}
      definitions={[versionOf(ageing.definition)]}
      asOf={ageing.asOf}
      summary={summary}
      xlsx={{ path: '/debt-ageing', query: { unit } }}
    >
      <Chart option={option} label={summary} height={rows.length * 44 + 60} />
      <BucketKey />
      <AgeingTable ageing={ageing} by={by} />
    </ChartFrame>
  );
}
