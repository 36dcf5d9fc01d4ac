import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fix } from '../../../core/reconciliation/lanes.ts';
import { refreshAccounting } from '../api/accounting-queries.ts';
import type { Difference, ResolveAnswer } from '../api/accounting-types.ts';
import { sendJson } from '../api/call.ts';
import { useMay, useSession } from '../api/session.ts';
import { ProblemBlock } from '../ui/states.tsx';
import { DifferenceList } from './difference-list.tsx';
import { DifferencePane } from './difference-detail.tsx';
import { fixesOf } from './fixes-of.ts';
import { FixForm } from './fix-form.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { neighbour, nextAfter, workbenchAction, type WorkbenchAction } from './workbench-keys.ts';

/** The list and the line in hand, worked through with the keyboard. */
export function Workbench(props: {
  rows: readonly Difference[];
  id: string | undefined;
  showLane: boolean;
  footer: ReactNode;
}) {
  const { t } = useTranslation();
  const { rows } = props;
  const { staff } = useSession();
  const mayFix = useMay('reconciliation.resolve');
  const bench = useBench(rows, props.id);
  const { current, chosen, fixing } = bench;
  const list = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLElement>(null);
  const take = useTake(bench.refresh);
  useWorkbenchKeys(useActions(rows, bench, mayFix, take.mutate));
  useFocusOnLine(list, current?.id, fixing === undefined && !bench.keysShown);
  return (
    <div className="td-bench">
      <div ref={list} className="td-stack td-gap">
        <Said bench={bench} />
        <DifferenceList
          rows={rows}
          current={current?.id}
          selected={bench.selected}
          showLane={props.showLane}
          me={staff.login}
          onOpen={(id) => {
            bench.open(id);
            if (isNarrow()) detail.current?.scrollIntoView({ block: 'start' });
          }}
          onSelect={bench.toggle}
        />
        {props.footer}
      </div>
      <section ref={detail} className="td-bench-detail" aria-label={t('recon.bench.detail')}>
        <Button
          className="td-to-list"
          size="compact-sm"
          variant="default"
          onClick={() => list.current?.scrollIntoView({ block: 'start' })}
        >
          {t('recon.bench.toList')}
        </Button>
        {take.isError && <ProblemBlock error={take.error} />}
        {current ? (
          <DifferencePane
            key={current.id}
            id={current.id}
            mayFix={mayFix}
            fixing={
              fixing && (
                <FixForm
                  key={fixing}
                  lines={chosen.length > 0 ? chosen : [current]}
                  fix={fixing}
                  onDone={bench.done}
                  onLeave={bench.leave}
                />
              )
            }
            onFix={bench.startFix}
            onTake={(taken) => take.mutate({ id: current.id, taken })}
            onDone={bench.refresh}
          />
        ) : (
          <p className="td-small">{t('recon.bench.choose')}</p>
        )}
      </section>
      {bench.keysShown && <KeysDialog onClose={() => bench.showKeys(false)} />}
    </div>
  );
}

/** What a key does to the line in hand. */
function useActions(
  rows: readonly Difference[],
  bench: ReturnType<typeof useBench>,
  mayFix: boolean,
  onTake: (change: { id: string; taken: boolean }) => void,
): (action: WorkbenchAction) => void {
  const { staff } = useSession();
  const { current, chosen } = bench;
  return (action) => {
    if (action === 'next' || action === 'previous') {
      const to = neighbour(rows, current?.id, action === 'next' ? 1 : -1);
      if (to) bench.open(to.id);
    } else if (action === 'select' && current) bench.toggle(current);
    else if (action === 'selectAll' && current) bench.selectAlike(current);
    else if (action === 'keys') bench.showKeys(true);
    else if (action === 'leave') bench.leave();
    else if (action === 'take' && current && mayFix)
      onTake({ id: current.id, taken: current.owner !== staff.login });
    else if ((action === 'fix' || typeof action === 'number') && mayFix) {
      const row = chosen[0] ?? current;
      const fix = row && fixesOf(row)[action === 'fix' ? 0 : action - 1];
      if (row && fix && isFree(row, staff.login)) bench.startFix(fix);
    }
  };
}

/** List and detail stand under one another: the page goes to what is touched, and the focus stays where it is. */
function isNarrow(): boolean {
  return window.matchMedia('(max-width: 1100px)').matches;
}

function isFree(row: Difference, me: string): boolean {
  return row.owner === null || row.owner === me;
}

type Said = { kind: 'none' } | { kind: 'otherCause' } | { kind: 'done'; answer: ResolveAnswer };

/** What is open, what is ticked and what is being filled in. */
function useBench(rows: readonly Difference[], id: string | undefined) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [fixing, setFixing] = useState<Fix>();
  const [said, setSaid] = useState<Said>({ kind: 'none' });
  const [keysShown, showKeys] = useState(false);
  const current = rows.find((row) => row.id === id) ?? rows[0];
  const chosen = rows.filter((row) => selected.has(row.id));
  const open = (to: string | undefined) => {
    setFixing(undefined);
    void navigate({ to: '.', search: (now: object) => ({ ...now, id: to }), replace: true });
  };
  const refresh = () => refreshAccounting(queries);
  const alike = (row: Difference, other: Difference) => row.lane === other.lane && row.cause === other.cause;
  const isOpen = (row: Difference) => row.state !== 'resolved' && row.state !== 'approval';
  return {
    current,
    chosen,
    selected,
    fixing,
    said,
    keysShown,
    showKeys,
    open,
    refresh: () => void refresh(),
    unselect: () => setSelected(new Set()),
    toggle: (row: Difference) => {
      if (!isOpen(row)) return;
      const first = chosen[0];
      if (first && !alike(row, first)) return setSaid({ kind: 'otherCause' });
      setSaid({ kind: 'none' });
      const next = new Set(selected);
      if (!next.delete(row.id)) next.add(row.id);
      setSelected(next);
    },
    selectAlike: (row: Difference) =>
      setSelected(
        new Set(
          rows
            .filter((one) => isOpen(one) && alike(one, row))
            .slice(0, 200)
            .map((one) => one.id),
        ),
      ),
    startFix: (fix: Fix) => {
      setSaid({ kind: 'none' });
      setFixing(fix);
    },
    leave: () => {
      setFixing(undefined);
      setSaid({ kind: 'none' });
    },
    done: (answer: ResolveAnswer) => {
      const gone = new Set(answer.rows.filter(({ outcome }) => outcome !== 'refused').map((row) => row.id));
      setSaid({ kind: 'done', answer });
      setSelected(new Set());
      open(nextAfter(rows, gone, current?.id)?.id);
      void refresh();
    },
  };
}

/** What the last act came to, and how many lines are ticked; said aloud too. */
function Said({ bench }: { bench: ReturnType<typeof useBench> }) {
  const { t, i18n } = useTranslation();
  const { said, chosen } = bench;
  const rows = said.kind === 'done' ? said.answer.rows : [];
  const refused = rows.filter(({ outcome }) => outcome === 'refused');
  const waiting = rows.filter(({ outcome }) => outcome === 'approval').length;
  const done = rows.length - refused.length - waiting;
  const reasons = new Set(
    refused.map(({ error }) => (i18n.language === 'en' ? error?.detailEn : error?.detail) ?? ''),
  );
  return (
    <div role="status" className="td-stack td-gap">
      {said.kind === 'otherCause' && (
        <p className="td-notice td-notice-warn">{t('recon.bench.otherCause')}</p>
      )}
      {done > 0 && <p className="td-notice td-notice-good">{t('recon.fix.done', { count: done })}</p>}
      {waiting > 0 && <p className="td-notice td-notice-warn">{t('recon.fix.sentForApproval')}</p>}
      {refused.length > 0 && (
        <p className="td-notice td-notice-bad">
          {t('recon.fix.partly', { count: refused.length })}: {[...reasons].join('; ')}
        </p>
      )}
      {chosen.length > 0 && (
        <p className="td-notice">
          <span>{t('recon.bench.selected', { count: chosen.length })}</span>
          <Button size="compact-sm" variant="default" onClick={bench.unselect}>
            {t('recon.bench.unselect')}
          </Button>
        </p>
      )}
    </div>
  );
}

function useTake(refresh: () => void) {
  return useMutation({
    mutationFn: ({ id, taken }: { id: string; taken: boolean }) =>
      sendJson('POST', `/reconciliation/differences/${encodeURIComponent(id)}/${taken ? 'take' : 'release'}`),
    onSuccess: refresh,
  });
}

/** Keys of the workbench, wherever on the page the focus is, except in fields and dialogs. */
function useWorkbenchKeys(act: (action: WorkbenchAction) => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const element = event.target instanceof HTMLElement ? event.target : null;
      if (element?.closest('dialog')) return;
      if (element?.closest('form')) return event.key === 'Escape' ? latest.current('leave') : undefined;
      const action = workbenchAction({
        key: event.key,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        target: element && {
          tagName: element.tagName,
          isContentEditable: element.isContentEditable,
          type: element instanceof HTMLInputElement ? element.type : undefined,
          isLine: element.dataset['line'] !== undefined,
        },
      });
      if (!action) return;
      event.preventDefault();
      latest.current(action);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

/** The focus follows the line in hand, so that it is seen and read out; not while a form is open. */
function useFocusOnLine(
  list: React.RefObject<HTMLDivElement | null>,
  id: string | undefined,
  active: boolean,
): void {
  useEffect(() => {
    if (!active || id === undefined || isNarrow()) return;
    const line = list.current?.querySelector<HTMLElement>(`[data-line="${id}"]`);
    line?.focus({ preventScroll: true });
    line?.scrollIntoView({ block: 'nearest' });
  }, [list, id, active]);
}
