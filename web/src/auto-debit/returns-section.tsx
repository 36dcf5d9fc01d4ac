import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { debitReturnsQuery, refreshDebits, type DebitReturn } from '../api/debit-queries.ts';
import { useMay, useSession } from '../api/session.ts';
import { customerColumn } from '../customers/customer-column.tsx';
import { formatMoney } from '../format.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';

const toneOf: Record<DebitReturn['state'], Tone> = {
  open: 'bad',
  asked: 'warn',
  reversed: 'good',
  kept: 'past',
};

/** Debits that banks took back after their money was posted: one person asks, another approves. */
export function ReturnsSection() {
  const { t, i18n } = useTranslation();
  const returns = useQuery(debitReturnsQuery);
  const columns: Column<DebitReturn>[] = [
    customerColumn(t('autoDebit.items.customer')),
    {
      key: 'payment',
      header: t('autoDebit.items.reference'),
      cell: ({ reference, paymentId, partnerName }) => (
        <span>
          <Link to="/payments/$id" params={{ id: paymentId }} className="td-mono">
            {reference}
          </Link>
          <span className="td-second-line">{partnerName}</span>
        </span>
      ),
    },
    {
      key: 'amount',
      header: t('autoDebit.items.amount'),
      kind: 'number',
      cell: ({ amount }) => formatMoney(amount),
    },
    {
      key: 'reason',
      header: t('autoDebit.returns.reason'),
      cell: ({ reason, reasonEn, reasonCode }) =>
        `${i18n.language === 'en' ? reasonEn : reason} (${reasonCode})`,
    },
    {
      key: 'state',
      header: t('autoDebit.state'),
      phone: 'wide',
      cell: (row) => <ReturnState row={row} />,
    },
  ];
  return (
    <Section
      title={t('autoDebit.returns.title')}
      subtitle={t('autoDebit.returns.lead')}
      actions={<ExportLink path="/debits/returns" />}
    >
      <Answered query={returns}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('autoDebit.returns.none')}</Empty>
          ) : (
            <ReportTable
              caption={t('autoDebit.returns.title')}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
            />
          )
        }
      </Answered>
    </Section>
  );
}

function ReturnState({ row }: { row: DebitReturn }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { login } = useSession().staff;
  const mayRun = useMay('debits.run');
  const mayApprove = useMay('money.approve');
  const step = useMutation({
    mutationFn: ({ act, body }: { act: 'ask' | 'approve' | 'keep'; body?: object }) =>
      sendJson('POST', `/debits/returns/${row.id}/${act}`, body),
    onSettled: () => refreshDebits(queries),
  });
  const { state, askedBy, decidedBy, customerCode: customer } = row;
  const approve = () => {
    const amount = formatMoney(row.amount);
    if (window.confirm(t('autoDebit.returns.approveConfirm', { amount, customer })))
      step.mutate({ act: 'approve' });
  };
  const keep = () => {
    const reason = window.prompt(t('autoDebit.returns.keepReason'))?.trim();
    if (reason) step.mutate({ act: 'keep', body: { reason } });
  };
  return (
    <span>
      <Tag tone={toneOf[state]}>{t(`autoDebit.returns.states.${state}`)}</Tag>
      {askedBy !== null && (
        <span className="td-second-line">{t('autoDebit.returns.askedBy', { person: askedBy })}</span>
      )}
      {decidedBy !== null && (
        <span className="td-second-line">{t('autoDebit.returns.decidedBy', { person: decidedBy })}</span>
      )}
      <span className="td-buttons">
        {state === 'open' && mayRun && (
          <Button size="compact-sm" variant="default" onClick={() => step.mutate({ act: 'ask' })}>
            {t('autoDebit.returns.ask')}
          </Button>
        )}
        {state === 'asked' && mayApprove && askedBy !== login && (
          <Button size="compact-sm" onClick={approve}>
            {t('autoDebit.returns.approve')}
          </Button>
        )}
        {(state === 'open' || state === 'asked') && mayRun && (
          <Button size="compact-sm" variant="default" onClick={keep}>
            {t('autoDebit.returns.keep')}
          </Button>
        )}
      </span>
      {step.isError && <ProblemBlock error={step.error} />}
    </span>
  );
}
