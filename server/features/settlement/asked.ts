import { Type } from 'typebox';

import { isBusinessDate, type BusinessDate } from '../../../core/dates.ts';
import { normalizeCode } from '../../../core/text.ts';
import type { Queryable } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { DateSchema } from '../../platform/schemas.ts';
import type { StaffContext } from '../staff/index.ts';
import type { MoneyActor } from './assign-receipt.ts';
import { settlementError } from './errors.ts';
import { findPartner, findWindow, type PartnerRow, type WindowRow } from './queries.ts';

/** What the addresses of settlement name: a partner, or a partner's day. */
export const PartnerParams = Type.Object({ partner: Type.String({ maxLength: 40 }) });
export const WindowParams = Type.Object({ partner: Type.String({ maxLength: 40 }), day: DateSchema });

export async function getPartner(on: Queryable, code: string): Promise<PartnerRow> {
  const partner = await findPartner(on, normalizeCode(code));
  ensure(partner, settlementError('settlement.unknown_partner', { code }));
  return partner;
}

export async function getWindow(
  on: Queryable,
  asked: { partner: string; day: string },
): Promise<{ partner: PartnerRow; window: WindowRow }> {
  const partner = await getPartner(on, asked.partner);
  const day: BusinessDate = asked.day;
  const window = isBusinessDate(day) ? await findWindow(on, partner.id, day) : undefined;
  ensure(window, settlementError('settlement.unknown_window', { partner: partner.code, day }));
  return { partner, window };
}

export function actorOf({ login, now, requestId, businessDate }: StaffContext): MoneyActor {
  return { actor: login, now, requestId, businessOn: businessDate };
}
