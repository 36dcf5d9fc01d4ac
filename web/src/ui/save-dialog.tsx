import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { Dialog, DoOrCancel, FormProblem } from './dialog.tsx';
import { ProblemBlock } from './states.tsx';

export interface SaveField {
  name: string;
  label: string;
  /** A choice instead of a text. */
  choices?: readonly { value: string; label: string }[];
  initial?: string | undefined;
  /** May be left empty. */
  optional?: boolean;
  /** What names the thing cannot be changed. */
  fixed?: boolean;
}

/** Registers or changes something by its fields. `read` makes address and body of them, or undefined of what is wrong. */
export function SaveDialog(props: {
  title: string;
  method?: 'PUT' | 'POST';
  /** Asks anew for what may look otherwise afterwards. */
  refresh: (queries: QueryClient) => Promise<void>;
  fields: readonly SaveField[];
  read: (fields: Record<string, string>) => { path: string; body: object } | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [wrong, setWrong] = useState(false);
  const saving = useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) =>
      sendJson(props.method ?? 'PUT', path, body),
    onSuccess: props.onClose,
    onSettled: () => props.refresh(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const texts = Object.fromEntries(
      props.fields.map(({ name, initial, fixed }) => [
        name,
        fixed ? (initial ?? '') : String(form.get(name) ?? '').trim(),
      ]),
    );
    const isMissing = props.fields.some(({ name, optional }) => !optional && texts[name] === '');
    const wish = isMissing ? undefined : props.read(texts);
    setWrong(wish === undefined);
    if (wish) saving.mutate(wish);
  };
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form onSubmit={submit} noValidate className="td-save-form">
        {saving.isError && <ProblemBlock error={saving.error} />}
        {props.fields.map((field) => (
          <FieldOf key={field.name} field={field} />
        ))}
        {wrong && <FormProblem>{t('words.fieldsWrong')}</FormProblem>}
        <DoOrCancel deed={t('words.save')} isBusy={saving.isPending} onCancel={props.onClose} />
      </form>
    </Dialog>
  );
}

function FieldOf({ field: { name, label, choices, initial, fixed } }: { field: SaveField }) {
  const id = useId();
  return (
    <div className="td-field">
      <label htmlFor={id}>{label}</label>
      {choices ? (
        <select id={id} name={name} defaultValue={initial} disabled={fixed}>
          {choices.map(({ value, label: words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          name={name}
          defaultValue={initial}
          disabled={fixed}
          maxLength={100}
          autoComplete="off"
        />
      )}
    </div>
  );
}
