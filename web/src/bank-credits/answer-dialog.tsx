import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { refreshAccounting } from '../api/accounting-queries.ts';
import { formatMoney } from '../format.ts';
import { Dialog, DoOrCancel, FormProblem } from '../ui/dialog.tsx';
import { ProblemBlock } from '../ui/states.tsx';

/** Words of the dialog, in the reader's language. */
interface AnswerWords {
  title: string;
  hint?: string;
  label: string;
  /** Said when nothing was typed. */
  missing: string;
  send: string;
}

/** Asks a person for the one thing that is not known about money of the bank, and sends it. */
export function AnswerDialog(props: {
  words: AnswerWords;
  /** Whole VND, decimal digits. */
  amount: string;
  /** What the bank says of it. */
  text: string;
  input: { maxLength: number; className?: string; defaultValue?: string };
  send: (answer: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const { words, amount, text, input, send, onClose } = props;
  const queries = useQueryClient();
  const id = useId();
  const [missing, setMissing] = useState(false);
  const sending = useMutation({
    mutationFn: send,
    onSuccess: onClose,
    onSettled: () => refreshAccounting(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const answer = String(new FormData(event.currentTarget).get('answer') ?? '').trim();
    setMissing(answer === '');
    if (answer !== '') sending.mutate(answer);
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p>
          <strong className="td-figures">{formatMoney(amount)}</strong>
          <span className="td-second-line">{text}</span>
        </p>
        {words.hint && <p className="td-small">{words.hint}</p>}
        {sending.isError && <ProblemBlock error={sending.error} />}
        <div className="td-field">
          <label htmlFor={id}>{words.label}</label>
          <input {...input} id={id} name="answer" autoComplete="off" data-autofocus />
          {missing && <FormProblem>{words.missing}</FormProblem>}
        </div>
        <DoOrCancel deed={words.send} isBusy={sending.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
