import { roundHalfUp, sumVnd, type Vnd } from './money.ts';

/**
 * What a partner's contract says its collecting costs. Every fee is reckoned payment by payment and rounded half up to
 * whole dong there; the VAT of a window is rounded half up once, over its whole fee. A reversal takes the fee of its
 * payment back.
 */
export type FeeRule =
  | { kind: 'none' }
  | { kind: 'flat'; perPaymentVnd: string }
  | { kind: 'percent'; basisPoints: number; minVnd?: string; maxVnd?: string }
  /**
   * By `count`: tiers of the payments of a calendar month, counted from its first window, each at a price per payment.
   * By `amount`: tiers of the amount of each payment, at a price per payment or a rate.
   */
  | { kind: 'tiers'; by: 'count' | 'amount'; tiers: FeeTier[] };

export interface FeeTier {
  /** The last count or amount of the tier; null for the last tier, which has no end. */
  upTo: string | null;
  perPaymentVnd?: string;
  basisPoints?: number;
}

/** Payments of one amount; reversals count below zero. */
export interface AmountCount {
  amountVnd: Vnd;
  count: number;
}

/** One line of how a fee came about: a tier, or the whole rule as tier 0. */
export interface FeeLine {
  tier: number;
  upTo: Vnd | null;
  payments: number;
  amountVnd: Vnd;
  feeVnd: Vnd;
}

export interface Fee {
  lines: FeeLine[];
  feeVnd: Vnd;
}

/** The fee of a window. `countBefore` is how many payments, less reversals, earlier windows of the month had. */
export function feeOf(rule: FeeRule, amounts: readonly AmountCount[], countBefore: number): Fee {
  const lines = linesOf(rule, amounts, countBefore).filter(
    ({ payments, amountVnd, feeVnd }) => payments !== 0 || amountVnd !== 0n || feeVnd !== 0n,
  );
  return { lines, feeVnd: sumVnd(lines.map(({ feeVnd }) => feeVnd)) };
}

function linesOf(rule: FeeRule, amounts: readonly AmountCount[], countBefore: number): FeeLine[] {
  switch (rule.kind) {
    case 'none':
      return [];
    case 'flat':
      return [lineOf(0, null, amounts, () => BigInt(rule.perPaymentVnd))];
    case 'percent':
      return [lineOf(0, null, amounts, (amountVnd) => percentOf(amountVnd, rule))];
    case 'tiers':
      return rule.by === 'count'
        ? countTiers(rule.tiers, amounts, countBefore)
        : amountTiers(rule.tiers, amounts);
  }
}

function lineOf(
  tier: number,
  upTo: Vnd | null,
  amounts: readonly AmountCount[],
  price: (amountVnd: Vnd) => Vnd,
): FeeLine {
  return {
    tier,
    upTo,
    payments: amounts.reduce((sum, { count }) => sum + count, 0),
    amountVnd: sumVnd(amounts.map(({ amountVnd, count }) => amountVnd * BigInt(count))),
    feeVnd: sumVnd(amounts.map(({ amountVnd, count }) => price(amountVnd) * BigInt(count))),
  };
}

function percentOf(
  amountVnd: Vnd,
  rate: { basisPoints: number; minVnd?: string | undefined; maxVnd?: string | undefined },
): Vnd {
  const fee = roundHalfUp(amountVnd * BigInt(rate.basisPoints), 10_000n);
  if (rate.minVnd !== undefined && fee < BigInt(rate.minVnd)) return BigInt(rate.minVnd);
  if (rate.maxVnd !== undefined && fee > BigInt(rate.maxVnd)) return BigInt(rate.maxVnd);
  return fee;
}

function amountTiers(tiers: readonly FeeTier[], amounts: readonly AmountCount[]): FeeLine[] {
  let from = 0n;
  return tiers.map((tier, index) => {
    const upTo = tier.upTo === null ? null : BigInt(tier.upTo);
    const inside = amounts.filter(
      ({ amountVnd }) => amountVnd > from && (upTo === null || amountVnd <= upTo),
    );
    from = upTo ?? from;
    return lineOf(index + 1, upTo, inside, (amountVnd) =>
      tier.perPaymentVnd === undefined
        ? percentOf(amountVnd, { basisPoints: tier.basisPoints ?? 0 })
        : BigInt(tier.perPaymentVnd),
    );
  });
}

/** Payments fill the month's tiers one after the other; more reversals than payments give tiers back. */
function countTiers(tiers: readonly FeeTier[], amounts: readonly AmountCount[], before: number): FeeLine[] {
  const net = amounts.reduce((sum, { count }) => sum + count, 0);
  const [low, high] = net < 0 ? [before + net, before] : [before, before + net];
  let from = -Infinity;
  return tiers.map((tier, index) => {
    const to = tier.upTo === null ? Infinity : Number(tier.upTo);
    const inside = Math.max(0, Math.min(high, to) - Math.max(low, from)) * Math.sign(net);
    from = to;
    return {
      tier: index + 1,
      upTo: tier.upTo === null ? null : BigInt(tier.upTo),
      payments: inside,
      amountVnd: 0n,
      feeVnd: BigInt(inside) * BigInt(tier.perPaymentVnd ?? '0'),
    };
  });
}

/** VAT on a fee, in whole per cent, rounded half up. */
export function vatOf(feeVnd: Vnd, ratePercent: number): Vnd {
  return roundHalfUp(feeVnd * BigInt(ratePercent), 100n);
}

export type FeeRuleProblem =
  | 'min_above_max'
  | 'no_tiers'
  | 'tiers_not_rising'
  | 'last_tier_has_end'
  | 'tier_without_price'
  | 'rate_by_count';

/** What is wrong with a rule; undefined when it can be reckoned with. */
export function checkFeeRule(rule: FeeRule): FeeRuleProblem | undefined {
  if (rule.kind === 'percent') {
    const { minVnd, maxVnd } = rule;
    return minVnd !== undefined && maxVnd !== undefined && BigInt(minVnd) > BigInt(maxVnd)
      ? 'min_above_max'
      : undefined;
  }
  return rule.kind === 'tiers' ? checkTiers(rule) : undefined;
}

function checkTiers({ by, tiers }: { by: 'count' | 'amount'; tiers: FeeTier[] }): FeeRuleProblem | undefined {
  if (tiers.length === 0) return 'no_tiers';
  if (tiers.at(-1)!.upTo !== null) return 'last_tier_has_end';
  let from = 0n;
  for (const tier of tiers) {
    if ((tier.perPaymentVnd === undefined) === (tier.basisPoints === undefined)) return 'tier_without_price';
    if (by === 'count' && tier.basisPoints !== undefined) return 'rate_by_count';
    if (tier.upTo === null) {
      if (tier !== tiers.at(-1)) return 'tiers_not_rising';
      continue;
    }
    if (BigInt(tier.upTo) <= from) return 'tiers_not_rising';
    from = BigInt(tier.upTo);
  }
  return undefined;
}
