import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshCharges, type Charge } from '../api/services-queries.ts';
import { useMay } from '../api/session.ts';
import { billTones } from '../customers/bill-tones.ts';
import { formatDate, formatMoney } from '../format.ts';
import { CodeButton } from '../payment-codes/code-button.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Tag } from '../ui/tag.tsx';

/** Bills for services with whom they are for, what is open, and what may be done about each. */
export function ChargesTable({ charges }: { charges: readonly Charge[] }) {
  const { t } = useTranslation();
  const [cancelling, setCancelling] = useState<Charge>();
  const columns = useColumns(setCancelling);
  return (
    <>
      <ReportTable
        caption={t('services.bills.title')}
        columns={columns}
        rows={charges}
        rowKey={({ id }) => id}
        rowClass={({ state }) => (state === 'cancelled' ? 'td-row-muted' : undefined)}
      />
      {cancelling && (
        <ReasonDialog
          title={t('services.cancel.title', { number: cancelling.number })}
          hint={t('services.cancel.text', { amount: formatMoney(cancelling.total) })}
          send={t('services.cancel.confirm')}
          onSend={(reason) => sendJson('POST', `/services/bills/${cancelling.id}/cancel`, { reason })}
          refresh={refreshCharges}
          onClose={() => setCancelling(undefined)}
        />
      )}
    </>
  );
}

function useColumns(onCancel: (charge: Charge) => void): Column<Charge>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'number',
      header: t('customers.bill.number'),
      phone: 'title',
      cell: ({ number, issuedOn, issuedBy }) => (
        <span>
          <span className="td-mono td-nowrap">{number}</span>
          <span className="td-second-line td-figures">
            {formatDate(issuedOn)} · {issuedBy}
          </span>
        </span>
      ),
    },
    {
      key: 'customer',
      header: t('services.bills.customer'),
      cell: (charge) => <WhoseCell charge={charge} />,
    },
    {
      key: 'service',
      header: t('services.bills.service'),
      cell: ({ description, legalBasis, note }) => (
        <span>
          {description}
          <span className="td-second-line">{[legalBasis, note].filter(Boolean).join(' · ')}</span>
        </span>
      ),
    },
    {
      key: 'total',
      header: t('customers.bill.total'),
      kind: 'number',
      cell: ({ total, vatRate }) => (
        <span>
          <strong>{formatMoney(total)}</strong>
          <span className="td-second-line">{t('services.bills.withVat', { rate: vatRate })}</span>
        </span>
      ),
    },
    {
      key: 'paid',
      header: t('customers.bill.paid'),
      kind: 'number',
      cell: ({ paid }) => formatMoney(paid),
    },
    {
      key: 'due',
      header: t('customers.bill.due'),
      cell: ({ dueOn }) => <span className="td-figures">{formatDate(dueOn)}</span>,
    },
    {
      key: 'state',
      header: t('customers.bill.state'),
      phone: 'wide',
      cell: (charge) => <StateCell charge={charge} onCancel={() => onCancel(charge)} />,
    },
  ];
}

function WhoseCell({ charge }: { charge: Charge }) {
  const { t } = useTranslation();
  const { customerCode, customerName, isApplicant, unit } = charge;
  return (
    <span>
      <Link to="/customers/$code" params={{ code: customerCode }}>
        {customerName}
      </Link>
      <span className="td-second-line">
        <span className="td-mono">{customerCode}</span>
        {isApplicant && ` · ${t('services.bills.applicant')}`} · {unit.name}
      </span>
    </span>
  );
}

function StateCell({ charge, onCancel }: { charge: Charge; onCancel: () => void }) {
  const { t } = useTranslation();
  const mayCancel = useMay('services.issue');
  const { id, state, paid, cancelReason, cancelledBy } = charge;
  const isOpen = state === 'open' || state === 'part_paid';
  return (
    <span>
      <Tag tone={billTones[state] ?? 'idle'}>
        {t(`customers.bill.states.${state as 'open'}`, { defaultValue: state })}
      </Tag>
      {cancelReason !== null && (
        <span className="td-second-line">
          {cancelledBy}: {cancelReason}
        </span>
      )}
      {isOpen && (
        <span className="td-buttons">
          <CodeButton billId={id} />
          {mayCancel && paid === '0' && (
            <Button size="compact-sm" variant="default" onClick={onCancel}>
              {t('services.cancel.open')}
            </Button>
          )}
        </span>
      )}
    </span>
  );
}
