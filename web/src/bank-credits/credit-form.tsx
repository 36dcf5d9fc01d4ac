import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAccounting } from '../api/accounting-queries.ts';
import type { NewBankCredit } from '../api/accounting-types.ts';
import { sendJson } from '../api/call.ts';
import { useSession } from '../api/session.ts';
import { DateField } from '../ui/date-field.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { readDong } from '../ui/typed-money.ts';
import { FormProblem } from '../ui/dialog.tsx';

/** One credit, typed from the bank's slip. */
export function CreditForm() {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<'missing' | 'badAmount'>();
  const save = useMutation({
    mutationFn: (credit: NewBankCredit) => sendJson('POST', '/bank-credits', credit),
    onSuccess: async () => {
      form.current?.reset();
      await refreshAccounting(queries);
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const credit = readCredit(new FormData(event.currentTarget));
    setProblem(typeof credit === 'string' ? credit : undefined);
    if (typeof credit !== 'string') save.mutate(credit);
  };
  return (
    <form ref={form} className="td-upload td-upload-wide" onSubmit={submit} noValidate>
      <p className="td-small">{t('settlement.credits.addHint')}</p>
      {save.isError && <ProblemBlock error={save.error} />}
      <div className="td-filters">
        <TextField name="account" label={t('settlement.credits.account')} />
        <DateField label={t('settlement.credits.bookedOn')} name="bookedOn" value={businessDate} />
        <TextField name="amount" label={t('settlement.credits.amount')} money />
        <TextField name="reference" label={t('settlement.credits.reference')} />
      </div>
      <div className="td-filters">
        <TextField name="payer" label={t('settlement.credits.payer')} wide />
        <TextField name="remittance" label={t('settlement.credits.remittance')} wide />
      </div>
      {problem && <FormProblem>{t(`settlement.credits.${problem}`)}</FormProblem>}
      <div className="td-buttons">
        <Button type="submit" size="sm" loading={save.isPending}>
          {t('settlement.credits.save')}
        </Button>
        {save.isSuccess && <span role="status">{t('settlement.credits.saved')}</span>}
      </div>
    </form>
  );
}

function TextField(props: { name: string; label: string; wide?: boolean; money?: boolean }) {
  const id = useId();
  return (
    <div className={`td-field${props.wide ? ' td-field-wide' : ''}`}>
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        name={props.name}
        autoComplete="off"
        className={props.money ? 'td-figures td-right' : undefined}
        inputMode={props.money ? 'numeric' : undefined}
      />
    </div>
  );
}

function readCredit(fields: FormData): NewBankCredit | 'missing' | 'badAmount' {
  const text = (name: string) => String(fields.get(name) ?? '').trim();
  const [account, bookedOn] = [text('account'), text('bookedOn')];
  if (account === '' || bookedOn === '') return 'missing';
  const amount = readDong(text('amount'));
  if (amount === undefined || amount === '0') return 'badAmount';
  return {
    account,
    bookedOn,
    amount,
    reference: text('reference'),
    payer: text('payer'),
    remittance: text('remittance'),
  };
}
