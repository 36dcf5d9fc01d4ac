import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { schedulesQuery, type Schedule } from '../api/report-queries.ts';
import { useMay } from '../api/session.ts';
import { formatDate, noValue } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';

/** What is made by the business clock, when, and whom it goes to. */
export function SchedulesSection() {
  const { t } = useTranslation();
  const mayEdit = useMay('reports.edit');
  const query = useQuery(schedulesQuery);
  const [edited, setEdited] = useState<Schedule | 'new'>();
  const columns = useColumns(mayEdit ? setEdited : undefined);
  return (
    <Section
      title={t('papers.parts.schedules')}
      subtitle={t('papers.schedule.text')}
      actions={
        mayEdit && (
          <Button size="sm" onClick={() => setEdited('new')}>
            {t('papers.schedule.add')}
          </Button>
        )
      }
    >
      <Answered query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('papers.schedule.empty')}</Empty>
          ) : (
            <ReportTable
              caption={t('papers.parts.schedules')}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
            />
          )
        }
      </Answered>
      {edited && (
        <ScheduleDialog
          schedule={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Section>
  );
}

function useColumns(edit: ((schedule: Schedule) => void) | undefined): Column<Schedule>[] {
  const { t } = useTranslation();
  const rhythm = ({ cadence, weekday, monthDay, atTime, workingDaysOnly }: Schedule): string =>
    [
      cadence === 'weekly'
        ? t(`papers.schedule.weekdays.${weekday ?? 1}` as 'papers.schedule.weekdays.1')
        : t(`papers.schedule.${cadence}`, { day: monthDay ?? '' }),
      atTime,
      workingDaysOnly ? t('papers.schedule.workingDays') : '',
    ]
      .filter(Boolean)
      .join(', ');
  return [
    {
      key: 'kind',
      header: t('papers.report'),
      phone: 'title',
      cell: ({ kind, unit, pivot }) =>
        pivot ? (
          <Link to="/pivots/view" search={{ report: pivot.id }}>
            {pivot.name}
          </Link>
        ) : (
          `${t(`papers.kinds.${kind}`)} – ${unit}`
        ),
    },
    { key: 'rhythm', header: t('papers.schedule.when'), cell: rhythm },
    {
      key: 'recipients',
      header: t('papers.mail.recipient'),
      width: '26%',
      cell: ({ recipients, formats }) => (
        <>
          {recipients === null ? t('papers.mail.notTold') : recipients.join(', ')}
          <div className="td-small">{formats.map((format) => t(`papers.formats.${format}`)).join(', ')}</div>
        </>
      ),
    },
    {
      key: 'next',
      header: t('papers.schedule.next'),
      cell: ({ nextDueOn, isActive }) =>
        isActive ? (
          nextDueOn ? (
            formatDate(nextDueOn)
          ) : (
            noValue
          )
        ) : (
          <Tag tone="idle">{t('papers.schedule.off')}</Tag>
        ),
    },
    {
      key: 'last',
      header: t('papers.schedule.last'),
      cell: ({ lastDueOn, lastReportId }) =>
        lastDueOn && !lastReportId ? (
          formatDate(lastDueOn)
        ) : lastDueOn && lastReportId ? (
          <Link to="/official-reports/$id" params={{ id: lastReportId }}>
            {formatDate(lastDueOn)}
          </Link>
        ) : (
          noValue
        ),
    },
    {
      key: 'edit',
      header: '',
      cell: (schedule) =>
        edit &&
        schedule.recipients !== null && (
          <Button size="compact-sm" variant="default" onClick={() => edit(schedule)}>
            {t('papers.schedule.edit')}
          </Button>
        ),
    },
  ];
}
