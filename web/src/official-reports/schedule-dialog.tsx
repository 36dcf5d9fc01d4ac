import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { cadences, type Cadence } from '../../../core/official-reports/due.ts';
import { linesOf } from '../../../core/official-reports/form.ts';
import { reportKinds } from '../../../core/official-reports/kinds.ts';
import { sendJson } from '../api/call.ts';
import { refreshReports, type Schedule, type ScheduleBody } from '../api/report-queries.ts';
import { Dialog, DoOrCancel } from '../ui/dialog.tsx';
import { readTexts, SelectField, TextField } from '../ui/fields.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { LinesField } from './form-fields.tsx';
import { FormatBoxes, readFormats } from './format-boxes.tsx';

/** When a report is made by itself, and whom it goes to. */
export function ScheduleDialog({
  schedule,
  pivot = schedule?.pivot ?? undefined,
  onClose,
}: {
  schedule: Schedule | undefined;
  /** The saved table that is sent; a standing report where there is none. */
  pivot?: Schedule['pivot'] | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: (body: ScheduleBody) =>
      schedule
        ? sendJson('PUT', `/report-schedules/${schedule.id}`, body)
        : sendJson('POST', '/report-schedules', body),
    onSuccess: async () => {
      await refreshReports(queries);
      onClose();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    saving.mutate({
      ...readSchedule(event.currentTarget, schedule?.unit),
      ...(pivot && { kind: 'pivot_table', pivot: pivot.id }),
    });
  };
  return (
    <Dialog title={t(schedule ? 'papers.schedule.edit' : 'papers.schedule.add')} onClose={onClose}>
      <form className="td-paper-form" onSubmit={submit} noValidate>
        {saving.isError && <ProblemBlock error={saving.error} />}
        {pivot ? (
          <p className="td-small">{t('papers.schedule.table', { name: pivot.name })}</p>
        ) : (
          <ChoiceField
            name="kind"
            label={t('papers.report')}
            value={schedule?.kind ?? 'daily_flash'}
            choices={reportKinds.map((kind) => [kind, t(`papers.kinds.${kind}`)])}
          />
        )}
        <RhythmFields schedule={schedule} />
        <TextField
          name="atTime"
          label={t('papers.schedule.time')}
          value={schedule?.atTime ?? '07:30'}
          numeric
        />
        <LinesField
          name="recipients"
          label={t('papers.mail.recipients')}
          value={schedule?.recipients?.join('\n') ?? ''}
          rows={3}
        />
        <FormatBoxes
          chosen={schedule?.formats ?? [pivot ? 'xlsx' : 'pdf']}
          {...(pivot && { offered: ['xlsx', 'pdf'] as const })}
        />
        <CheckField
          name="workingDaysOnly"
          label={t('papers.schedule.workingDaysLong')}
          checked={schedule?.workingDaysOnly ?? true}
        />
        <CheckField
          name="isActive"
          label={t('papers.schedule.active')}
          checked={schedule?.isActive ?? true}
        />
        <DoOrCancel deed={t('papers.save')} isBusy={saving.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

/** The rhythm, and the day that a weekly or monthly one needs. */
function RhythmFields({ schedule }: { schedule: Schedule | undefined }) {
  const { t } = useTranslation();
  const [cadence, setCadence] = useState<Cadence>(schedule?.cadence ?? 'daily');
  return (
    <>
      <ChoiceField
        name="cadence"
        label={t('papers.schedule.cadence')}
        value={cadence}
        onChoose={(value) => setCadence(cadences.find((one) => one === value) ?? 'daily')}
        choices={cadences.map((one) => [one, t(`papers.schedule.cadences.${one}`)])}
      />
      {cadence === 'weekly' && (
        <ChoiceField
          name="weekday"
          label={t('papers.schedule.weekday')}
          value={String(schedule?.weekday ?? 1)}
          choices={weekdays.map((day) => [day, t(`papers.schedule.weekdays.${day}`)])}
        />
      )}
      {cadence === 'monthly' && (
        <TextField
          name="monthDay"
          label={t('papers.schedule.monthDay')}
          value={String(schedule?.monthDay ?? 5)}
          numeric
        />
      )}
    </>
  );
}

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;

function readSchedule(form: HTMLFormElement, unit: string | undefined): ScheduleBody {
  const textOf = readTexts(form);
  const fields = new FormData(form);
  const cadence = cadences.find((one) => one === textOf('cadence')) ?? 'daily';
  return {
    kind: reportKinds.find((kind) => kind === textOf('kind')) ?? 'daily_flash',
    ...(unit !== undefined && { unit }),
    cadence,
    weekday: cadence === 'weekly' ? Number(textOf('weekday')) : null,
    monthDay: cadence === 'monthly' ? Number(textOf('monthDay')) : null,
    atTime: textOf('atTime'),
    workingDaysOnly: fields.has('workingDaysOnly'),
    recipients: linesOf(textOf('recipients')),
    formats: readFormats(form),
    isActive: fields.has('isActive'),
  };
}

function ChoiceField(props: {
  name: string;
  label: string;
  value: string;
  choices: readonly (readonly [value: string, label: string])[];
  onChoose?: (value: string) => void;
}) {
  return (
    <SelectField
      name={props.name}
      label={props.label}
      value={props.value}
      {...(props.onChoose && { onChoose: props.onChoose })}
    >
      {props.choices.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </SelectField>
  );
}

function CheckField({ name, label, checked }: { name: string; label: string; checked: boolean }) {
  return (
    <label className="td-check">
      <input type="checkbox" name={name} defaultChecked={checked} />
      {label}
    </label>
  );
}
