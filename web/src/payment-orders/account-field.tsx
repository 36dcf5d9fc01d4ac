import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { orderAccountsQuery } from '../api/payment-order-queries.ts';
import { SelectField } from '../ui/fields.tsx';

/** Accounts whose transfers become payments. */
export function AccountField({ label }: { label: string }) {
  const { t } = useTranslation();
  const accounts = useQuery(orderAccountsQuery).data?.rows ?? [];
  const usable = accounts.filter((account) => account.usable);
  return (
    <div className="td-field-group">
      <SelectField name="account" label={label}>
        {usable.map(({ account, bankName }) => (
          <option key={account} value={account}>{`${account}, ${bankName}`}</option>
        ))}
      </SelectField>
      {usable.length === 0 && <span className="td-small">{t('paymentOrders.accounts.none')}</span>}
    </div>
  );
}
