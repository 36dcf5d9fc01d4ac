import '../styles/imports.css';
import '../styles/reconciliation.css';
import '../styles/collecting.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { handedOverQuery, type HandedRow } from '../api/collecting-queries.ts';
import { useMay } from '../api/session.ts';
import { formatCount, formatMoney, formatPeriod } from '../format.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { HandOverForm } from './hand-over-form.tsx';

/** Bills that one partner alone may collect (giao thu): hand them over, take them back, see who has how many. */
export function HandOverScreen() {
  const { t } = useTranslation();
  const may = useMay('organisation.edit');
  const handed = useQuery(handedOverQuery);
  return (
    <Page
      title={t('handOver.title')}
      lead={t('handOver.lead')}
      actions={<ExportLink path="/bills/handed-over" />}
    >
      {may && <HandOverForm />}
      <Section title={t('handOver.list.title')} subtitle={t('handOver.list.text')}>
        <Answered query={handed}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty>{t('handOver.list.none')}</Empty>
            ) : (
              <CollectorsTable collectors={addUp(rows)} />
            )
          }
        </Answered>
      </Section>
    </Page>
  );
}

interface Collector {
  code: string;
  name: string;
  units: Set<string>;
  periods: string[];
  bills: number;
  openVnd: bigint;
}

function addUp(rows: readonly HandedRow[]): Collector[] {
  const collectors = new Map<string, Collector>();
  for (const { partnerCode: code, partnerName: name, unitCode, period, bills, open } of rows) {
    const before = collectors.get(code) ?? {
      code,
      name,
      units: new Set(),
      periods: [],
      bills: 0,
      openVnd: 0n,
    };
    collectors.set(code, {
      ...before,
      units: before.units.add(unitCode),
      periods: before.periods.includes(period) ? before.periods : [...before.periods, period].sort(),
      bills: before.bills + bills,
      openVnd: before.openVnd + BigInt(open),
    });
  }
  return [...collectors.values()];
}

function CollectorsTable({ collectors }: { collectors: readonly Collector[] }) {
  const { t } = useTranslation();
  const bills = collectors.reduce((sum, collector) => sum + collector.bills, 0);
  const openVnd = collectors.reduce((sum, collector) => sum + collector.openVnd, 0n);
  return (
    <ReportTable
      caption={t('handOver.list.title')}
      rows={collectors}
      rowKey={({ code }) => code}
      columns={[
        {
          key: 'partner',
          header: t('handOver.list.partner'),
          phone: 'title',
          cell: ({ code, name }) => (
            <Link to="/hand-over/bills" search={{ partner: code }}>
              {name}
              <span className="td-second-line">{code}</span>
            </Link>
          ),
          footer: t('handOver.list.total'),
        },
        {
          key: 'units',
          header: t('handOver.list.units'),
          kind: 'number',
          sortValue: ({ units }) => units.size,
          cell: ({ code, units }) => (
            <Link to="/hand-over/bills" search={{ partner: code }}>
              {formatCount(units.size)}
            </Link>
          ),
        },
        {
          key: 'periods',
          header: t('handOver.list.periods'),
          cell: ({ periods }) => <Periods periods={periods} />,
        },
        {
          key: 'bills',
          header: t('handOver.list.bills'),
          kind: 'number',
          sortValue: (collector) => collector.bills,
          cell: (collector) => (
            <Link to="/hand-over/bills" search={{ partner: collector.code }}>
              {formatCount(collector.bills)}
            </Link>
          ),
          footer: formatCount(bills),
        },
        {
          key: 'open',
          header: t('handOver.list.open'),
          kind: 'number',
          sortValue: (collector) => collector.openVnd,
          cell: (collector) => formatMoney(collector.openVnd),
          footer: formatMoney(openVnd),
        },
      ]}
    />
  );
}

/** The first and the last of many. */
function Periods({ periods }: { periods: readonly string[] }) {
  const [first, last] = [periods[0] ?? '', periods.at(-1) ?? ''];
  return (
    <span className="td-figures">
      {first === last ? formatPeriod(first) : `${formatPeriod(first)} – ${formatPeriod(last)}`}
    </span>
  );
}
