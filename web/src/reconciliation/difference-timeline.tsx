import { useTranslation } from 'react-i18next';
import { formatInstant } from '../format.ts';

export interface TimelineEvent {
  at: string;
  event: string;
  actor: string;
  note?: string | null;
}

/** What happened, oldest first, with who did it. */
export function Timeline({
  events,
  nameOf,
}: {
  events: readonly TimelineEvent[];
  nameOf: (event: string) => string;
}) {
  const { t } = useTranslation();
  return (
    <ol className="td-timeline">
      {events.map(({ at, event, actor, note }, index) => (
        <li key={index}>
          <span className="td-figures td-small">{formatInstant(at)}</span> {nameOf(event)}
          <span className="td-small"> · {actor === 'system' ? t('recon.bench.system') : actor}</span>
          {note && <span className="td-second-line">{note}</span>}
        </li>
      ))}
    </ol>
  );
}
