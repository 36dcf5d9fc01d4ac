import { useTranslation } from 'react-i18next';
import { debitReasons, describeReason } from '../../../core/mandates/reasons.ts';
import { useQuery } from '@tanstack/react-query';
import { walletAgreementsQuery, type Mandate } from '../api/debit-queries.ts';
import { customerColumn } from '../customers/customer-column.tsx';
import { formatDate, formatMoney } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';
import { MandateActions } from './mandate-actions.tsx';
import { WalletInstrument } from './wallet-link.tsx';

const toneOf: Record<Mandate['state'], Tone> = {
  draft: 'idle',
  signed: 'idle',
  sent: 'busy',
  active: 'good',
  suspended: 'warn',
  cancelled: 'past',
  expired: 'past',
};

/** Mandates with what was agreed, and what may be done about each. */
export function MandatesTable({ mandates }: { mandates: readonly Mandate[] }) {
  const { t } = useTranslation();
  const wallets = mandates.filter(({ isWallet }) => isWallet).map(({ id }) => id);
  const agreements = useQuery({ ...walletAgreementsQuery(wallets.slice(-200)), enabled: wallets.length > 0 });
  const columns: Column<Mandate>[] = [
    customerColumn(t('autoDebit.items.customer')),
    {
      key: 'number',
      header: t('autoDebit.mandates.number'),
      cell: ({ number, signedOn, replaces }) => (
        <span>
          <span className="td-mono">{number}</span>
          <span className="td-second-line td-figures">
            {[
              signedOn !== null && t('autoDebit.mandates.signed', { date: formatDate(signedOn) }),
              replaces !== null && t('autoDebit.mandates.replaces', { number: replaces }),
            ]
              .filter(Boolean)
              .join(', ')}
          </span>
        </span>
      ),
    },
    {
      key: 'account',
      header: t('autoDebit.mandates.account'),
      cell: ({ id, partnerName, account, holder, isWallet }) => (
        <span>
          {partnerName} <span className="td-mono">{account}</span>
          <span className="td-second-line">{holder}</span>
          {isWallet && agreements.data && (
            <WalletInstrument agreement={agreements.data.rows.find(({ mandate }) => mandate === id)} />
          )}
        </span>
      ),
    },
    {
      key: 'mode',
      header: t('autoDebit.mandates.mode'),
      cell: ({ fixedDay, limit }) => (
        <span>
          {fixedDay === null
            ? t('autoDebit.mandates.onBill')
            : t('autoDebit.mandates.fixedDay', { day: fixedDay })}
          {limit !== null && (
            <span className="td-second-line">
              {t('autoDebit.mandates.limit', { amount: formatMoney(limit) })}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'state',
      header: t('autoDebit.state'),
      phone: 'wide',
      cell: (mandate) => <MandateState mandate={mandate} />,
    },
  ];
  return (
    <ReportTable
      caption={t('autoDebit.mandates.title')}
      columns={columns}
      rows={mandates}
      rowKey={({ id }) => id}
    />
  );
}

const knownReasons = ['moved', 'bank_list', 'expired', 'wallet_unbound'] as const;

function MandateState({ mandate }: { mandate: Mandate }) {
  const { t, i18n } = useTranslation();
  const { state, stateReason, attention } = mandate;
  const known = knownReasons.find((reason) => reason === stateReason);
  return (
    <span>
      <Tag tone={toneOf[state]}>{t(`autoDebit.mandates.states.${state}`)}</Tag>
      {stateReason !== null && (
        <span className="td-second-line">
          {known ? t(`autoDebit.mandates.reasons.${known}`) : wordsOf(stateReason, i18n.language)}
        </span>
      )}
      {attention !== null && (
        <span className="td-second-line td-bad-text">{t(`autoDebit.mandates.marks.${attention}`)}</span>
      )}
      <MandateActions mandate={mandate} />
    </span>
  );
}

/** A bank's code in words; what a person wrote stays as it is. */
function wordsOf(reason: string, language: string): string {
  if (!Object.hasOwn(debitReasons, reason)) return reason;
  const { vi, en } = describeReason(reason);
  return `${language === 'en' ? en : vi} (${reason})`;
}
