import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { deskQuery, type Desk, type Taking } from '../api/till-queries.ts';
import { formatDate, formatInstant, formatMoney, formatPeriod } from '../format.ts';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { PayForm } from './pay-form.tsx';
import { TakenPanel } from './taken-panel.tsx';

/** One customer after another: code, bills, money, receipt; all by keyboard. */
export function CustomerDesk({ sessionId, terminals }: { sessionId: string; terminals: readonly string[] }) {
  const [code, setCode] = useState('');
  const [taken, setTaken] = useState<Taking>();
  const next = () => {
    setTaken(undefined);
    setCode('');
  };
  if (taken) return <TakenPanel taking={taken} onNext={next} />;
  return (
    <div className="td-desk">
      <CodeForm onCode={setCode} />
      {code !== '' && (
        <FoundCustomer
          key={code}
          code={code}
          sessionId={sessionId}
          terminals={terminals}
          onTaken={setTaken}
        />
      )}
    </div>
  );
}

function CodeForm({ onCode }: { onCode: (code: string) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onCode(String(new FormData(event.currentTarget).get('code') ?? '').trim());
  };
  return (
    <form className="td-desk-code" onSubmit={submit} noValidate>
      <div className="td-field">
        <label htmlFor={id}>{t('tills.desk.code')}</label>
        <input
          ref={input}
          id={id}
          name="code"
          className="td-figures"
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={40}
          spellCheck={false}
        />
      </div>
      <Button type="submit" variant="default">
        {t('tills.desk.find')}
      </Button>
    </form>
  );
}

function FoundCustomer(props: {
  code: string;
  sessionId: string;
  terminals: readonly string[];
  onTaken: (taking: Taking) => void;
}) {
  const query = useQuery(deskQuery(props.code));
  return <Answered query={query}>{(desk) => <Owed desk={desk} {...props} />}</Answered>;
}

function Owed(props: {
  desk: Desk;
  sessionId: string;
  terminals: readonly string[];
  onTaken: (taking: Taking) => void;
}) {
  const { t } = useTranslation();
  const { customer, bills } = props.desk;
  const payable = bills.filter(({ handedElsewhere, heldUntil }) => !handedElsewhere && heldUntil === null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = payable.filter(({ id }) => !left.has(id));
  const toggle = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  return (
    <div className="td-desk-owed">
      <div>
        <p className="td-desk-name">
          {customer.name} <span className="td-figures">{customer.code}</span>
        </p>
        <p className="td-small">{customer.address}</p>
        {bills.length === 0 ? (
          <Empty>{t('tills.desk.nothing')}</Empty>
        ) : (
          <ul className="td-desk-bills">
            {bills.map((bill) => (
              <li key={bill.id}>
                <label>
                  <input
                    type="checkbox"
                    checked={chosen.some(({ id }) => id === bill.id)}
                    disabled={!payable.includes(bill)}
                    onChange={() => toggle(bill.id)}
                  />
                  <span>
                    {t('tills.desk.bill', { period: formatPeriod(bill.period) })}
                    <span className={bill.late ? 'td-second-line td-bad-text' : 'td-second-line'}>
                      {t('tills.desk.due', { date: formatDate(bill.dueOn) })}
                    </span>
                    {bill.handedElsewhere && <Tag tone="warn">{t('tills.desk.handed')}</Tag>}
                    {bill.heldUntil && (
                      <Tag tone="warn">{t('tills.desk.held', { until: formatInstant(bill.heldUntil) })}</Tag>
                    )}
                  </span>
                  <span className="td-figures">{formatMoney(bill.open)}</span>
                </label>
              </li>
            ))}
          </ul>
        )}
      </div>
      {chosen.length > 0 && (
        <PayForm
          sessionId={props.sessionId}
          terminals={props.terminals}
          customerCode={customer.code}
          bills={chosen.map(({ id }) => id)}
          amount={chosen.reduce((sum, { open }) => sum + BigInt(open), 0n)}
          onTaken={props.onTaken}
        />
      )}
    </div>
  );
}
