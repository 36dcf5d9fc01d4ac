import { IconChevronDown, IconChevronRight, IconLock, IconLockOpen } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatVnd } from '../../../core/money.ts';
import { languageOf } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Tag } from '../ui/tag.tsx';
import { attainmentColumns } from './against-plan.tsx';
import { moveField, type OpenRows, type PlanEdits } from './plan-edits.ts';
import { baselineText, gapText, isShare, nounOf, targetText } from './plan-words.ts';
import type { Plan, PlanRow } from './queries.ts';

/** What a table of a plan can do; a plan that was handed over can only be looked at. */
export interface RowActs {
  /** Spreads what a row's below differ by. */
  rebalance: (row: PlanRow) => void;
  lock: (row: PlanRow, locked: boolean) => void;
  explain: (row: PlanRow) => void;
}

/** The plan as a tree: what is asked of whom, from where, and what came of it. */
export function PlanTable(props: {
  plan: Plan;
  /** Those in sight. */
  rows: readonly PlanRow[];
  open: OpenRows;
  edits: PlanEdits;
  mayEdit: boolean;
  acts: RowActs;
}) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const { plan, rows, open, edits, mayEdit, acts } = props;
  const noun = nounOf(plan, language);
  const share = isShare(plan);
  const columns: Column<PlanRow>[] = [
    {
      key: 'holder',
      header: t('plans.columns.holder'),
      phone: 'title',
      cell: (row) => (
        <HolderCell row={row} open={open} noun={noun} {...(mayEdit && { onRebalance: acts.rebalance })} />
      ),
    },
    {
      key: 'baseline',
      header: t('plans.columns.baseline'),
      kind: 'number',
      cell: (row) => baselineText(row),
    },
    { key: 'gap', header: t('plans.columns.gap'), kind: 'number', cell: (row) => gapText(row, noun) },
    {
      key: 'proposal',
      header: t('plans.columns.proposal'),
      kind: 'number',
      cell: (row) => targetText({ target: row.proposal, shareBp: row.proposalBp }),
    },
    {
      key: 'target',
      header: `${t('plans.columns.target')}${share ? ' (%)' : ''}`,
      kind: 'number',
      cell: (row) =>
        mayEdit ? <TargetField row={row} open={open} edits={edits} acts={acts} /> : targetText(row),
    },
    ...attainmentColumns(t, plan),
    {
      key: 'why',
      header: '',
      cell: (row) => (
        <button
          type="button"
          className="td-chip"
          aria-label={t('plans.whyOf', { name: row.name })}
          onClick={() => acts.explain(row)}
        >
          {t('plans.why')}
        </button>
      ),
    },
  ];
  return (
    <ReportTable
      caption={t('plans.title')}
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
      rowClass={(row) => (differs(row) ? 'td-row-differs' : undefined)}
    />
  );
}

export function differs({ difference }: Pick<PlanRow, 'difference'>): boolean {
  return difference !== null && difference !== '0';
}

function HolderCell({
  row,
  open,
  noun,
  onRebalance,
}: {
  row: PlanRow;
  open: OpenRows;
  noun: string;
  onRebalance?: (row: PlanRow) => void;
}) {
  const { t } = useTranslation();
  const name = row.kind === 'rest' ? t('plans.rest') : row.name;
  const isOpen = open.isOpen(row);
  return (
    <div className={`td-plan-holder td-plan-level-${Math.min(row.level, 4)}`}>
      {open.hasBelow(row) ? (
        <button
          type="button"
          className="td-icon-button"
          aria-expanded={isOpen}
          aria-label={t(isOpen ? 'plans.close' : 'plans.open', { name })}
          onClick={() => open.setOpen(row.key, !isOpen)}
        >
          {isOpen ? <IconChevronDown size={18} aria-hidden /> : <IconChevronRight size={18} aria-hidden />}
        </button>
      ) : (
        <span className="td-plan-leaf" />
      )}
      <span>
        {name}
        {row.code !== '' && <span className="td-second-line">{row.code}</span>}
        {differs(row) && (
          <span className="td-plan-difference">
            <Tag tone="bad">{t('plans.differs', { amount: differenceOf(row, noun) })}</Tag>
            {onRebalance && (
              <button type="button" className="td-chip" onClick={() => onRebalance(row)}>
                {t('plans.rebalance')}
              </button>
            )}
          </span>
        )}
      </span>
    </div>
  );
}

function differenceOf({ difference }: PlanRow, noun: string): string {
  const amount = BigInt(difference ?? 0);
  return `${amount > 0n ? '+' : '−'}${formatVnd(amount < 0n ? -amount : amount)} ${noun}`;
}

function TargetField({
  row,
  open,
  edits,
  acts,
}: {
  row: PlanRow;
  open: OpenRows;
  edits: PlanEdits;
  acts: RowActs;
}) {
  const { t } = useTranslation();
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined;
    if (step && moveField(event.currentTarget, step)) event.preventDefault();
    if (event.altKey && (event.key === 'ArrowRight' || event.key === 'ArrowLeft') && open.hasBelow(row)) {
      event.preventDefault();
      open.setOpen(row.key, event.key === 'ArrowRight');
    }
  };
  const { locked, key, name } = row;
  return (
    <span className="td-plan-target">
      <input
        data-row={key}
        className="td-input td-target"
        inputMode="decimal"
        autoComplete="off"
        value={edits.textOf(row)}
        aria-label={t('plans.targetOf', { name })}
        aria-invalid={edits.invalid.has(key)}
        onChange={(event) => edits.type(key, event.currentTarget.value)}
        onKeyDown={onKey}
      />
      {row.kind !== 'company' && (
        <button
          type="button"
          className="td-icon-button"
          aria-pressed={locked}
          aria-label={t(locked ? 'plans.locked' : 'plans.unlocked', { name })}
          title={t(locked ? 'plans.locked' : 'plans.unlocked', { name })}
          onClick={() => acts.lock(row, !locked)}
        >
          {locked ? <IconLock size={18} aria-hidden /> : <IconLockOpen size={18} aria-hidden />}
        </button>
      )}
    </span>
  );
}
