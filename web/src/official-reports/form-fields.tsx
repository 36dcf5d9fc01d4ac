import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formFields } from '../../../core/official-reports/form.ts';
import type { ReportForm } from '../api/report-queries.ts';

/** Fields of several lines and how many they show. */
const lines: Partial<Record<keyof ReportForm, number>> = {
  capacity: 2,
  copies: 3,
  assessment: 4,
  difficulties: 4,
  proposals: 4,
};

/** What a person writes into a report; uncontrolled, so that Telex and VNI keyboards lose no mark. */
export function FormFields({ form, missing }: { form: ReportForm; missing: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <>
      {formFields.map((name) => (
        <LinesField
          key={name}
          name={name}
          label={t(`papers.form.${name}`)}
          value={form[name]}
          rows={lines[name] ?? 1}
          problem={missing.includes(name) ? t('papers.form.missing') : undefined}
        />
      ))}
    </>
  );
}

export function LinesField(props: {
  name: string;
  label: string;
  value: string;
  rows: number;
  problem?: string | undefined;
}) {
  const id = useId();
  const given = {
    id,
    name: props.name,
    defaultValue: props.value,
    maxLength: 8_000,
    'aria-describedby': props.problem ? `${id}-hint` : undefined,
  };
  return (
    <div className="td-field td-field-wide">
      <label htmlFor={id}>{props.label}</label>
      {props.rows === 1 ? <input {...given} autoComplete="off" /> : <textarea {...given} rows={props.rows} />}
      {props.problem && (
        <span id={`${id}-hint`} className="td-small td-paper-missing">
          {props.problem}
        </span>
      )}
    </div>
  );
}

/** The fields of a form by name, as they stand. */
export function readForm(element: HTMLFormElement): ReportForm {
  const fields = new FormData(element);
  const valueOf = (name: string): string => {
    const value = fields.get(name);
    return typeof value === 'string' ? value : '';
  };
  return Object.fromEntries(formFields.map((name) => [name, valueOf(name)])) as ReportForm;
}
