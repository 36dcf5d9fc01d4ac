import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { unitsQuery } from '../api/queries.ts';
import type { ChargeOrder } from '../api/services-queries.ts';
import { useSession } from '../api/session.ts';
import { TextField } from '../ui/fields.tsx';

type Applicant = NonNullable<ChargeOrder['applicant']>;

/** Who asks for a service and has no customer code yet. */
export function ApplicantFields() {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  const units = useQuery(unitsQuery(businessDate)).data?.rows ?? [];
  const [unitId, kindId] = [useId(), useId()];
  return (
    <>
      <p className="td-small">{t('services.applicant.text')}</p>
      <div className="td-filters">
        <TextField name="name" label={t('services.applicant.name')} />
        <TextField name="phone" label={t('services.applicant.phone')} numeric />
        <TextField name="taxCode" label={t('services.applicant.taxCode')} />
      </div>
      <TextField name="address" label={t('customers.address')} />
      <div className="td-filters">
        <div className="td-field">
          <label htmlFor={unitId}>{t('customers.unit')}</label>
          <select id={unitId} name="unit">
            {units
              .filter(({ kind }) => kind === 'unit' || kind === 'team')
              .map(({ code, name }) => (
                <option key={code} value={code}>
                  {name === code ? code : `${name} (${code})`}
                </option>
              ))}
          </select>
        </div>
        <div className="td-field">
          <label htmlFor={kindId}>{t('customers.kindLabel')}</label>
          <select id={kindId} name="kind">
            <option value="SH">{t('customers.kinds.SH')}</option>
            <option value="NSH">{t('customers.kinds.NSH')}</option>
          </select>
        </div>
      </div>
    </>
  );
}

/** Undefined where something is missing or can be no telephone number. */
export function readApplicant(fields: FormData): Applicant | undefined {
  const text = (name: string) => String(fields.get(name) ?? '').trim();
  const [name, address, unit, phone] = [text('name'), text('address'), text('unit'), text('phone')];
  if (!name || !address || !unit || (phone !== '' && !/^[0-9+ .-]{8,20}$/.test(phone))) return undefined;
  return {
    name,
    address,
    unit,
    kind: text('kind') === 'NSH' ? 'NSH' : 'SH',
    phone: phone || null,
    taxCode: text('taxCode') || null,
  };
}
