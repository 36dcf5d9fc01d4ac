import { useTranslation } from 'react-i18next';
import { Tag } from '../ui/tag.tsx';

/** What a customer did with the bills of a period. */
export function RatioState({ row }: { row: { cashless: boolean; paid: string; billed: string } }) {
  const { t } = useTranslation();
  if (row.cashless) return <Tag tone="good">{t('customers.ratioList.cashless')}</Tag>;
  if (BigInt(row.paid) < BigInt(row.billed)) return <Tag tone="idle">{t('customers.ratioList.unpaid')}</Tag>;
  return <Tag tone="cash">{t('customers.ratioList.notCashless')}</Tag>;
}
