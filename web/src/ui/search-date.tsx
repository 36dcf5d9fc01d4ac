import { useNavigate } from '@tanstack/react-router';
import { DateField } from './date-field.tsx';

/** A day kept in the address under `name`; nothing typed means any day. */
export function SearchDate(props: { label: string; name: string; value: string | undefined }) {
  const navigate = useNavigate();
  return (
    <DateField
      key={props.value ?? ''}
      label={props.label}
      name={props.name}
      value={props.value ?? null}
      onDate={(date) => {
        if (date !== props.value)
          void navigate({
            to: '.',
            search: (now: object) => ({ ...now, [props.name]: date, id: undefined }),
            replace: true,
          });
      }}
    />
  );
}
