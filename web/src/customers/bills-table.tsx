import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { daysBetween } from '../../../core/dates.ts';
import { useSession } from '../api/session.ts';
import type { Bill } from '../api/types.ts';
import { formatCount, formatDate, formatMoney, formatPeriod, noValue } from '../format.ts';
import { CodeButton } from '../payment-codes/code-button.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Tag } from '../ui/tag.tsx';
import { billTones } from './bill-tones.ts';

const stillOwed: readonly string[] = ['unreleased', 'open', 'part_paid'];

/** The bills of one customer, newest first; a corrected bill stays below its correction. */
export function BillsTable({ customerCode, bills }: { customerCode: string; bills: readonly Bill[] }) {
  const { t } = useTranslation();
  const columns: Column<Bill>[] = [
    {
      key: 'period',
      header: t('customers.bill.period'),
      phone: 'title',
      cell: (bill) => (
        <span className="td-nowrap">
          {formatPeriod(bill.period)}
          {bill.term > 1 && `, ${t('customers.bill.term', { term: bill.term })}`}
        </span>
      ),
    },
    {
      key: 'number',
      header: t('customers.bill.number'),
      cell: (bill) => <BillNumber customerCode={customerCode} bill={bill} />,
    },
    { key: 'due', header: t('customers.bill.due'), cell: (bill) => <DueDate bill={bill} /> },
    {
      key: 'energy',
      header: t('customers.bill.energy'),
      kind: 'number',
      cell: ({ energyKwh, kind }) => (kind === 'DV' ? noValue : `${formatCount(energyKwh)} kWh`),
    },
    { key: 'net', header: t('customers.bill.net'), kind: 'number', cell: ({ net }) => formatMoney(net) },
    {
      key: 'vat',
      header: t('customers.bill.vat'),
      kind: 'number',
      cell: ({ vat, vatRate }) => (
        <span>
          {formatMoney(vat)} <span className="td-small">{vatRate}%</span>
        </span>
      ),
    },
    {
      key: 'total',
      header: t('customers.bill.total'),
      kind: 'number',
      cell: ({ total }) => <strong>{formatMoney(total)}</strong>,
    },
    { key: 'paid', header: t('customers.bill.paid'), kind: 'number', cell: ({ paid }) => formatMoney(paid) },
    {
      key: 'state',
      header: t('customers.bill.state'),
      cell: ({ id, state, handedTo }) => (
        <span>
          <Tag tone={billTones[state] ?? 'idle'}>
            {t(`customers.bill.states.${state as 'open'}`, { defaultValue: state })}
          </Tag>
          {handedTo && stillOwed.includes(state) && (
            <span className="td-second-line">{t('customers.bill.handedTo', { partner: handedTo.name })}</span>
          )}
          {(state === 'open' || state === 'part_paid') && (
            <span className="td-buttons">
              <CodeButton billId={id} />
            </span>
          )}
        </span>
      ),
    },
  ];
  return (
    <ReportTable
      caption={t('customers.page.bills')}
      columns={columns}
      rows={bills}
      rowKey={({ id }) => id}
      rowClass={({ state }) => (state === 'cancelled' ? 'td-row-muted' : undefined)}
    />
  );
}

/** The bill's number with its lineage: which version it is, and which one it corrects. */
function BillNumber({ customerCode, bill }: { customerCode: string; bill: Bill }) {
  const { t } = useTranslation();
  const notes = [
    bill.description ?? t(`customers.bill.kinds.${bill.kind as 'TD'}`, { defaultValue: bill.kind }),
    bill.version > 1 && t('customers.bill.version', { version: bill.version }),
    bill.correctsExternalVersion !== null &&
      t('customers.bill.corrects', { version: bill.correctsExternalVersion }),
  ].filter(Boolean);
  return (
    <span>
      <Link
        to="/customers/$code/bills/$id"
        params={{ code: customerCode, id: bill.id }}
        className="td-mono"
        title={t('bills.open')}
      >
        {bill.externalId}
      </Link>
      <span className="td-second-line">{notes.join(' · ')}</span>
    </span>
  );
}

function DueDate({ bill }: { bill: Bill }) {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  const late =
    bill.state === 'open' || bill.state === 'part_paid' ? daysBetween(bill.dueOn, businessDate) : 0;
  return (
    <span className="td-figures">
      {formatDate(bill.dueOn)}
      {late > 0 && (
        <span className="td-second-line td-bad-text">{t('customers.bill.overdue', { days: late })}</span>
      )}
    </span>
  );
}
