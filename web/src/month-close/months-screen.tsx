import '../styles/months.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { monthsQuery, type MonthRow } from '../api/month-queries.ts';
import { useMay, useSession } from '../api/session.ts';
import { formatInstant, formatPeriod, formatTime } from '../format.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty, Skeletons } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { FreezeDialog } from './freeze-dialog.tsx';
import { FrozenShare, Share } from './share.tsx';

/** Every month with bills: provisional or frozen, the frozen ratios and how far today's lie from them. */
export function MonthsScreen() {
  const { t } = useTranslation();
  const query = useQuery(monthsQuery);
  const [freezing, setFreezing] = useState<string>();
  return (
    <Page title={t('months.title')} lead={t('months.lead')} actions={<ExportLink path="/months" />}>
      <Answered query={query} skeleton={<Skeletons rows={10} height={40} />}>
        {({ asOf, rows }) =>
          rows.length === 0 ? (
            <Empty>{t('months.empty')}</Empty>
          ) : (
            <>
              <p className="td-small td-figures">{t('months.asOf', { time: formatTime(asOf, true) })}</p>
              <MonthsTable rows={rows} onFreeze={setFreezing} />
            </>
          )
        }
      </Answered>
      {freezing !== undefined && <FreezeDialog period={freezing} onClose={() => setFreezing(undefined)} />}
    </Page>
  );
}

function MonthsTable({ rows, onFreeze }: { rows: readonly MonthRow[]; onFreeze: (period: string) => void }) {
  const { t } = useTranslation();
  const mayFreeze = useMayFreeze();
  const columns: Column<MonthRow>[] = [
    {
      key: 'period',
      header: t('months.period'),
      phone: 'title',
      cell: ({ period }) => (
        <Link to="/months/$period" params={{ period }} className="td-nowrap">
          {t('months.name', { period: formatPeriod(period) })}
        </Link>
      ),
    },
    {
      key: 'state',
      header: t('months.state'),
      phone: 'wide',
      cell: (row) => (
        <>
          <MonthState row={row} />
          {!row.frozen && row.over && mayFreeze && (
            <span className="td-buttons">
              <Button size="compact-sm" variant="default" onClick={() => onFreeze(row.period)}>
                {t('months.freeze.open')}
              </Button>
            </span>
          )}
        </>
      ),
    },
    ...(['customers', 'money'] as const).map((counted) => ({
      key: counted,
      header: t(`months.ratio.${counted}`),
      kind: 'number' as const,
      cell: ({ frozen, live }: MonthRow) =>
        frozen ? (
          <FrozenShare
            counted={counted}
            frozen={countOf(frozen.figures[counted])}
            live={countOf(live[counted])}
          />
        ) : (
          <Share counted={counted} count={countOf(live[counted])} />
        ),
    })),
  ];
  return (
    <ReportTable caption={t('months.title')} columns={columns} rows={rows} rowKey={({ period }) => period} />
  );
}

function MonthState({ row: { over, frozen, restatementAsked } }: { row: MonthRow }) {
  const { t } = useTranslation();
  if (!frozen) return <Tag tone="idle">{t(over ? 'months.provisional' : 'months.running')}</Tag>;
  return (
    <span>
      <Tag tone="good">{t('months.lockedAt', { time: formatInstant(frozen.at) })}</Tag>
      <span className="td-second-line">
        {t('months.versionBy', { version: frozen.version, by: frozen.by })}
        {restatementAsked && ` · ${t('months.restate.waiting')}`}
      </span>
    </span>
  );
}

/** Freezing concerns the whole company. */
export function useMayFreeze(): boolean {
  const may = useMay('months.freeze');
  const { staff } = useSession();
  return may && staff.unitId === null;
}

/** The official definition's part of a figure. */
function countOf({ denominator, official }: NonNullable<MonthRow['frozen']>['figures']['customers']) {
  return { denominator, ...official };
}
