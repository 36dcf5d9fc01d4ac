import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isBusinessDate } from '../../../core/dates.ts';
import { sendJson } from '../api/call.ts';
import type { Village, VillageChange } from '../api/types.ts';
import { DateField } from '../ui/date-field.tsx';
import { ProblemBlock } from '../ui/states.tsx';

/** Name, class and coverage of one village, then confirm it, refuse it, or leave it as a suggestion. */
export function VillageForm({ village, onClose }: { village: Village; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const save = useMutation({
    mutationFn: (change: VillageChange) =>
      sendJson('PUT', `/villages/${encodeURIComponent(village.id)}`, change),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['/villages'] });
      onClose();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const pressed = (event.nativeEvent as unknown as { submitter: HTMLButtonElement | null }).submitter
      ?.value;
    const status = pressed === 'rejected' || pressed === 'suggested' ? pressed : 'confirmed';
    save.mutate(readChange(new FormData(event.currentTarget), status, village));
  };
  return (
    <form ref={form} className="td-panel" onSubmit={submit} noValidate>
      <h2>
        {village.name}, {village.communeName ?? village.communeCode}
      </h2>
      {save.isError && <ProblemBlock error={save.error} />}
      <VillageFields village={village} />
      <div className="td-buttons">
        <Button type="submit" size="sm" name="status" value="confirmed" loading={save.isPending}>
          {t('villages.confirm')}
        </Button>
        <Button type="submit" size="sm" variant="default" name="status" value="rejected">
          {t('villages.reject')}
        </Button>
        <Button type="submit" size="sm" variant="default" name="status" value="suggested">
          {t('villages.suggest')}
        </Button>
        <Button size="sm" variant="subtle" onClick={onClose}>
          {t('words.cancel')}
        </Button>
      </div>
    </form>
  );
}

function VillageFields({ village }: { village: Village }) {
  const { t } = useTranslation();
  const id = useId();
  const yesNo = [
    { value: '', label: t('words.unknown') },
    { value: 'yes', label: t('words.yes') },
    { value: 'no', label: t('words.no') },
  ];
  const settlements = [
    { value: '', label: t('words.unknown') },
    ...(['urban', 'rural', 'remote'] as const).map((value) => ({
      value,
      label: t(`villages.settlements.${value}`),
    })),
  ];
  const written = (value: boolean | null) => (value === null ? '' : value ? 'yes' : 'no');
  const select = (
    name: string,
    label: string,
    value: string,
    choices: { value: string; label: string }[],
  ) => (
    <div className="td-field">
      <label htmlFor={id + name}>{label}</label>
      <select id={id + name} name={name} defaultValue={value}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
  const input = (name: string, label: string, value: string) => (
    <div className="td-field">
      <label htmlFor={id + name}>{label}</label>
      <input id={id + name} name={name} defaultValue={value} autoComplete="off" />
    </div>
  );
  return (
    <div className="td-filters">
      {input('name', t('villages.name'), village.name)}
      {select('settlement', t('villages.settlement'), village.settlement ?? '', settlements)}
      {select('ethnicMinority', t('villages.ethnicMinority'), written(village.ethnicMinority), yesNo)}
      {select('mobileCoverage', t('villages.mobileCoverage'), written(village.mobileCoverage), yesNo)}
      {select('fibre', t('villages.fibre'), written(village.fibre), yesNo)}
      <DateField label={t('villages.validFrom')} name="validFrom" value={village.validFrom} />
      <DateField label={t('villages.validTo')} name="validTo" value={village.validTo} />
    </div>
  );
}

function readChange(fields: FormData, status: Village['status'], village: Village): VillageChange {
  const text = (name: string) => String(fields.get(name) ?? '').trim();
  const yesNo = (name: string) => (text(name) === '' ? null : text(name) === 'yes');
  const settlement = text('settlement');
  const validFrom = text('validFrom');
  return {
    status,
    name: text('name') || village.name,
    settlement:
      settlement === 'urban' || settlement === 'rural' || settlement === 'remote' ? settlement : null,
    ethnicMinority: yesNo('ethnicMinority'),
    mobileCoverage: yesNo('mobileCoverage'),
    fibre: yesNo('fibre'),
    ...(isBusinessDate(validFrom) && { validFrom }),
    validTo: isBusinessDate(text('validTo')) ? text('validTo') : null,
  };
}
