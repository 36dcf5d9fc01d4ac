import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseBusinessDate } from '../../../core/dates.ts';
import { formatDate } from '../format.ts';

/**
 * A day as people write it here, dd/MM/yyyy; also read as yyyy-MM-dd. The browser's own date field follows the
 * browser's language and would show 11/22/2026. The form receives `yyyy-MM-dd`, or nothing.
 */
export function DateField(props: {
  label: string;
  name: string;
  value: string | null;
  onDate?: (date: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState(props.value ? formatDate(props.value) : '');
  const date = parseBusinessDate(text);
  const wrong = text.trim() !== '' && date === undefined;
  return (
    <div className="td-field">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        className="td-date td-figures"
        defaultValue={text}
        inputMode="numeric"
        placeholder="dd/mm/yyyy"
        autoComplete="off"
        aria-invalid={wrong}
        onBlur={(event) => {
          setText(event.currentTarget.value);
          props.onDate?.(parseBusinessDate(event.currentTarget.value));
        }}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) =>
          event.key === 'Enter' && props.onDate?.(parseBusinessDate(event.currentTarget.value))
        }
      />
      <input type="hidden" name={props.name} value={date ?? ''} />
      {wrong && <span className="td-field-error">{t('words.badDate')}</span>}
    </div>
  );
}
