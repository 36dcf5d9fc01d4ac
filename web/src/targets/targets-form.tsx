import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { targetsQuery } from '../api/queries.ts';
import { useMay } from '../api/session.ts';
import type { Board, TargetRow, TargetsChange } from '../api/types.ts';
import { formatBasisPoints, formatRatio, noValue, parseBasisPoints } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { ProblemBlock } from '../ui/states.tsx';

type Change = TargetsChange['rows'][number];
type Metric = Change['metric'];

/** A field per unit and metric; only what was changed is sent. */
export function TargetsForm({
  period,
  rows,
  board,
}: {
  period: string;
  rows: readonly TargetRow[];
  board: Board;
}) {
  const { t } = useTranslation();
  const mayEdit = useMay('targets.edit');
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [edits, setEdits] = useState<{ changes: Change[]; invalid: string[] }>({ changes: [], invalid: [] });
  const save = useMutation({
    mutationFn: (rows: Change[]) => sendJson('PUT', '/targets', { period, rows } satisfies TargetsChange),
    onSuccess: async () => {
      setEdits({ changes: [], invalid: [] });
      await queries.invalidateQueries({ queryKey: targetsQuery(period).queryKey });
      await queries.invalidateQueries({ queryKey: ['board'] });
    },
  });
  const read = () => form.current && setEdits(readChanges(new FormData(form.current), rows));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (edits.invalid.length === 0 && edits.changes.length > 0) save.mutate(edits.changes);
  };
  const count = edits.changes.length;
  return (
    <form ref={form} onSubmit={submit} onInput={read} noValidate className="td-section">
      {save.isError && <ProblemBlock error={save.error} />}
      {!mayEdit && <p className="td-notice">{t('targets.readOnly')}</p>}
      <ReportTable
        caption={t('targets.title')}
        columns={useTargetColumns(board, mayEdit, edits.invalid)}
        rows={rows}
        rowKey={({ unitCode }) => unitCode}
      />
      {mayEdit && (
        <div className="td-buttons td-save-bar">
          <Button
            type="submit"
            size="sm"
            disabled={count === 0 || edits.invalid.length > 0}
            loading={save.isPending}
          >
            {count === 0 ? t('targets.nothing') : t('targets.save', { count })}
          </Button>
          {edits.invalid.length > 0 && (
            <span className="td-field-error" role="alert">
              {t('targets.invalid')}
            </span>
          )}
          {save.isSuccess && count === 0 && edits.invalid.length === 0 && (
            <span role="status">{t('targets.saved')}</span>
          )}
        </div>
      )}
    </form>
  );
}

function useTargetColumns(board: Board, mayEdit: boolean, invalid: readonly string[]): Column<TargetRow>[] {
  const { t } = useTranslation();
  const actual = ({ unitCode }: TargetRow, metric: Metric) => {
    const unit =
      board.unit.code === unitCode ? board.figures : board.units.find(({ code }) => code === unitCode);
    return unit ? formatRatio(unit[metric].official.ratio) : noValue;
  };
  const field = (row: TargetRow, metric: Metric, label: string) => {
    const basisPoints = givenTarget(row, metric);
    const text = basisPoints === null ? '' : formatBasisPoints(basisPoints);
    const name = fieldName(row.unitCode, metric);
    if (!mayEdit) return text === '' ? noValue : `${text}%`;
    return (
      <input
        key={text}
        name={name}
        className="td-input td-target"
        inputMode="decimal"
        autoComplete="off"
        defaultValue={text}
        aria-label={t('targets.cellLabel', { metric: label, unit: row.unitName })}
        aria-invalid={invalid.includes(name)}
      />
    );
  };
  return [
    { key: 'unit', header: t('targets.unit'), phone: 'title', cell: ({ unitName }) => unitName },
    {
      key: 'now-customers',
      header: t('targets.actualCustomers'),
      kind: 'number',
      cell: (row) => actual(row, 'customers'),
    },
    {
      key: 'customers',
      header: t('targets.customers'),
      kind: 'number',
      cell: (row) => field(row, 'customers', t('targets.customers')),
    },
    {
      key: 'now-money',
      header: t('targets.actualMoney'),
      kind: 'number',
      cell: (row) => actual(row, 'money'),
    },
    {
      key: 'money',
      header: t('targets.money'),
      kind: 'number',
      cell: (row) => field(row, 'money', t('targets.money')),
    },
  ];
}

function fieldName(unitCode: string, metric: Metric): string {
  return `${metric} ${unitCode}`;
}

function givenTarget(row: TargetRow, metric: Metric): number | null {
  return metric === 'customers' ? row.customersBp : row.moneyBp;
}

/** What differs from the targets given so far; an emptied field leaves the target as it was. */
function readChanges(fields: FormData, rows: readonly TargetRow[]): { changes: Change[]; invalid: string[] } {
  const changes: Change[] = [];
  const invalid: string[] = [];
  for (const row of rows) {
    for (const metric of ['customers', 'money'] as const) {
      const name = fieldName(row.unitCode, metric);
      const text = String(fields.get(name) ?? '').trim();
      if (text === '') continue;
      const shareBp = parseBasisPoints(text);
      if (shareBp === undefined) invalid.push(name);
      else if (shareBp !== givenTarget(row, metric))
        changes.push({ unitCode: row.unitCode, metric, shareBp });
    }
  }
  return { changes, invalid };
}
