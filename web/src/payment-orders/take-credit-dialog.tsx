import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { bankCreditsQuery } from '../api/accounting-queries.ts';
import type { BankCredit } from '../api/accounting-types.ts';
import { sendJson } from '../api/call.ts';
import { refreshPaymentOrders } from '../api/payment-order-queries.ts';
import { formatDate, formatMoney } from '../format.ts';
import { Dialog, DoOrCancel, FormProblem } from '../ui/dialog.tsx';
import { MoreRows } from '../ui/list-parts.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';
import { readTexts } from '../ui/fields.tsx';

/** A person says which credit of the bank is the money of an order or a cheque; `path` takes it. */
export function TakeCreditDialog(props: {
  path: string;
  account: string;
  hint: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const pages = useInfiniteQuery(bankCreditsQuery({ state: 'unidentified' }));
  const [missing, setMissing] = useState(false);
  const take = useMutation({
    mutationFn: (creditId: string) => sendJson('POST', props.path, { creditId }),
    onSuccess: props.onClose,
    onSettled: () => refreshPaymentOrders(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const credit = readTexts(event.currentTarget)('credit');
    setMissing(credit === '');
    if (credit !== '') take.mutate(credit);
  };
  return (
    <Dialog title={t('paymentOrders.take.title')} onClose={props.onClose}>
      <form onSubmit={submit} noValidate>
        <p className="td-small">{props.hint}</p>
        {take.isError && <ProblemBlock error={take.error} />}
        <Answered query={pages}>
          {({ pages: answers }) => {
            const rows: BankCredit[] = answers
              .flatMap((answer) => answer.rows)
              .filter(({ account }) => account === props.account);
            if (rows.length === 0) return <Empty>{t('paymentOrders.take.none')}</Empty>;
            return (
              <fieldset className="td-field">
                <legend className="td-hidden">{t('paymentOrders.take.title')}</legend>
                {rows.map((credit) => (
                  <CreditChoice key={credit.id} credit={credit} />
                ))}
                <MoreRows pages={pages} shown={rows.length} />
              </fieldset>
            );
          }}
        </Answered>
        {missing && <FormProblem>{t('paymentOrders.take.missing')}</FormProblem>}
        <DoOrCancel deed={t('paymentOrders.take.send')} isBusy={take.isPending} onCancel={props.onClose} />
      </form>
    </Dialog>
  );
}

function CreditChoice({ credit }: { credit: BankCredit }) {
  return (
    <label style={{ display: 'flex', gap: 8, alignItems: 'baseline', padding: '4px 0' }}>
      <input type="radio" name="credit" value={credit.id} style={{ inlineSize: 'auto' }} />
      <span style={{ overflowWrap: 'anywhere' }}>
        <strong className="td-figures">{formatMoney(credit.unidentified)}</strong>{' '}
        <span className="td-figures">{formatDate(credit.bookedOn)}</span>
        <span className="td-second-line">{credit.remittance || credit.payer}</span>
      </span>
    </label>
  );
}
