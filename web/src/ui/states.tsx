import { Button } from '@mantine/core';
import { IconAlertTriangle, IconInbox, IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { describeProblem, problemOf } from './problem-text.ts';

/** Shape of what is coming; shown only if it takes longer than a blink. */
export function Skeletons({ rows = 6, height = 20 }: { rows?: number; height?: number }) {
  const { t } = useTranslation();
  return (
    <div className="td-skeletons" role="status">
      <span className="td-hidden">{t('states.loading')}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="td-skeleton" style={{ height, width: `${100 - ((index * 13) % 30)}%` }} />
      ))}
    </div>
  );
}

/** Why there is nothing, and one thing to do about it. */
export function Empty({
  title,
  children,
  action,
}: {
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="td-empty">
      <IconInbox size={28} stroke={1.5} aria-hidden />
      <div>
        {title && <p className="td-empty-title">{title}</p>}
        {children && <p>{children}</p>}
        {action && <div className="td-empty-action">{action}</div>}
      </div>
    </div>
  );
}

/** What went wrong, in the server's words, and the id with which it can be traced. What can be asked again has a button. */
export function ProblemBlock({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t, i18n } = useTranslation();
  const problem = problemOf(error);
  // Asking again does not lift a refusal of rights.
  const refused = problem.status === 403;
  return (
    <div className={`td-notice td-notice-${refused ? 'warn' : 'bad'}`} role="alert">
      {refused ? <IconLock size={20} aria-hidden /> : <IconAlertTriangle size={20} aria-hidden />}
      <div>
        <p className="td-notice-title">{onRetry ? t('states.errorTitle') : t('states.refusedTitle')}</p>
        <p>{describeProblem(problem, t, i18n.language)}</p>
        {problem.errors && problem.errors.length > 0 && (
          <ul>
            {problem.errors.map((field) => (
              <li key={field.field + field.code}>
                {field.field}: {i18n.language === 'en' ? (field.detailEn ?? field.detail) : field.detail}
              </li>
            ))}
          </ul>
        )}
        {problem.requestId && <p className="td-small">{t('states.requestId', { id: problem.requestId })}</p>}
        {onRetry && !refused && (
          <Button variant="default" size="sm" mt={8} onClick={onRetry}>
            {t('states.retry')}
          </Button>
        )}
      </div>
    </div>
  );
}

export function Forbidden({ role }: { role: string }) {
  const { t } = useTranslation();
  return (
    <div className="td-notice td-notice-warn" role="alert">
      <IconLock size={20} aria-hidden />
      <div>
        <h1 className="td-notice-title">{t('states.forbiddenTitle')}</h1>
        <p>{t('states.forbidden', { role })}</p>
        <p>
          <Link to="/board">{t('states.toBoard')}</Link>
        </p>
      </div>
    </div>
  );
}

export function NotFound() {
  const { t } = useTranslation();
  return (
    <div className="td-not-found">
      <h1>{t('states.notFoundTitle')}</h1>
      <p>{t('states.notFound')}</p>
      <Link to="/board">{t('states.toBoard')}</Link>
    </div>
  );
}

interface Answer<Value> {
  data: Value | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

/**
 * The four states of anything that is asked for: skeleton, problem, forbidden (a problem of its own wording) and the
 * answer. An answer that could not be refreshed stays on the screen and says that it is old.
 */
export function Answered<Value>(props: {
  query: Answer<Value>;
  skeleton?: ReactNode;
  children: (value: Value) => ReactNode;
}) {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = props.query;
  if (data === undefined) {
    if (error) return <ProblemBlock error={error} onRetry={() => void refetch()} />;
    if (isPending) return props.skeleton ?? <Skeletons />;
    return null;
  }
  return (
    <>
      {Boolean(error) && (
        <p className="td-stale" role="status">
          {t('states.stale')}
        </p>
      )}
      {props.children(data)}
    </>
  );
}
