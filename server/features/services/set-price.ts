import type { BusinessDate } from '../../../core/dates.ts';
import { normalizeText } from '../../../core/text.ts';
import { sqlState, transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { ensureWholeCompany, type StaffContext } from '../staff/index.ts';
import { servicesError } from './errors.ts';
import * as queries from './queries.ts';

export interface PriceDraft {
  service: string;
  name: string;
  countedIn: string;
  /** Null: by estimate. */
  netVnd: bigint | null;
  vatRate: number;
  legalBasis: string;
  offered: boolean;
  validFrom: BusinessDate;
}

/**
 * Adds a version to the price list. The first one of a service may begin on any day, a later one begins behind the
 * last, today at the earliest: what was in force is never written anew. Throws `services.price_in_past`, `price_exists`.
 */
export async function setPrice(staff: StaffContext, draft: PriceDraft): Promise<queries.PriceRow> {
  ensureWholeCompany(staff);
  const { service, validFrom, netVnd, vatRate, offered } = draft;
  try {
    return await transaction(staff.db, async (tx) => {
      const [last] = await queries.listPricesOf(tx, service);
      ensure(!last || validFrom >= staff.businessDate, servicesError('services.price_in_past'));
      ensure(!last || validFrom > last.valid_from, servicesError('services.price_exists'));
      const price = await queries.insertPrice(
        tx,
        {
          service,
          name: normalizeText(draft.name),
          counted_in: normalizeText(draft.countedIn),
          net_vnd: netVnd,
          vat_rate: vatRate,
          legal_basis: normalizeText(draft.legalBasis),
          offered,
          valid_from: validFrom,
          set_by: staff.login,
        },
        staff.now,
      );
      await recordAudit(tx, {
        actor: staff.login,
        action: 'services.price_set',
        subject: `service:${service}`,
        detail: { validFrom, net: netVnd === null ? null : String(netVnd), vatRate, offered },
        requestId: staff.requestId,
      });
      return price;
    });
  } catch (error) {
    if (sqlState(error) === '23505') throw servicesError('services.price_exists', {}, { cause: error });
    throw error;
  }
}
