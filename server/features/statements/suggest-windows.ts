import { matchWindows, recognisePartner, type WaitingWindow } from '../../../core/settlement-credits.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import { findInText } from '../../../core/qr/transfer-text.ts';
import type { Queryable } from '../../platform/db.ts';
import { listSettlingPartners, listWaitingWindows, type CreditRow, type SettlingPartner } from './queries.ts';

export interface Suggestion {
  partner: SettlingPartner;
  rule: 'exact_window' | 'exact_windows' | 'prefund_deposit';
  /** True when the credit names the partner; the amount alone makes a suggestion, never a match. */
  recognised: boolean;
  windows: readonly WaitingWindow[];
  /** True when the credit's text names the days. */
  named: boolean;
}

export interface Guess {
  partner: SettlingPartner | undefined;
  suggestions: Suggestion[];
}

const mostSuggestions = 5;

/** Reads once what waits for money; the answer says of each credit whose money it may be. */
export async function prepareGuesses(
  on: Queryable,
  today: BusinessDate,
): Promise<(credit: Pick<CreditRow, 'amount_vnd' | 'assigned_vnd' | 'payer' | 'remittance'>) => Guess> {
  const partners = await listSettlingPartners(on, today);
  const marks = partners.map(({ id, code, marks: words }) => ({ partnerId: id, code, marks: words }));
  const waiting = Map.groupBy(
    (await listWaitingWindows(on)).map((row) => ({
      id: row.id,
      partnerId: row.partner_id,
      settlesOn: row.settles_on,
      remainingVnd: row.remaining_vnd,
    })),
    ({ partnerId }) => partnerId,
  );
  return (credit) => {
    // A customer's bank is named in the text as a partner would be: our own reference says more.
    if (findInText(credit.remittance).some(({ kind }) => kind !== 'customer_code'))
      return { partner: undefined, suggestions: [] };
    const named = recognisePartner([credit.payer, credit.remittance], marks);
    const partner = partners.find(({ id }) => id === named);
    const amountVnd = credit.amount_vnd - credit.assigned_vnd;
    if (amountVnd === 0n) return { partner, suggestions: [] };
    if (partner?.prefunded) {
      return {
        partner,
        suggestions: [{ partner, rule: 'prefund_deposit', recognised: true, windows: [], named: false }],
      };
    }
    const suggestions = (partner ? [partner] : partners.filter(({ prefunded }) => !prefunded)).flatMap(
      (one) =>
        matchWindows(amountVnd, waiting.get(one.id) ?? [], [credit.payer, credit.remittance]).map(
          (match) => ({
            partner: one,
            rule: match.rule,
            recognised: partner !== undefined,
            windows: match.windows,
            named: match.named,
          }),
        ),
    );
    return { partner, suggestions: suggestions.slice(0, mostSuggestions) };
  };
}
