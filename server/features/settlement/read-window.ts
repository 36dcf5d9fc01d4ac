import { addDays } from '../../../core/dates.ts';
import { endOfSettlementDay } from '../../../core/settlement-day.ts';
import type { Queryable } from '../../platform/db.ts';
import {
  differenceOf,
  presentCarries,
  presentEvent,
  presentMinutes,
  presentReceipt,
  presentWindow,
} from './present.ts';
import * as queries from './queries.ts';
import { fileState } from './read-calendar.ts';
import { listTerms, termsOn } from './terms-queries.ts';

interface Times {
  businessNow: Date;
  today: string;
}

/** A window with everything that led to its figures. */
export async function readWindow(
  on: Queryable,
  { partner, window }: { partner: queries.PartnerRow; window: queries.WindowRow },
  { businessNow, today }: Times,
) {
  const day = window.settles_on;
  const range = { from: day, to: addDays(day, 1) };
  const [receipts, events, carries, minutes, files, differences, terms] = await Promise.all([
    queries.listReceipts(on, window.id),
    queries.listEvents(on, window.id),
    queries.listCarries(on, window.id),
    queries.findDayMinutes(on, partner.id, day),
    queries.listDayFiles(on, range),
    queries.countOpenDifferences(on, range),
    listTerms(on, partner.id),
  ]);
  const own = <Row extends { partner_id: bigint }>(rows: readonly Row[]): Row | undefined =>
    rows.find(({ partner_id }) => partner_id === partner.id);
  const endsAt = endOfSettlementDay(day, partner.cut_off);
  const parts = { file: own(files)?.file, terms: termsOn(terms, partner.id, day) };
  const may = mayOf(window, endsAt <= businessNow);
  const opposite = may.carry ? await queries.listOpposite(on, window) : [];
  return {
    ...presentWindow(window, today),
    cutOff: partner.cut_off,
    endsAt: endsAt.toISOString(),
    feeLines: window.fee_lines ?? [],
    receipts: receipts.map(presentReceipt),
    ...presentCarries(carries, window.id),
    events: events.map(presentEvent),
    minutes: presentMinutes(minutes),
    file: fileState(day, businessNow, parts, endsAt > businessNow),
    openDifferences: own(differences)?.n ?? 0,
    may,
    opposite: opposite.map((row) => ({ day: row.settles_on, difference: String(differenceOf(row)) })),
  };
}

function mayOf(window: queries.WindowRow, ended: boolean) {
  const unsettled = window.state !== 'open' && window.state !== 'settled';
  const left = differenceOf(window);
  return {
    close: window.state === 'open' && ended,
    assign: unsettled,
    carry: unsettled && left !== 0n,
    settle: window.state === 'money_in' && left === 0n,
  };
}
