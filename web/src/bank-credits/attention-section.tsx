import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineToAttend } from '../api/accounting-types.ts';
import { sendJson } from '../api/call.ts';
import { useMay } from '../api/session.ts';
import { formatDate, formatMoney } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Tag } from '../ui/tag.tsx';
import { AnswerDialog } from './answer-dialog.tsx';

/** Lines by which the bank took something back; they wait until somebody says what was done. */
export function AttentionSection({ lines }: { lines: readonly LineToAttend[] }) {
  const { t } = useTranslation();
  const may = useMay('settlement.manage');
  const [chosen, setChosen] = useState<LineToAttend>();
  if (lines.length === 0) return null;
  const columns: Column<LineToAttend>[] = [
    {
      key: 'day',
      header: t('settlement.statements.day'),
      cell: ({ bookedOn, account }) => (
        <span className="td-figures">
          {formatDate(bookedOn)}
          <span className="td-second-line">{account}</span>
        </span>
      ),
    },
    {
      key: 'text',
      header: t('settlement.statements.text'),
      phone: 'title',
      width: '34%',
      cell: ({ remittance, reference, returnReason }) => (
        <span>
          {remittance || reference}
          <span className="td-second-line">
            {[remittance && reference, returnReason].filter(Boolean).join(' · ')}
          </span>
        </span>
      ),
    },
    {
      key: 'amount',
      header: t('settlement.credits.amount'),
      kind: 'number',
      cell: ({ amount, creditDebit }) => (
        <strong>{formatMoney(creditDebit === 'DBIT' ? `-${amount}` : amount)}</strong>
      ),
    },
    {
      key: 'kind',
      header: t('settlement.statements.state'),
      phone: 'wide',
      cell: (line) => <Kind line={line} />,
    },
    ...(may
      ? [
          {
            key: 'act',
            header: '',
            phone: 'wide' as const,
            cell: (line: LineToAttend) => (
              <Button size="compact-sm" variant="default" onClick={() => setChosen(line)}>
                {t('settlement.statements.attended')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <Section title={t('settlement.statements.attention')} subtitle={t('settlement.statements.attentionText')}>
      <ReportTable
        caption={t('settlement.statements.attention')}
        columns={columns}
        rows={lines}
        rowKey={({ id }) => id}
      />
      {chosen && <AttendDialog line={chosen} onClose={() => setChosen(undefined)} />}
    </Section>
  );
}

function Kind({ line: { attention, takesBack } }: { line: LineToAttend }) {
  const { t } = useTranslation();
  return (
    <span>
      {attention && <Tag tone="warn">{t(`settlement.statements.kinds.${attention}`)}</Tag>}
      {takesBack && (
        <span className="td-second-line">
          {t('settlement.statements.takesBack', { day: formatDate(takesBack.bookedOn) })}
          {takesBack.paymentId && (
            <>
              {' · '}
              <Link to="/payments/$id" params={{ id: takesBack.paymentId }}>
                {t('settlement.statements.toPayment')}
              </Link>
            </>
          )}
        </span>
      )}
    </span>
  );
}

function AttendDialog({ line, onClose }: { line: LineToAttend; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <AnswerDialog
      words={{
        title: t('settlement.statements.attendTitle'),
        label: t('settlement.statements.note'),
        missing: t('settlement.statements.noteMissing'),
        send: t('settlement.statements.attended'),
      }}
      amount={line.amount}
      text={line.remittance || line.reference}
      input={{ maxLength: 500 }}
      send={(note) => sendJson('POST', `/statements/lines/${line.id}/attended`, { note })}
      onClose={onClose}
    />
  );
}
