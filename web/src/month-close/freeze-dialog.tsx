import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { monthQuery, refreshMonths } from '../api/month-queries.ts';
import { formatPeriod } from '../format.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Answered, ProblemBlock, Skeletons } from '../ui/states.tsx';
import { MovingList } from './moving-list.tsx';

/** The second of two clicks: what still moves is shown before the figures are frozen. */
export function FreezeDialog({ period, onClose }: { period: string; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const month = useQuery(monthQuery(period));
  const freeze = useMutation({
    mutationFn: () => sendJson('POST', `/months/${period}/freeze`, {}),
    onSuccess: onClose,
    onSettled: () => refreshMonths(queries),
  });
  return (
    <Dialog title={t('months.freeze.title', { period: formatPeriod(period) })} onClose={onClose}>
      <p className="td-small">{t('months.freeze.text')}</p>
      {freeze.isError && <ProblemBlock error={freeze.error} />}
      <Answered query={month} skeleton={<Skeletons rows={4} />}>
        {({ moving }) =>
          moving && (
            <>
              <h3>{t('months.moving.title')}</h3>
              <MovingList period={period} moving={moving} />
            </>
          )
        }
      </Answered>
      <div className="td-buttons">
        <Button size="sm" loading={freeze.isPending} disabled={!month.data} onClick={() => freeze.mutate()}>
          {t('months.freeze.do')}
        </Button>
        <Button size="sm" variant="subtle" onClick={onClose}>
          {t('words.cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
