import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { denominations, sumCount, type Denomination } from '../../../core/cash-count.ts';
import { sendJson } from '../api/call.ts';
import { refreshTills, type TillSession } from '../api/till-queries.ts';
import { formatMoney } from '../format.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { readDong } from '../ui/typed-money.ts';

type Notes = Partial<Record<Denomination, number>>;

/**
 * The end of a session: notes are counted one kind after another. What should be there is not shown before: the count
 * is of what lies in the drawer.
 */
export function CountDialog({ session, onClose }: { session: TillSession; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const id = useId();
  const [notes, setNotes] = useState<Notes>({});
  const [small, setSmall] = useState('');
  const smallVnd = small.trim() === '' ? '0' : readDong(small);
  const closing = useMutation({
    mutationFn: () => sendJson('POST', `/tills/sessions/${session.id}/closing`, { notes, small: smallVnd }),
    onSuccess: async () => {
      await refreshTills(queries);
      await navigate({ to: '/tills', search: { show: 'sessions' } });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (smallVnd !== undefined) closing.mutate();
  };
  const counted = sumCount({ notes, smallVnd: BigInt(smallVnd ?? '0') });
  return (
    <Dialog title={t('tills.count.title')} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p className="td-small">{t('tills.count.hint')}</p>
        {closing.isError && <ProblemBlock error={closing.error} />}
        <div className="td-count">
          {denominations.map((note) => (
            <NoteRow
              key={note}
              id={`${id}-${note}`}
              note={note}
              pieces={notes[note]}
              onPieces={(pieces) => setNotes({ ...notes, [note]: pieces })}
            />
          ))}
          <label htmlFor={`${id}-small`}>{t('tills.count.small')}</label>
          <input
            id={`${id}-small`}
            className="td-input td-figures"
            inputMode="numeric"
            autoComplete="off"
            value={small}
            aria-invalid={smallVnd === undefined}
            onChange={(event) => setSmall(event.currentTarget.value)}
          />
          <span className="td-figures">{formatMoney(smallVnd ?? '0')}</span>
        </div>
        <p className="td-desk-sum">
          <span>{t('tills.count.counted')}</span>
          <strong className="td-figures">{formatMoney(counted)}</strong>
        </p>
        <div className="td-buttons">
          <Button type="submit" loading={closing.isPending}>
            {t('tills.count.close')}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {t('words.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function NoteRow(props: {
  id: string;
  note: Denomination;
  pieces: number | undefined;
  onPieces: (pieces: number) => void;
}) {
  const { id, note, pieces = 0, onPieces } = props;
  return (
    <>
      <label htmlFor={id} className="td-figures">
        {formatMoney(String(note))}
      </label>
      <input
        id={id}
        className="td-input td-figures"
        inputMode="numeric"
        autoComplete="off"
        value={pieces === 0 ? '' : String(pieces)}
        onChange={(event) => {
          const text = event.currentTarget.value.replaceAll(/\D/g, '').slice(0, 6);
          onPieces(Number(text));
        }}
      />
      <span className="td-figures">{formatMoney(String(note * pieces))}</span>
    </>
  );
}
