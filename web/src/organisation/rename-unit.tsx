import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isBusinessDate } from '../../../core/dates.ts';
import { sendJson } from '../api/call.ts';
import type { OrgUnit, UnitChange } from '../api/types.ts';
import { DateField } from '../ui/date-field.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { DoOrCancel, FormProblem } from '../ui/dialog.tsx';

/** A new name from a day on; the old name stays right for the days before. */
export function RenameUnit({ unit, on, onClose }: { unit: OrgUnit; on: string; onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const queries = useQueryClient();
  const nameField = useRef<HTMLInputElement>(null);
  useEffect(() => nameField.current?.focus(), []);
  const [missing, setMissing] = useState(false);
  const save = useMutation({
    mutationFn: (change: UnitChange) => sendJson('PUT', `/units/${encodeURIComponent(unit.code)}`, change),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['/units'] });
      onClose();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const name = String(fields.get('name') ?? '').trim();
    const from = String(fields.get('from') ?? '');
    const complete = name !== '' && isBusinessDate(from);
    setMissing(!complete);
    if (complete) save.mutate({ name, from });
  };
  return (
    <form className="td-panel" onSubmit={submit} noValidate>
      <h2>
        {t('units.rename')}: <span className="td-mono">{unit.code}</span>
      </h2>
      {save.isError && <ProblemBlock error={save.error} />}
      <div className="td-filters">
        <div className="td-field td-field-wide">
          <label htmlFor={`${id}name`}>{t('units.newName')}</label>
          <input
            id={`${id}name`}
            name="name"
            defaultValue={unit.toBeNamed ? '' : unit.name}
            autoComplete="off"
            ref={nameField}
          />
        </div>
        <DateField label={t('units.effective')} name="from" value={on} />
      </div>
      {missing && <FormProblem>{t('units.missing')}</FormProblem>}
      <p className="td-small">{t('units.saved')}</p>
      <DoOrCancel deed={t('units.save')} isBusy={save.isPending} onCancel={onClose} />
    </form>
  );
}
