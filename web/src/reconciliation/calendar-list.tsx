import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SettlementCalendar } from '../api/accounting-types.ts';
import { formatDate } from '../format.ts';
import { MarkTag } from './mark-icon.tsx';
import { markOf, marksToDo } from './marks.ts';
import { weekdayOf } from './weekday.ts';

/** The calendar on a phone: a list per day, newest first; days on which all is well are folded up. */
export function CalendarList({ calendar, today }: { calendar: SettlementCalendar; today: string }) {
  const { t } = useTranslation();
  const days = calendar.days
    .map(({ day, kind, name }, column) => ({
      day,
      kind,
      name,
      cells: calendar.partners.flatMap((partner) => {
        const cell = partner.cells[column];
        const mark = cell && markOf(cell);
        return cell && mark && mark !== 'none' ? [{ partner, cell, mark }] : [];
      }),
    }))
    .filter(({ day, cells }) => day <= today && cells.length > 0)
    .reverse();
  return (
    <div className="td-cal-list">
      {days.map(({ day, kind, name, cells }) => {
        const toDo = cells.filter(({ mark }) => marksToDo.includes(mark)).length;
        return (
          <details key={day} open={toDo > 0}>
            <summary>
              <strong className="td-figures">
                {t(`recon.weekdays.${weekdayOf(day)}`)} {formatDate(day)}
              </strong>
              <span className="td-small">
                {kind !== 'work' && `${name ?? t('recon.marks.rest')} · `}
                {toDo > 0
                  ? t('recon.calendar.toDo', { count: toDo, of: cells.length })
                  : t('recon.calendar.allWell', { of: cells.length })}
              </span>
            </summary>
            <ul>
              {cells.map(({ partner, cell, mark }) => (
                <li key={partner.code}>
                  <Link
                    to="/reconciliation/$partner/$day"
                    params={{ partner: partner.code, day }}
                    preload={false}
                  >
                    {partner.name}
                  </Link>
                  <MarkTag mark={mark} open={cell.openDifferences} />
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </div>
  );
}
