import { Button } from '@mantine/core';
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { languageOf } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { isTop, useAttainedRows } from './attained-rows.ts';
import { useOpenRows, usePlanEdits, withWishes } from './plan-edits.ts';
import { PlanTable, type RowActs } from './plan-table.tsx';
import { differenceText, differs, isShare, nounOf } from './plan-words.ts';
import { planPath, type Plan, type PlanRow, type RowWish } from './queries.ts';
import { RowDialog } from './row-dialog.tsx';

const route = getRouteApi('/staff/targets/$id');
const depths = { unit: 2, team: 3, employee: 9 } as const;

type Step =
  { path: 'rows'; rows: RowWish[]; reason: string } | { path: 'spread'; from?: string; evenly?: boolean };

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
    mutationFn: (steps: readonly Step[]) => takeSteps(plan, steps),
    onSuccess: (_version, steps) => {
      // A lock alone leaves what was typed.
      const isTyped = (one: Step) =>
        one.path === 'rows' && one.rows.some(({ locked }) => locked === undefined);
      if (steps.some(isTyped)) edits.clear();
    },
    onSettled: () => refresh(queries),
  });
  const typed = (reason: string): Step[] =>
    edits.wishes.length === 0 ? [] : [{ path: 'rows', rows: edits.wishes, reason }];
  // What was typed is saved first: it is what the difference was counted with.
  const rebalance = (from: string | undefined, evenly: boolean) => {
    if (edits.invalid.size === 0)
      step.mutate([...typed(''), { path: 'spread', evenly, ...(from !== undefined && { from }) }]);
  };
  const acts: RowActs = {
    rebalance: ({ key }) => rebalance(key, false),
    lock: ({ key }, locked) => step.mutate([{ path: 'rows', rows: [{ key, locked }], reason: '' }]),
    explain: setExplained,
  };
  const save = (reason: string) => {
    if (edits.invalid.size === 0 && edits.wishes.length > 0) step.mutate(typed(reason));
  };
  const drafted = { ...plan, rows: withWishes(plan.rows, edits.wishes) };
  return (
    <>
      {step.isError && <ProblemBlock error={step.error} />}
      <Sums plan={drafted} mayEdit={mayEdit} onRebalance={(evenly) => rebalance(undefined, evenly)} />
      <Tree
        // Another depth opens the tree anew.
        key={depth}
        plan={drafted}
        depth={depth}
        edits={edits}
        mayEdit={mayEdit}
        acts={acts}
        save={save}
        saving={step.isPending}
        saved={step.isSuccess}
      />
      {explained && (
        <RowDialog plan={plan} row={explained} refresh={refresh} onClose={() => setExplained(undefined)} />
      )}
    </>
  );
}

/** One step behind the other, each from the version that the one before it made. */
async function takeSteps(plan: Plan, steps: readonly Step[]): Promise<number> {
  let { version } = plan;
  for (const { path, ...body } of steps) {
    const answer = await sendJson<{ version: number }>(
      path === 'rows' ? 'PUT' : 'POST',
      `${planPath(plan.id)}/${path}`,
      { version, ...body },
    );
    version = answer.version;
  }
  return version;
}

/** Whether every level adds up, what the company's units differ by, and the buttons that make them agree. */
function Sums({
  plan,
  mayEdit,
  onRebalance,
}: {
  plan: Plan;
  mayEdit: boolean;
  onRebalance: (evenly: boolean) => void;
}) {
  const { t, i18n } = useTranslation();
  const noun = nounOf(plan, languageOf(i18n.language));
  const first = plan.rows[0];
  const count = plan.rows.filter(differs).length;
  return (
    <div className="td-filters" role="status">
      <Tag tone={count === 0 ? 'good' : 'bad'}>
        {count === 0 ? t('plans.sumsAgree') : t('plans.sumsDiffer', { count })}
      </Tag>
      {first && differs(first) && (
        <span className="td-figures">
          {first.name}: {t('plans.differs', { amount: differenceText(first, noun) })}
        </span>
      )}
      {count > 0 && mayEdit && (
        <>
          <Button size="sm" variant="default" onClick={() => onRebalance(false)}>
            {t('plans.rebalance')}
          </Button>
          <Button size="sm" variant="subtle" onClick={() => onRebalance(true)}>
            {t('plans.rebalanceEvenly')}
          </Button>
        </>
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
            {edits.unmatched.length > 0 && (
              <span className="td-field-error" role="alert">
                {t('plans.unmatched', { lines: edits.unmatched.slice(0, 5).join('; ') })}
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
