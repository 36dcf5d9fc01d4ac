import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatVnd } from '../../../core/money.ts';
import { explainProposal } from '../../../core/targets/explain.ts';
import { formatInstant, languageOf } from '../format.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { measureOf } from './plan-words.ts';
import { rowChangesQuery, type Plan, type PlanRow, type RowChange } from './queries.ts';

/** Why a row was proposed as it was, and everything that ever changed it. */
export function RowDialog({ plan, row, onClose }: { plan: Plan; row: PlanRow; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const measure = measureOf(plan);
  const grounds = {
    ...row.grounds,
    headroom: BigInt(row.grounds.headroom),
    base: row.base === null ? null : BigInt(row.base),
    reached: row.reached === null ? null : BigInt(row.reached),
  };
  return (
    <Dialog title={row.name} onClose={onClose}>
      <h3>{t('plans.grounds')}</h3>
      <ul className="td-plan-grounds">
        {measure &&
          explainProposal(measure, grounds, languageOf(i18n.language)).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
      </ul>
      <h3>{t('plans.history')}</h3>
      <RowHistory planId={plan.id} row={row} />
      <div className="td-buttons">
        <Button size="sm" variant="default" onClick={onClose} data-autofocus>
          {t('plans.closeDialog')}
        </Button>
      </div>
    </Dialog>
  );
}

function RowHistory({ planId, row }: { planId: string; row: PlanRow }) {
  const { t } = useTranslation();
  const query = useQuery(rowChangesQuery(planId, row.key));
  return (
    <Answered query={query}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty>{t('plans.noHistory')}</Empty>
        ) : (
          <ReportTable
            caption={t('plans.history')}
            rows={rows}
            rowKey={({ version }) => String(version)}
            columns={[
              {
                key: 'action',
                header: t('plans.stepColumns.action'),
                phone: 'title',
                cell: (change) => <ChangeWords change={change} />,
              },
              {
                key: 'from',
                header: t('plans.stepColumns.from'),
                kind: 'number',
                cell: ({ from }) => formatVnd(BigInt(from)),
              },
              {
                key: 'to',
                header: t('plans.stepColumns.to'),
                kind: 'number',
                cell: ({ to }) => formatVnd(BigInt(to)),
              },
              { key: 'by', header: t('plans.stepColumns.by'), cell: ({ by }) => by },
              { key: 'at', header: t('plans.stepColumns.at'), cell: ({ at }) => formatInstant(at) },
            ]}
          />
        )
      }
    </Answered>
  );
}

function ChangeWords({ change }: { change: RowChange }) {
  const { t } = useTranslation();
  const { action, reason, fromLocked, toLocked } = change;
  const lock = fromLocked === toLocked ? '' : t(toLocked ? 'plans.lockedMark' : 'plans.unlockedMark');
  return (
    <>
      {t(`plans.actions.${action}`)}
      <span className="td-second-line">{[lock, reason].filter(Boolean).join(', ')}</span>
    </>
  );
}
