import { useTranslation } from 'react-i18next';
import type { Employee } from '../api/register-queries.ts';
import { useSession } from '../api/session.ts';
import { DateField } from '../ui/date-field.tsx';
import { SelectField } from '../ui/fields.tsx';

/** To whom, from which day until which, and whether whoever holds it now hands it over. */
export function GiveFields({ employees }: { employees: readonly Employee[] }) {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  return (
    <>
      <SelectField name="staff" label={t('assignments.give.employee')}>
        <option value="">{t('assignments.give.chooseEmployee')}</option>
        {employees.map(({ id, name, unit }) => (
          <option key={id} value={id}>
            {unit ? `${name} – ${unit.name}` : name}
          </option>
        ))}
      </SelectField>
      <DateField label={t('assignments.give.from')} name="from" value={businessDate} />
      <DateField label={t('assignments.give.to')} name="to" value={null} />
      <label className="td-check">
        <input type="checkbox" name="takeOver" value="true" /> {t('assignments.give.takeOver')}
      </label>
    </>
  );
}
