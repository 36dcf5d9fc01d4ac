import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** The search of the header; `/` leads to it from anywhere. Uncontrolled, so that Telex and VNI keyboards work. */
export function FindCustomer() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);
  return (
    <form
      role="search"
      aria-label={t('find.label')}
      className="td-find"
      onSubmit={(event) => {
        event.preventDefault();
        const query = field.current?.value.trim();
        if (query) void navigate({ to: '/customers', search: { query } });
      }}
    >
      <IconSearch size={16} aria-hidden />
      <input
        ref={field}
        type="search"
        aria-label={t('find.label')}
        placeholder={`${t('find.label')}: ${t('find.hint').toLowerCase()}`}
        autoComplete="off"
        spellCheck={false}
      />
      <kbd title={t('find.key')}>/</kbd>
    </form>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
