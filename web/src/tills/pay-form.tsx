import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshTills, type Taking } from '../api/till-queries.ts';
import { formatMoney } from '../format.ts';
import { ProblemBlock } from '../ui/states.tsx';
import { readDong } from '../ui/typed-money.ts';
import { CardFields, readCard } from './card-fields.tsx';
import { RequestKeys } from './request-key.ts';
import { FormProblem } from '../ui/dialog.tsx';

interface PayFormProps {
  sessionId: string;
  terminals: readonly string[];
  customerCode: string;
  bills: string[];
  amount: bigint;
  onTaken: (taking: Taking) => void;
}

/** Cash by one Enter: what the customer gives is the amount unless something else is typed. Or a card, by its slip. */
export function PayForm(props: PayFormProps) {
  const { t } = useTranslation();
  const [way, setWay] = useState<'cash' | 'card'>('cash');
  return (
    <div className="td-desk-pay">
      <p className="td-desk-sum">
        <span>{t('tills.desk.toTake')}</span>
        <strong className="td-figures">{formatMoney(props.amount)}</strong>
      </p>
      {props.terminals.length > 0 && (
        <span className="td-choices" role="group" aria-label={t('tills.desk.way')}>
          {(['cash', 'card'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={way === one} onClick={() => setWay(one)}>
              {t(`tills.desk.ways.${one}`)}
            </button>
          ))}
        </span>
      )}
      {way === 'cash' ? <CashForm {...props} /> : <CardForm {...props} />}
      <p className="td-small">{t('tills.desk.noFee')}</p>
    </div>
  );
}

function useTaking({ sessionId, onTaken }: PayFormProps, way: 'cash' | 'cards') {
  const queries = useQueryClient();
  const keys = useRef(new RequestKeys());
  return useMutation({
    mutationFn: (body: object) =>
      sendJson<Taking>('POST', `/tills/sessions/${sessionId}/${way}`, {
        ...body,
        requestKey: keys.current.of(body),
      }),
    onSuccess: (taking) => {
      keys.current.forget();
      onTaken(taking);
    },
    onSettled: () => refreshTills(queries),
  });
}

function CashForm(props: PayFormProps) {
  const { t } = useTranslation();
  const { customerCode, bills, amount } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const take = useTaking(props, 'cash');
  useEffect(() => input.current?.focus(), []);
  const given = typed.trim() === '' ? String(amount) : readDong(typed);
  const change = given === undefined ? undefined : BigInt(given) - amount;
  const fits = change !== undefined && change >= 0n;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (fits && !take.isPending) take.mutate({ customerCode, bills, amount: String(amount), given });
  };
  return (
    <form onSubmit={submit} noValidate className="td-desk-cash">
      {take.isError && <ProblemBlock error={take.error} />}
      <div className="td-field">
        <label htmlFor={id}>{t('tills.desk.given')}</label>
        <input
          ref={input}
          id={id}
          className="td-figures"
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          placeholder={formatMoney(amount)}
          onChange={(event) => setTyped(event.currentTarget.value)}
          aria-invalid={!fits}
        />
      </div>
      <p className="td-desk-change" aria-live="polite">
        <span>{t('tills.desk.change')}</span>
        <strong className="td-figures">{fits ? formatMoney(change) : t('tills.desk.tooLittle')}</strong>
      </p>
      <Button type="submit" size="lg" loading={take.isPending} disabled={!fits}>
        {t('tills.desk.takeCash')}
      </Button>
    </form>
  );
}

function CardForm(props: PayFormProps) {
  const { t } = useTranslation();
  const { customerCode, bills, amount, terminals } = props;
  const take = useTaking(props, 'cards');
  const [missing, setMissing] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const slip = readCard(new FormData(event.currentTarget));
    setMissing(slip === undefined);
    if (slip) take.mutate({ customerCode, bills, amount: String(amount), ...slip });
  };
  return (
    <form onSubmit={submit} noValidate className="td-desk-cash">
      {take.isError && <ProblemBlock error={take.error} />}
      <CardFields terminals={terminals} />
      {missing && <FormProblem>{t('tills.card.missing')}</FormProblem>}
      <Button type="submit" size="lg" loading={take.isPending}>
        {t('tills.desk.takeCard')}
      </Button>
    </form>
  );
}
