import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { debitFields } from '../../../core/mandates/debit-columns.ts';
import { sendJson } from '../api/call.ts';
import { refreshDebits, type DebitTermsRow } from '../api/debit-queries.ts';
import { TextField } from '../ui/fields.tsx';
import { Dialog, DoOrCancel, FormProblem } from '../ui/dialog.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { PartnerField } from './mandate-form.tsx';
import { readColumns, readDays } from './read-mandate.ts';

const formats = ['pain.008.001.02', 'pain.008.001.08', 'csv', 'wallet'] as const;

/** Terms of one bank; runs that are made already keep the terms they were made by. */
export function TermsDialog({ terms, onClose }: { terms: DebitTermsRow | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string>();
  const set = useMutation({
    mutationFn: ({ partner, ...body }: { partner: string }) =>
      sendJson('PUT', `/debits/terms/${encodeURIComponent(partner)}`, body),
    onSuccess: onClose,
    onSettled: () => refreshDebits(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string): string => String(fields.get(name) ?? '').trim();
    const columns = readColumns(text('columns'), debitFields);
    const [runDays, retryDays] = [readDays(text('runDays')), readDays(text('retryDays'))];
    const partner = terms?.partnerCode ?? text('partner');
    const wrong =
      typeof columns === 'string'
        ? t('autoDebit.terms.badColumns', { line: columns })
        : !runDays || !retryDays
          ? t('autoDebit.terms.badDays')
          : partner === ''
            ? t('autoDebit.mandates.fields.choosePartner')
            : undefined;
    setProblem(wrong);
    if (wrong !== undefined) return;
    set.mutate({ partner, ...bodyOf(text), columns, runDays, retryDays } as { partner: string });
  };
  return (
    <Dialog title={terms?.partnerName ?? t('autoDebit.terms.formTitle')} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        {set.isError && <ProblemBlock error={set.error} />}
        {!terms && <PartnerField />}
        <TermsFields terms={terms} />
        {problem && <FormProblem>{problem}</FormProblem>}
        <DoOrCancel deed={t('autoDebit.terms.save')} isBusy={set.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

/** The server says in words what of these it does not take. */
function bodyOf(text: (name: string) => string) {
  return {
    format: text('format'),
    creditorAccount: text('account'),
    bankBin: text('bin'),
    bankBic: text('bic') || null,
    schemeId: text('scheme') || null,
    resultDays: Number(text('resultDays')),
    noticeDays: Number(text('noticeDays')),
    noticeRequired: text('noticeRequired') === 'on',
  };
}

function TermsFields({ terms }: { terms: DebitTermsRow | undefined }) {
  const { t } = useTranslation();
  const id = useId();
  const field = (
    name: 'account' | 'bin' | 'bic' | 'scheme' | 'runDays' | 'retryDays' | 'resultDays' | 'noticeDays',
    value: string | number | null | undefined,
  ) => <TextField key={name} name={name} label={t(`autoDebit.terms.${name}`)} value={String(value ?? '')} />;
  return (
    <>
      <div className="td-field">
        <label htmlFor={`${id}-format`}>{t('autoDebit.terms.format')}</label>
        <select id={`${id}-format`} name="format" defaultValue={terms?.format ?? formats[0]}>
          {formats.map((format) => (
            <option key={format} value={format}>
              {format === 'wallet' ? t('autoDebit.wallet.format') : format}
            </option>
          ))}
        </select>
      </div>
      {field('account', terms?.creditorAccount)}
      {field('bin', terms?.bankBin)}
      {field('bic', terms?.bankBic)}
      {field('scheme', terms?.schemeId)}
      <div className="td-field">
        <label htmlFor={`${id}-columns`}>{t('autoDebit.terms.columns')}</label>
        <textarea
          id={`${id}-columns`}
          name="columns"
          defaultValue={(terms?.columns ?? [])
            .map((column) => `${column.header} = ${column.field}`)
            .join('\n')}
        />
        <span className="td-small">
          {t('autoDebit.terms.columnsHint', { fields: debitFields.join(', ') })}
        </span>
      </div>
      {field('runDays', terms?.runDays.join(', '))}
      {field('retryDays', (terms?.retryDays ?? [1, 3, 5]).join(', '))}
      {field('resultDays', terms?.resultDays ?? 3)}
      {field('noticeDays', terms?.noticeDays ?? 1)}
      <label className="td-check">
        <input type="checkbox" name="noticeRequired" defaultChecked={terms?.noticeRequired ?? false} />
        <span>{t('autoDebit.terms.noticeRequired')}</span>
      </label>
    </>
  );
}
