import '../styles/reconciliation.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { chequeQuery, refreshPaymentOrders, type Cheque } from '../api/payment-order-queries.ts';
import { useMay } from '../api/session.ts';
import { formatDate, formatMoney } from '../format.ts';
import { Facts, Page, Section } from '../ui/page.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { Answered } from '../ui/states.tsx';
import { BounceDialog } from './bounce-dialog.tsx';
import { ChequeState } from './cheques-table.tsx';
import { LinesTable } from './lines-table.tsx';
import { ReceiptsSection } from './receipts-section.tsx';
import { TakeCreditDialog } from './take-credit-dialog.tsx';

const route = getRouteApi('/staff/cheques/$id');

/** One cheque: what stands on it, the bills it holds or has paid, and what the bank said. */
export function ChequeScreen() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const detail = useQuery(chequeQuery(id));
  const cheque = detail.data?.cheque;
  return (
    <Page
      title={cheque ? `${t('cheques.title')} ${cheque.number}, ${cheque.drawer}` : t('cheques.title')}
      crumbs={[
        <Link key="cheques" to="/cheques">
          {t('cheques.title')}
        </Link>,
      ]}
    >
      <Answered query={detail}>
        {(found) => (
          <>
            <Section
              title={formatMoney(found.cheque.amount)}
              actions={<ChequeActions cheque={found.cheque} />}
            >
              <ChequeFacts cheque={found.cheque} />
            </Section>
            <Section title={t('paymentOrders.bills')}>
              <LinesTable lines={found.lines} />
            </Section>
            <ReceiptsSection receipts={found.receipts} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function ChequeFacts({ cheque }: { cheque: Cheque }) {
  const { t } = useTranslation();
  const day = (date: string) => <span className="td-figures">{formatDate(date)}</span>;
  return (
    <Facts
      facts={[
        [t('cheques.state'), <ChequeState key="state" cheque={cheque} />],
        [t('cheques.drawer'), cheque.drawer],
        [t('cheques.drawerAccount'), cheque.drawerAccount],
        [t('cheques.bank'), [cheque.draweeBank, cheque.draweeBranch].filter(Boolean).join(', ')],
        [
          t('cheques.issuedOn'),
          `${formatDate(cheque.issuedOn)}, ${t('cheques.presentBy', { date: formatDate(cheque.presentBy) })}`,
        ],
        [t('cheques.account'), cheque.account],
        [t('cheques.receivedBy'), `${cheque.receivedBy}, ${formatDate(cheque.receivedOn)}`],
        cheque.slipId !== null && [
          t('cheques.slip'),
          <Link key="slip" to="/cheques" search={{ slip: cheque.slipId }}>
            {cheque.slip}
          </Link>,
        ],
        cheque.clearedOn !== null && [t('cheques.clearedOn'), day(cheque.clearedOn)],
        cheque.bouncedOn !== null && [t('cheques.bouncedOn'), day(cheque.bouncedOn)],
        cheque.bounceNote !== '' && [t('cheques.note'), cheque.bounceNote],
        cheque.feeBearer !== null && [
          t('cheques.fee'),
          `${formatMoney(cheque.fee)}, ${t(`cheques.bearers.${cheque.feeBearer}`)}`,
        ],
        cheque.withdrawnReason !== null && [t('cheques.withdrawnReason'), cheque.withdrawnReason],
        cheque.note !== '' && [t('cheques.note'), cheque.note],
      ]}
    />
  );
}

function ChequeActions({ cheque }: { cheque: Cheque }) {
  const { t } = useTranslation();
  const mayEdit = useMay('cheques.edit');
  const mayClear = useMay('settlement.manage');
  const [dialog, setDialog] = useState<'clear' | 'bounce' | 'withdraw'>();
  const { id, state, number } = cheque;
  const close = () => setDialog(undefined);
  const button = (one: 'clear' | 'bounce' | 'withdraw') => (
    <Button size="sm" variant={one === 'clear' ? 'filled' : 'default'} onClick={() => setDialog(one)}>
      {t(`cheques.${one}`)}
    </Button>
  );
  return (
    <>
      {mayClear && (state === 'deposited' || state === 'bounced') && button('clear')}
      {mayEdit && state === 'deposited' && button('bounce')}
      {mayEdit && (state === 'received' || state === 'bounced') && button('withdraw')}
      {dialog === 'clear' && (
        <TakeCreditDialog
          path={`/cheques/${id}/clear`}
          account={cheque.account}
          hint={t('cheques.clearHint')}
          onClose={close}
        />
      )}
      {dialog === 'bounce' && <BounceDialog cheque={cheque} onClose={close} />}
      {dialog === 'withdraw' && (
        <ReasonDialog
          title={t('cheques.withdrawTitle', { number })}
          hint={t('cheques.withdrawText')}
          send={t('cheques.withdraw')}
          onSend={(reason) => sendJson('POST', `/cheques/${id}/withdraw`, { reason })}
          refresh={refreshPaymentOrders}
          onClose={close}
        />
      )}
    </>
  );
}
