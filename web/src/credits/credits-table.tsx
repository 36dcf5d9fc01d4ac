import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Credit } from '../api/credit-queries.ts';
import { useMay } from '../api/session.ts';
import { formatDate, formatMoney, formatPeriod } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import type { Refundable } from './refund-dialog.tsx';

interface Actions {
  busy: boolean;
  onRefund: (credit: Refundable) => void;
  onApply: (credit: Credit) => void;
}

/** Who has credit, why, and the two things that can be done with it. */
export function CreditsTable({ credits, ...actions }: Actions & { credits: readonly Credit[] }) {
  const { t } = useTranslation();
  const columns: Column<Credit>[] = [
    { key: 'customer', header: t('credits.customer'), phone: 'title', cell: (one) => <Who credit={one} /> },
    { key: 'kind', header: t('credits.kind'), phone: 'wide', cell: (one) => <Why credit={one} /> },
    {
      key: 'partner',
      header: t('credits.partner'),
      cell: ({ partner, reference }) => (
        <span>
          {partner.name}
          <span className="td-second-line td-mono">{reference}</span>
        </span>
      ),
    },
    {
      key: 'came',
      header: t('credits.came'),
      cell: ({ businessOn, ageDays }) => (
        <span className="td-figures">
          {formatDate(businessOn)}
          <span className="td-second-line">{t('credits.age', { days: ageDays })}</span>
        </span>
      ),
    },
    {
      key: 'left',
      header: t('credits.left'),
      kind: 'number',
      cell: ({ left, reserved }) => (
        <span>
          <strong>{formatMoney(left)}</strong>
          {reserved !== '0' && (
            <span className="td-second-line">{t('credits.waiting', { amount: formatMoney(reserved) })}</span>
          )}
        </span>
      ),
    },
    { key: 'open', header: t('credits.open'), kind: 'number', cell: ({ open }) => formatMoney(open) },
  ];
  if (useMay('settlement.manage')) {
    columns.push({
      key: 'action',
      header: t('credits.action'),
      phone: 'wide',
      cell: (credit) => <CreditActions credit={credit} {...actions} />,
    });
  }
  return (
    <ReportTable
      caption={t('credits.title')}
      columns={columns}
      rows={credits}
      rowKey={({ paymentId }) => paymentId}
    />
  );
}

function Who({ credit: { customer, unitName } }: { credit: Credit }) {
  return (
    <span>
      <Link to="/customers/$code" params={{ code: customer.code }}>
        {customer.name}
      </Link>
      <span className="td-second-line">
        <span className="td-mono">{customer.code}</span> {unitName}
      </span>
    </span>
  );
}

/** A payment that came too late names the one that was first, and where. */
function Why({ credit: { kind, other } }: { credit: Credit }) {
  const { t } = useTranslation();
  return (
    <span>
      {t(`credits.kinds.${kind}`)}
      {other && (
        <span className="td-second-line">
          {t('credits.other', {
            partner: other.partner.name,
            date: formatDate(other.businessOn),
            period: formatPeriod(other.period),
          })}{' '}
          <span className="td-mono">{other.reference}</span>
        </span>
      )}
    </span>
  );
}

function CreditActions({ credit, busy, onRefund, onApply }: Actions & { credit: Credit }) {
  const { t } = useTranslation();
  const free = BigInt(credit.left) - BigInt(credit.reserved);
  if (free <= 0n) return null;
  const { paymentId, partner } = credit;
  return (
    <span className="td-buttons">
      <Button
        size="xs"
        variant="default"
        onClick={() => onRefund({ paymentId, partnerName: partner.name, free: String(free) })}
      >
        {t('credits.refund')}
      </Button>
      {credit.open !== '0' && (
        <Button size="xs" variant="default" disabled={busy} onClick={() => onApply(credit)}>
          {t('credits.apply')}
        </Button>
      )}
    </span>
  );
}
