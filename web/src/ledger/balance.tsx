import { useTranslation } from 'react-i18next';
import { formatMoney } from '../format.ts';

/** An accountant reads a side, not a sign. */
export function Balance({ balance }: { balance: bigint }) {
  const { t } = useTranslation();
  if (balance === 0n) return <>{formatMoney(0n)}</>;
  return (
    <span>
      <strong>{formatMoney(balance < 0n ? -balance : balance)}</strong>{' '}
      <span className="td-small">{balance < 0n ? t('ledger.creditSide') : t('ledger.debitSide')}</span>
    </span>
  );
}
