import { useQuery } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { orderAccountsQuery } from '../api/payment-order-queries.ts';

/** A line of text of a form that is read when it is sent. */
export function TextField(props: {
  name: string;
  label: string;
  wide?: boolean;
  money?: boolean;
  maxLength?: number;
  onType?: (text: string) => void;
}) {
  const id = useId();
  return (
    <div className={`td-field${props.wide ? ' td-field-wide' : ''}`}>
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        name={props.name}
        autoComplete="off"
        maxLength={props.maxLength ?? 140}
        className={props.money ? 'td-figures td-right' : undefined}
        inputMode={props.money ? 'numeric' : undefined}
        onChange={(event) => props.onType?.(event.currentTarget.value)}
      />
    </div>
  );
}

export function SelectField(props: { name: string; label: string; children: ReactNode }) {
  const id = useId();
  return (
    <div className="td-field">
      <label htmlFor={id}>{props.label}</label>
      <select id={id} name={props.name}>
        {props.children}
      </select>
    </div>
  );
}

/** Accounts whose transfers become payments. */
export function AccountField({ label }: { label: string }) {
  const { t } = useTranslation();
  const accounts = useQuery(orderAccountsQuery).data?.rows ?? [];
  const usable = accounts.filter((account) => account.usable);
  return (
    <div className="td-field-group">
      <SelectField name="account" label={label}>
        {usable.map(({ account, bankName }) => (
          <option key={account} value={account}>{`${account}, ${bankName}`}</option>
        ))}
      </SelectField>
      {usable.length === 0 && <span className="td-small">{t('paymentOrders.accounts.none')}</span>}
    </div>
  );
}

/** The texts of a sent form by name, without the white space around them. */
export function readTexts(form: HTMLFormElement): (name: string) => string {
  const fields = new FormData(form);
  return (name) => {
    const value = fields.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
}
