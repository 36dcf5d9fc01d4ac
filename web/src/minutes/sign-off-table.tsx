import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SignOff, SignOffRow } from '../api/paper-queries.ts';
import { useMay } from '../api/session.ts';
import { formatCount, formatDate, formatMoney, noValue } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { useMakeMinutes } from './make-minutes.ts';
import { MinutesStateTag } from './minutes-state.tsx';

interface Of {
  list: SignOff;
  byDay: boolean;
  month: string;
}

/** One row per partner and month, or per day of one partner. */
export function SignOffTable({ list, byDay, month }: Of) {
  const { t } = useTranslation();
  const make = useMakeMinutes();
  const subject = byDay ? dayColumns(t) : partnerColumns(t, month);
  const columns: Column<SignOffRow>[] = [
    ...subject,
    {
      key: 'collected',
      header: t('minutes.collected'),
      kind: 'number',
      cell: ({ collected }) => (collected === null ? noValue : formatMoney(collected)),
    },
    {
      key: 'expected',
      header: t('minutes.expected'),
      kind: 'number',
      cell: ({ expected }) => (expected === null ? noValue : formatMoney(expected)),
    },
    {
      key: 'differences',
      header: t('minutes.openDifferences'),
      kind: 'number',
      cell: (row) => <OpenDifferences row={row} />,
    },
    {
      key: 'paper',
      header: t('minutes.paper'),
      cell: (row) => (
        <Paper
          row={row}
          pending={make.isPending}
          onMake={() =>
            make.mutate({ partner: row.partnerCode, ...(row.day === null ? { month } : { day: row.day }) })
          }
        />
      ),
    },
  ];
  return (
    <>
      {make.isError && <ProblemBlock error={make.error} />}
      <ReportTable
        caption={t('minutes.title')}
        columns={columns}
        rows={list.rows}
        rowKey={({ partnerCode, day }) => `${partnerCode} ${day}`}
      />
    </>
  );
}

function partnerColumns(t: TFunction, month: string): Column<SignOffRow>[] {
  return [
    {
      key: 'partner',
      header: t('minutes.partner'),
      phone: 'title',
      cell: ({ partnerCode, partnerName }) => (
        <span>
          <Link to="/minutes" search={{ month, partner: partnerCode }}>
            {partnerName}
          </Link>
          <span className="td-second-line td-mono">{partnerCode}</span>
        </span>
      ),
    },
    {
      key: 'days',
      header: t('minutes.daysSigned'),
      kind: 'number',
      cell: ({ days, daysSigned }) => t('minutes.signedOf', { signed: daysSigned, total: days }),
    },
  ];
}

function dayColumns(t: TFunction): Column<SignOffRow>[] {
  return [
    {
      key: 'day',
      header: t('minutes.day'),
      phone: 'title',
      cell: ({ day, partnerCode }) =>
        day && (
          <Link to="/reconciliation/$partner/$day" params={{ partner: partnerCode, day }}>
            {formatDate(day)}
          </Link>
        ),
    },
    {
      key: 'session',
      header: t('minutes.session'),
      cell: ({ sessionState }) => sessionState && t(`settlement.windows.states.${sessionState}`),
    },
  ];
}

function OpenDifferences({ row }: { row: SignOffRow }) {
  if (row.openDifferences === 0) return <>0</>;
  return (
    <Link to="/reconciliation/differences" search={{ partner: row.partnerCode, day: row.day ?? undefined }}>
      {formatCount(row.openDifferences)}
    </Link>
  );
}

function Paper({ row, pending, onMake }: { row: SignOffRow; pending: boolean; onMake: () => void }) {
  const { t } = useTranslation();
  const mayMake = useMay('settlement.manage');
  if (row.minutes) {
    return (
      <span>
        <Link to="/minutes/$id" params={{ id: row.minutes.id }}>
          <MinutesStateTag state={row.minutes.state} />
        </Link>
        {row.minutes.version > 1 && (
          <span className="td-second-line">{t('minutes.version', { version: row.minutes.version })}</span>
        )}
      </span>
    );
  }
  if (row.days === 0) return <span className="td-small">{t('minutes.noSession')}</span>;
  if (!mayMake) return <span className="td-small">{t('minutes.none')}</span>;
  return (
    <Button size="compact-sm" variant="default" disabled={pending} onClick={onMake}>
      {t(row.day === null ? 'minutes.makeMonth' : 'minutes.make')}
    </Button>
  );
}
