import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshMonths, type Month, type RestatementWish } from '../api/month-queries.ts';
import { useSession } from '../api/session.ts';
import { formatInstant } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { useMayFreeze } from './months-screen.tsx';

/** Stating a month anew: one person asks and says why, another one approves. */
export function RestateSection({ month }: { month: Month }) {
  const { t } = useTranslation();
  const mayFreeze = useMayFreeze();
  const [asking, setAsking] = useState(false);
  const { period, restatement } = month;
  if (!restatement && !mayFreeze) return null;
  return (
    <Section title={t('months.restate.title')} subtitle={t('months.restate.text')}>
      {restatement ? (
        <Approval period={period} wish={restatement} />
      ) : (
        <div className="td-buttons">
          <Button size="sm" variant="default" onClick={() => setAsking(true)}>
            {t('months.restate.ask')}
          </Button>
        </div>
      )}
      {asking && (
        <ReasonDialog
          title={t('months.restate.title')}
          hint={t('months.restate.hint')}
          send={t('months.restate.send')}
          onSend={(reason) =>
            sendJson('POST', `/months/${period}/restatement`, { reason } satisfies RestatementWish)
          }
          refresh={refreshMonths}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  );
}

function Approval({ period, wish }: { period: string; wish: NonNullable<Month['restatement']> }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { staff } = useSession();
  const mayFreeze = useMayFreeze();
  const answer = useMutation({
    mutationFn: (step: 'approve' | 'withdraw') =>
      sendJson('POST', `/months/${period}/restatement/${step}`, {}),
    onSettled: () => refreshMonths(queries),
  });
  const own = wish.askedBy === staff.login;
  return (
    <div className="td-panel">
      <p>
        {t('months.restate.asked', {
          name: wish.askedBy,
          at: formatInstant(wish.askedAt),
          reason: wish.reason,
          version: wish.version,
        })}
      </p>
      {answer.isError && <ProblemBlock error={answer.error} />}
      {own && <p className="td-small">{t('months.restate.own')}</p>}
      {mayFreeze && (
        <div className="td-buttons">
          {!own && (
            <Button size="sm" loading={answer.isPending} onClick={() => answer.mutate('approve')}>
              {t('months.restate.approve')}
            </Button>
          )}
          <Button
            size="sm"
            variant="default"
            disabled={answer.isPending}
            onClick={() => answer.mutate('withdraw')}
          >
            {t('months.restate.withdraw')}
          </Button>
        </div>
      )}
    </div>
  );
}
