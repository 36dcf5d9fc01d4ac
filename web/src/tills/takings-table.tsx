import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshTills, type Taking } from '../api/till-queries.ts';
import { formatInstant, formatMoney } from '../format.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';
import { PrintButtons } from './print-buttons.tsx';

const tones: Record<Taking['state'], Tone> = {
  claimed: 'busy',
  taken: 'good',
  refused: 'idle',
  void_asked: 'warn',
  voiding: 'busy',
  voided: 'past',
};

/** What was taken in a session, the newest first; its own cashier may print, repeat and ask for a void. */
export function TakingsTable({ takings, own }: { takings: readonly Taking[]; own?: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [voiding, setVoiding] = useState<Taking>();
  const act = useMutation({
    mutationFn: (taking: Taking) =>
      taking.state === 'void_asked' ? sendJson('DELETE', `/tills/takings/${taking.id}/void`) : repeat(taking),
    onSettled: () => refreshTills(queries),
  });
  const columns: Column<Taking>[] = [
    ...useTakingColumns(),
    ...(own
      ? [
          {
            key: 'acts',
            header: t('tills.takings.acts'),
            phone: 'wide' as const,
            cell: (taking: Taking) => (
              <TakingActs
                taking={taking}
                onVoid={() => setVoiding(taking)}
                onAct={() => act.mutate(taking)}
              />
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      {act.isError && <ProblemBlock error={act.error} />}
      <ReportTable
        caption={t('tills.takings.title')}
        columns={columns}
        rows={takings}
        rowKey={({ id }) => id}
      />
      {voiding && (
        <ReasonDialog
          title={t('tills.void.title', { receipt: voiding.receipt })}
          hint={t('tills.void.hint')}
          send={t('tills.void.ask')}
          onSend={(reason) => sendJson('POST', `/tills/takings/${voiding.id}/void`, { reason })}
          refresh={refreshTills}
          onClose={() => setVoiding(undefined)}
        />
      )}
    </>
  );
}

/** The same wish under the same key: nothing is taken twice. */
function repeat({ sessionId, requestKey, customerCode, bills, amount, given, card }: Taking) {
  const wish = { requestKey, customerCode, bills, amount };
  return card
    ? sendJson('POST', `/tills/sessions/${sessionId}/cards`, { ...wish, ...card })
    : sendJson('POST', `/tills/sessions/${sessionId}/cash`, { ...wish, given: given ?? amount });
}

function useTakingColumns(): Column<Taking>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'receipt',
      header: t('tills.takings.receipt'),
      phone: 'title',
      cell: ({ receipt, takenAt, paymentId }) => (
        <span>
          {paymentId ? (
            <Link to="/payments/$id" params={{ id: paymentId }} className="td-figures">
              {receipt}
            </Link>
          ) : (
            <span className="td-figures">–</span>
          )}
          <span className="td-second-line">{formatInstant(takenAt)}</span>
        </span>
      ),
    },
    {
      key: 'customer',
      header: t('tills.takings.customer'),
      cell: ({ customerName, customerCode }) => (
        <span>
          {customerName}
          <span className="td-second-line td-figures">{customerCode}</span>
        </span>
      ),
    },
    {
      key: 'amount',
      header: t('tills.amount'),
      kind: 'number',
      cell: ({ amount, card }) => (
        <span>
          {formatMoney(amount)}
          <span className="td-second-line">{card ? `${card.terminalId} ·· ${card.last4}` : ''}</span>
        </span>
      ),
    },
    {
      key: 'state',
      header: t('tills.state'),
      cell: ({ state, voidReason }) => (
        <span>
          <Tag tone={tones[state]}>{t(`tills.takings.states.${state}`)}</Tag>
          {voidReason && <span className="td-second-line">{voidReason}</span>}
        </span>
      ),
    },
  ];
}

function TakingActs(props: { taking: Taking; onVoid: () => void; onAct: () => void }) {
  const { t } = useTranslation();
  const { taking, onVoid, onAct } = props;
  const { state } = taking;
  const button = (label: string, onClick: () => void) => (
    <Button size="xs" variant="default" onClick={onClick}>
      {label}
    </Button>
  );
  return (
    <span className="td-row-acts">
      {(state === 'claimed' || state === 'refused') && button(t('tills.takings.repeat'), onAct)}
      {state === 'taken' && <PrintButtons taking={taking} compact />}
      {state === 'taken' && button(t('tills.void.short'), onVoid)}
      {state === 'void_asked' && button(t('tills.void.withdraw'), onAct)}
    </span>
  );
}
