import { useId } from 'react';
import { useTranslation } from 'react-i18next';

const fields = [
  { name: 'batchNumber', pattern: /^\d{1,6}$/, maxLength: 6 },
  { name: 'traceNumber', pattern: /^\d{1,6}$/, maxLength: 6 },
  { name: 'approvalCode', pattern: /^[A-Z0-9]{6}$/, maxLength: 6 },
  { name: 'last4', pattern: /^\d{4}$/, maxLength: 4 },
] as const;

/** What the slip of a terminal says. There is no field that the number of a card would fit in. */
export function CardFields({ terminals }: { terminals: readonly string[] }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="td-card-fields">
      <div className="td-field">
        <label htmlFor={id}>{t('tills.card.terminalId')}</label>
        <select id={id} name="terminalId">
          {terminals.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </div>
      {fields.map(({ name, maxLength }) => (
        <div className="td-field" key={name}>
          <label htmlFor={`${id}-${name}`}>{t(`tills.card.${name}`)}</label>
          <input
            id={`${id}-${name}`}
            name={name}
            maxLength={maxLength}
            className="td-figures"
            autoComplete="off"
          />
        </div>
      ))}
    </div>
  );
}

/** Undefined while something is missing or malformed. */
export function readCard(form: FormData): Record<string, string> | undefined {
  const slip: Record<string, string> = { terminalId: String(form.get('terminalId') ?? '') };
  for (const { name, pattern } of fields) {
    const text = String(form.get(name) ?? '')
      .trim()
      .toUpperCase();
    if (!pattern.test(text)) return undefined;
    slip[name] = text;
  }
  return slip;
}
