import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A text to take elsewhere: by the button, or by hand where the browser lets no page write to the clipboard. */
export function CopyLine({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation();
  const id = useId();
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div className="td-field">
      <label htmlFor={id}>{label}</label>
      <span className="td-copy">
        <input
          id={id}
          className="td-mono"
          value={text}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button size="sm" variant="default" onClick={copy}>
          {copied ? t('codes.copied') : t('codes.copy')}
        </Button>
      </span>
    </div>
  );
}
