import { useTranslation } from 'react-i18next';
import type { FeeRule } from '../api/accounting-types.ts';
import { formatBasisPoints, formatMoney } from '../format.ts';

/** A fee rule in one line of words. */
export function useFeeWords(): (rule: FeeRule) => string {
  const { t } = useTranslation();
  return (rule) => {
    switch (rule.kind) {
      case 'none':
        return t('settlement.terms.feeKinds.none');
      case 'flat':
        return t('settlement.terms.words.flat', { amount: formatMoney(rule.perPaymentVnd) });
      case 'percent':
        return [
          t('settlement.terms.words.percent', { percent: formatBasisPoints(rule.basisPoints) }),
          rule.minVnd && t('settlement.terms.words.min', { amount: formatMoney(rule.minVnd) }),
          rule.maxVnd && t('settlement.terms.words.max', { amount: formatMoney(rule.maxVnd) }),
        ]
          .filter(Boolean)
          .join(', ');
      case 'tiers':
        return t('settlement.terms.words.tiers', {
          count: rule.tiers.length,
          by: t(`settlement.terms.tiersBys.${rule.by}`).toLowerCase(),
        });
    }
  };
}
