import { Type } from 'typebox';
import { errorMessages } from '../../../core/messages/errors.ts';
import { controlAgrees } from './control.ts';
import type { Failure, ImportRow } from './queries.ts';
import type { RejectionRow } from './rejection-queries.ts';
import { explainReason } from './write-rejections.ts';

const nullable = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

export const ImportSchema = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  fileName: Type.String(),
  state: Type.String(),
  bytes: Type.Integer(),
  bytesRead: Type.Integer(),
  rows: Type.Integer(),
  accepted: Type.Integer(),
  unchanged: Type.Integer(),
  changed: Type.Integer(),
  rejected: Type.Integer(),
  /** What this import publishes: accepted and changed bills. */
  total: Type.String(),
  /** What the billing system sent: the totals of all rows whose total can be read. */
  sentTotal: Type.String(),
  control: nullable(
    Type.Object({
      source: Type.String(),
      rows: nullable(Type.Integer()),
      total: nullable(Type.String()),
      agree: Type.Boolean(),
    }),
  ),
  failure: nullable(
    Type.Object({
      code: Type.String(),
      detail: Type.String(),
      detailEn: Type.String(),
      params: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
  newUnits: Type.Array(Type.String()),
  createdBy: Type.String(),
  createdAt: Type.String(),
  publishedBy: nullable(Type.String()),
  publishedAt: nullable(Type.String()),
});

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

export const RejectionSchema = Type.Object({
  line: Type.Integer(),
  field: Type.String(),
  code: Type.String(),
  reason: Type.String(),
  reasonEn: Type.String(),
  /** The value in question. */
  detail: Type.String(),
  raw: Type.String(),
});

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
