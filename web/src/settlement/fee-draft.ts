import { checkFeeRule } from '../../../core/fees.ts';
import type { FeeRule } from '../api/accounting-types.ts';
import { formatBasisPoints, formatCount, parseBasisPoints } from '../format.ts';
import { readDong } from '../ui/typed-money.ts';

/** A fee rule as it is being typed. */
export interface FeeDraft {
  kind: FeeRule['kind'];
  perPayment: string;
  percent: string;
  min: string;
  max: string;
  by: 'count' | 'amount';
  tiers: TierDraft[];
}

export interface TierDraft {
  /** Empty for the last tier. */
  upTo: string;
  /** Dong, or per cent where it ends in %. */
  price: string;
}

export function draftOf(rule: FeeRule): FeeDraft {
  const draft: FeeDraft = {
    kind: rule.kind,
    perPayment: '',
    percent: '',
    min: '',
    max: '',
    by: 'count',
    tiers: [{ upTo: '', price: '' }],
  };
  if (rule.kind === 'flat') draft.perPayment = formatCount(rule.perPaymentVnd);
  if (rule.kind === 'percent') {
    draft.percent = formatBasisPoints(rule.basisPoints);
    draft.min = rule.minVnd === undefined ? '' : formatCount(rule.minVnd);
    draft.max = rule.maxVnd === undefined ? '' : formatCount(rule.maxVnd);
  }
  if (rule.kind === 'tiers') {
    draft.by = rule.by;
    draft.tiers = rule.tiers.map(({ upTo, perPaymentVnd, basisPoints }) => ({
      upTo: upTo === null ? '' : formatCount(upTo),
      price:
        basisPoints === undefined ? formatCount(perPaymentVnd ?? '0') : `${formatBasisPoints(basisPoints)}%`,
    }));
  }
  return draft;
}

/** The rule that was typed, or undefined while it cannot be reckoned with. */
export function readDraft(draft: FeeDraft): FeeRule | undefined {
  const rule = readKind(draft);
  return rule && checkFeeRule(rule) === undefined ? rule : undefined;
}

function readKind(draft: FeeDraft): FeeRule | undefined {
  switch (draft.kind) {
    case 'none':
      return { kind: 'none' };
    case 'flat': {
      const perPaymentVnd = readDong(draft.perPayment);
      return perPaymentVnd === undefined ? undefined : { kind: 'flat', perPaymentVnd };
    }
    case 'percent': {
      const basisPoints = parseBasisPoints(draft.percent);
      const [min, max] = [optionalDong(draft.min), optionalDong(draft.max)];
      if (basisPoints === undefined || min === undefined || max === undefined) return undefined;
      return {
        kind: 'percent',
        basisPoints,
        ...(min !== null && { minVnd: min }),
        ...(max !== null && { maxVnd: max }),
      };
    }
    case 'tiers':
      return readTiers(draft);
  }
}

function readTiers({ by, tiers }: FeeDraft): FeeRule | undefined {
  const read = tiers.map(({ upTo, price }, index) => {
    const end = index === tiers.length - 1 ? null : readDong(upTo);
    const basisPoints = price.trim().endsWith('%') ? parseBasisPoints(price) : undefined;
    const perPaymentVnd = price.trim().endsWith('%') ? undefined : readDong(price);
    if (end === undefined || (basisPoints === undefined && perPaymentVnd === undefined)) return undefined;
    return {
      upTo: end,
      ...(basisPoints !== undefined && { basisPoints }),
      ...(perPaymentVnd !== undefined && { perPaymentVnd }),
    };
  });
  const whole = read.filter((tier) => tier !== undefined);
  return whole.length === tiers.length ? { kind: 'tiers', by, tiers: whole } : undefined;
}

/** Null for nothing typed, undefined for something that is no amount. */
function optionalDong(text: string): string | null | undefined {
  return text.trim() === '' ? null : readDong(text);
}
