import type { BusinessDate } from '../../../core/dates.ts';
import { searchKey } from '../../../core/text.ts';
import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { staffError, type StaffContext } from '../staff/index.ts';
import { payPointError } from './errors.ts';
import type { PointKind } from './kinds.ts';
import { listForeign, lookUp, upsertPoints } from './save-queries.ts';

export interface PointWish {
  code: string;
  kind: PointKind;
  name: string;
  address: string;
  communeCode: string;
  village: string | null;
  partnerCode: string | null;
  openedOn: BusinessDate;
  closedOn: BusinessDate | null;
  openingHours: string;
  takesCash: boolean;
}

/**
 * Enters a place or puts it right. Throws `pay_points.unknown_place`, `pay_points.unknown_partner`,
 * `pay_points.partner_missing`, `pay_points.closed_before_opened`, `staff.outside_scope`.
 */
export async function savePoint(staff: StaffContext, wish: PointWish): Promise<void> {
  const { village, partnerCode, ...point } = wish;
  ensure((point.kind === 'counter') === (partnerCode === null), payPointError('pay_points.partner_missing'));
  const ordered = point.closedOn === null || point.closedOn >= point.openedOn;
  ensure(ordered, payPointError('pay_points.closed_before_opened'));
  await transaction(staff.db, async (tx) => {
    const known = await lookUp(tx, {
      partners: partnerCode === null ? [] : [partnerCode],
      communes: [point.communeCode],
      scope: staff.scope,
    });
    const mine = known.communes.get(point.communeCode);
    ensure(mine !== undefined, payPointError('pay_points.unknown_place', { commune: point.communeCode }));
    ensure(mine, staffError('staff.outside_scope'));
    const partnerId = partnerCode === null ? null : known.partners.get(partnerCode);
    ensure(partnerId !== undefined, payPointError('pay_points.unknown_partner', { partner: partnerCode }));
    const foreign = await listForeign(tx, [point.code], staff.scope);
    ensure(!foreign.some((other) => other.partnerId === partnerId), staffError('staff.outside_scope'));
    const villageId =
      village === null ? null : known.villages.get(`${point.communeCode}/${searchKey(village)}`);
    ensure(villageId !== undefined, payPointError('pay_points.unknown_place', { village }));
    await upsertPoints(tx, [{ ...point, villageId, partnerId }], staff.login);
    await recordAudit(tx, {
      actor: staff.login,
      action: 'pay_point.saved',
      subject: `pay_point:${point.code}`,
      detail: { ...point, partner: partnerCode },
      requestId: staff.requestId,
    });
  });
}
