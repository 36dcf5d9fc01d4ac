import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshDebits, type Mandate } from '../api/debit-queries.ts';
import { partnersQuery } from '../api/queries.ts';
import { TextField } from '../ui/fields.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Dialog, DoOrCancel, FormProblem } from '../ui/dialog.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { readMandate, type MandateProblem } from './read-mandate.ts';

/** Takes down a paper mandate, or the one that takes the place of another: another bank, another account. */
export function MandateForm({ replaces, onClose }: { replaces?: Mandate; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<MandateProblem>();
  const [mode, setMode] = useState(replaces?.mode ?? 'on_bill');
  const id = useId();
  const make = useMutation({
    mutationFn: (body: object) => sendJson<Mandate>('POST', '/mandates', body),
    onSuccess: onClose,
    onSettled: () => refreshDebits(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const read = readMandate(new FormData(event.currentTarget));
    setProblem(typeof read === 'string' ? read : undefined);
    if (typeof read !== 'string') make.mutate({ ...read, ...(replaces && { replaces: replaces.id }) });
  };
  const text = (name: 'customer' | 'account' | 'holder', value = '') => (
    <TextField name={name} label={t(`autoDebit.mandates.fields.${name}`)} value={value} />
  );
  return (
    <Dialog
      title={t(replaces ? 'autoDebit.mandates.moveTitle' : 'autoDebit.mandates.make')}
      onClose={onClose}
    >
      <form onSubmit={submit} noValidate>
        {make.isError && <ProblemBlock error={make.error} />}
        {replaces && <p>{t('autoDebit.mandates.moveText', { number: replaces.number })}</p>}
        {replaces ? <input type="hidden" name="customer" value={replaces.customerCode} /> : text('customer')}
        <PartnerField />
        {text('account')}
        {text('holder', replaces?.holder)}
        <div className="td-field">
          <label htmlFor={id}>{t('autoDebit.mandates.fields.mode')}</label>
          <select
            id={id}
            name="mode"
            value={mode}
            onChange={(event) => setMode(event.currentTarget.value === 'fixed_day' ? 'fixed_day' : 'on_bill')}
          >
            <option value="on_bill">{t('autoDebit.mandates.onBill')}</option>
            <option value="fixed_day">{t('autoDebit.mandates.fields.day')}</option>
          </select>
        </div>
        {mode === 'fixed_day' && (
          <TextField
            name="day"
            label={t('autoDebit.mandates.fields.day')}
            value={replaces?.fixedDay ? String(replaces.fixedDay) : ''}
            numeric
          />
        )}
        <TextField
          name="limit"
          label={t('autoDebit.mandates.fields.limit')}
          value={replaces?.limit ?? ''}
          numeric
        />
        <DateField name="expires" label={t('autoDebit.mandates.fields.expires')} value={null} />
        {problem && <FormProblem>{t(`autoDebit.mandates.fields.${problem}`)}</FormProblem>}
        <DoOrCancel deed={t('autoDebit.mandates.fields.save')} isBusy={make.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

/** A bank or wallet, for a form that is not kept in the address. */
export function PartnerField({ value }: { value?: string }) {
  const { t } = useTranslation();
  const id = useId();
  const partners = useQuery(partnersQuery).data?.rows ?? [];
  return (
    <div className="td-field">
      <label htmlFor={id}>{t('autoDebit.mandates.fields.partner')}</label>
      <select id={id} name="partner" defaultValue={value ?? ''} key={partners.length}>
        <option value="">{t('autoDebit.mandates.fields.choosePartner')}</option>
        {partners
          .filter(({ kind }) => ['bank', 'wallet', 'intermediary'].includes(kind))
          .map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
      </select>
    </div>
  );
}
