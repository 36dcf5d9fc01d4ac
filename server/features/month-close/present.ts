import { monthOf, type BusinessDate } from '../../../core/dates.ts';
import type { Count } from '../kpi/index.ts';
import { ratioOf } from '../kpi/index.ts';
import type { ComparedRow } from './compare-figures.ts';
import type { Scope } from '../staff/index.ts';
import type { FreezeRow } from './freeze-queries.ts';
import type { MovementRow } from './movement-queries.ts';
import type { RestatementRow } from './restate-month.ts';

/** One version as it is told, on the screen and on the command line. */
export function presentFreeze(freeze: FreezeRow) {
  return {
    version: freeze.version,
    at: freeze.frozen_at.toISOString(),
    asOf: freeze.as_of.toISOString(),
    by: freeze.frozen_by,
    askedBy: freeze.asked_by,
    reason: freeze.reason,
    hash: freeze.hash,
    previousHash: freeze.previous_hash,
    definitions: freeze.definitions,
    moving: freeze.moving,
  };
}

/** What was moving is of the whole company: told to who may see it. */
export function presentVersion(freeze: FreezeRow, broken: readonly number[], scope: Scope) {
  const shown = presentFreeze(freeze);
  return {
    ...shown,
    intact: !broken.includes(freeze.version),
    moving: scope === 'all' ? shown.moving : [],
  };
}

export function presentWish(wish: RestatementRow) {
  return {
    reason: wish.reason,
    askedBy: wish.asked_by,
    askedAt: wish.asked_at.toISOString(),
    version: wish.version,
  };
}

export function presentCompared({ code, name, figures, movements }: ComparedRow) {
  return { code, name, movements, figures: figures.map(presentPair) };
}

/** All places together. */
export function presentTotal(rows: readonly ComparedRow[]) {
  const sum = (pick: (row: ComparedRow) => Count | undefined): Count => ({
    numerator: rows.reduce((total, row) => total + (pick(row)?.numerator ?? 0n), 0n),
    denominator: rows.reduce((total, row) => total + (pick(row)?.denominator ?? 0n), 0n),
  });
  const counted = rows[0]?.figures.map((figure) => figure.counted) ?? [];
  return {
    movements: rows.reduce((total, { movements }) => total + movements, 0),
    figures: counted.map((thing, index) =>
      presentPair({
        counted: thing,
        frozen: sum(({ figures }) => figures[index]?.frozen),
        live: sum(({ figures }) => figures[index]?.live),
      }),
    ),
  };
}

function presentPair({ counted, frozen, live }: ComparedRow['figures'][number]) {
  return { counted, frozen: presentCount(frozen), live: presentCount(live) };
}

export function presentCount({ numerator, denominator }: Count) {
  return {
    numerator: String(numerator),
    denominator: String(denominator),
    ratio: ratioOf(numerator, denominator),
  };
}

export function presentMovement(row: MovementRow) {
  return {
    id: String(row.id),
    kind: row.kind,
    recordedAt: row.recorded_at.toISOString(),
    customerCode: row.customer_code,
    customerName: row.customer_name,
    unitCode: row.unit_code,
    communeCode: row.commune_code,
    billId: String(row.bill_id),
    billNumber: row.bill_number,
    paymentId: row.payment_id === null ? null : String(row.payment_id),
    reference: row.reference,
    channel: row.channel,
    amount: String(row.amount_vnd),
    why: row.why,
    said: row.said,
  };
}

/** A month can be frozen once the business clock has left it. */
export function isOver(period: string, businessDate: BusinessDate): boolean {
  return period < monthOf(businessDate);
}
