import { useTranslation } from 'react-i18next';
import type { CalendarCell, CalendarPartner } from '../api/accounting-types.ts';
import { formatCount, formatDate, formatMoney, noValue } from '../format.ts';
import { MarkTag } from './mark-icon.tsx';
import type { Mark } from './marks.ts';

/** One cell of the calendar in words and figures; for a missing file also whom to ask for it. */
export function CellLine(props: { partner: CalendarPartner; cell: CalendarCell; mark: Mark }) {
  const { t } = useTranslation();
  const { partner, cell, mark } = props;
  const figure = (label: string, value: string) => (
    <span>
      <span className="td-small">{label}</span> <span className="td-figures">{value}</span>
    </span>
  );
  const money = (amount: string | null) => (amount === null ? noValue : formatMoney(amount));
  return (
    <div className="td-cal-line">
      <strong>
        {partner.name}, {formatDate(cell.day)}
      </strong>
      <MarkTag mark={mark} open={cell.openDifferences} />
      {figure(t('recon.calendar.payments'), formatCount(cell.payments))}
      {figure(t('recon.calendar.amount'), formatMoney(cell.amount))}
      {figure(t('recon.calendar.expected'), money(cell.expected))}
      {figure(t('recon.calendar.received'), formatMoney(cell.received))}
      {cell.dueOn && figure(t('recon.calendar.dueOn'), formatDate(cell.dueOn))}
      {(mark === 'file_missing' || mark === 'money_awaited') && partner.contact && (
        <span>{t('recon.calendar.contact', { contact: partner.contact })}</span>
      )}
    </div>
  );
}
