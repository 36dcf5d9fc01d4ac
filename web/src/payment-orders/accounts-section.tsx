import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import {
  orderAccountsQuery,
  refreshPaymentOrders,
  type OrderAccount,
  type OrderAccountWords,
} from '../api/payment-order-queries.ts';
import { useMay } from '../api/session.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';
import { readTexts, TextField } from '../ui/fields.tsx';

/** The company's accounts in the words that stand on orders and slips. */
export function AccountsSection() {
  const { t } = useTranslation();
  const accounts = useQuery(orderAccountsQuery);
  const may = useMay('settlement.manage');
  const [open, setOpen] = useState(false);
  const columns: Column<OrderAccount>[] = [
    {
      key: 'account',
      header: t('paymentOrders.accounts.number'),
      phone: 'title',
      cell: ({ account, usable }) => (
        <span>
          <span className="td-figures">{account}</span>
          {!usable && (
            <span className="td-second-line td-bad-text">{t('paymentOrders.accounts.unusable')}</span>
          )}
        </span>
      ),
    },
    { key: 'holder', header: t('paymentOrders.accounts.holder'), cell: ({ holder }) => holder },
    {
      key: 'bank',
      header: t('paymentOrders.accounts.bank'),
      cell: ({ bankName, branch }) => [bankName, branch].filter(Boolean).join(', '),
    },
    {
      key: 'bin',
      header: t('paymentOrders.accounts.bin'),
      cell: ({ bankBin }) => <span className="td-figures">{bankBin}</span>,
    },
  ];
  return (
    <Section
      title={t('paymentOrders.accounts.title')}
      subtitle={t('paymentOrders.accounts.text')}
      actions={
        may && (
          <Button size="sm" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('paymentOrders.accounts.add')}
          </Button>
        )
      }
    >
      {open && <AccountForm onSaved={() => setOpen(false)} />}
      <Answered query={accounts}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('paymentOrders.accounts.none')}</Empty>
          ) : (
            <ReportTable
              caption={t('paymentOrders.accounts.title')}
              columns={columns}
              rows={rows}
              rowKey={({ account }) => account}
            />
          )
        }
      </Answered>
    </Section>
  );
}

function AccountForm({ onSaved }: { onSaved: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: ({ account, words }: { account: string; words: OrderAccountWords }) =>
      sendJson('PUT', `/payment-orders/accounts/${encodeURIComponent(account)}`, words),
    onSuccess: async () => {
      await refreshPaymentOrders(queries);
      onSaved();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = readTexts(event.currentTarget);
    save.mutate({
      account: text('account'),
      words: {
        holder: text('holder'),
        bankName: text('bank'),
        branch: text('branch'),
        bankBin: text('bin'),
      },
    });
  };
  return (
    <form className="td-upload td-upload-wide" onSubmit={submit} noValidate>
      {save.isError && <ProblemBlock error={save.error} />}
      <div className="td-filters">
        <TextField name="account" label={t('paymentOrders.accounts.number')} maxLength={40} />
        <TextField name="holder" label={t('paymentOrders.accounts.holder')} wide />
      </div>
      <div className="td-filters">
        <TextField name="bank" label={t('paymentOrders.accounts.bank')} />
        <TextField name="branch" label={t('paymentOrders.accounts.branch')} />
        <TextField name="bin" label={t('paymentOrders.accounts.bin')} maxLength={6} />
      </div>
      <div>
        <Button type="submit" size="sm" loading={save.isPending}>
          {t('paymentOrders.accounts.save')}
        </Button>
      </div>
    </form>
  );
}
