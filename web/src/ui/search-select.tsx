import { useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

/** A longer choice, as the machine's own list; kept in the address under `name`, nothing chosen means all. */
export function SearchSelect(props: {
  label: string;
  name: string;
  value: string | undefined;
  choices: readonly { value: string; label: string }[];
  /** What stands for nothing chosen, where that is not all; false where something is always chosen. */
  none?: string | false;
  /** The parameters that a choice stands for, where they are not `name` alone. */
  write?: (chosen: string | undefined) => Record<string, string | undefined>;
  /** Parameters that no longer fit when the choice changes. */
  forget?: readonly string[];
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const id = useId();
  return (
    <div className="td-field">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        value={props.value ?? ''}
        onChange={(event) => {
          const chosen = event.currentTarget.value || undefined;
          const forgotten = Object.fromEntries((props.forget ?? []).map((name) => [name, undefined]));
          void navigate({
            to: '.',
            search: (now: object) => ({
              ...now,
              ...forgotten,
              ...(props.write?.(chosen) ?? { [props.name]: chosen }),
            }),
            replace: true,
          });
        }}
      >
        {props.none !== false && <option value="">{props.none ?? t('words.all')}</option>}
        {props.choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
