import type { BusinessDate } from '../../../core/dates.ts';
import { checkFeeRule, type FeeRule } from '../../../core/fees.ts';
import { isCutOff } from '../../../core/settlement-day.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { updateSettling } from '../partners/index.ts';
import { settlementError } from './errors.ts';
import type { Actor } from './move-window.ts';
import { renewDueDays } from './open-windows.ts';
import type { PartnerRow } from './queries.ts';
import { audited } from './set-days.ts';
import { insertTerms, makeRoomForTerms } from './terms-queries.ts';

export interface NewTerms {
  validFrom: BusinessDate;
  settleDays: number;
  fileDue: string;
  feeRule: FeeRule;
  feeMode: 'netted' | 'invoiced';
  feeVatRate: number;
  contact: string;
  bankMarks: string[];
  /** These three hold at once, whatever the day the others hold from. */
  cutOff: string;
  prefunded: boolean;
  dailyLimitVnd: bigint | null;
}

/**
 * Gives a partner terms from a day on, until the next version that is planned. Days that are closed keep the terms they
 * were closed by. Throws `settlement.bad_fee_rule`, `settlement.bad_cut_off`, `settlement.terms_in_the_past`.
 */
export async function setTerms(db: Db, partner: PartnerRow, terms: NewTerms, by: Actor): Promise<void> {
  const problem = checkFeeRule(terms.feeRule);
  ensure(!problem, settlementError('settlement.bad_fee_rule', { problem }));
  ensure(isCutOff(terms.cutOff), settlementError('settlement.bad_cut_off', { cutOff: terms.cutOff }));
  const { validFrom, cutOff, prefunded, dailyLimitVnd } = terms;
  await transaction(db, async (tx) => {
    const settling = { cutOff, prefunded, dailyLimitVnd };
    const { closed_through: closedThrough } = await updateSettling(tx, partner.id, settling);
    const ahead = closedThrough === null || validFrom > closedThrough;
    ensure(ahead, settlementError('settlement.terms_in_the_past', { closedThrough }));
    const validTo = await makeRoomForTerms(tx, partner.id, validFrom);
    await insertTerms(tx, {
      partner_id: partner.id,
      valid_from: validFrom,
      valid_to: validTo,
      settle_days: terms.settleDays,
      file_due: terms.fileDue,
      fee_rule: terms.feeRule,
      fee_mode: terms.feeMode,
      fee_vat_rate: terms.feeVatRate,
      contact: terms.contact,
      bank_marks: terms.bankMarks,
      set_by: by.actor,
    });
    const windowsMoved = await renewDueDays(tx);
    const { feeRule, feeMode, settleDays } = terms;
    const limit = dailyLimitVnd === null ? null : String(dailyLimitVnd);
    const detail = { validFrom, cutOff, prefunded, limit, feeRule, feeMode, settleDays, windowsMoved };
    await recordAudit(tx, {
      ...audited(by),
      action: 'settlement.terms_set',
      subject: `partner:${partner.code}`,
      detail,
    });
  });
}
