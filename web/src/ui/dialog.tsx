import { Button } from '@mantine/core';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** The machine's own modal: keeps the focus inside, closes on Escape, gives the focus back. */
export function Dialog(props: { title: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // A layout effect: closed while it still stands in the page, the dialog gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="td-dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <div>
        <h2 id={id}>{props.title}</h2>
        {props.children}
      </div>
    </dialog>
  );
}

/** The foot of a dialog's form: the deed in its own words, and the way out. */
export function DoOrCancel(props: {
  deed: string;
  isBusy: boolean;
  onCancel: () => void;
  disabled?: boolean;
  /** Enter does it at once: where there is nothing to fill in. */
  hasFocus?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <div className="td-buttons">
      <Button
        type="submit"
        size="sm"
        loading={props.isBusy}
        disabled={props.disabled ?? false}
        data-autofocus={props.hasFocus || undefined}
      >
        {props.deed}
      </Button>
      <Button size="sm" variant="subtle" onClick={props.onCancel}>
        {t('words.cancel')}
      </Button>
    </div>
  );
}

/** What is missing or wrong in a form as a whole. */
export function FormProblem({ children }: { children: ReactNode }) {
  return (
    <p className="td-field-error" role="alert">
      {children}
    </p>
  );
}
