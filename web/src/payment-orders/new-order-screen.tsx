import '../styles/imports.css';
import '../styles/reconciliation.css';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../core/dates.ts';
import { sendJson } from '../api/call.ts';
import {
  refreshPaymentOrders,
  type NewPaymentOrder,
  type PaymentOrder,
} from '../api/payment-order-queries.ts';
import { useSession } from '../api/session.ts';
import { DateField } from '../ui/date-field.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { BillPicker, type PickedBills } from './bill-picker.tsx';
import { AccountField } from './account-field.tsx';
import { readTexts, SelectField, TextField } from '../ui/fields.tsx';
import { FormProblem } from '../ui/dialog.tsx';

/** Days that a payer usually is given. */
const usualDays = 15;

/** A new payment order: bills first, then who pays them. */
export function NewOrderScreen() {
  const { t } = useTranslation();
  const [picked, setPicked] = useState<PickedBills>();
  return (
    <Page
      title={t('paymentOrders.make')}
      crumbs={[
        <Link key="orders" to="/payment-orders">
          {t('paymentOrders.title')}
        </Link>,
      ]}
    >
      <BillPicker picked={picked} onPick={setPicked} withoutOrders />
      <PayerForm picked={picked} />
    </Page>
  );
}

function PayerForm({ picked }: { picked: PickedBills | undefined }) {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [missing, setMissing] = useState(false);
  const make = useMutation({
    mutationFn: (order: NewPaymentOrder) => sendJson<PaymentOrder>('POST', '/payment-orders', order),
    onSuccess: async ({ id }) => {
      await refreshPaymentOrders(queries);
      await navigate({ to: '/payment-orders/$id', params: { id } });
    },
  });
  const customers = (picked?.customers ?? []).filter(({ bills }) =>
    bills.some(({ id }) => picked?.bills.has(id)),
  );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const order = readOrder(event.currentTarget, picked);
    setMissing(order === undefined);
    if (order) make.mutate(order);
  };
  return (
    <Section title={t('paymentOrders.form.payer')}>
      <form className="td-upload td-upload-wide" onSubmit={submit} noValidate>
        <div className="td-filters">
          <TextField name="payerName" label={t('paymentOrders.form.payerName')} wide />
          <SelectField name="payer" label={t('paymentOrders.form.payerCode')}>
            {customers.map(({ code, name }) => (
              <option key={code} value={code}>{`${code}, ${name}`}</option>
            ))}
          </SelectField>
        </div>
        <div className="td-filters">
          <TextField name="payerAccount" label={t('paymentOrders.form.payerAccount')} maxLength={40} />
          <TextField name="payerBank" label={t('paymentOrders.form.payerBank')} />
          <TextField name="payerBranch" label={t('paymentOrders.form.payerBranch')} />
          <TextField name="payerBankBin" label={t('paymentOrders.form.payerBin')} maxLength={6} />
        </div>
        <div className="td-filters">
          <AccountField label={t('paymentOrders.account')} />
          <DateField
            label={t('paymentOrders.expiresOn')}
            name="expiresOn"
            value={addDays(businessDate, usualDays)}
          />
          <TextField name="note" label={t('paymentOrders.form.note')} wide maxLength={300} />
        </div>
        {make.isError && <ProblemBlock error={make.error} />}
        {missing && <FormProblem>{t('paymentOrders.form.missing')}</FormProblem>}
        <div>
          <Button type="submit" size="sm" loading={make.isPending}>
            {t('paymentOrders.form.save')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function readOrder(form: HTMLFormElement, picked: PickedBills | undefined): NewPaymentOrder | undefined {
  const text = readTexts(form);
  const bills = [...(picked?.bills ?? [])];
  const codes = (picked?.customers ?? [])
    .filter((customer) => customer.bills.some(({ id }) => bills.includes(id)))
    .map(({ code }) => code);
  const [account, expiresOn] = [text('account'), text('expiresOn')];
  if (codes.length === 0 || account === '' || expiresOn === '') return undefined;
  const optional = (name: 'payer' | 'payerName' | 'payerAccount' | 'payerBankBin') =>
    text(name) === '' ? {} : { [name]: text(name) };
  return {
    codes,
    bills,
    account,
    expiresOn,
    payerBank: text('payerBank'),
    payerBranch: text('payerBranch'),
    note: text('note'),
    ...optional('payer'),
    ...optional('payerName'),
    ...optional('payerAccount'),
    ...optional('payerBankBin'),
  };
}
