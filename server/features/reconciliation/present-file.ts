import { errorMessages } from '../../../core/messages/errors.ts';
import { isRowReason, rowReasons } from '../../../core/messages/row-reasons.ts';
import { lanes } from '../../../core/reconciliation/lanes.ts';
import { AppError } from '../../platform/errors.ts';
import type { BadLineRow, FileRow, LaneCounts, Refusal } from './file-queries.ts';

export function presentFile(row: FileRow) {
  const hasControl = row.control_lines !== null || row.control_vnd !== null;
  return {
    id: String(row.id),
    partnerCode: row.partner_code,
    partnerName: row.partner_name,
    day: row.settles_on,
    scope: row.scope,
    fileName: row.file_name,
    bytes: Number(row.bytes),
    state: row.state,
    refusal: row.refusal && presentRefusal(row.refusal),
    mapping:
      row.mapping_id === null
        ? null
        : { id: String(row.mapping_id), name: row.mapping_name ?? '', version: row.mapping_version ?? 1 },
    lines: row.lines,
    amount: String(row.lines_vnd),
    badLines: row.bad_lines,
    control: hasControl ? { lines: row.control_lines, amount: textOf(row.control_vnd) } : null,
    matched: row.matched,
    matchedAmount: textOf(row.matched_vnd),
    difference: textOf(row.difference_vnd),
    byLane: presentLanes(row.by_lane ?? {}),
    openDifferences: row.open_differences,
    receivedBy: row.received_by,
    receivedAt: row.received_at.toISOString(),
    matchedAt: row.matched_at?.toISOString() ?? null,
  };
}

const textOf = (amount: bigint | null): string | null => (amount === null ? null : String(amount));

/** All nine lanes in order of precedence. */
export function presentLanes(counts: LaneCounts) {
  return lanes.map((lane) => ({
    lane,
    count: counts[lane]?.count ?? 0,
    theirAmount: counts[lane]?.theirVnd ?? '0',
    ourAmount: counts[lane]?.ourVnd ?? '0',
  }));
}

export function presentRefusal({ code, params }: Refusal) {
  const message = Object.hasOwn(errorMessages, code)
    ? errorMessages[code as keyof typeof errorMessages]
    : errorMessages['reconciliation.fault'];
  return { code, detail: message.vi, detailEn: message.en, params };
}

export function toRefusal(error: unknown): Refusal {
  return error instanceof AppError
    ? { code: error.code, params: error.params }
    : { code: 'reconciliation.fault', params: {} };
}

/** The sentences a reason of a bad line stands for. */
export function explainReason(code: string): { reason: string; reasonEn: string } {
  return isRowReason(code)
    ? { reason: rowReasons[code].vi, reasonEn: rowReasons[code].en }
    : { reason: code, reasonEn: code };
}

export function presentBadLine(row: BadLineRow) {
  return { ...row, ...explainReason(row.code) };
}
