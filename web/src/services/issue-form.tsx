import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import {
  refreshCharges,
  type Charge,
  type ChargeOrder,
  type ChargePreview,
  type Price,
} from '../api/services-queries.ts';
import { TextField } from '../ui/fields.tsx';
import { formatMoney } from '../format.ts';
import { RequestKeys } from '../tills/request-key.ts';
import { DateField } from '../ui/date-field.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { ApplicantFields, readApplicant } from './applicant-fields.tsx';
import { PreviewPart } from './preview-part.tsx';
import { readDong } from '../ui/typed-money.ts';
import { FormProblem } from '../ui/dialog.tsx';

interface IssueProps {
  /** Null: for an applicant; undefined: no customer is chosen yet. */
  customerCode: string | null | undefined;
  offered: readonly Price[];
  onIssued: (charge: Charge) => void;
}

/** What is wanted is looked at first; anything typed afterwards asks for another look. */
export function IssueForm({ customerCode, offered, onIssued }: IssueProps) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<'noCustomer' | 'badApplicant' | 'badAmount' | 'badQuantity'>();
  const [service, setService] = useState(offered[0]?.service ?? '');
  const price = offered.find((one) => one.service === service);
  const preview = useMutation({
    mutationFn: (order: ChargeOrder) => sendJson<ChargePreview>('POST', '/services/bills/preview', order),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const order = readOrder(new FormData(event.currentTarget), customerCode, price);
    setProblem(typeof order === 'string' ? order : undefined);
    if (typeof order !== 'string') preview.mutate(order);
  };
  return (
    <>
      <form className="td-upload" onSubmit={submit} onChange={() => preview.reset()} noValidate>
        {preview.isError && <ProblemBlock error={preview.error} />}
        {customerCode === null && <ApplicantFields />}
        <PriceChoice offered={offered} service={service} onService={setService} />
        <div className="td-filters">
          <TextField name="quantity" label={t('services.issue.quantity')} value="1" numeric />
          {price?.net === null && <TextField name="unitNet" label={t('services.issue.unitNet')} numeric />}
          <DateField label={t('services.issue.dueOn')} name="dueOn" value={null} />
        </div>
        <TextField name="note" label={t('services.issue.note')} />
        {problem && <FormProblem>{t(`services.issue.${problem}`)}</FormProblem>}
        <div>
          <Button type="submit" size="sm" variant="default" loading={preview.isPending}>
            {t('services.issue.look')}
          </Button>
        </div>
      </form>
      {preview.data && <Confirm order={preview.variables} preview={preview.data} onIssued={onIssued} />}
    </>
  );
}

function PriceChoice(props: {
  offered: readonly Price[];
  service: string;
  onService: (service: string) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="td-field">
      <label htmlFor={id}>{t('services.bills.service')}</label>
      <select id={id} value={props.service} onChange={(event) => props.onService(event.currentTarget.value)}>
        {props.offered.map(({ service, name, net, countedIn }) => (
          <option key={service} value={service}>
            {name}: {net === null ? t('services.prices.estimate') : `${formatMoney(net)} / ${countedIn}`}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Pressed twice it is one bill: the key of the request goes with what it says. */
function Confirm(props: {
  order: ChargeOrder | undefined;
  preview: ChargePreview;
  onIssued: (charge: Charge) => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const keys = useRef(new RequestKeys());
  const issue = useMutation({
    mutationFn: (order: ChargeOrder) =>
      sendJson<Charge>('POST', '/services/bills', { ...order, requestKey: keys.current.of(order) }),
    onSuccess: props.onIssued,
    onSettled: () => refreshCharges(queries),
  });
  const { order } = props;
  return (
    <PreviewPart preview={props.preview}>
      {issue.isError && <ProblemBlock error={issue.error} />}
      <div>
        <Button size="sm" loading={issue.isPending} onClick={() => order && issue.mutate(order)}>
          {t('services.issue.confirm')}
        </Button>
      </div>
    </PreviewPart>
  );
}

function readOrder(
  fields: FormData,
  customerCode: string | null | undefined,
  price: Price | undefined,
): ChargeOrder | 'noCustomer' | 'badApplicant' | 'badAmount' | 'badQuantity' {
  const text = (name: string) => String(fields.get(name) ?? '').trim();
  if (customerCode === undefined || customerCode === '') return 'noCustomer';
  const applicant = customerCode === null ? readApplicant(fields) : null;
  if (applicant === undefined) return 'badApplicant';
  const unitNet = price?.net === null ? readDong(text('unitNet')) : null;
  if (unitNet === undefined || unitNet === '0') return 'badAmount';
  const quantity = /^\d{1,4}$/.test(text('quantity')) ? Number(text('quantity')) : 0;
  if (quantity < 1 || quantity > 1000) return 'badQuantity';
  return {
    customerCode,
    applicant,
    service: price?.service ?? '',
    quantity,
    unitNet,
    dueOn: text('dueOn') || null,
    note: text('note') || null,
  };
}
