import '../styles/reconciliation.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addMonths, firstDayOf, isMonth, monthOf } from '../../../core/dates.ts';
import { settlementCalendarQuery } from '../api/accounting-queries.ts';
import type { SettlementCalendar } from '../api/accounting-types.ts';
import { useSession } from '../api/session.ts';
import { formatDate, formatPeriod } from '../format.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { ExportLink } from '../ui/list-parts.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { Answered, Empty, Skeletons } from '../ui/states.tsx';
import { CalendarGrid } from './calendar-grid.tsx';
import { CalendarList } from './calendar-list.tsx';
import { MarkIcon, MarkTag } from './mark-icon.tsx';
import { markOf, marks, marksToDo } from './marks.ts';

const route = getRouteApi('/staff/reconciliation');

/** Which partner's file came, what agrees, whose money is there: a month at a glance. */
export function CalendarScreen() {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  const { month: asked } = route.useSearch();
  const month = asked && isMonth(asked) ? asked : monthOf(businessDate);
  const span = { from: firstDayOf(month), to: firstDayOf(addMonths(month, 1)) };
  const query = useQuery(settlementCalendarQuery(span));
  return (
    <Page
      title={t('recon.calendar.title')}
      lead={t('recon.calendar.lead')}
      actions={
        <>
          <LinkButton to="/reconciliation/causes">{t('recon.calendar.causes')}</LinkButton>
          <LinkButton to="/reconciliation/mappings">{t('recon.calendar.mappings')}</LinkButton>
          <ExportLink path="/settlement/calendar" query={span} />
        </>
      }
    >
      <MonthChoice month={month} latest={monthOf(businessDate)} />
      <Answered query={query} skeleton={<Skeletons rows={12} height={28} />}>
        {(calendar) =>
          calendar.partners.length === 0 ? (
            <Empty>{t('recon.calendar.empty')}</Empty>
          ) : (
            <>
              <div className="td-desk-only">
                <CalendarGrid key={month} calendar={calendar} today={businessDate} />
              </div>
              <div className="td-phone-only">
                <CalendarList calendar={calendar} today={businessDate} />
              </div>
              <Legend />
              <div className="td-desk-only">
                <ToDoSection calendar={calendar} />
              </div>
            </>
          )
        }
      </Answered>
    </Page>
  );
}

function MonthChoice({ month, latest }: { month: string; latest: string }) {
  const { t } = useTranslation();
  const step = (months: number) => {
    const to = addMonths(month, months);
    return (
      <LinkButton to="." search={{ month: to === latest ? undefined : to }} replace>
        {t(months < 0 ? 'recon.calendar.earlier' : 'recon.calendar.later', { month: formatPeriod(to) })}
      </LinkButton>
    );
  };
  return (
    <nav className="td-filters td-month" aria-label={t('recon.calendar.month')}>
      {step(-1)}
      <h2 className="td-figures">{t('recon.calendar.monthOf', { month: formatPeriod(month) })}</h2>
      {month < latest && step(1)}
    </nav>
  );
}

function Legend() {
  const { t } = useTranslation();
  return (
    <ul className="td-cal-legend td-desk-only" aria-label={t('recon.calendar.legend')}>
      {marks
        .filter((mark) => mark !== 'none')
        .map((mark) => (
          <li key={mark}>
            <span className={`td-cal-cell td-mark-${mark}`}>
              <MarkIcon mark={mark} />
            </span>
            {t(`recon.marks.${mark}`)}
          </li>
        ))}
      <li>
        <span className="td-cal-cell td-cal-rest" />
        {t('recon.marks.rest')}
      </li>
    </ul>
  );
}

/** Everything in the month that waits for work, oldest first, with whom to ask. */
function ToDoSection({ calendar }: { calendar: SettlementCalendar }) {
  const { t } = useTranslation();
  const rows = calendar.partners
    .flatMap((partner) => partner.cells.map((cell) => ({ partner, cell, mark: markOf(cell) })))
    .filter(({ mark }) => marksToDo.includes(mark))
    .sort(
      (a, b) => a.cell.day.localeCompare(b.cell.day) || a.partner.name.localeCompare(b.partner.name, 'vi'),
    );
  return (
    <Section title={t('recon.calendar.toDoTitle', { count: rows.length })}>
      {rows.length === 0 ? (
        <Empty>{t('recon.calendar.nothingToDo')}</Empty>
      ) : (
        <ReportTable
          caption={t('recon.calendar.toDoTitle', { count: rows.length })}
          rows={rows}
          rowKey={({ partner, cell }) => `${partner.code} ${cell.day}`}
          columns={[
            {
              key: 'day',
              header: t('recon.calendar.day'),
              cell: ({ cell }) => <span className="td-figures">{formatDate(cell.day)}</span>,
              sortValue: ({ cell }) => cell.day,
            },
            {
              key: 'partner',
              header: t('recon.calendar.partner'),
              phone: 'title',
              cell: ({ partner, cell }) => (
                <Link to="/reconciliation/$partner/$day" params={{ partner: partner.code, day: cell.day }}>
                  {partner.name}
                </Link>
              ),
              sortValue: ({ partner }) => partner.name,
            },
            {
              key: 'mark',
              header: t('recon.calendar.state'),
              cell: ({ cell, mark }) => <MarkTag mark={mark} open={cell.openDifferences} />,
              sortValue: ({ mark }) => marks.indexOf(mark),
            },
            {
              key: 'contact',
              header: t('recon.calendar.contactHead'),
              cell: ({ partner }) => partner.contact || t('recon.calendar.noContact'),
            },
          ]}
        />
      )}
    </Section>
  );
}
