import { IconChevronDown, IconChevronRight, IconLock, IconLockOpen } from '@tabler/icons-react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { languageOf } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Tag } from '../ui/tag.tsx';
import { attainmentColumns } from './against-plan.tsx';
import { moveField, type OpenRows, type PlanEdits } from './plan-edits.ts';
import { baselineText, differenceText, differs, gapText, isShare, nounOf, targetText } from './plan-words.ts';
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
    plan.state === 'adjusting'
      ? {
          key: 'given',
          header: t('plans.given'),
          kind: 'number',
          cell: ({ inForce }) => inForce && targetText(inForce),
        }
      : {
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
        mayEdit ? (
          <TargetField row={row} rows={rows} open={open} edits={edits} acts={acts} />
        ) : (
          targetText(row)
        ),
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
        {row.owner && <span className="td-second-line">{t('plans.ownedBy', { name: row.owner.name })}</span>}
        {differs(row) && (
          <span className="td-plan-difference">
            <Tag tone="bad">{t('plans.differs', { amount: differenceText(row, noun) })}</Tag>
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

function TargetField({
  row,
  rows,
  open,
  edits,
  acts,
}: {
  row: PlanRow;
  /** Those in sight, over which a paste is laid. */
  rows: readonly PlanRow[];
  open: OpenRows;
  edits: PlanEdits;
  acts: RowActs;
}) {
  const { t } = useTranslation();
  const { locked, key, name } = row;
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (actOfKey(event, { row, open, edits })) event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    if (edits.paste(event.clipboardData.getData('text/plain'), key, rows)) event.preventDefault();
  };
  const lock = t(locked ? 'plans.locked' : 'plans.unlocked', { name });
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
        onPaste={onPaste}
      />
      {row.kind !== 'company' && (
        <button
          type="button"
          className="td-icon-button"
          aria-pressed={locked}
          aria-label={lock}
          title={lock}
          onClick={() => acts.lock(row, !locked)}
        >
          {locked ? <IconLock size={18} aria-hidden /> : <IconLockOpen size={18} aria-hidden />}
        </button>
      )}
    </span>
  );
}

/** As in a sheet: ↑ ↓ and Enter go to other rows, Escape takes back, Ctrl + Enter saves. True where the key was one of ours. */
function actOfKey(
  event: KeyboardEvent<HTMLInputElement>,
  { row, open, edits }: { row: PlanRow; open: OpenRows; edits: PlanEdits },
): boolean {
  const field = event.currentTarget;
  switch (event.key) {
    case 'ArrowUp':
      return moveField(field, -1);
    case 'ArrowDown':
      return moveField(field, 1);
    case 'Enter':
      if (event.ctrlKey || event.metaKey) field.form?.requestSubmit();
      else moveField(field, event.shiftKey ? -1 : 1);
      return true;
    case 'Escape':
      edits.revert(row.key);
      return true;
    case 'ArrowLeft':
    case 'ArrowRight':
      if (!event.altKey || !open.hasBelow(row)) return false;
      open.setOpen(row.key, event.key === 'ArrowRight');
      return true;
    default:
      return false;
  }
}
