import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshMinutes, type Minutes, type MinutesMade, type ReopenWish } from '../api/paper-queries.ts';
import { useMay, useSession } from '../api/session.ts';
import { formatInstant } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ProblemBlock } from '../ui/states.tsx';

/** Opening a signed paper again: one person asks and says why, another one does it. */
export function ReopenSection({ minutes }: { minutes: Minutes }) {
  const { t } = useTranslation();
  const mayAsk = useMay('settlement.manage');
  const { state, reopen } = minutes;
  if (state === 'draft') return null;
  if (state === 'reopened') {
    return (
      reopen && (
        <p className="td-notice td-notice-warn">
          {t('minutes.reopen.was', {
            at: reopen.reopenedAt ? formatInstant(reopen.reopenedAt) : '',
            asked: reopen.askedBy,
            approved: reopen.reopenedBy ?? '',
            reason: reopen.reason,
          })}
        </p>
      )
    );
  }
  return (
    <Section title={t('minutes.reopen.title')} subtitle={t('minutes.reopen.text')}>
      {reopen ? <Approval minutes={minutes} /> : mayAsk && <Request minutes={minutes} />}
    </Section>
  );
}

function Request({ minutes }: { minutes: Minutes }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const field = useId();
  const reason = useRef<HTMLTextAreaElement>(null);
  const [missing, setMissing] = useState(false);
  const ask = useMutation({
    mutationFn: (wish: ReopenWish) =>
      sendJson('POST', `/minutes/${encodeURIComponent(minutes.id)}/reopen-request`, wish),
    onSuccess: () => refreshMinutes(queries),
  });
  const send = () => {
    const text = reason.current?.value.trim() ?? '';
    setMissing(text.length < 3);
    if (text.length >= 3) ask.mutate({ reason: text });
  };
  return (
    <div className="td-sign-form">
      {ask.isError && <ProblemBlock error={ask.error} />}
      <div className="td-field">
        <label htmlFor={field}>{t('minutes.reopen.reason')}</label>
        <textarea id={field} ref={reason} maxLength={500} rows={2} aria-invalid={missing} />
        {missing && <span className="td-field-error">{t('minutes.reopen.missing')}</span>}
      </div>
      <div className="td-buttons">
        <Button size="sm" variant="default" loading={ask.isPending} onClick={send}>
          {t('minutes.reopen.ask')}
        </Button>
      </div>
    </div>
  );
}

function Approval({ minutes: { id, reopen } }: { minutes: Minutes }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { staff } = useSession();
  const mayApprove = useMay('money.approve');
  const approve = useMutation({
    mutationFn: () => sendJson<MinutesMade>('POST', `/minutes/${encodeURIComponent(id)}/reopen`, {}),
    onSuccess: async (made) => {
      await refreshMinutes(queries);
      await navigate({ to: '/minutes/$id', params: { id: made.id } });
    },
  });
  if (!reopen) return null;
  const own = reopen.askedBy === staff.login;
  return (
    <div className="td-panel">
      <p>{t('minutes.reopen.asked', { name: reopen.askedBy, reason: reopen.reason })}</p>
      {approve.isError && <ProblemBlock error={approve.error} />}
      {own && <p className="td-small">{t('minutes.reopen.own')}</p>}
      {!own && !mayApprove && <p className="td-small">{t('minutes.reopen.noRight')}</p>}
      {!own && mayApprove && (
        <div className="td-buttons">
          <Button size="sm" loading={approve.isPending} onClick={() => approve.mutate()}>
            {t('minutes.reopen.approve')}
          </Button>
        </div>
      )}
    </div>
  );
}
