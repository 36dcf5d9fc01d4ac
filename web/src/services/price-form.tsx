import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshCharges, type NewPrice } from '../api/services-queries.ts';
import { useSession } from '../api/session.ts';
import { TextField } from '../ui/fields.tsx';
import { DateField } from '../ui/date-field.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { readDong } from '../ui/typed-money.ts';
import { FormProblem } from '../ui/dialog.tsx';

/** A new version of a price, or the first one of a service. Without an amount it is priced by estimate. */
export function PriceForm({ onSaved }: { onSaved: () => void }) {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  const queries = useQueryClient();
  const [wrong, setWrong] = useState(false);
  const save = useMutation({
    mutationFn: (price: NewPrice) => sendJson('POST', '/services/prices', price),
    onSuccess: async () => {
      await refreshCharges(queries);
      onSaved();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const price = readPrice(new FormData(event.currentTarget));
    setWrong(price === undefined);
    if (price) save.mutate(price);
  };
  return (
    <form className="td-upload" onSubmit={submit} noValidate>
      {save.isError && <ProblemBlock error={save.error} />}
      <div className="td-filters">
        <TextField name="service" label={t('services.prices.code')} />
        <TextField name="name" label={t('services.prices.name')} />
        <TextField name="countedIn" label={t('services.prices.countedIn')} />
      </div>
      <div className="td-filters">
        <TextField name="net" label={t('services.prices.netLabel')} numeric />
        <TextField name="vatRate" label={t('services.prices.vatRate')} numeric />
        <DateField label={t('services.prices.from')} name="validFrom" value={businessDate} />
      </div>
      <TextField name="legalBasis" label={t('services.prices.basis')} />
      <label>
        <input type="checkbox" name="ended" /> {t('services.prices.end')}
      </label>
      {wrong && <FormProblem>{t('services.prices.wrong')}</FormProblem>}
      <div>
        <Button type="submit" size="sm" loading={save.isPending}>
          {t('services.prices.save')}
        </Button>
      </div>
    </form>
  );
}

function readPrice(fields: FormData): NewPrice | undefined {
  const text = (name: string) => String(fields.get(name) ?? '').trim();
  const service = text('service').toUpperCase();
  const [name, countedIn, legalBasis] = [text('name'), text('countedIn'), text('legalBasis')];
  const net = text('net') === '' ? null : readDong(text('net'));
  const vatRate = /^\d{1,2}%?$/.test(text('vatRate')) ? Number.parseInt(text('vatRate'), 10) : undefined;
  const validFrom = text('validFrom');
  if (!/^[A-Z0-9]{2,20}$/.test(service) || !name || !countedIn || !legalBasis) return undefined;
  if (net === undefined || net === '0' || vatRate === undefined || validFrom === '') return undefined;
  return { service, name, countedIn, net, vatRate, legalBasis, validFrom, offered: !fields.has('ended') };
}
