import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshRegisters, type AssignmentRule } from '../api/register-queries.ts';
import { useSession } from '../api/session.ts';
import { formatCount, formatDate } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { ProblemBlock } from '../ui/states.tsx';

/** What was assigned to whom and when, with how many customers it decides for today. */
export function RulesTable({ rows, mayEdit }: { rows: readonly AssignmentRule[]; mayEdit: boolean }) {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  const queries = useQueryClient();
  const ending = useMutation({
    mutationFn: (id: string) => sendJson('POST', `/assignments/${id}/end`, { on: businessDate }),
    onSettled: () => refreshRegisters(queries),
  });
  const columns: Column<AssignmentRule>[] = [
    {
      key: 'what',
      header: t('assignments.rules.what'),
      phone: 'title',
      cell: ({ what, kind }) => (
        <span>
          {what}
          <span className="td-second-line">{t(`assignments.rules.kinds.${kind}`)}</span>
        </span>
      ),
    },
    { key: 'staff', header: t('assignments.employee'), cell: ({ staffName }) => staffName },
    {
      key: 'days',
      header: t('assignments.rules.days'),
      cell: ({ from, to }) => (
        <span className="td-figures">
          {formatDate(from)} – {to ? formatDate(to) : t('assignments.rules.open')}
        </span>
      ),
    },
    {
      key: 'customers',
      header: t('assignments.rules.customers'),
      kind: 'number',
      cell: ({ customers }) => formatCount(customers),
    },
    { key: 'by', header: t('assignments.rules.by'), cell: ({ madeBy }) => madeBy },
    ...(mayEdit
      ? [
          {
            key: 'end',
            header: '',
            cell: ({ id, to }: AssignmentRule) =>
              to === null && (
                <Button
                  size="xs"
                  variant="default"
                  loading={ending.isPending && ending.variables === id}
                  onClick={() => ending.mutate(id)}
                >
                  {t('assignments.rules.end')}
                </Button>
              ),
          },
        ]
      : []),
  ];
  return (
    <>
      {ending.error && <ProblemBlock error={ending.error} />}
      <ReportTable
        caption={t('assignments.rules.title')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
      />
    </>
  );
}
