import '../styles/reconciliation.css';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useId, useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAccounting, workingDaysQuery } from '../api/accounting-queries.ts';
import type { CalendarOverride, NewCalendarDay } from '../api/accounting-types.ts';
import { sendJson } from '../api/call.ts';
import { useMay, useSession } from '../api/session.ts';
import { formatDate } from '../format.ts';
import { weekdayOf } from '../reconciliation/weekday.ts';
import { DateField } from '../ui/date-field.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';
import { FormProblem } from '../ui/dialog.tsx';

const route = getRouteApi('/staff/settlement/days');

/** Holidays, and Saturdays and Sundays that are worked; what the due days of partners are counted by. */
export function WorkingDaysScreen() {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  const { year: asked } = route.useSearch();
  const year = asked && /^20\d{2}$/.test(asked) ? asked : businessDate.slice(0, 4);
  const query = useQuery(workingDaysQuery(year));
  const may = useMay('settlement.manage');
  const step = (years: number) => (
    <LinkButton to="." search={{ year: String(Number(year) + years) }} replace>
      {Number(year) + years}
    </LinkButton>
  );
  return (
    <Page
      title={t('settlement.workingDays.title')}
      lead={t('settlement.workingDays.lead')}
      crumbs={[
        <Link key="windows" to="/settlement">
          {t('settlement.windows.title')}
        </Link>,
        <span key="here">{t('settlement.workingDays.title')}</span>,
      ]}
      actions={
        <>
          {step(-1)}
          {step(1)}
        </>
      }
    >
      {may && <DayForm key={year} year={year} />}
      <Section title={t('settlement.workingDays.year', { year })}>
        <Answered query={query}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty>{t('settlement.workingDays.none')}</Empty>
            ) : (
              <DaysTable rows={rows} may={may} />
            )
          }
        </Answered>
      </Section>
    </Page>
  );
}

function DayForm({ year }: { year: string }) {
  const { t } = useTranslation();
  const id = useId();
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState(false);
  const [made, setMade] = useState(0);
  const save = useMutation({
    mutationFn: (day: NewCalendarDay) => sendJson('POST', '/settlement/days', day),
    onSuccess: async () => {
      setMade(made + 1);
      await refreshAccounting(queries);
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const [day, name] = [String(fields.get('day') ?? ''), String(fields.get('name') ?? '').trim()];
    setMissing(day === '' || name === '');
    if (day === '' || name === '') return;
    save.mutate({ day, name, kind: fields.get('kind') === 'working' ? 'working' : 'holiday' });
  };
  return (
    <form key={made} ref={form} className="td-upload td-upload-wide" onSubmit={submit} noValidate>
      {save.isError && <ProblemBlock error={save.error} />}
      <div className="td-filters">
        <DateField label={t('settlement.workingDays.day')} name="day" value={null} />
        <div className="td-field">
          <label htmlFor={`${id}-kind`}>{t('settlement.workingDays.kind')}</label>
          <select id={`${id}-kind`} name="kind">
            <option value="holiday">{t('settlement.workingDays.kinds.holiday')}</option>
            <option value="working">{t('settlement.workingDays.kinds.working')}</option>
          </select>
        </div>
        <div className="td-field td-field-wide">
          <label htmlFor={`${id}-name`}>{t('settlement.workingDays.name')}</label>
          <input id={`${id}-name`} name="name" autoComplete="off" maxLength={200} />
        </div>
        <Button type="submit" size="sm" loading={save.isPending}>
          {t('settlement.workingDays.add')}
        </Button>
      </div>
      {missing && <FormProblem>{t('settlement.workingDays.missing', { year })}</FormProblem>}
    </form>
  );
}

function DaysTable({ rows, may }: { rows: readonly CalendarOverride[]; may: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: (day: string) => sendJson('DELETE', `/settlement/days/${day}`),
    onSuccess: () => refreshAccounting(queries),
  });
  return (
    <>
      {remove.isError && <ProblemBlock error={remove.error} />}
      <ReportTable
        caption={t('settlement.workingDays.title')}
        rows={rows}
        rowKey={({ day }) => day}
        columns={[
          {
            key: 'day',
            header: t('settlement.workingDays.day'),
            cell: ({ day }) => (
              <span className="td-figures">
                {t(`recon.weekdays.${weekdayOf(day)}`)} {formatDate(day)}
              </span>
            ),
          },
          {
            key: 'name',
            header: t('settlement.workingDays.name'),
            phone: 'title',
            cell: ({ name }) => name,
          },
          {
            key: 'kind',
            header: t('settlement.workingDays.kind'),
            cell: ({ kind }) => t(`settlement.workingDays.kinds.${kind}`),
          },
          { key: 'by', header: t('settlement.terms.setBy'), cell: ({ setBy }) => setBy },
          {
            key: 'remove',
            header: '',
            cell: ({ day }) =>
              may && (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('settlement.workingDays.remove', { day: formatDate(day) })}
                  onClick={() => remove.mutate(day)}
                >
                  {t('settlement.workingDays.removeShort')}
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}
