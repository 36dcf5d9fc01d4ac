import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Minutes } from '../api/paper-queries.ts';
import { formatCount, formatDate, formatInstant, formatMoney, noValue } from '../format.ts';
import { ChannelName } from '../ui/channel-names.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';

type Content = Minutes['content'];
type Counted = Pick<Content['figures'], 'payments' | 'paymentsVnd' | 'reversals' | 'reversalsVnd'>;

/** The figures of the paper, in its order. */
export function FiguresSection({ content }: { content: Content }) {
  const { t } = useTranslation();
  const { figures, channels, units, days } = content;
  return (
    <Section
      title={t('minutes.figures.title')}
      subtitle={t('minutes.page.asOf', { at: formatInstant(content.moving.asOf) })}
    >
      <Lines content={content} />
      <p className="td-minutes-words">{figures.expectedInWords ?? figures.collectedInWords}</p>
      {days.length > 0 && <Days days={days} />}
      <Split
        title={t('minutes.figures.channels')}
        header={t('minutes.figures.channel')}
        rows={channels}
        total={figures}
        keyOf={({ channel }) => channel}
        nameOf={({ channel }) => <ChannelName channel={channel} />}
      />
      <Split
        title={t('minutes.figures.units')}
        header={t('minutes.figures.unit')}
        rows={units}
        total={figures}
        keyOf={({ code }) => code}
        nameOf={({ code, name }) => (code === '' ? t('minutes.figures.nobody') : `${name} (${code})`)}
      />
    </Section>
  );
}

type LineKey =
  | 'payments'
  | 'reversals'
  | 'refunds'
  | 'collected'
  | 'fee'
  | 'feeVat'
  | 'carriedIn'
  | 'expected'
  | 'received'
  | 'carried';

function Lines({ content: { figures, moving } }: { content: Content }) {
  const { t } = useTranslation();
  const line = (key: LineKey, amount: string | null, count?: number) => ({
    key,
    name: t(`minutes.figures.${key}`),
    mode: key === 'fee' && figures.feeMode ? ` (${t(`minutes.figures.feeModes.${figures.feeMode}`)})` : '',
    count,
    amount: amount === null ? t('minutes.figures.notYet') : formatMoney(amount),
    strong: key === 'collected' || key === 'expected',
  });
  const lines = [
    line('payments', figures.paymentsVnd, figures.payments),
    line('reversals', figures.reversalsVnd, figures.reversals),
    line('refunds', figures.refundsVnd),
    line('collected', figures.collectedVnd),
    line('fee', figures.feeVnd),
    line('feeVat', figures.feeVatVnd),
    line('carriedIn', figures.carriedInVnd),
    line('expected', figures.expectedVnd),
    line('received', moving.receivedVnd),
    line('carried', moving.carriedVnd),
  ];
  return (
    <ReportTable
      caption={t('minutes.figures.title')}
      rows={lines}
      rowKey={({ key }) => key}
      rowClass={({ strong }) => (strong ? 'td-row-strong' : undefined)}
      columns={[
        {
          key: 'name',
          header: t('minutes.figures.line'),
          phone: 'title',
          cell: ({ name, mode, count }) => (
            <span>
              {name}
              {mode}
              {count !== undefined && (
                <span className="td-small">
                  {' '}
                  · {t('minutes.figures.count', { payments: formatCount(count) })}
                </span>
              )}
            </span>
          ),
        },
        {
          key: 'amount',
          header: t('minutes.figures.amount'),
          kind: 'number',
          cell: ({ amount }) => amount,
        },
      ]}
    />
  );
}

function Split<Row extends Counted>(props: {
  title: string;
  header: string;
  rows: readonly Row[];
  total: Counted;
  keyOf: (row: Row) => string;
  nameOf: (row: Row) => ReactNode;
}) {
  const { t } = useTranslation();
  const columns: Column<Row>[] = [
    {
      key: 'name',
      header: props.header,
      phone: 'title',
      cell: props.nameOf,
      footer: t('minutes.figures.total'),
    },
    ...countedColumns<Row>(t, props.total),
  ];
  return (
    <>
      <h3>{props.title}</h3>
      <ReportTable caption={props.title} columns={columns} rows={props.rows} rowKey={props.keyOf} />
    </>
  );
}

function countedColumns<Row extends Counted>(t: TFunction, total: Counted): Column<Row>[] {
  return [
    {
      key: 'payments',
      header: t('minutes.figures.paymentCount'),
      kind: 'number',
      cell: ({ payments }) => formatCount(payments),
      footer: formatCount(total.payments),
    },
    {
      key: 'paymentsVnd',
      header: t('minutes.figures.paymentAmount'),
      kind: 'number',
      cell: ({ paymentsVnd }) => formatMoney(paymentsVnd),
      footer: formatMoney(total.paymentsVnd),
    },
    {
      key: 'reversals',
      header: t('minutes.figures.reversalCount'),
      kind: 'number',
      cell: ({ reversals }) => formatCount(reversals),
      footer: formatCount(total.reversals),
    },
    {
      key: 'reversalsVnd',
      header: t('minutes.figures.reversalAmount'),
      kind: 'number',
      cell: ({ reversalsVnd }) => formatMoney(reversalsVnd),
      footer: formatMoney(total.reversalsVnd),
    },
  ];
}

function Days({ days }: { days: Content['days'] }) {
  const { t } = useTranslation();
  return (
    <>
      <h3>{t('minutes.figures.days')}</h3>
      <ReportTable
        caption={t('minutes.figures.days')}
        rows={days}
        rowKey={({ day }) => day}
        columns={[
          { key: 'day', header: t('minutes.day'), phone: 'title', cell: ({ day }) => formatDate(day) },
          {
            key: 'payments',
            header: t('minutes.figures.paymentCount'),
            kind: 'number',
            cell: ({ payments }) => formatCount(payments),
          },
          {
            key: 'paymentsVnd',
            header: t('minutes.figures.paymentAmount'),
            kind: 'number',
            cell: ({ paymentsVnd }) => formatMoney(paymentsVnd),
          },
          {
            key: 'expected',
            header: t('minutes.expected'),
            kind: 'number',
            cell: ({ expectedVnd }) => (expectedVnd === null ? noValue : formatMoney(expectedVnd)),
          },
          {
            key: 'paper',
            header: t('minutes.paper'),
            cell: ({ number }) =>
              number ? <span className="td-mono">{number}</span> : t('minutes.figures.unsigned'),
          },
        ]}
      />
    </>
  );
}
