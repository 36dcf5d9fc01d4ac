import { useTranslation } from 'react-i18next';
import { addMonths } from '../../../core/dates.ts';
import type { BillExplanation } from '../api/bill-queries.ts';
import { axisText, namesAxis } from '../charts/axes.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { Chart, useChartColors, type ChartColors } from '../charts/chart.tsx';
import type { ChartOption } from '../charts/echarts.ts';
import { formatCount, formatMoney, formatMoneyShort, formatPeriod } from '../format.ts';
import { ReportTable } from '../ui/report-table.tsx';

type BillMonth = BillExplanation['months'][number];

/** Energy and amount of a year and the month of the bill: two panels over the same months, so that no axis is shared. */
export function MonthsChart({ explained, readAt }: { explained: BillExplanation; readAt: number }) {
  const { t } = useTranslation();
  const colors = useChartColors();
  const { bill, customer, months } = explained;
  const now = months.find(({ period }) => period === bill.period);
  const before = months.find(({ period }) => period === addMonths(bill.period, -12));
  const compared = before
    ? t('bills.months.lastYear', { kwh: formatCount(before.energyKwh), total: formatMoney(before.total) })
    : t('bills.months.noLastYear');
  const summary = now
    ? t('bills.months.summary', {
        period: formatPeriod(now.period),
        kwh: formatCount(now.energyKwh),
        total: formatMoney(now.total),
        compared,
      })
    : compared;
  const words = {
    kwh: t('bills.months.kwh'),
    total: t('bills.months.total'),
    short: { billion: t('words.billion'), million: t('words.million') },
  };
  return (
    <ChartFrame
      topic={t('bills.months.topic')}
      title={t('bills.months.title')}
      note={t('bills.months.note')}
      definitions={[t('bills.months.definition')]}
      asOf={new Date(readAt).toISOString()}
      summary={summary}
      xlsx={{ path: `/customers/${encodeURIComponent(customer.code)}/bills` }}
      table={<MonthsTable months={months} />}
    >
      <Chart option={optionOf(months, bill.period, { colors, words })} label={summary} height={360} />
    </ChartFrame>
  );
}

function MonthsTable({ months }: { months: readonly BillMonth[] }) {
  const { t } = useTranslation();
  return (
    <ReportTable
      caption={t('bills.months.title')}
      rows={months.toReversed()}
      rowKey={({ period }) => period}
      columns={[
        {
          key: 'period',
          header: t('words.period'),
          phone: 'title',
          cell: ({ period }) => formatPeriod(period),
        },
        {
          key: 'kwh',
          header: t('bills.months.kwh'),
          kind: 'number',
          cell: ({ energyKwh }) => formatCount(energyKwh),
        },
        {
          key: 'total',
          header: t('bills.months.total'),
          kind: 'number',
          cell: ({ total }) => formatMoney(total),
        },
        {
          key: 'bills',
          header: t('bills.months.bills'),
          kind: 'number',
          cell: ({ bills }) => formatCount(bills),
        },
      ]}
    />
  );
}

interface Look {
  colors: ChartColors;
  words: { kwh: string; total: string; short: { billion: string; million: string } };
}

/** All thirteen months, those without a bill as a gap; the bill's own month stands out and carries its value. */
function optionOf(months: readonly BillMonth[], shown: string, { colors, words }: Look): ChartOption {
  const periods = Array.from({ length: 13 }, (_, back) => addMonths(shown, back - 12));
  const names = periods.map(formatPeriod);
  const short = (value: number): string => formatMoneyShort(String(value), words.short);
  const panels = [
    {
      name: words.kwh,
      valueOf: (month: BillMonth) => Number(month.energyKwh),
      say: (value: number) => formatCount(value),
    },
    { name: words.total, valueOf: (month: BillMonth) => Number(month.total), say: short },
  ];
  return {
    grid: [
      { left: 8, right: 8, top: 28, height: 120, containLabel: true },
      { left: 8, right: 8, top: 200, height: 120, containLabel: true },
    ],
    tooltip: {
      trigger: 'axis',
      backgroundColor: colors.palette.raised,
      textStyle: { color: colors.palette.text },
      confine: true,
    },
    xAxis: panels.map((_, index) => ({ ...namesAxis(colors, names), gridIndex: index })),
    yAxis: panels.map(({ name, say }, index) => ({
      type: 'value' as const,
      gridIndex: index,
      name,
      nameTextStyle: { ...axisText(colors), align: 'left' as const },
      axisLabel: { ...axisText(colors), formatter: say },
      splitLine: { lineStyle: { color: colors.palette.line } },
    })),
    series: panels.map(({ name, valueOf, say }, index) => ({
      type: 'bar' as const,
      name,
      xAxisIndex: index,
      yAxisIndex: index,
      barMaxWidth: 28,
      data: periods.map((period) => {
        const month = months.find((one) => one.period === period);
        const own = period === shown;
        return {
          value: month ? valueOf(month) : '-',
          itemStyle: { color: own ? colors.palette.bar : colors.palette.barStrict },
          label: { show: own, position: 'top' as const, formatter: month ? say(valueOf(month)) : '' },
        };
      }),
    })),
  };
}
