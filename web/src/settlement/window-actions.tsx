import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAccounting } from '../api/accounting-queries.ts';
import type { SettlementWindow, WindowCarry } from '../api/accounting-types.ts';
import { sendJson } from '../api/call.ts';
import { useMay } from '../api/session.ts';
import { formatDate, formatMoney } from '../format.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { Dialog, DoOrCancel } from '../ui/dialog.tsx';
import { ProblemBlock } from '../ui/states.tsx';

type Act = 'close' | 'carry' | 'settle';

/** What may be done with the window now; each act is said in full before it is done. */
export function WindowActions({ window }: { window: SettlementWindow }) {
  const { t } = useTranslation();
  const may = useMay('settlement.manage');
  const [act, setAct] = useState<Act>();
  const acts = (['close', 'settle', 'carry'] as const).filter((name) => window.may[name]);
  if (!may || (acts.length === 0 && !window.may.assign)) return null;
  return (
    <div className="td-buttons">
      {acts.map((name) => (
        <Button
          key={name}
          size="sm"
          variant={name === 'carry' ? 'default' : 'filled'}
          onClick={() => setAct(name)}
        >
          {t(`settlement.window.${name}`)}
        </Button>
      ))}
      {window.may.assign && <LinkButton to="/bank-credits">{t('settlement.window.assign')}</LinkButton>}
      {act && <ActDialog act={act} window={window} onClose={() => setAct(undefined)} />}
    </div>
  );
}

function ActDialog(props: { act: Act; window: SettlementWindow; onClose: () => void }) {
  const { t } = useTranslation();
  const { act, window, onClose } = props;
  const queries = useQueryClient();
  const [problem, setProblem] = useState<'noReason'>();
  const path = `/settlement/windows/${encodeURIComponent(window.partnerCode)}/${window.day}/${act}`;
  const send = useMutation({
    mutationFn: (body: WindowCarry | undefined) => sendJson('POST', path, body),
    onSuccess: async () => {
      onClose();
      await refreshAccounting(queries);
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (act !== 'carry') return send.mutate(undefined);
    const fields = new FormData(event.currentTarget);
    const reason = String(fields.get('reason') ?? '').trim();
    setProblem(reason.length < 3 ? 'noReason' : undefined);
    if (reason.length < 3) return;
    const to = String(fields.get('to') ?? 'nextDay');
    send.mutate({ amount: amountFor(window, to), reason, to });
  };
  const said = {
    day: formatDate(window.day),
    partner: window.partnerName,
    amount: formatMoney(window.difference ?? '0'),
  };
  return (
    <Dialog title={t(`settlement.window.${act}`)} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p>{t(`settlement.window.${act}Text`, said)}</p>
        {send.isError && <ProblemBlock error={send.error} />}
        {act === 'carry' && <CarryFields window={window} problem={problem} />}
        <DoOrCancel
          deed={t(`settlement.window.${act}`)}
          isBusy={send.isPending}
          hasFocus
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

/** The whole difference; against another day no more than that day has of the opposite sign. */
function amountFor({ difference, opposite }: SettlementWindow, to: string): string {
  const all = BigInt(difference ?? '0');
  const other = opposite.find(({ day }) => day === to);
  if (!other) return String(all);
  const most = -BigInt(other.difference);
  return String(all > 0n === all < most ? all : most);
}

function CarryFields({ window, problem }: { window: SettlementWindow; problem: 'noReason' | undefined }) {
  const { t } = useTranslation();
  const id = useId();
  const { opposite } = window;
  return (
    <>
      <fieldset className="td-radio">
        <legend className="td-label">{t('settlement.window.carryTo')}</legend>
        {opposite.map(({ day, difference }, index) => (
          <label key={day}>
            <input type="radio" name="to" value={day} defaultChecked={index === 0} />
            {t(`settlement.window.${difference.startsWith('-') ? 'offsetOver' : 'offsetShort'}`, {
              day: formatDate(day),
              amount: formatMoney(difference.replace('-', '')),
            })}
          </label>
        ))}
        <label>
          <input type="radio" name="to" value="nextDay" defaultChecked={opposite.length === 0} />
          {t('settlement.window.carryNext')}
        </label>
        <label>
          <input type="radio" name="to" value="account" />
          {t('settlement.window.carryReceivable')}
        </label>
      </fieldset>
      <div className="td-field">
        <label htmlFor={id}>{t('settlement.window.reason')}</label>
        <input
          id={id}
          name="reason"
          autoComplete="off"
          maxLength={500}
          aria-invalid={problem !== undefined}
        />
        {problem && <span className="td-field-error">{t('settlement.window.reasonMissing')}</span>}
      </div>
    </>
  );
}
