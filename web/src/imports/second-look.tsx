import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { importQuery, importsQuery } from '../api/queries.ts';
import { useMay } from '../api/session.ts';
import type { Import } from '../api/types.ts';
import { formatCount } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ProblemBlock } from '../ui/states.tsx';

/** The second look: someone with the right to publish approves a checked file, or abandons it. */
export function SecondLook({ one }: { one: Import }) {
  const { t } = useTranslation();
  if (one.state === 'published') {
    return (
      <div className="td-notice td-notice-good" role="status">
        <div>
          <p className="td-notice-title">{t('imports.secondLook.done', { by: one.publishedBy ?? '' })}</p>
          <Link to="/board">{t('imports.openBoard')}</Link>
        </div>
      </div>
    );
  }
  if (one.state === 'abandoned') return <p className="td-notice">{t('imports.secondLook.abandoned')}</p>;
  return one.state === 'checked' ? <Approval one={one} /> : null;
}

function Approval({ one }: { one: Import }) {
  const { t } = useTranslation();
  const mayPublish = useMay('imports.publish');
  const [answersForIt, setAnswersForIt] = useState(false);
  const act = useImportAction(one.id);
  const totalled = one.control !== null && one.control.source !== 'none';
  const disagrees = totalled && one.control?.agree === false;
  const rows = one.accepted + one.changed;
  const abandon = () => {
    if (window.confirm(t('imports.secondLook.confirmAbandon'))) act.mutate({ action: 'abandon' });
  };
  return (
    <Section title={t('imports.secondLook.title')}>
      <p>
        {rows === 0
          ? t(one.unchanged > 0 ? 'imports.secondLook.nothing' : 'imports.secondLook.noneValid')
          : t(one.kind === 'bills' ? 'imports.secondLook.text' : 'imports.secondLook.customers', {
              rows: formatCount(rows),
            })}
      </p>
      {act.isError && <ProblemBlock error={act.error} />}
      {!mayPublish && <p className="td-notice">{t('imports.secondLook.noRight')}</p>}
      {mayPublish && !totalled && (
        <label className="td-check">
          <input
            type="checkbox"
            checked={answersForIt}
            onChange={(event) => setAnswersForIt(event.currentTarget.checked)}
          />
          {t('imports.secondLook.confirmWithout')}
        </label>
      )}
      <div className="td-buttons">
        {mayPublish && (
          <Button
            size="sm"
            disabled={disagrees || (!totalled && !answersForIt)}
            loading={act.isPending}
            onClick={() => act.mutate({ action: 'publish', ...(!totalled && { withoutTotals: true }) })}
          >
            {totalled ? t('imports.secondLook.publish') : t('imports.secondLook.withoutTotals')}
          </Button>
        )}
        <Button size="sm" variant="default" disabled={act.isPending} onClick={abandon}>
          {t('imports.secondLook.abandon')}
        </Button>
      </div>
    </Section>
  );
}

/** Publishing and abandoning; afterwards everything that counts bills is asked for anew. */
function useImportAction(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ action, ...body }: { action: 'publish' | 'abandon'; withoutTotals?: true }) =>
      sendJson('POST', `/imports/${encodeURIComponent(id)}/${action}`, body),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: importQuery(id).queryKey });
      await queries.invalidateQueries({ queryKey: importsQuery.queryKey });
    },
  });
}
