import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAccounting } from '../api/accounting-queries.ts';
import type { FileMapping, NamedMapping, NewMapping } from '../api/accounting-types.ts';
import { sendJson } from '../api/call.ts';
import { partnersQuery } from '../api/queries.ts';
import { ProblemBlock } from '../ui/states.tsx';

/** Keeps the mapping under a name; the same name again is its next version. */
export function SaveMapping(props: { mapping: FileMapping; before: NamedMapping | undefined }) {
  const { t } = useTranslation();
  const id = useId();
  const queries = useQueryClient();
  const partners = useQuery(partnersQuery);
  const [missing, setMissing] = useState(false);
  const save = useMutation({
    mutationFn: (mapping: NewMapping) => sendJson<NamedMapping>('POST', '/reconciliation/mappings', mapping),
    onSuccess: () => refreshAccounting(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const name = String(fields.get('name') ?? '').trim();
    setMissing(name === '');
    if (name === '') return;
    save.mutate({ name, partnerCode: String(fields.get('partner') ?? '') || null, mapping: props.mapping });
  };
  return (
    <form onSubmit={submit} noValidate className="td-stack td-gap">
      {save.isError && <ProblemBlock error={save.error} />}
      <div className="td-filters">
        <div className="td-field">
          <label htmlFor={`${id}-name`}>{t('recon.mappings.name')}</label>
          <input
            id={`${id}-name`}
            name="name"
            maxLength={60}
            autoComplete="off"
            defaultValue={props.before?.name ?? ''}
            aria-invalid={missing}
          />
          {missing && <span className="td-field-error">{t('recon.mappings.nameMissing')}</span>}
        </div>
        <div className="td-field">
          <label htmlFor={`${id}-partner`}>{t('recon.mappings.partner')}</label>
          <select
            key={partners.data ? 'loaded' : 'loading'}
            id={`${id}-partner`}
            name="partner"
            defaultValue={props.before?.partnerCode ?? ''}
          >
            <option value="">{t('recon.mappings.anyPartner')}</option>
            {(partners.data?.rows ?? [])
              .filter(({ kind }) => kind !== 'own')
              .map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
          </select>
        </div>
        <Button type="submit" size="sm" loading={save.isPending}>
          {t('recon.mappings.save')}
        </Button>
      </div>
      {save.data && (
        <p className="td-notice td-notice-good" role="status">
          {t('recon.mappings.saved', { version: save.data.version })}
        </p>
      )}
    </form>
  );
}
