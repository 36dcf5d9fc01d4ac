import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatVnd } from '../../../core/money.ts';
import { explainProposal } from '../../../core/targets/explain.ts';
import { sendJson } from '../api/call.ts';
import { useMay } from '../api/session.ts';
import { formatInstant, languageOf } from '../format.ts';
import { Dialog } from '../ui/dialog.tsx';
import { readTexts, SelectField } from '../ui/fields.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';
import { measureOf } from './plan-words.ts';
import {
  ownersQuery,
  planPath,
  rowChangesQuery,
  type Plan,
  type PlanRow,
  type RowChange,
} from './queries.ts';

/** Who is responsible for a row, why it was proposed as it was, and everything that ever changed it. */
export function RowDialog({
  plan,
  row,
  refresh,
  onClose,
}: {
  plan: Plan;
  row: PlanRow;
  refresh: (queries: QueryClient) => Promise<void>;
  onClose: () => void;
}) {
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
      <Owner planId={plan.id} row={row} refresh={refresh} onSaved={onClose} />
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

/** The person responsible, and for who may, another one; an employee is responsible for their own row. */
function Owner({
  planId,
  row,
  refresh,
  onSaved,
}: {
  planId: string;
  row: PlanRow;
  refresh: (queries: QueryClient) => Promise<void>;
  onSaved: () => void;
}) {
  const { t } = useTranslation();
  const mayEdit = useMay('targets.edit');
  const queries = useQueryClient();
  const people = useQuery({ ...ownersQuery(), enabled: mayEdit });
  const saving = useMutation({
    mutationFn: (staff: string | null) =>
      sendJson('PUT', `${planPath(planId)}/owners`, { rows: [{ key: row.key, staff }] }),
    onSuccess: onSaved,
    onSettled: () => refresh(queries),
  });
  if (row.kind === 'employee') return null;
  if (!mayEdit) return <p>{row.owner ? t('plans.ownedBy', { name: row.owner.name }) : t('plans.nobody')}</p>;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    saving.mutate(readTexts(event.currentTarget)('owner') || null);
  };
  // Those of the same unit first: they are the likely ones.
  const nearFirst = (people.data?.rows ?? []).toSorted(
    (one, other) => Number(other.unitCode === row.unitCode) - Number(one.unitCode === row.unitCode),
  );
  return (
    <form onSubmit={submit} className="td-filters">
      {saving.isError && <ProblemBlock error={saving.error} />}
      <SelectField
        key={String(people.isSuccess)}
        name="owner"
        label={t('plans.owner')}
        value={row.owner?.id ?? ''}
      >
        <option value="">{t('plans.nobody')}</option>
        {nearFirst.map(({ id, name, login, unitCode }) => (
          <option key={id} value={id}>
            {[name, unitCode ?? login].join(' · ')}
          </option>
        ))}
      </SelectField>
      <Button type="submit" size="sm" variant="default" loading={saving.isPending}>
        {t('plans.saveOwner')}
      </Button>
    </form>
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
