import type { Queryable } from '../../platform/db.ts';
import { listPrefundMovements, prefundAvailable, sumPrefund } from './prefund-queries.ts';
import type { PartnerRow } from './queries.ts';

/** What a partner has paid in beforehand, what windows took of it, and what it may still collect. */
export async function presentPrefund(on: Queryable, partner: PartnerRow) {
  const sums = await sumPrefund(on, partner.id);
  const movements = await listPrefundMovements(on, partner.id);
  return {
    partnerCode: partner.code,
    partnerName: partner.name,
    prefunded: partner.prefunded,
    available: String(await prefundAvailable(on, partner.id)),
    deposited: String(sums.deposited_vnd),
    drawn: String(sums.drawn_vnd),
    movements: movements.map((row) => ({
      id: String(row.id),
      amount: String(row.amount_vnd),
      rule: row.rule,
      assignedBy: row.assigned_by,
      assignedAt: row.assigned_at.toISOString(),
      creditId: row.bank_credit_id === null ? null : String(row.bank_credit_id),
      bookedOn: row.booked_on,
      reference: row.bank_reference,
      day: row.settles_on,
      undone: row.undone,
    })),
  };
}
