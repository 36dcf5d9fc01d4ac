import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAccounting } from '../api/accounting-queries.ts';
import type { BankCredit } from '../api/accounting-types.ts';
import { sendJson } from '../api/call.ts';
import { formatMoney } from '../format.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemBlock } from '../ui/states.tsx';

export interface Gift {
  credit: BankCredit;
  customerCode: string;
}

/** A person says whose transfer a credit is. */
export function GiveDialog({ gift: { credit, customerCode }, onClose }: { gift: Gift; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const id = useId();
  const [missing, setMissing] = useState(false);
  const give = useMutation({
    mutationFn: (code: string) =>
      sendJson('POST', `/bank-credits/${credit.id}/customer`, { customerCode: code }),
    onSuccess: onClose,
    onSettled: () => refreshAccounting(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get('customerCode') ?? '').trim();
    setMissing(code === '');
    if (code !== '') give.mutate(code);
  };
  return (
    <Dialog title={t('settlement.credits.giveTitle')} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p>
          <strong className="td-figures">{formatMoney(credit.amount)}</strong>
          <span className="td-second-line">{credit.remittance || credit.payer}</span>
        </p>
        <p className="td-small">{t('settlement.credits.giveText')}</p>
        {give.isError && <ProblemBlock error={give.error} />}
        <div className="td-field">
          <label htmlFor={id}>{t('settlement.credits.customerCode')}</label>
          <input
            id={id}
            name="customerCode"
            autoComplete="off"
            maxLength={30}
            className="td-figures"
            defaultValue={customerCode}
            data-autofocus
          />
          {missing && (
            <p className="td-field-error" role="alert">
              {t('settlement.credits.customerMissing')}
            </p>
          )}
        </div>
        <div className="td-buttons">
          <Button type="submit" size="sm" loading={give.isPending}>
            {t('settlement.credits.give')}
          </Button>
          <Button size="sm" variant="subtle" onClick={onClose}>
            {t('words.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
