import '../styles/imports.css';
import '../styles/reconciliation.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../core/dates.ts';
import { lanes } from '../../../core/reconciliation/lanes.ts';
import { lanesQuery, windowQuery } from '../api/accounting-queries.ts';
import type { LaneSummary, SettlementWindow } from '../api/accounting-types.ts';
import { ApiError } from '../api/call.ts';
import { partnersQuery } from '../api/queries.ts';
import { formatCount, formatDate, formatMoney, noValue } from '../format.ts';
import { MinutesLine } from '../minutes/minutes-line.tsx';
import { WindowActions } from '../settlement/window-actions.tsx';
import { WindowFigures } from '../settlement/window-figures.tsx';
import { WindowReceipts } from '../settlement/window-receipts.tsx';
import { WindowStateTag } from '../settlement/window-state.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { ExportLink } from '../ui/list-parts.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { DayFiles } from './day-files.tsx';
import { Timeline } from './difference-timeline.tsx';

const route = getRouteApi('/staff/reconciliation/$partner/$day');

/** One partner's day: its file, what differs, the window with its money, and what has been done. */
export function DayScreen() {
  const { t } = useTranslation();
  const { partner, day } = route.useParams();
  const partners = useQuery(partnersQuery);
  const window = useQuery(windowQuery(partner, day));
  const name =
    window.data?.partnerName ?? partners.data?.rows.find(({ code }) => code === partner)?.name ?? partner;
  return (
    <Page
      title={t('recon.day.title', { partner: name, day: formatDate(day) })}
      lead={t('recon.day.lead')}
      crumbs={[
        <Link key="calendar" to="/reconciliation" search={{ month: day.slice(0, 7) }}>
          {t('recon.calendar.title')}
        </Link>,
        <span key="day">{formatDate(day)}</span>,
      ]}
      actions={
        <>
          {window.data && <WindowStateTag state={window.data.state} />}
          <DayStep partner={partner} day={addDays(day, -1)} earlier />
          <DayStep partner={partner} day={addDays(day, 1)} />
        </>
      }
    >
      <DayFiles partner={partner} day={day} />
      <LanesSection partner={partner} day={day} />
      {isUnknownWindow(window.error) ? (
        <Section title={t('recon.day.window')}>
          <Empty>{t('recon.day.noWindow')}</Empty>
        </Section>
      ) : (
        <Answered query={window}>{(one) => <WindowSections window={one} />}</Answered>
      )}
    </Page>
  );
}

function isUnknownWindow(error: unknown): boolean {
  return error instanceof ApiError && error.problem.code === 'settlement.unknown_window';
}

function DayStep({ partner, day, earlier }: { partner: string; day: string; earlier?: boolean }) {
  return (
    <LinkButton to="/reconciliation/$partner/$day" params={{ partner, day }}>
      {earlier ? `← ${formatDate(day)}` : `${formatDate(day)} →`}
    </LinkButton>
  );
}

function LanesSection({ partner, day }: { partner: string; day: string }) {
  const { t } = useTranslation();
  const query = useQuery(lanesQuery({ partner, day }));
  return (
    <Section
      title={t('recon.day.lanes')}
      actions={
        <>
          <LinkButton to="/reconciliation/differences" search={{ partner, day }}>
            {t('recon.day.work')}
          </LinkButton>
          <ExportLink path="/reconciliation/differences" query={{ partner, day }} />
        </>
      }
    >
      <Answered query={query}>
        {(summary) => <LanesTable summary={summary} partner={partner} day={day} />}
      </Answered>
    </Section>
  );
}

function LanesTable({ summary, partner, day }: { summary: LaneSummary; partner: string; day: string }) {
  const { t } = useTranslation();
  type Row = LaneSummary['rows'][number];
  const rows = lanes.flatMap((lane) => summary.rows.find((row) => row.lane === lane) ?? []);
  const sum = (of: (row: Row) => number) => formatCount(rows.reduce((total, row) => total + of(row), 0));
  return (
    <ReportTable
      caption={t('recon.day.lanes')}
      rows={rows}
      rowKey={({ lane }) => lane}
      rowClass={({ open, resolved }) => (open + resolved === 0 ? 'td-row-muted td-row-none' : undefined)}
      columns={[
        {
          key: 'lane',
          header: t('recon.day.lane'),
          phone: 'title',
          cell: ({ lane, open }) =>
            open === 0 ? (
              t(`recon.lanes.${lane}`)
            ) : (
              <Link to="/reconciliation/differences" search={{ partner, day, lane }}>
                {t(`recon.lanes.${lane}`)}
              </Link>
            ),
          footer: t('table.total'),
        },
        {
          key: 'open',
          header: t('recon.day.open'),
          kind: 'number',
          cell: ({ open }) =>
            open === 0 ? '0' : <strong className="td-bad-text">{formatCount(open)}</strong>,
          footer: sum(({ open }) => open),
        },
        {
          key: 'approval',
          header: t('recon.day.approval'),
          kind: 'number',
          cell: ({ approval }) => formatCount(approval),
          footer: sum(({ approval }) => approval),
        },
        {
          key: 'resolved',
          header: t('recon.day.resolved'),
          kind: 'number',
          cell: ({ resolved }) => formatCount(resolved),
          footer: sum(({ resolved }) => resolved),
        },
        {
          key: 'theirs',
          header: t('recon.day.theirs'),
          kind: 'number',
          cell: ({ theirAmount }) => (theirAmount === '0' ? noValue : formatMoney(theirAmount)),
        },
        {
          key: 'ours',
          header: t('recon.day.ours'),
          kind: 'number',
          cell: ({ ourAmount }) => (ourAmount === '0' ? noValue : formatMoney(ourAmount)),
        },
      ]}
    />
  );
}

function WindowSections({ window }: { window: SettlementWindow }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="td-columns td-columns-even">
        <Section
          title={t('recon.day.window')}
          subtitle={t('recon.day.windowSubtitle', { cutOff: window.cutOff, due: formatDate(window.dueOn) })}
        >
          <WindowFigures window={window} />
          <WindowActions window={window} />
        </Section>
        <Section title={t('recon.day.timeline')}>
          <WindowTimeline window={window} />
          <MinutesLine window={window} />
        </Section>
      </div>
      <WindowReceipts window={window} />
    </>
  );
}

function WindowTimeline({ window }: { window: SettlementWindow }) {
  const { t } = useTranslation();
  if (window.events.length === 0) return <p className="td-small">{t('recon.day.noEvents')}</p>;
  return (
    <Timeline
      events={window.events}
      nameOf={(event) => t(`settlement.events.${event as 'close'}`, { defaultValue: event })}
    />
  );
}
