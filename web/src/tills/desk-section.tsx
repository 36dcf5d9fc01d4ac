import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { mySessionQuery, refreshTills, tillsQuery, type SessionDetail } from '../api/till-queries.ts';
import { formatMoney } from '../format.ts';
import { Facts, Section } from '../ui/page.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';
import { readDong } from '../ui/typed-money.ts';
import { CountDialog } from './count-dialog.tsx';
import { CustomerDesk } from './customer-desk.tsx';
import { TakingsTable } from './takings-table.tsx';
import { FormProblem } from '../ui/dialog.tsx';

/** Where a cashier works: opens a session, takes money from one customer after another, counts, and closes. */
export function DeskSection() {
  const query = useQuery(mySessionQuery);
  return (
    <Answered query={query}>{({ open }) => (open ? <OpenDesk detail={open} /> : <OpenForm />)}</Answered>
  );
}

function OpenDesk({ detail: { session, terminals, takings } }: { detail: SessionDetail }) {
  const { t } = useTranslation();
  const [counting, setCounting] = useState(false);
  return (
    <>
      <Section
        title={session.till.name}
        subtitle={t('tills.desk.openedBy', { name: session.cashierName })}
        actions={
          <Button size="sm" variant="default" onClick={() => setCounting(true)}>
            {t('tills.desk.close')}
          </Button>
        }
      >
        <CustomerDesk sessionId={session.id} terminals={terminals} />
      </Section>
      <Section title={t('tills.takings.title')}>
        <Facts
          facts={[
            [t('tills.desk.float'), formatMoney(session.float)],
            [t('tills.desk.cashTaken', { count: session.cashCount }), formatMoney(session.cashTaken)],
            [t('tills.desk.cardTaken', { count: session.cardCount }), formatMoney(session.cardTaken)],
          ]}
        />
        {takings.length === 0 ? (
          <Empty>{t('tills.takings.none')}</Empty>
        ) : (
          <TakingsTable takings={takings} own />
        )}
      </Section>
      {counting && <CountDialog session={session} onClose={() => setCounting(false)} />}
    </>
  );
}

function OpenForm() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const id = useId();
  const tills = useQuery(tillsQuery);
  const [wrong, setWrong] = useState(false);
  const opening = useMutation({
    mutationFn: ({ till, float }: { till: string; float: string }) =>
      sendJson('POST', `/tills/${till}/sessions`, { float }),
    onSettled: () => refreshTills(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const float = readDong(String(fields.get('float') ?? ''));
    const till = String(fields.get('till') ?? '');
    setWrong(float === undefined || till === '');
    if (float !== undefined && till !== '') opening.mutate({ till, float });
  };
  return (
    <Section title={t('tills.open.title')} subtitle={t('tills.open.text')}>
      <Answered query={tills}>
        {({ rows }) => {
          const free = rows.filter(({ session }) => session === null);
          if (free.length === 0) return <Empty>{t('tills.open.none')}</Empty>;
          return (
            <form className="td-till-open" onSubmit={submit} noValidate>
              {opening.isError && <ProblemBlock error={opening.error} />}
              <div className="td-field">
                <label htmlFor={id}>{t('tills.till')}</label>
                <select id={id} name="till">
                  {free.map(({ code, name, unit }) => (
                    <option key={code} value={code}>
                      {name} ({code}), {unit.name}
                    </option>
                  ))}
                </select>
              </div>
              <div className="td-field">
                <label htmlFor={`${id}-float`}>{t('tills.open.float')}</label>
                <input
                  id={`${id}-float`}
                  name="float"
                  inputMode="numeric"
                  defaultValue="0"
                  autoComplete="off"
                />
                <p className="td-small">{t('tills.open.floatHint')}</p>
                {wrong && <FormProblem>{t('tills.badAmount')}</FormProblem>}
              </div>
              <div>
                <Button type="submit" loading={opening.isPending}>
                  {t('tills.open.go')}
                </Button>
              </div>
            </form>
          );
        }}
      </Answered>
    </Section>
  );
}
