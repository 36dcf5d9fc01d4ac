import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { Fragment, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board } from '../api/types.ts';
import { formatDate, formatPeriod } from '../format.ts';

export type BoardEvent = Board['events'][number];

/** Whether the figures of a month are frozen, by the marks of a board. */
export function standingOf({ events }: Board, month: string): 'provisional' | 'frozen' | 'restated' {
  const kinds = events.filter(({ period }) => period === month).map(({ kind }) => kind);
  return kinds.includes('restated') ? 'restated' : kinds.includes('frozen') ? 'frozen' : 'provisional';
}

/** Marks that are drawn as upright lines: a frozen month is told by its dot. */
function isDrawn({ kind }: BoardEvent): boolean {
  return kind !== 'frozen' && kind !== 'restated';
}

/** An upright line of a drawing: its month, and what happened in it in few words and in whole ones. */
export interface EventMark {
  period: string;
  words: string;
  whole: readonly string[];
}

/** What is drawn upon some months, in their order. */
export function useEventMarks(board: Board, months: readonly string[]): EventMark[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const byMonth = Map.groupBy(board.events.filter(isDrawn), ({ period }) => period);
    return months.flatMap((period) => {
      const own = byMonth.get(period);
      if (!own) return [];
      const words = [...Map.groupBy(own, ({ kind }) => kind)]
        .map(([kind, alike]) => t(`chart.events.short.${kind}`, { count: alike.length }))
        .join(', ');
      return [{ period, words, whole: own.map((event) => wordsOf(event, t)) }];
    });
  }, [board, months, t]);
}

/** How much happened and when last, for those who do not see the lines; empty where nothing did. */
export function useEventSummary(marks: readonly EventMark[]): string {
  const { t } = useTranslation();
  const last = marks.at(-1);
  if (!last) return '';
  return t('chart.events.summary', {
    count: marks.reduce((sum, { whole }) => sum + whole.length, 0),
    period: formatPeriod(last.period),
    words: last.words,
  });
}

/** What happened in the months that are shown, each leading to its counter, plan or month. */
export function EventList({ board, months }: { board: Board; months: readonly string[] }) {
  const { t } = useTranslation();
  const byMonth = Map.groupBy(board.events.filter(isDrawn), ({ period }) => period);
  const shown = months.filter((month) => byMonth.has(month));
  if (shown.length === 0) return null;
  return (
    <ul className="td-events" aria-label={t('chart.events.topic')}>
      {shown.map((month) => (
        <li key={month}>
          <strong className="td-figures">{formatPeriod(month)}</strong>{' '}
          <EventWords events={byMonth.get(month) ?? []} />
        </li>
      ))}
    </ul>
  );
}

/** Of one month: every mark with its day. */
export function EventWords({ events }: { events: readonly BoardEvent[] }) {
  return events.map((event, at) => (
    <Fragment key={event.kind + event.key}>
      {at > 0 && '; '}
      <EventLink event={event} />
    </Fragment>
  ));
}

function EventLink({ event }: { event: BoardEvent }) {
  const { t } = useTranslation();
  const { kind, key } = event;
  const words = wordsOf(event, t);
  if (kind === 'plan_handed_over')
    return (
      <Link to="/targets/$id" params={{ id: key }}>
        {words}
      </Link>
    );
  if (!isDrawn(event))
    return (
      <Link to="/months/$period" params={{ period: key }}>
        {words}
      </Link>
    );
  return (
    <Link to="/pay-points" search={{ kind: 'counter', standing: 'all', query: key }}>
      {words}
    </Link>
  );
}

function wordsOf({ kind, name, on }: BoardEvent, t: TFunction): string {
  return t(`chart.events.words.${kind}`, { name, on: formatDate(on) });
}
