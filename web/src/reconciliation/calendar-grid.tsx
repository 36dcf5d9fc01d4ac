import { Link } from '@tanstack/react-router';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarDay, CalendarPartner, SettlementCalendar } from '../api/accounting-types.ts';
import { formatCount, formatDate } from '../format.ts';
import { CellLine } from './cell-line.tsx';
import { MarkIcon } from './mark-icon.tsx';
import { markOf, marksToDo, moveInGrid, type Mark } from './marks.ts';
import { weekdayOf } from './weekday.ts';

interface Place {
  row: number;
  column: number;
}

/**
 * Partners down, days across. One cell is in the tab order; the arrow keys move over the grid and Enter opens the day.
 * What the cell says in an icon, the line below says in words.
 */
export function CalendarGrid({ calendar, today }: { calendar: SettlementCalendar; today: string }) {
  const { t } = useTranslation();
  const grid = useRef<HTMLTableElement>(null);
  const lastDay = Math.max(
    0,
    calendar.days.findLastIndex(({ day }) => day <= today),
  );
  const [place, setPlace] = useState<Place>({ row: 0, column: lastDay });
  const size = { rows: calendar.partners.length, columns: calendar.days.length };
  const move = (event: KeyboardEvent) => {
    const next = moveInGrid(place, event.key, size);
    if (!next) return;
    event.preventDefault();
    setPlace(next);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next.row}-${next.column}"]`)?.focus();
  };
  const partner = calendar.partners[place.row];
  const cell = partner?.cells[place.column];
  return (
    <div className="td-cal">
      <div className="td-table-frame">
        <table ref={grid} className="td-cal-grid">
          <caption className="td-hidden">{t('recon.calendar.title')}</caption>
          <DayHeads days={calendar.days} today={today} />
          <tbody>
            {calendar.partners.map((one, row) => (
              <PartnerRow
                key={one.code}
                partner={one}
                row={row}
                days={calendar.days}
                today={today}
                place={place}
                onPlace={setPlace}
                onKey={move}
              />
            ))}
          </tbody>
          <TotalRow calendar={calendar} />
        </table>
      </div>
      {partner && cell && <CellLine partner={partner} cell={cell} mark={markOf(cell)} />}
    </div>
  );
}

function DayHeads({ days, today }: { days: readonly CalendarDay[]; today: string }) {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        <th scope="col">{t('recon.calendar.partner')}</th>
        {days.map(({ day, kind, name }) => (
          <th
            key={day}
            scope="col"
            className={`td-cal-day${kind === 'work' ? '' : ' td-cal-rest'}${day === today ? ' td-cal-today' : ''}`}
            title={name ?? undefined}
          >
            <span className="td-cal-weekday">{t(`recon.weekdays.${weekdayOf(day)}`)}</span>
            {Number(day.slice(8))}
          </th>
        ))}
        <th scope="col" className="td-number" title={t('recon.calendar.open')}>
          {t('recon.calendar.openShort')}
        </th>
      </tr>
    </thead>
  );
}

function PartnerRow(props: {
  partner: CalendarPartner;
  row: number;
  days: readonly CalendarDay[];
  today: string;
  place: Place;
  onPlace: (place: Place) => void;
  onKey: (event: KeyboardEvent) => void;
}) {
  const { t } = useTranslation();
  const { partner, row, days, today, place } = props;
  const open = partner.cells.reduce((sum, cell) => sum + cell.openDifferences, 0);
  return (
    <tr>
      <th scope="row" title={partner.name}>
        {partner.name}
      </th>
      {partner.cells.map((cell, column) => {
        const mark = markOf(cell);
        const rest = days[column]?.kind !== 'work';
        const words = mark === 'none' && rest ? t('recon.marks.rest') : t(`recon.marks.${mark}`);
        const said = [
          partner.name,
          formatDate(cell.day),
          words,
          cell.openDifferences > 0 && t('recon.calendar.openLines', { count: cell.openDifferences }),
        ];
        return (
          <td
            key={cell.day}
            className={`${rest ? 'td-cal-rest' : ''}${cell.day === today ? ' td-cal-today' : ''}`}
          >
            <Link
              to="/reconciliation/$partner/$day"
              params={{ partner: partner.code, day: cell.day }}
              preload={false}
              data-cell={`${row}-${column}`}
              tabIndex={row === place.row && column === place.column ? 0 : -1}
              className={`td-cal-cell td-mark-${mark}`}
              aria-label={said.filter(Boolean).join(', ')}
              title={words}
              onFocus={() => props.onPlace({ row, column })}
              onKeyDown={props.onKey}
              onMouseEnter={() => props.onPlace({ row, column })}
            >
              <CellFace mark={mark} open={cell.openDifferences} />
            </Link>
          </td>
        );
      })}
      <td className="td-number">{open === 0 ? '' : formatCount(open)}</td>
    </tr>
  );
}

function CellFace({ mark, open }: { mark: Mark; open: number }) {
  if (mark === 'none') return null;
  return (
    <>
      <MarkIcon mark={mark} />
      {open > 0 && <span className="td-cal-count">{formatCount(open)}</span>}
    </>
  );
}

/** How many partners of the day still wait for somebody's work. */
function TotalRow({ calendar }: { calendar: SettlementCalendar }) {
  const { t } = useTranslation();
  const toDo = calendar.days.map(
    (_, column) =>
      calendar.partners.filter(({ cells }) => {
        const cell = cells[column];
        return cell && marksToDo.includes(markOf(cell));
      }).length,
  );
  const open = calendar.partners
    .flatMap(({ cells }) => cells)
    .reduce((sum, cell) => sum + cell.openDifferences, 0);
  return (
    <tfoot>
      <tr>
        <th scope="row">{t('recon.calendar.toDoTotal')}</th>
        {toDo.map((count, column) => (
          <td key={column} className="td-cal-sum">
            {count === 0 ? '' : count}
          </td>
        ))}
        <td className="td-number">{formatCount(open)}</td>
      </tr>
    </tfoot>
  );
}
