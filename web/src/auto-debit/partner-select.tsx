import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { partnersQuery } from '../api/queries.ts';
import { SearchSelect } from '../ui/search-select.tsx';

/** One of the company's partners, kept in the address. */
export function PartnerSelect({ value }: { value: string | undefined }) {
  const { t } = useTranslation();
  const partners = useQuery(partnersQuery);
  return (
    <SearchSelect
      label={t('autoDebit.partner')}
      name="partner"
      value={value}
      choices={(partners.data?.rows ?? []).map(({ code, name }) => ({ value: code, label: name }))}
    />
  );
}
