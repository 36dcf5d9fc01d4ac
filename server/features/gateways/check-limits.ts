import type { BusinessDate } from '../../../core/dates.ts';
import { findOverLimit } from '../../../core/gateways/limits.ts';
import type { Tx } from '../../platform/db.ts';
import { gatewayError } from './errors.ts';
import { lockSubscriber, sumOfSubscriber, type AccountRow, type LimitsRow } from './queries.ts';

/**
 * Lets an order through only within what its subscriber may pay by the contract's limits, orders under way counted. The
 * provider counts what the subscriber paid elsewhere too and may still refuse. Throws `gateways.over_limit` with the rule,
 * which limit it is, and what is left of it.
 */
export async function ensureWithinLimits(
  tx: Tx,
  asked: { account: AccountRow; msisdn: string; amountVnd: bigint; businessDate: BusinessDate },
): Promise<void> {
  const { account, msisdn, amountVnd, businessDate } = asked;
  if (account.limits === null) return;
  await lockSubscriber(tx, account.code, msisdn);
  const used = await sumOfSubscriber(tx, { accountCode: account.code, msisdn, day: businessDate });
  const over = findOverLimit(readLimits(account.limits), amountVnd, used);
  if (!over) return;
  throw gatewayError('gateways.over_limit', {
    rule: account.limits.rule,
    limit: over.limit,
    allowed: String(over.allowedVnd),
    used: String(over.usedVnd),
    left: String(over.leftVnd),
    asked: String(amountVnd),
  });
}

function readLimits({ rule, perPayment, perDay, perMonth }: LimitsRow) {
  const vnd = (text: string | null): bigint | null => (text === null ? null : BigInt(text));
  return { rule, perPaymentVnd: vnd(perPayment), perDayVnd: vnd(perDay), perMonthVnd: vnd(perMonth) };
}
