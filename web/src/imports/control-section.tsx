import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { importQuery } from '../api/queries.ts';
import type { Import, ImportControlChange } from '../api/types.ts';
import { formatCount, formatMoney, noValue } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { parseControlTotals, type ControlProblem } from './control-totals.ts';
import { ControlFields } from './upload-form.tsx';

/** Declared against counted. Until they agree nothing can be published; without any, someone has to answer for it. */
export function ControlSection({ one }: { one: Import }) {
  const { t } = useTranslation();
  const { control } = one;
  const given = control !== null && control.source !== 'none';
  return (
    <Section
      title={t('imports.control.title')}
      actions={
        given ? (
          <Tag tone={control.agree ? 'good' : 'bad'}>
            {control.agree ? t('imports.control.agree') : t('imports.control.disagree')}
          </Tag>
        ) : (
          <Tag tone="warn">{t('imports.control.none')}</Tag>
        )
      }
    >
      {given && <Comparison one={one} control={control} />}
      {one.state === 'checked' && (!given || !control.agree) && <ControlForm id={one.id} />}
    </Section>
  );
}

function Comparison({ one, control }: { one: Import; control: NonNullable<Import['control']> }) {
  const { t } = useTranslation();
  const source = t(`imports.control.${control.source as 'typed'}`, { defaultValue: control.source });
  const lines = [
    control.rows !== null && {
      name: t('imports.controlRows'),
      declared: formatCount(control.rows),
      counted: formatCount(one.rows),
      difference: formatCount(BigInt(one.rows) - BigInt(control.rows)),
    },
    control.total !== null && {
      name: t('imports.controlTotal'),
      declared: formatMoney(control.total),
      counted: formatMoney(one.sentTotal),
      difference: formatMoney(BigInt(one.sentTotal) - BigInt(control.total)),
    },
  ].filter((line) => line !== false);
  return (
    <ReportTable
      caption={t('imports.control.title')}
      rows={lines}
      rowKey={({ name }) => name}
      columns={[
        { key: 'name', header: '', phone: 'title', cell: ({ name }) => name },
        {
          key: 'declared',
          header: t('imports.control.declared', { source }),
          kind: 'number',
          cell: (line) => line.declared,
        },
        {
          key: 'counted',
          header: t('imports.control.counted'),
          kind: 'number',
          cell: (line) => line.counted,
        },
        {
          key: 'difference',
          header: t('imports.control.difference'),
          kind: 'number',
          cell: ({ difference }) =>
            /^0\b/.test(difference) ? noValue : <strong className="td-bad-text">{difference}</strong>,
        },
      ]}
    />
  );
}

function ControlForm({ id }: { id: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<ControlProblem>();
  const save = useMutation({
    mutationFn: (totals: ImportControlChange) =>
      sendJson('PUT', `/imports/${encodeURIComponent(id)}/control`, totals),
    onSuccess: () => queries.invalidateQueries({ queryKey: importQuery(id).queryKey }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const totals = parseControlTotals(String(fields.get('rows') ?? ''), String(fields.get('total') ?? ''));
    if (typeof totals === 'string') return setProblem(totals);
    const { rows, total } = totals;
    if (rows === undefined) return setProblem('badRows');
    setProblem(undefined);
    save.mutate({ rows, ...(total !== undefined && { total }) });
  };
  return (
    <form className="td-upload" onSubmit={submit} noValidate>
      {save.isError && <ProblemBlock error={save.error} />}
      <ControlFields problem={problem} hint={t('imports.controlHintLater')} />
      <div>
        <Button type="submit" variant="default" size="sm" loading={save.isPending}>
          {t('imports.control.set')}
        </Button>
      </div>
    </form>
  );
}
