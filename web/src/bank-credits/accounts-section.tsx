import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAccounting } from '../api/accounting-queries.ts';
import type { BankAccount } from '../api/accounting-types.ts';
import { sendJson } from '../api/call.ts';
import { partnersQuery } from '../api/queries.ts';
import { useMay } from '../api/session.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Empty, ProblemBlock } from '../ui/states.tsx';
import { FormProblem } from '../ui/dialog.tsx';

/** The company's own accounts, and under which of its own codes their transfers become payments. */
export function AccountsSection({ accounts }: { accounts: readonly BankAccount[] }) {
  const { t } = useTranslation();
  const may = useMay('settlement.manage');
  const [open, setOpen] = useState(false);
  const columns: Column<BankAccount>[] = [
    {
      key: 'number',
      header: t('settlement.statements.accountNumber'),
      phone: 'title',
      cell: ({ number }) => <span className="td-figures">{number}</span>,
    },
    { key: 'bank', header: t('settlement.statements.bankName'), cell: ({ bankName }) => bankName },
    {
      key: 'partner',
      header: t('settlement.statements.transferPartner'),
      cell: ({ transferPartner }) => transferPartner ?? t('settlement.statements.noTransfers'),
    },
    {
      key: 'qr',
      header: t('settlement.statements.qr'),
      cell: ({ qr }) =>
        qr ? (
          <span>
            {t('words.yes')}
            <span className="td-second-line">
              {qr.bankBin}, {qr.holder}
            </span>
          </span>
        ) : (
          t('words.no')
        ),
    },
  ];
  return (
    <Section
      title={t('settlement.statements.accounts')}
      subtitle={t('settlement.statements.accountsText')}
      actions={
        may && (
          <Button size="sm" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('settlement.statements.declare')}
          </Button>
        )
      }
    >
      {open && <AccountForm onSaved={() => setOpen(false)} />}
      {accounts.length === 0 ? (
        <Empty>{t('settlement.statements.noAccounts')}</Empty>
      ) : (
        <ReportTable
          caption={t('settlement.statements.accounts')}
          columns={columns}
          rows={accounts}
          rowKey={({ number }) => number}
        />
      )}
    </Section>
  );
}

interface Declaration {
  number: string;
  bankName: string;
  transferPartner: string | null;
  /** Left out: as it was. */
  qr?: { bankBin: string; holder: string };
}

function AccountForm({ onSaved }: { onSaved: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const id = useId();
  const partners = useQuery(partnersQuery);
  const [missing, setMissing] = useState(false);
  const declare = useMutation({
    mutationFn: ({ number, ...body }: Declaration) =>
      sendJson('PUT', `/bank-accounts/${encodeURIComponent(number)}`, body),
    onSuccess: async () => {
      await refreshAccounting(queries);
      onSaved();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string) => String(fields.get(name) ?? '').trim();
    const [number, bankName] = [text('number'), text('bankName')];
    setMissing(number === '' || bankName === '');
    const [bankBin, holder] = [text('bankBin'), text('holder')];
    if (number !== '' && bankName !== '')
      declare.mutate({
        number,
        bankName,
        transferPartner: text('partner') || null,
        ...((bankBin !== '' || holder !== '') && { qr: { bankBin, holder } }),
      });
  };
  const field = (name: string, label: string) => (
    <div className="td-field">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input id={`${id}-${name}`} name={name} autoComplete="off" maxLength={70} />
    </div>
  );
  return (
    <form className="td-upload" onSubmit={submit} noValidate>
      {declare.isError && <ProblemBlock error={declare.error} />}
      {field('number', t('settlement.statements.accountNumber'))}
      {field('bankName', t('settlement.statements.bankName'))}
      <div className="td-field">
        <label htmlFor={id}>{t('settlement.statements.transferPartner')}</label>
        <select id={id} name="partner" defaultValue="">
          <option value="">{t('settlement.statements.noTransfers')}</option>
          {(partners.data?.rows ?? [])
            .filter(({ kind, channels }) => kind === 'own' && channels.includes('vietqr'))
            .map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
        </select>
        <p className="td-small">{t('settlement.statements.transferPartnerHint')}</p>
      </div>
      {field('bankBin', t('settlement.statements.bankBin'))}
      {field('holder', t('settlement.statements.holder'))}
      <p className="td-small">{t('settlement.statements.qrHint')}</p>
      {missing && <FormProblem>{t('settlement.statements.declareMissing')}</FormProblem>}
      <div>
        <Button type="submit" size="sm" loading={declare.isPending}>
          {t('settlement.statements.save')}
        </Button>
      </div>
    </form>
  );
}
