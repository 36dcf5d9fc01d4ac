import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

/**
 * One search field, kept in the address as `query`; searching anew forgets the parameters named in `forget`. The field
 * is uncontrolled, so that Telex and VNI keyboards, which replace what was typed, lose no mark.
 */
export function SearchForm(props: { label: string; query: string | undefined; forget?: readonly string[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const id = useId();
  return (
    <form
      key={props.query ?? ''}
      role="search"
      className="td-filters"
      onSubmit={(event) => {
        event.preventDefault();
        const query = String(new FormData(event.currentTarget).get('query') ?? '').trim() || undefined;
        const forgotten = Object.fromEntries((props.forget ?? []).map((name) => [name, undefined]));
        void navigate({ to: '.', search: (now: object) => ({ ...now, ...forgotten, query }) });
      }}
    >
      <div className="td-field td-field-search">
        <label htmlFor={id}>{props.label}</label>
        <input
          id={id}
          name="query"
          type="search"
          defaultValue={props.query ?? ''}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <Button type="submit" size="sm">
        {t('words.search')}
      </Button>
    </form>
  );
}
