import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshTills, tillsQuery } from '../api/till-queries.ts';
import { formatMoney } from '../format.ts';
import { Dialog, DoOrCancel, FormProblem } from '../ui/dialog.tsx';
import { ProblemBlock } from '../ui/states.tsx';

/** The cash of closed sessions leaves the till: to the bank, or to a counter. */
export function SlipDialog(props: {
  till: string;
  sessions: readonly string[];
  amount: bigint;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const id = useId();
  const tills = useQuery(tillsQuery);
  const [missing, setMissing] = useState(false);
  const making = useMutation({
    mutationFn: (where: object) =>
      sendJson('POST', '/remittances', { till: props.till, sessions: props.sessions, ...where }),
    onSuccess: async () => {
      await refreshTills(queries);
      await navigate({ to: '/tills', search: { show: 'remittances' } });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const bankAccount = String(fields.get('account') ?? '').trim();
    const toTill = String(fields.get('toTill') ?? '');
    setMissing(bankAccount === '' && toTill === '');
    if (toTill !== '') making.mutate({ toTill });
    else if (bankAccount !== '') making.mutate({ bankAccount });
  };
  const counters = (tills.data?.rows ?? []).filter(
    ({ code, kind }) => kind === 'counter' && code !== props.till,
  );
  return (
    <Dialog title={t('tills.slip.title')} onClose={props.onClose}>
      <form onSubmit={submit} noValidate>
        <p className="td-desk-sum">
          <span>{props.till}</span>
          <strong className="td-figures">{formatMoney(props.amount)}</strong>
        </p>
        {making.isError && <ProblemBlock error={making.error} />}
        <div className="td-field">
          <label htmlFor={id}>{t('tills.slip.account')}</label>
          <input id={id} name="account" maxLength={34} className="td-figures" autoComplete="off" />
          <p className="td-small">{t('tills.slip.accountHint')}</p>
        </div>
        <div className="td-field">
          <label htmlFor={`${id}-till`}>{t('tills.slip.toTill')}</label>
          <select id={`${id}-till`} name="toTill" defaultValue="">
            <option value="">{t('tills.slip.toBank')}</option>
            {counters.map(({ code, name }) => (
              <option key={code} value={code}>
                {name} ({code})
              </option>
            ))}
          </select>
          {missing && <FormProblem>{t('tills.slip.missing')}</FormProblem>}
        </div>
        <DoOrCancel deed={t('tills.slip.make')} isBusy={making.isPending} onCancel={props.onClose} />
      </form>
    </Dialog>
  );
}
