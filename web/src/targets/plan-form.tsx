import { Button } from '@mantine/core';
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { Choices } from '../ui/choices.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { isTop, useAttainedRows } from './attained-rows.ts';
import { useOpenRows, usePlanEdits } from './plan-edits.ts';
import { differs, PlanTable, type RowActs } from './plan-table.tsx';
import { isShare } from './plan-words.ts';
import { planPath, type Plan, type PlanRow, type RowWish } from './queries.ts';
import { RowDialog } from './row-dialog.tsx';

const route = getRouteApi('/staff/targets/$id');
const depths = { unit: 2, team: 3, employee: 9 } as const;

type Step = { path: 'rows'; rows: RowWish[]; reason: string } | { path: 'spread'; from?: string };

/** The tree with its fields; a step is sent with the version that was seen, so that nobody's work is written over. */
export function PlanForm({
  plan,
  mayEdit,
  refresh,
}: {
  plan: Plan;
  mayEdit: boolean;
  refresh: (queries: QueryClient) => Promise<void>;
}) {
  const queries = useQueryClient();
  const { open: opened } = route.useSearch();
  const depth = opened === 'team' || opened === 'employee' ? opened : 'unit';
  const edits = usePlanEdits(plan.rows, isShare(plan));
  const [explained, setExplained] = useState<PlanRow>();
  const step = useMutation({
    mutationFn: ({ path, ...body }: Step) =>
      sendJson(path === 'rows' ? 'PUT' : 'POST', `${planPath(plan.id)}/${path}`, {
        version: plan.version,
        ...body,
      }),
    onSuccess: (_answer, { path }) => {
      if (path === 'rows') edits.clear();
    },
    onSettled: () => refresh(queries),
  });
  const acts: RowActs = {
    rebalance: ({ key }) => step.mutate({ path: 'spread', from: key }),
    lock: ({ key }, locked) => step.mutate({ path: 'rows', rows: [{ key, locked }], reason: '' }),
    explain: setExplained,
  };
  const save = (reason: string) => {
    if (edits.invalid.size === 0 && edits.wishes.length > 0)
      step.mutate({ path: 'rows', rows: edits.wishes, reason });
  };
  return (
    <>
      {step.isError && <ProblemBlock error={step.error} />}
      <Sums plan={plan} mayEdit={mayEdit} onRebalance={() => step.mutate({ path: 'spread' })} />
      <Tree
        // Another depth opens the tree anew.
        key={depth}
        plan={plan}
        depth={depth}
        edits={edits}
        mayEdit={mayEdit}
        acts={acts}
        save={save}
        saving={step.isPending}
        saved={step.isSuccess}
      />
      {explained && <RowDialog plan={plan} row={explained} onClose={() => setExplained(undefined)} />}
    </>
  );
}

/** Whether every level adds up, and the one button that makes it so. */
function Sums({ plan, mayEdit, onRebalance }: { plan: Plan; mayEdit: boolean; onRebalance: () => void }) {
  const { t } = useTranslation();
  const count = plan.rows.filter(differs).length;
  return (
    <div className="td-filters" role="status">
      <Tag tone={count === 0 ? 'good' : 'bad'}>
        {count === 0 ? t('plans.sumsAgree') : t('plans.sumsDiffer', { count })}
      </Tag>
      {count > 0 && mayEdit && (
        <Button size="sm" variant="default" onClick={onRebalance}>
          {t('plans.rebalance')}
        </Button>
      )}
    </div>
  );
}

function Tree(props: {
  plan: Plan;
  depth: keyof typeof depths;
  edits: ReturnType<typeof usePlanEdits>;
  mayEdit: boolean;
  acts: RowActs;
  save: (reason: string) => void;
  saving: boolean;
  saved: boolean;
}) {
  const { t } = useTranslation();
  const reasonId = useId();
  const { plan, depth, edits, mayEdit, acts } = props;
  const open = useOpenRows(plan.rows, depths[depth]);
  const tops = open.visible.filter((row) => isTop(row) && (open.isOpen(row) || row.kind !== 'unit'));
  const rows = useAttainedRows(
    plan,
    tops.map(({ key }) => key),
  );
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const visible = open.visible.map((row) => byKey.get(row.key) ?? row);
  const [reason, setReason] = useState('');
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    props.save(reason.trim());
  };
  const count = edits.wishes.length;
  return (
    <form onSubmit={submit} noValidate className="td-section">
      <div className="td-filters">
        <Choices
          label={t('plans.levels')}
          name="open"
          value={depth}
          choices={(['unit', 'team', 'employee'] as const).map((value) => ({
            value,
            label: t(`plans.level.${value}`),
          }))}
        />
      </div>
      <PlanTable plan={plan} rows={visible} open={open} edits={edits} mayEdit={mayEdit} acts={acts} />
      {mayEdit && (
        <>
          <div className="td-buttons td-save-bar">
            <Button
              type="submit"
              size="sm"
              disabled={count === 0 || edits.invalid.size > 0}
              loading={props.saving}
            >
              {count === 0 ? t('plans.nothing') : t('plans.save', { count })}
            </Button>
            <label htmlFor={reasonId}>{t('words.reason')}</label>
            <input
              id={reasonId}
              className="td-input"
              maxLength={300}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            {edits.invalid.size > 0 && (
              <span className="td-field-error" role="alert">
                {t('plans.badGoal')}
              </span>
            )}
            {props.saved && count === 0 && <span role="status">{t('plans.saved')}</span>}
          </div>
          <p className="td-small">{t('plans.keys')}</p>
        </>
      )}
    </form>
  );
}
