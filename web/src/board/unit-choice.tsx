import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { unitsQuery } from '../api/queries.ts';
import { useSession } from '../api/session.ts';
import { SearchSelect } from '../ui/search-select.tsx';

/** The unit that is looked at, kept in the address; nothing chosen means all that one may see. */
export function UnitChoice({ unit, forget }: { unit: string | undefined; forget?: readonly string[] }) {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  const units = useQuery(unitsQuery(businessDate)).data?.rows ?? [];
  return (
    <SearchSelect
      label={t('customers.unit')}
      name="unit"
      value={unit}
      none={t('board.wholeCompany')}
      {...(forget && { forget })}
      choices={units
        .filter(({ kind }) => kind === 'unit' || kind === 'team')
        .map(({ code, name }) => ({ value: code, label: name === code ? code : `${name} (${code})` }))}
    />
  );
}
