import { useId, type ReactNode } from 'react';

/** One labelled line of a form; uncontrolled, so that Telex and VNI keyboards lose no mark. */
export function TextField(props: {
  name: string;
  label: string;
  value?: string;
  hint?: string;
  problem?: string | undefined;
  /** Digits: an amount or a number. */
  numeric?: boolean;
  wide?: boolean;
  maxLength?: number;
  focused?: boolean;
  onType?: (text: string) => void;
}) {
  const id = useId();
  return (
    <div className={`td-field${props.wide ? ' td-field-wide' : ''}`}>
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        name={props.name}
        defaultValue={props.value ?? ''}
        autoComplete="off"
        maxLength={props.maxLength ?? 300}
        className={props.numeric ? 'td-figures' : ''}
        {...(props.numeric && { inputMode: 'numeric' as const })}
        {...(props.focused && { 'data-autofocus': true })}
        aria-invalid={props.problem !== undefined}
        aria-describedby={props.problem ? `${id}-error` : undefined}
        onChange={(event) => props.onType?.(event.currentTarget.value)}
      />
      {props.hint && <span className="td-small td-figures">{props.hint}</span>}
      {props.problem && (
        <span id={`${id}-error`} className="td-field-error" role="alert">
          {props.problem}
        </span>
      )}
    </div>
  );
}

export function SelectField(props: {
  name: string;
  label: string;
  value?: string | undefined;
  onChoose?: (value: string) => void;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <div className="td-field">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        name={props.name}
        defaultValue={props.value}
        onChange={(event) => props.onChoose?.(event.currentTarget.value)}
      >
        {props.children}
      </select>
    </div>
  );
}

/** Several of a few alternatives, each with a box of its own under `name`. */
export function CheckBoxes(props: {
  name: string;
  legend: string;
  choices: readonly (readonly [value: string, label: string])[];
  chosen: readonly string[];
}) {
  return (
    <fieldset className="td-boxes">
      <legend>{props.legend}</legend>
      {props.choices.map(([value, label]) => (
        <label key={value}>
          <input
            type="checkbox"
            name={props.name}
            value={value}
            defaultChecked={props.chosen.includes(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

/** Those of `offered` whose boxes are ticked, in the order in which they are offered. */
export function chosenIn<Value extends string>(
  form: HTMLFormElement,
  name: string,
  offered: readonly Value[],
): Value[] {
  const values = new FormData(form).getAll(name);
  return offered.filter((value) => values.includes(value));
}

/** What stands in the fields of a form, without blanks around it; nothing for a field that is not there. */
export function readTexts(form: HTMLFormElement): (name: string) => string {
  const fields = new FormData(form);
  return (name) => {
    const value = fields.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
}
