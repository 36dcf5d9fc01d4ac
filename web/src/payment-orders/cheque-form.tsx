import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { vndInWords } from '../../../core/vnd-in-words.ts';
import { sendJson } from '../api/call.ts';
import { refreshPaymentOrders, type Cheque, type NewCheque } from '../api/payment-order-queries.ts';
import { useSession } from '../api/session.ts';
import { DateField } from '../ui/date-field.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { readDong } from '../ui/typed-money.ts';
import { BillPicker, type PickedBills } from './bill-picker.tsx';
import { AccountField } from './account-field.tsx';
import { readTexts, TextField } from '../ui/fields.tsx';
import { FormProblem } from '../ui/dialog.tsx';

/** Takes in a cheque: the bills it pays, then what stands on the paper. */
export function ChequeForm() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { businessDate } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const [picked, setPicked] = useState<PickedBills>();
  const [missing, setMissing] = useState(false);
  const take = useMutation({
    mutationFn: (cheque: NewCheque) => sendJson<Cheque>('POST', '/cheques', cheque),
    onSuccess: async () => {
      form.current?.reset();
      setPicked(undefined);
      await refreshPaymentOrders(queries);
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const cheque = readCheque(event.currentTarget, picked);
    setMissing(cheque === undefined);
    if (cheque) take.mutate(cheque);
  };
  return (
    <>
      <BillPicker picked={picked} onPick={setPicked} withoutOrders={false} />
      <Section title={t('cheques.shows.receive')}>
        <form ref={form} className="td-upload td-upload-wide" onSubmit={submit} noValidate>
          <div className="td-filters">
            <TextField name="number" label={t('cheques.number')} maxLength={30} />
            <DateField label={t('cheques.issuedOn')} name="issuedOn" value={businessDate} />
            <TextField name="drawer" label={t('cheques.drawer')} wide />
          </div>
          <div className="td-filters">
            <TextField name="drawerAccount" label={t('cheques.drawerAccount')} maxLength={40} />
            <TextField name="draweeBank" label={t('cheques.bank')} />
            <TextField name="draweeBranch" label={t('cheques.branch')} />
          </div>
          <AmountInBoth />
          <div className="td-filters">
            <AccountField label={t('cheques.account')} />
            <TextField name="note" label={t('cheques.note')} wide maxLength={300} />
          </div>
          <CheckBox name="certified" label={t('cheques.certified')} />
          {take.isError && <ProblemBlock error={take.error} />}
          {missing && <FormProblem>{t('cheques.formMissing')}</FormProblem>}
          <div className="td-buttons">
            <Button type="submit" size="sm" loading={take.isPending}>
              {t('cheques.take')}
            </Button>
            {take.isSuccess && <span role="status">{t('cheques.taken', { number: take.data.number })}</span>}
          </div>
        </form>
      </Section>
    </>
  );
}

/** The figures and, to compare with the paper, how they read in words. */
function AmountInBoth() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const amount = readDong(typed);
  return (
    <>
      <div className="td-filters">
        <TextField name="amount" label={t('cheques.amount')} numeric onType={setTyped} />
        <p role="status">
          <span className="td-small">{t('cheques.words')}</span>
          <span className="td-second-line">
            {amount === undefined || amount === '0' ? '–' : `${vndInWords(BigInt(amount))}.`}
          </span>
        </p>
      </div>
      <CheckBox name="wordsAgree" label={t('cheques.wordsAgree')} />
    </>
  );
}

function CheckBox({ name, label }: { name: string; label: string }) {
  return (
    <label style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
      <input type="checkbox" name={name} value="yes" />
      {label}
    </label>
  );
}

function readCheque(form: HTMLFormElement, picked: PickedBills | undefined): NewCheque | undefined {
  const text = readTexts(form);
  const amount = readDong(text('amount'));
  const bills = [...(picked?.bills ?? [])];
  const codes = (picked?.customers ?? [])
    .filter((customer) => customer.bills.some(({ id }) => bills.includes(id)))
    .map(({ code }) => code);
  const needed = ['number', 'drawer', 'drawerAccount', 'draweeBank', 'issuedOn', 'account'].map(text);
  if (codes.length === 0 || amount === undefined || amount === '0' || needed.includes('')) return undefined;
  return {
    codes,
    bills,
    amount,
    number: text('number'),
    drawer: text('drawer'),
    drawerAccount: text('drawerAccount'),
    draweeBank: text('draweeBank'),
    draweeBranch: text('draweeBranch'),
    wordsAgree: text('wordsAgree') === 'yes',
    issuedOn: text('issuedOn'),
    certified: text('certified') === 'yes',
    account: text('account'),
    note: text('note'),
  };
}
