import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { bankCreditsQuery, refreshAccounting } from '../api/accounting-queries.ts';
import { sendJson } from '../api/call.ts';
import { refreshTills, type Remittance } from '../api/till-queries.ts';
import { formatDate, formatMoney } from '../format.ts';
import { Dialog, DoOrCancel, FormProblem } from '../ui/dialog.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';

/** A person lays a credit of the bank on a slip: where the number was left out, or the amount came in parts. */
export function LayDialog({ slip, onClose }: { slip: Remittance; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const id = useId();
  const pages = useInfiniteQuery(bankCreditsQuery({ state: 'unidentified' }));
  const [missing, setMissing] = useState(false);
  const left = BigInt(slip.amount) - BigInt(slip.credited);
  const laying = useMutation({
    mutationFn: (body: object) => sendJson('POST', `/remittances/${slip.id}/receipts`, body),
    onSuccess: onClose,
    onSettled: () => Promise.all([refreshTills(queries), refreshAccounting(queries)]),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const [credit = '', free = '0'] = String(new FormData(event.currentTarget).get('credit') ?? '').split(
      '/',
    );
    setMissing(credit === '');
    const amount = BigInt(free) < left ? BigInt(free) : left;
    if (credit !== '') laying.mutate({ credit, amount: String(amount) });
  };
  return (
    <Dialog title={t('tills.lay.title', { number: slip.number })} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p className="td-small">{t('tills.lay.hint', { amount: formatMoney(left) })}</p>
        {laying.isError && <ProblemBlock error={laying.error} />}
        <Answered query={pages}>
          {({ pages: answers }) => {
            const credits = answers.flatMap((answer) => answer.rows);
            if (credits.length === 0) return <Empty>{t('tills.lay.none')}</Empty>;
            return (
              <div className="td-field">
                <label htmlFor={id}>{t('tills.lay.credit')}</label>
                <select id={id} name="credit" defaultValue="">
                  <option value="">{t('words.choose')}</option>
                  {credits.map((credit) => (
                    <option key={credit.id} value={`${credit.id}/${credit.unidentified}`}>
                      {formatDate(credit.bookedOn)}: {formatMoney(credit.unidentified)}{' '}
                      {(credit.remittance || credit.payer).slice(0, 60)}
                    </option>
                  ))}
                </select>
                {missing && <FormProblem>{t('tills.lay.missing')}</FormProblem>}
              </div>
            );
          }}
        </Answered>
        <DoOrCancel deed={t('tills.lay.lay')} isBusy={laying.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
