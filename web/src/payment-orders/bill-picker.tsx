import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sumVnd } from '../../../core/money.ts';
import { sendJson, uploadFile } from '../api/call.ts';
import type { BillOffer } from '../api/payment-order-queries.ts';
import { formatCount, formatMoney } from '../format.ts';
import { FileDrop } from '../ui/file-drop.tsx';
import { Section } from '../ui/page.tsx';
import { Empty, ProblemBlock } from '../ui/states.tsx';
import { BillChoice } from './bill-choice.tsx';
import { FormProblem } from '../ui/dialog.tsx';

export interface PickedBills {
  customers: BillOffer['customers'];
  bills: ReadonlySet<string>;
}

/** Whose bills: codes typed, pasted or read from a file, then their open bills to choose from. */
export function BillPicker(props: {
  picked: PickedBills | undefined;
  onPick: (picked: PickedBills) => void;
  /** Bills that another order waits for cannot be chosen. */
  withoutOrders: boolean;
}) {
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [file, setFile] = useState<File>();
  const look = useMutation({
    mutationFn: (codes: string[]) => sendJson<BillOffer>('POST', '/payment-orders/bills', { codes }),
    onSuccess: ({ customers }) =>
      props.onPick({ customers, bills: new Set(choosable(customers, props.withoutOrders)) }),
  });
  const read = useMutation({
    mutationFn: (one: File) =>
      uploadFile<{ codes: string[] }>(
        '/payment-orders/codes/file',
        { fileName: one.name },
        one,
        () => undefined,
      ),
    onSuccess: ({ codes }) => {
      if (field.current) field.current.value = codes.join('\n');
      look.mutate(codes);
    },
  });
  const submit = () => {
    const codes = (field.current?.value ?? '').split(/[\s,;]+/).filter(Boolean);
    if (codes.length > 0) look.mutate(codes);
  };
  const pick = (one: File) => {
    setFile(one);
    read.mutate(one);
  };
  return (
    <Section title={t('paymentOrders.pick.title')}>
      <div className="td-columns td-columns-even">
        <div className="td-field">
          <label htmlFor={id}>{t('paymentOrders.pick.codes')}</label>
          <textarea id={id} ref={field} rows={5} className="td-mono" spellCheck={false} />
        </div>
        <div className="td-field">
          <span className="td-label">{t('paymentOrders.pick.file')}</span>
          <FileDrop label={t('paymentOrders.pick.file')} accept=".xlsx,.csv" file={file} onPick={pick} />
        </div>
      </div>
      <div className="td-buttons">
        <Button size="sm" variant="default" loading={look.isPending || read.isPending} onClick={submit}>
          {t('paymentOrders.pick.look')}
        </Button>
      </div>
      {(look.error ?? read.error) && <ProblemBlock error={(look.error ?? read.error)!} />}
      {look.data && <Offer offer={look.data} {...props} />}
    </Section>
  );
}

function Offer(props: {
  offer: BillOffer;
  picked: PickedBills | undefined;
  onPick: (picked: PickedBills) => void;
  withoutOrders: boolean;
}) {
  const { t } = useTranslation();
  const { offer, picked, onPick, withoutOrders } = props;
  const bills = offer.customers.flatMap((customer) => customer.bills);
  const chosen = bills.filter((bill) => picked?.bills.has(bill.id));
  return (
    <>
      {offer.unknown.length > 0 && (
        <FormProblem>{t('paymentOrders.pick.unknown', { codes: offer.unknown.join(', ') })}</FormProblem>
      )}
      {bills.length === 0 ? (
        <Empty>{t('paymentOrders.pick.nothing')}</Empty>
      ) : (
        <BillChoice
          customers={offer.customers}
          chosen={picked?.bills ?? new Set()}
          withoutOrders={withoutOrders}
          onChoose={(chosenNow) => onPick({ customers: offer.customers, bills: chosenNow })}
        />
      )}
      <p role="status">
        <strong className="td-figures">
          {t('paymentOrders.pick.chosen', {
            bills: formatCount(chosen.length),
            amount: formatMoney(String(sumVnd(chosen.map(({ open }) => BigInt(open))))),
          })}
        </strong>
      </p>
    </>
  );
}

function choosable(customers: BillOffer['customers'], withoutOrders: boolean): string[] {
  return customers
    .flatMap(({ bills }) => bills)
    .filter(({ order }) => !withoutOrders || order === null)
    .map(({ id }) => id);
}
