import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { tillError } from './errors.ts';
import { listPoints, savePointRow, type PointRow } from './point-queries.ts';
import { findPartnerOf } from './till-queries.ts';

export interface PointWish {
  partnerCode: string;
  code: string;
  name: string;
  communeCode: string | null;
  address: string;
  limitVnd: bigint | null;
  open: boolean;
}

/** Registers or changes a point of an agent. Throws `tills.unknown_partner`, `tills.not_an_agent`. */
export async function savePoint(staff: StaffContext, wish: PointWish): Promise<PointRow> {
  const { partnerCode, ...rest } = wish;
  const partner = await findPartnerOf(staff.db, partnerCode);
  ensure(partner, tillError('tills.unknown_partner', { partner: partnerCode }));
  const isAgent = partner.kind !== 'own' && partner.channels.includes('agent_cash');
  ensure(isAgent, tillError('tills.not_an_agent', { partner: partnerCode }));
  await transaction(staff.db, async (tx) => {
    await savePointRow(tx, { ...rest, partnerId: partner.id, by: staff.login });
    await recordAudit(tx, {
      actor: staff.login,
      action: 'agent_point.saved',
      subject: `agent_point:${partnerCode}/${wish.code}`,
      detail: { open: wish.open, limit: wish.limitVnd === null ? null : String(wish.limitVnd) },
      requestId: staff.requestId,
    });
  });
  const points = await listPoints(staff.db, { partnerCode, businessOn: staff.businessDate });
  const saved = points.find(({ code }) => code === wish.code);
  if (!saved) throw new Error(`point ${wish.code} is gone`);
  return saved;
}
