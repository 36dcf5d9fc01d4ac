import { Link } from '@tanstack/react-router';

/** A few alternatives side by side; the choice stands in the address under `name`. The first one is the default. */
export function Choices<Value extends string>(props: {
  label: string;
  name: string;
  value: Value;
  choices: readonly { value: Value; label: string }[];
}) {
  const standard = props.choices[0]?.value;
  return (
    <div className="td-field">
      <span className="td-label">{props.label}</span>
      <span className="td-choices" role="group" aria-label={props.label}>
        {props.choices.map(({ value, label }) => (
          <Link
            key={value}
            to="."
            search={(now: object) => ({ ...now, [props.name]: value === standard ? undefined : value })}
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
