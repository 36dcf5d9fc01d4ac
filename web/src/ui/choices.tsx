import { Link } from '@tanstack/react-router';

/** A choice is the current one when the whole address says so; the router must not mark others. */
export const exactly = { exact: true, includeSearch: true, explicitUndefined: true };

/** A few alternatives side by side; the choice stands in the address under `name`. The first one is the default. */
export function Choices<Value extends string>(props: {
  label: string;
  /** For choices whose meaning is plain without a heading; still read out. */
  hideLabel?: boolean;
  name: string;
  value: Value;
  choices: readonly { value: Value; label: string }[];
}) {
  const standard = props.choices[0]?.value;
  return (
    <div className="td-field">
      {!props.hideLabel && <span className="td-label">{props.label}</span>}
      <span className="td-choices" role="group" aria-label={props.label}>
        {props.choices.map(({ value, label }) => (
          <Link
            key={value}
            to="."
            search={(now: object) => ({ ...now, [props.name]: value === standard ? undefined : value })}
            activeOptions={exactly}
            aria-current={value === props.value ? 'true' : undefined}
            replace
          >
            {label}
          </Link>
        ))}
      </span>
    </div>
  );
}
