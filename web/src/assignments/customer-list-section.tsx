import { useTranslation } from 'react-i18next';
import type { Employee } from '../api/register-queries.ts';
import { readTexts, TextField } from '../ui/fields.tsx';
import { ListUpload } from '../ui/list-upload.tsx';
import { GiveFields } from './give-fields.tsx';

/** Customers of a list or route given to somebody, whatever books they stand in. */
export function CustomerListSection({ employees }: { employees: readonly Employee[] }) {
  const { t } = useTranslation();
  return (
    <ListUpload
      path="/assignments/list"
      title={t('assignments.list.title')}
      lead={t('assignments.list.lead')}
      missing={t('assignments.list.missing')}
      read={(form) => {
        const textOf = readTexts(form);
        const [label, from] = [textOf('label'), textOf('from')];
        if (!label || !from) return undefined;
        // Without one employee for all, each row of the file names its own.
        return { staff: textOf('staff'), label, from, to: textOf('to'), takeOver: textOf('takeOver') };
      }}
    >
      <TextField name="label" label={t('assignments.list.label')} maxLength={100} />
      <GiveFields employees={employees} />
    </ListUpload>
  );
}
