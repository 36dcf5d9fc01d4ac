import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { readMsisdn } from '../../../core/msisdn.ts';
import { sendJson } from '../api/call.ts';
import { gatewaysQuery, refreshGateways, type Gateway, type GatewayOrder } from '../api/gateway-queries.ts';
import type { Bill } from '../api/types.ts';
import { TextField } from '../ui/fields.tsx';
import { formatInstant, formatMoney, formatPeriod } from '../format.ts';
import { Dialog, DoOrCancel } from '../ui/dialog.tsx';
import { problemOf } from '../ui/problem-text.ts';
import { Answered, ProblemBlock } from '../ui/states.tsx';

interface Chosen {
  account: string;
  bills: string[];
  phone?: string;
}

/** Makes an order for open bills of a customer: which gateway, which bills, and whose phone where the phone is asked. */
export function TakeDialog(props: { customerCode: string; bills: readonly Bill[]; onClose: () => void }) {
  const { customerCode, bills, onClose } = props;
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const gateways = useQuery(gatewaysQuery);
  // One key for the dialog: pressing twice, or again after a lost answer, is one order.
  const [requestKey] = useState(() => crypto.randomUUID());
  const make = useMutation({
    mutationFn: (chosen: Chosen) =>
      sendJson<GatewayOrder>('POST', '/gateways/orders', { ...chosen, customerCode, requestKey }),
    onSuccess: ({ id }) => navigate({ to: '/gateways/$id', params: { id } }),
    onSettled: () => refreshGateways(queries),
  });
  return (
    <Dialog title={t('gateways.take.title')} onClose={onClose}>
      {make.isError && <OrderProblem error={make.error} />}
      <Answered query={gateways}>
        {({ rows }) => (
          <TakeForm
            gateways={rows.filter(({ takesOrders }) => takesOrders)}
            bills={bills}
            isPending={make.isPending}
            onTake={(chosen) => make.mutate(chosen)}
            onClose={onClose}
          />
        )}
      </Answered>
    </Dialog>
  );
}

function TakeForm(props: {
  gateways: readonly Gateway[];
  bills: readonly Bill[];
  isPending: boolean;
  onTake: (chosen: Chosen) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const usable = props.gateways.filter((gateway) => isUsable(gateway));
  const [account, setAccount] = useState(usable[0]?.code);
  const [chosen, setChosen] = useState<readonly string[]>(() => props.bills.map(({ id }) => id));
  const [noPhone, setNoPhone] = useState(false);
  const gateway = usable.find(({ code }) => code === account);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!gateway || chosen.length === 0) return;
    const phone = String(new FormData(event.currentTarget).get('phone') ?? '').trim();
    const missing = gateway.needsPhone && readMsisdn(phone) === undefined;
    setNoPhone(missing);
    if (missing) return;
    props.onTake({ account: gateway.code, bills: [...chosen], ...(gateway.needsPhone && { phone }) });
  };
  const totalVnd = props.bills
    .filter(({ id }) => chosen.includes(id))
    .reduce((sum, { total, paid }) => sum + BigInt(total) - BigInt(paid), 0n);
  return (
    <form onSubmit={submit} noValidate>
      <GatewayChoice gateways={props.gateways} account={account} onAccount={setAccount} />
      <BillChoice bills={props.bills} chosen={chosen} onChosen={setChosen} />
      {gateway?.needsPhone && (
        <TextField
          name="phone"
          label={t('gateways.take.phone')}
          hint={t('gateways.take.phoneHint')}
          problem={noPhone ? t('gateways.take.noPhone') : undefined}
          numeric
        />
      )}
      <p>
        {t('gateways.take.total')}: <strong className="td-figures">{formatMoney(String(totalVnd))}</strong>
      </p>
      {chosen.length === 0 && <p className="td-field-error">{t('gateways.take.noBills')}</p>}
      <DoOrCancel
        deed={t('gateways.take.make')}
        isBusy={props.isPending}
        disabled={!gateway || chosen.length === 0}
        onCancel={props.onClose}
      />
    </form>
  );
}

function isUsable({ enabled, health }: Gateway): boolean {
  return enabled && health.state !== 'down';
}

/** One that is off or down stays in the list, greyed, with the reason: who looks for it finds out why. */
function GatewayChoice(props: {
  gateways: readonly Gateway[];
  account: string | undefined;
  onAccount: (code: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="td-radio td-stacked">
      <legend className="td-label">{t('gateways.take.gateway')}</legend>
      {props.gateways.length === 0 && <p>{t('gateways.take.none')}</p>}
      {props.gateways.map((gateway) => {
        const { code, provider, enabled, health } = gateway;
        const usable = isUsable(gateway);
        const since = health.failingSince ? formatInstant(health.failingSince) : '';
        return (
          <label key={code} className={usable ? '' : 'td-greyed'}>
            <input
              type="radio"
              name="account"
              value={code}
              checked={props.account === code}
              disabled={!usable}
              onChange={() => props.onAccount(code)}
            />
            <span>
              {t(`gateways.providers.${provider}`)} <span className="td-small">{code}</span>
              {!usable && (
                <span className="td-second-line">
                  {enabled
                    ? t('gateways.take.down', { time: since, fault: health.lastFault ?? '' })
                    : t('gateways.take.off')}
                </span>
              )}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

function BillChoice(props: {
  bills: readonly Bill[];
  chosen: readonly string[];
  onChosen: (chosen: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const { chosen, onChosen } = props;
  const toggle = (id: string): void =>
    onChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <fieldset className="td-radio td-stacked">
      <legend className="td-label">{t('gateways.take.bills')}</legend>
      {props.bills.map(({ id, period, total, paid }) => (
        <label key={id}>
          <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
          {formatPeriod(period)}{' '}
          <span className="td-figures">{formatMoney(String(BigInt(total) - BigInt(paid)))}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** A limit is told in figures: what the rule allows and what is left. */
function OrderProblem({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const { code, params } = problemOf(error);
  return (
    <>
      <ProblemBlock error={error} />
      {code === 'gateways.over_limit' && params && (
        <p className="td-figures">
          {t('gateways.take.limit', {
            rule: String(params['rule']),
            left: formatMoney(String(params['left'])),
            allowed: formatMoney(String(params['allowed'])),
            limit: t(`gateways.take.limits.${params['limit'] as 'day'}`),
          })}
        </p>
      )}
    </>
  );
}
