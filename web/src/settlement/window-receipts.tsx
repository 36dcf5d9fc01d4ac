import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { refreshAccounting } from '../api/accounting-queries.ts';
import type { SettlementWindow } from '../api/accounting-types.ts';
import { sendJson } from '../api/call.ts';
import { useMay } from '../api/session.ts';
import { formatDate, formatInstant, formatMoney } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { Empty, ProblemBlock } from '../ui/states.tsx';

/** The bank's credits that lie on the window. One that was laid wrongly is taken back, and stays to be seen. */
export function WindowReceipts({ window }: { window: SettlementWindow }) {
  const { t } = useTranslation();
  const may = useMay('settlement.manage');
  const queries = useQueryClient();
  const undo = useMutation({
    mutationFn: (id: string) =>
      sendJson(
        'POST',
        `/settlement/windows/${encodeURIComponent(window.partnerCode)}/${window.day}/receipts/${id}/undo`,
      ),
    onSuccess: () => refreshAccounting(queries),
  });
  type Row = SettlementWindow['receipts'][number];
  return (
    <Section title={t('recon.day.credits')}>
      {undo.isError && <ProblemBlock error={undo.error} />}
      {window.receipts.length === 0 ? (
        <Empty>{t('recon.day.noCredits')}</Empty>
      ) : (
        <ReportTable<Row>
          caption={t('recon.day.credits')}
          rows={window.receipts}
          rowKey={({ id }) => id}
          rowClass={({ undone, undoes }) => (undone || undoes !== null ? 'td-row-muted' : undefined)}
          columns={[
            {
              key: 'day',
              header: t('settlement.window.bookedOn'),
              cell: ({ bookedOn, assignedAt }) => (
                <span className="td-figures">
                  {bookedOn ? formatDate(bookedOn) : formatInstant(assignedAt)}
                </span>
              ),
            },
            {
              key: 'remittance',
              header: t('settlement.window.remittance'),
              phone: 'title',
              width: '40%',
              cell: ({ creditId, remittance, payer }) => (
                <span>
                  {creditId === null ? t('settlement.window.fromPrefund') : remittance}
                  {payer && <span className="td-second-line">{payer}</span>}
                </span>
              ),
            },
            {
              key: 'rule',
              header: t('settlement.window.rule'),
              cell: ({ rule, assignedBy }) => (
                <span>
                  {t(`settlement.rules.${rule as 'by_hand'}`, { defaultValue: rule })}
                  <span className="td-second-line">{assignedBy}</span>
                </span>
              ),
            },
            {
              key: 'amount',
              header: t('settlement.window.amount'),
              kind: 'number',
              cell: ({ amount }) => <strong>{formatMoney(amount)}</strong>,
            },
            {
              key: 'undo',
              header: '',
              cell: ({ id, undone, undoes }) =>
                may && !undone && undoes === null && window.state !== 'settled' ? (
                  <Button size="compact-sm" variant="default" onClick={() => undo.mutate(id)}>
                    {t('settlement.window.takeBack')}
                  </Button>
                ) : undone ? (
                  t('settlement.window.takenBack')
                ) : null,
            },
          ]}
        />
      )}
    </Section>
  );
}
