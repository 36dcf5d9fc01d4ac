import { errorMessages } from '../../../core/messages/errors.ts';
import { controlAgrees } from './control.ts';
import type { Failure, ImportRow } from './queries.ts';
import type { RejectionRow } from './rejection-queries.ts';
import { explainReason } from './write-rejections.ts';

export function presentImport(row: ImportRow) {
  return {
    id: String(row.id),
    kind: row.kind,
    fileName: row.file_name,
    state: row.state,
    bytes: Number(row.file_bytes),
    bytesRead: Number(row.bytes_read),
    rows: row.rows,
    accepted: row.accepted,
    unchanged: row.unchanged,
    changed: row.changed,
    rejected: row.rejected,
    total: String(row.total_vnd),
    sentTotal: String(row.sent_vnd),
    control: presentControl(row),
    failure: row.failure && presentFailure(row.failure),
    newUnits: row.new_units,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    publishedBy: row.published_by,
    publishedAt: row.published_at?.toISOString() ?? null,
  };
}

function presentControl(row: ImportRow) {
  const control = { source: row.control_source, rows: row.control_rows, totalVnd: row.control_total_vnd };
  const agree = controlAgrees(control, { rows: row.rows, totalVnd: row.sent_vnd });
  if (agree === undefined) return null;
  const total = control.totalVnd === null ? null : String(control.totalVnd);
  return { source: control.source, rows: control.rows, total, agree };
}

function presentFailure({ code, params }: Failure) {
  const message = Object.hasOwn(errorMessages, code)
    ? errorMessages[code as keyof typeof errorMessages]
    : errorMessages['imports.fault'];
  return { code, detail: message.vi, detailEn: message.en, params };
}

export function presentRejection({ line, field, code, detail, raw }: RejectionRow) {
  return {
    line,
    field,
    code,
    reason: explainReason(code, 'vi'),
    reasonEn: explainReason(code, 'en'),
    detail,
    raw,
  };
}
