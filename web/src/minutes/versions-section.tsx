import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Minutes } from '../api/paper-queries.ts';
import { formatInstant, noValue } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { MinutesStateTag } from './minutes-state.tsx';

/** Every version stays readable; shown once there is more than one. */
export function VersionsSection({ minutes }: { minutes: Minutes }) {
  const { t } = useTranslation();
  if (minutes.versions.length < 2) return null;
  return (
    <Section title={t('minutes.versions.title')}>
      <ReportTable
        caption={t('minutes.versions.title')}
        rows={minutes.versions}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'number',
            header: t('minutes.versions.number'),
            phone: 'title',
            cell: ({ id, number }) =>
              id === minutes.id ? (
                <span>
                  <span className="td-mono">{number}</span> ({t('minutes.versions.current')})
                </span>
              ) : (
                <Link to="/minutes/$id" params={{ id }} className="td-mono">
                  {number}
                </Link>
              ),
          },
          {
            key: 'state',
            header: t('minutes.state'),
            cell: ({ state }) => <MinutesStateTag state={state} />,
          },
          {
            key: 'signed',
            header: t('minutes.sign.title'),
            cell: ({ us, partner }) => (
              <span>
                {us ? formatInstant(us.at) : noValue}
                <span className="td-second-line">{partner ? formatInstant(partner.at) : noValue}</span>
              </span>
            ),
          },
          {
            key: 'hash',
            header: t('minutes.versions.hash'),
            cell: ({ hash }) => (
              <span className="td-mono" title={hash}>
                {hash.slice(0, 16)}…
              </span>
            ),
          },
        ]}
      />
    </Section>
  );
}

/** Who did what and when, over all versions. */
export function StepsSection({ minutes }: { minutes: Minutes }) {
  const { t } = useTranslation();
  return (
    <Section title={t('minutes.steps.title')}>
      <ol className="td-minutes-steps">
        {minutes.steps.map(({ at, actor, action, number, detail }, index) => (
          <li key={index}>
            <span className="td-figures td-small">{formatInstant(at)}</span>{' '}
            {t(`minutes.steps.${action.replace('minutes.', '') as 'reopen_asked'}`, {
              number,
              reason: String(detail['reason'] ?? ''),
              signer: String(detail['signer'] ?? ''),
              defaultValue: action,
            })}
            <span className="td-small"> · {actor}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
