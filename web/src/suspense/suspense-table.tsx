import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Suggestion, SuspenseRow } from '../api/credit-queries.ts';
import { useMay } from '../api/session.ts';
import type { Refundable } from '../credits/refund-dialog.tsx';
import { formatDate, formatMoney, formatPeriod } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import type { Identification } from './identify-dialog.tsx';

interface Actions {
  onIdentify: (identification: Identification) => void;
  onRefund: (refundable: Refundable) => void;
}

/** Each item with what was sent and whom it may belong to. What the bank credited is handled on its own screen. */
export function SuspenseTable(props: Actions & { source: 'payment' | 'bank'; rows: readonly SuspenseRow[] }) {
  const { t } = useTranslation();
  const fromBank = props.source === 'bank';
  const mayIdentify = useMay('reconciliation.resolve') && !fromBank;
  const mayRefund = useMay('settlement.manage') && !fromBank;
  const columns: Column<SuspenseRow>[] = [
    {
      key: 'said',
      header: t(fromBank ? 'suspense.saidBank' : 'suspense.said'),
      phone: 'title',
      cell: (row) => <Said row={row} fromBank={fromBank} />,
    },
    {
      key: 'came',
      header: t('suspense.came'),
      cell: ({ cameOn, ageDays }) => (
        <span className="td-figures">
          {formatDate(cameOn)}
          <span className={`td-second-line ${ageDays > 7 ? 'td-bad-text' : ''}`}>
            {t('credits.age', { days: ageDays })}
          </span>
        </span>
      ),
    },
    {
      key: 'amount',
      header: t('suspense.amount'),
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
    {
      key: 'suggestions',
      header: t('suspense.suggestions'),
      phone: 'wide',
      cell: (row) => <Suggestions row={row} {...(mayIdentify && { onIdentify: props.onIdentify })} />,
    },
  ];
  if (mayIdentify || fromBank) {
    columns.push({
      key: 'action',
      header: t('credits.action'),
      phone: 'wide',
      cell: (row) =>
        fromBank ? (
          <Link to="/bank-credits">{t('suspense.toBank')}</Link>
        ) : (
          <RowActions row={row} mayRefund={mayRefund} {...props} />
        ),
    });
  }
  return (
    <ReportTable caption={t('suspense.title')} columns={columns} rows={props.rows} rowKey={({ id }) => id} />
  );
}

function Said({
  row: { said, payer, partner, reference },
  fromBank,
}: {
  row: SuspenseRow;
  fromBank: boolean;
}) {
  return (
    <span>
      <span className={fromBank ? '' : 'td-mono'}>{said || reference}</span>
      <span className="td-second-line">{fromBank ? payer : partner?.name}</span>
      <span className="td-second-line td-mono">{reference}</span>
    </span>
  );
}

function Suggestions(props: { row: SuspenseRow; onIdentify?: Actions['onIdentify'] }) {
  const { t } = useTranslation();
  const { row, onIdentify } = props;
  if (row.suggestions.length === 0) return <span className="td-small">{t('suspense.noSuggestion')}</span>;
  return (
    <ul className="td-suggestions">
      {row.suggestions.map((suggestion) => (
        <li key={suggestion.customer.code}>
          <span>
            <Link to="/customers/$code" params={{ code: suggestion.customer.code }}>
              {suggestion.customer.name}
            </Link>{' '}
            <span className="td-mono">{suggestion.customer.code}</span>
            <span className="td-second-line">
              <Reasons suggestion={suggestion} />
            </span>
          </span>
          {onIdentify && row.reserved === '0' && (
            <Button size="xs" variant="default" onClick={() => onIdentify({ row, suggestion })}>
              {t('suspense.give')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function Reasons({ suggestion: { reasons, bill, unitName } }: { suggestion: Suggestion }) {
  const { t } = useTranslation();
  const words = reasons.map((reason) => t(`suspense.reasons.${reason}`));
  if (bill) words.push(t('suspense.bill', { period: formatPeriod(bill.period) }));
  return (
    <>
      {words.join(', ')}
      {unitName && ` – ${unitName}`}
    </>
  );
}

function RowActions({
  row,
  mayRefund,
  onIdentify,
  onRefund,
}: Actions & { row: SuspenseRow; mayRefund: boolean }) {
  const { t } = useTranslation();
  const free = BigInt(row.left) - BigInt(row.reserved);
  return (
    <span className="td-buttons">
      {row.reserved === '0' && (
        <Button size="xs" variant="default" onClick={() => onIdentify({ row })}>
          {t('suspense.giveOther')}
        </Button>
      )}
      {mayRefund && free > 0n && (
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            onRefund({ paymentId: row.id, partnerName: row.partner?.name ?? '', free: String(free) })
          }
        >
          {t('suspense.refund')}
        </Button>
      )}
    </span>
  );
}
