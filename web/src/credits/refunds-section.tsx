import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refundsQuery, type Refund, type RefundState } from '../api/credit-queries.ts';
import { useMay, useSession } from '../api/session.ts';
import { formatDate, formatInstant, formatMoney } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';
import { RefundActions } from './refund-actions.tsx';
import { RefundStepDialog, type StepOfRefund } from './refund-step-dialog.tsx';

const states: readonly RefundState[] = [
  'open',
  'requested',
  'approved',
  'paid',
  'rejected',
  'cancelled',
  'all',
];
const tones: Record<Refund['state'], Tone> = {
  requested: 'warn',
  approved: 'busy',
  paid: 'good',
  rejected: 'bad',
  cancelled: 'past',
};

/** The queue of refunds: asked for, approved by a second person, given back. */
export function RefundsSection({ state: asked }: { state: string | undefined }) {
  const { t } = useTranslation();
  const state = states.find((one) => one === asked) ?? 'open';
  const query = useInfiniteQuery(refundsQuery({ state }));
  const [step, setStep] = useState<StepOfRefund>();
  return (
    <>
      <div className="td-section-head">
        <Choices
          label={t('credits.refunds.state')}
          name="state"
          value={state}
          choices={states.map((value) => ({ value, label: t(`credits.refunds.states.${value}`) }))}
        />
        <ExportLink path="/refunds" query={{ state }} />
      </div>
      <Answered query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          if (rows.length === 0) return <Empty>{t('credits.refunds.none')}</Empty>;
          return (
            <>
              <RefundsTable refunds={rows} onStep={setStep} />
              <MoreRows pages={query} shown={rows.length} />
            </>
          );
        }}
      </Answered>
      {step && <RefundStepDialog step={step} onClose={() => setStep(undefined)} />}
    </>
  );
}

function RefundsTable(props: { refunds: readonly Refund[]; onStep: (step: StepOfRefund) => void }) {
  const { t } = useTranslation();
  const { staff } = useSession();
  const rights = { mayApprove: useMay('money.approve'), mayPay: useMay('settlement.manage') };
  const columns: Column<Refund>[] = [
    { key: 'who', header: t('credits.customer'), phone: 'title', cell: (one) => <Whose refund={one} /> },
    {
      key: 'amount',
      header: t('credits.refunds.amount'),
      kind: 'number',
      cell: ({ amount }) => <strong>{formatMoney(amount)}</strong>,
    },
    { key: 'way', header: t('credits.refunds.way'), cell: (one) => <Way refund={one} /> },
    {
      key: 'reason',
      header: t('credits.dialog.reason'),
      phone: 'wide',
      cell: (one) => <Reason refund={one} />,
    },
    {
      key: 'state',
      header: t('credits.refunds.state'),
      cell: ({ state }) => <Tag tone={tones[state]}>{t(`credits.refunds.states.${state}`)}</Tag>,
    },
    {
      key: 'people',
      header: t('credits.refunds.people'),
      phone: 'wide',
      cell: (one) => <People refund={one} />,
    },
    {
      key: 'action',
      header: t('credits.action'),
      phone: 'wide',
      cell: (refund) => (
        <RefundActions refund={refund} login={staff.login} {...rights} onStep={props.onStep} />
      ),
    },
  ];
  return (
    <ReportTable
      caption={t('credits.shows.refunds')}
      columns={columns}
      rows={props.refunds}
      rowKey={({ id }) => id}
    />
  );
}

function Whose({ refund: { customer, partner, reference } }: { refund: Refund }) {
  const { t } = useTranslation();
  return (
    <span>
      {customer?.name ?? t('credits.refunds.noCustomer')}
      <span className="td-second-line">
        <span className="td-mono">{customer?.code ?? reference}</span> {partner.name}
      </span>
    </span>
  );
}

function Way({ refund: { way, partner, bank, settlesOn, bankReference } }: { refund: Refund }) {
  const { t } = useTranslation();
  return (
    <span>
      {t(`credits.refunds.ways.${way}`, { partner: partner.name })}
      {bank && (
        <span className="td-second-line td-figures">
          {bank.account} {bank.holder}
        </span>
      )}
      {settlesOn && (
        <span className="td-second-line">
          {t('credits.refunds.settlesOn', { date: formatDate(settlesOn) })}
        </span>
      )}
      {bankReference && <span className="td-second-line td-mono">{bankReference}</span>}
    </span>
  );
}

function Reason({ refund: { reason, rejectedReason } }: { refund: Refund }) {
  return (
    <span>
      {reason}
      {rejectedReason && <span className="td-second-line td-bad-text">{rejectedReason}</span>}
    </span>
  );
}

function People({ refund: { requestedBy, requestedAt, approvedBy, paidBy } }: { refund: Refund }) {
  const { t } = useTranslation();
  return (
    <span className="td-figures">
      {t('credits.refunds.asked', { who: requestedBy })}, {formatInstant(requestedAt)}
      {approvedBy && (
        <span className="td-second-line">{t('credits.refunds.approvedBy', { who: approvedBy })}</span>
      )}
      {paidBy && <span className="td-second-line">{t('credits.refunds.paidBy', { who: paidBy })}</span>}
    </span>
  );
}
