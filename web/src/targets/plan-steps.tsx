import { useQuery, type QueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { formatCount, formatInstant } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { Answered } from '../ui/states.tsx';
import { planPath, stepsQuery, type Plan, type PlanStep } from './queries.ts';

/** Everything that was ever done to a plan, and the way back. */
export function PlanSteps({
  plan,
  mayEdit,
  refresh,
}: {
  plan: Plan;
  mayEdit: boolean;
  refresh: (queries: QueryClient) => Promise<void>;
}) {
  const { t } = useTranslation();
  const [undoing, setUndoing] = useState<PlanStep>();
  const query = useQuery(stepsQuery(plan.id));
  return (
    <Section title={t('plans.steps')}>
      <Answered query={query}>
        {({ rows }) => (
          <ReportTable
            caption={t('plans.steps')}
            rows={rows}
            rowKey={({ version }) => String(version)}
            columns={[
              {
                key: 'version',
                header: t('plans.stepColumns.version'),
                kind: 'number',
                cell: ({ version }) => version,
              },
              {
                key: 'action',
                header: t('plans.stepColumns.action'),
                phone: 'title',
                cell: ({ action, reason }) => (
                  <>
                    {t(`plans.actions.${action}`)}
                    {reason !== '' && <span className="td-second-line">{reason}</span>}
                  </>
                ),
              },
              {
                key: 'changed',
                header: t('plans.stepColumns.changed'),
                kind: 'number',
                cell: ({ changed }) => formatCount(changed),
              },
              { key: 'by', header: t('plans.stepColumns.by'), cell: ({ by }) => by },
              { key: 'at', header: t('plans.stepColumns.at'), cell: ({ at }) => formatInstant(at) },
              {
                key: 'undo',
                header: '',
                cell: (step) =>
                  mayEdit &&
                  step.version < plan.version && (
                    <button type="button" className="td-chip" onClick={() => setUndoing(step)}>
                      {t('plans.undo')}
                    </button>
                  ),
              },
            ]}
          />
        )}
      </Answered>
      {undoing && (
        <ReasonDialog
          title={t('plans.undoTitle', { version: undoing.version })}
          hint={t('plans.undoHint', { version: undoing.version })}
          send={t('plans.undo')}
          onSend={(reason) =>
            sendJson('POST', `${planPath(plan.id)}/undo`, {
              version: plan.version,
              to: undoing.version,
              reason,
            })
          }
          refresh={refresh}
          onClose={() => setUndoing(undefined)}
        />
      )}
    </Section>
  );
}
