import { monthOf } from '../../../core/dates.ts';
import type { BillListRow } from './queries.ts';

/** One version of a bill as the API writes it. */
export function presentBill(row: BillListRow) {
  return {
    id: String(row.id),
    externalId: row.external_id,
    version: row.version,
    correctsExternalVersion: row.corrects_version,
    period: monthOf(row.period),
    term: row.term,
    kind: row.kind,
    description: row.description,
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    energyKwh: String(row.energy_kwh),
    net: String(row.net_vnd),
    vatRate: row.vat_rate,
    vat: String(row.vat_vnd),
    total: String(row.total_vnd),
    paid: String(row.paid_vnd),
    state: row.state,
    handedTo:
      row.handed_code === null || row.handed_name === null
        ? null
        : { code: row.handed_code, name: row.handed_name },
  };
}
